"""The page: one HTML file that opens from disk, asks no server for anything, and shows every flow.

Policy text is hostile. It reaches the page in two ways only: the title, escaped by Jinja, and one
block of JSON whose characters can't end the block. The scripts turn it into text nodes. A content
security policy lets nothing run or load but the scripts and styles that are in here, by their hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..ontology.terms import PREFIXES
from .categories import describe_categories
from .digest import digest_statements
from .inlining import embed_json, inline, security_policy
from .network import build_network, limit_network
from .page_data import JsonObject, describe_statements
from .picture import draw_network
from .ribbons import arrange_ribbons
from .shown_findings import ShownFinding, describe_findings
from .statement_reader import read_statements
from .statements import Statements

if TYPE_CHECKING:
    from .store import GraphStore

STYLES: Final = (
    "page.css",
    "header.css",
    "table.css",
    "drawer.css",
    "grid.css",
    "matrix.css",
    "sankey.css",
    "graph.css",
    "report.css",
    "findings.css",
    "policy.css",
    "sparql.css",
    "screens.css",
)
SCRIPTS: Final = (
    "dom.js",
    "model.js",
    "view.js",
    "facets.js",
    "quotes.js",
    "sentences.js",
    "columns.js",
    "citations.js",
    "drawer.js",
    "choices.js",
    "filters.js",
    "questions.js",
    "downloads.js",
    "exports.js",
    "table.js",
    "answers.js",
    "axes.js",
    "stops.js",
    "cells.js",
    "crossings.js",
    "grid.js",
    "matrix.js",
    "shapes.js",
    "ribbons.js",
    "stacks.js",
    "strokes.js",
    "drawing.js",
    "sankey.js",
    "pictures.js",
    "canvas.js",
    "graph.js",
    "highlights.js",
    "reader.js",
    "summary.js",
    "rows.js",
    "findings.js",
    "report.js",
    "versions.js",
    "policy.js",
    "prefixes.js",
    "solutions.js",
    "links.js",
    "sparql.js",
    "upload.js",
    "keys.js",
    "main.js",
)
"""Our scripts in the order in which they run; each defines one name that later ones may use."""

SERVED_SCRIPTS: Final = frozenset(
    {"prefixes.js", "solutions.js", "links.js", "sparql.js", "upload.js"}
)
"""Those that need the server, and are left out of a file."""


def render_page(
    store: GraphStore,
    *,
    title: str,
    policy: str | None = None,
    questions: Mapping[str, str] | None = None,
    find: Callable[[Statements], Iterable[ShownFinding]] = lambda _: (),
    served: bool = False,
    view: str = "",
) -> str:
    """Return the page on everything in `store`, or on one policy version, given by its IRI.

    `questions` are the catalogue's wordings by the name of the question; the page's own serve for
    the rest. `find` returns the findings to show. A page that is `served` also has what needs the
    server: SPARQL, and reading a policy. `view` is what it opens with, as its address would say it
    ("tab=policy"). The same graph, title and wordings give the same page, byte for byte. Raises
    GraphError where there are more statements than a page holds.
    """
    statements = read_statements(store, policy=policy)
    return render_statements(
        statements,
        title=title,
        questions=questions,
        findings=find(statements),
        served=served,
        view=view,
    )


def render_statements(
    statements: Statements,
    *,
    title: str,
    questions: Mapping[str, str] | None = None,
    findings: Iterable[ShownFinding] = (),
    served: bool = False,
    view: str = "",
) -> str:
    """Return the page on `statements`; see `render_page`."""
    data = page_data(statements, title=title, questions=questions, findings=findings, view=view)
    if served:
        data["prefixes"] = dict(PREFIXES)
    return _write(data, title=title, served=served)


def page_data(
    statements: Statements,
    *,
    title: str,
    questions: Mapping[str, str] | None = None,
    findings: Iterable[ShownFinding] = (),
    view: str = "",
) -> JsonObject:
    """Return what the page on `statements` embeds; see `render_page`."""
    digest = digest_statements(statements)
    statements = digest.statements
    network = limit_network(build_network(statements), statements)
    return {
        "title": title,
        "version": __version__,
        "questions": dict(sorted((questions or {}).items())),
        "network": draw_network(network),
        "ribbons": arrange_ribbons(statements),
        "view": view,
        "categories": describe_categories(statements),
        "total": digest.total,
        "findings": describe_findings(findings, statements),
        **describe_statements(statements),
    }


def _write(data: JsonObject, *, title: str, served: bool) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = files(__package__) / "page"
    styles = [inline(folder / name, "style") for name in STYLES]
    scripts = [inline(_vis_network(), "script")]
    names = [name for name in SCRIPTS if served or name not in SERVED_SCRIPTS]
    scripts += [inline(folder / name, "script") for name in names]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    return template.render(
        title=title,
        version=__version__,
        security_policy=security_policy(scripts, styles, served=served),
        # Without it a browser hides from our own server that our own page asks.
        referrer="same-origin" if served else "no-referrer",
        styles=map(Markup, styles),
        scripts=map(Markup, scripts),
        data=Markup(embed_json(data)),
    )


def _vis_network() -> Traversable:
    """Return vis-network's script, the newest that the installed pyvis carries."""
    versions = [folder for folder in (files("pyvis") / "lib").iterdir() if "vis-" in folder.name]
    newest = max(versions, key=lambda f: [int(n) for n in f.name.removeprefix("vis-").split(".")])
    return newest / "vis-network.min.js"
