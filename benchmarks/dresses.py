"""Dresses: one policy as Markdown, as a page of each of three skins, as DOCX, and printed as PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from own_policies import Part, Policy

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SKINS = ("plain", "soup", "accordion")

_COOKIES = (
    '<div id="cookie-consent-banner" role="dialog"><p>We value your privacy.</p>'
    "<button>Accept all</button> <button>Reject all</button></div>"
)
_MENU = (
    '<nav><ul><li><a href="/">Home</a></li><li><a href="/prices">Prices</a></li>'
    '<li><a href="/jobs">Jobs</a></li><li><a href="/login">Sign in</a></li></ul></nav>'
)
_FOOTER = (
    '<footer><a href="/imprint">Imprint</a> <a href="/terms">Terms</a> '
    "<span>&copy; 2026 All rights reserved</span></footer>"
)
_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:46em;margin:auto} .t{font-size:1.7em;font-weight:bold}"
    ".h2{font-size:1.35em;font-weight:bold;margin-top:1em} .h3{font-weight:bold;margin-top:.8em}"
    ".p{margin:.6em 0} td,th{border:1px solid #999;padding:.3em;vertical-align:top}"
    "button{font:inherit;border:0;background:none}"
    "@media print{nav,footer,[role=dialog],.tabs{display:none} .panel{display:block!important}}"
)


def as_markdown(policy: Policy) -> str:
    """Return the policy as Markdown: what every dress has to come up to."""
    lines: list[str] = []
    last = ""
    for part in policy.parts:
        if part.kind == "item" and last == "item":
            lines.pop()
        if part.kind == "table":
            head, *rows = part.rows
            lines += ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
            lines += ["| " + " | ".join(row) + " |" for row in rows]
        elif part.kind == "heading":
            lines.append("#" * part.level + " " + part.words)
        else:
            lines.append(("  " * part.level + "- " if part.kind == "item" else "") + part.words)
        lines.append("")
        last = part.kind
    return "\n".join(lines)


def as_html(policy: Policy, skin: str, *, charset: str = "utf-8") -> str:
    """Return the policy as a page of one of SKINS."""
    body = {"plain": _plain, "soup": _soup, "accordion": _accordion}[skin](policy.parts)
    head = f'<meta charset="{charset}"><title>{escape(policy.parts[0].words)}</title>'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}<style>{_STYLE}</style></head>'
        f"<body>{_COOKIES}<header>{_MENU}</header>{body}{_FOOTER}</body></html>"
    )


def as_docx(policy: Policy) -> bytes:
    """Return the policy as DOCX with the styles of python-docx's template."""
    from docx import Document

    document = Document()
    for part in policy.parts:
        if part.kind == "heading":
            document.add_heading(part.words, part.level - 1)
        elif part.kind == "table":
            table = document.add_table(rows=0, cols=len(part.rows[0]), style="Table Grid")
            for row in part.rows:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif part.kind == "item":
            depth = min(part.level, 2)
            document.add_paragraph(part.words, "List Bullet" + (f" {depth + 1}" if depth else ""))
        else:
            document.add_paragraph(part.words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(browser: Browser, html: str, *, tagged: bool = True) -> bytes:
    """Print a page as the browser does, with or without its tree of tags."""
    page = browser.new_page()
    try:
        page.set_content(html)
        return page.pdf(format="A4", tagged=tagged, margin={"top": "2cm", "bottom": "2cm"})
    finally:
        page.close()


def _plain(parts: Iterable[Part]) -> str:
    found: list[str] = ["<main>"]
    open_lists = 0
    for part in parts:
        depth = part.level + 1 if part.kind == "item" else 0
        while open_lists > depth:
            found.append("</li></ul>")
            open_lists -= 1
        if depth and open_lists == depth:
            found.append("</li>")
        while open_lists < depth:
            found.append("<ul>")
            open_lists += 1
        words = _entities(part.words)
        if part.kind == "heading":
            found.append(f"<h{part.level}>{words}</h{part.level}>")
        elif part.kind == "table":
            found.append(_table(part))
        else:
            found.append(f"<li>{words}" if depth else f"<p>{words}</p>")
    found.append("</li></ul>" * open_lists + "</main>")
    return "\n".join(found)


def _soup(parts: Iterable[Part]) -> str:
    """Nothing but `<div>`, `<span>` and `<br>`, as builders of sites write."""
    found: list[str] = []
    paragraphs: list[str] = []
    for part in parts:
        words = _entities(part.words)
        if part.kind == "paragraph":
            paragraphs.append(f"<span>{words}</span>")
            continue
        if paragraphs:
            found.append(f'<div class="p">{"<br><br>".join(paragraphs)}</div>')
            paragraphs = []
        if part.kind == "heading":
            name = "t" if part.level == 1 else f"h{min(part.level, 3)}"
            found.append(f'<div class="{name}"><b><span>{words}</span></b></div>')
        elif part.kind == "table":
            found.append(_table(part))
        else:
            indent = 1.5 * (part.level + 1)
            found.append(
                f'<div style="margin-left:{indent}em">&bull;&nbsp;<span>{words}</span></div>'
            )
    if paragraphs:
        found.append(f'<div class="p">{"<br><br>".join(paragraphs)}</div>')
    return '<div id="root"><div class="wrap">' + "\n".join(found) + "</div></div>"


def _accordion(parts: Iterable[Part]) -> str:
    """A section a panel, all but the first hidden, each unfolded by a button; tabs above."""
    found = ['<div class="tabs" role="tablist"><button role="tab">Policy</button></div>']
    section: list[Part] = []
    number = 0
    for part in (*parts, Part("heading", "", 2)):
        if part.kind == "heading" and part.level == 2:
            found.append(_plain(section).replace("<main>", "").replace("</main>", ""))
            found.append("</div></section>" if number else "")
            number += 1
            if part.words:
                found.append(
                    f'<section><h2><button aria-expanded="false" aria-controls="p{number}">'
                    f'{_entities(part.words)}</button></h2><div class="panel" id="p{number}"'
                    ' style="display:none" aria-hidden="true">'
                )
            section = []
        else:
            section.append(part)
    return "<main>" + "\n".join(found) + "</main>"


def _table(part: Part) -> str:
    head, *rows = part.rows
    found = "<tr>" + "".join(f"<th><span>{_entities(cell)}</span></th>" for cell in head) + "</tr>"
    for row in rows:
        found += "<tr>" + "".join(f"<td><span>{_entities(c)}</span></td>" for c in row) + "</tr>"
    return f"<table>{found}</table>"


def _entities(words: str) -> str:
    return escape(words, quote=False).replace("’", "&rsquo;").replace("é", "&eacute;")
