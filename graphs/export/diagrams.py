"""The network as text that draws itself: DOT for Graphviz, Mermaid for Markdown pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO, Final

from .files import ExportError

if TYPE_CHECKING:
    import networkx

MOST_EDGES: Final = 500
LONGEST_DIAGRAM: Final = 50_000
"""Where Mermaid itself stops by default: `maxEdges`, and `maxTextSize` in characters."""

_CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# All else might be markup of Mermaid, of Markdown or of HTML, now or in its next version.
_MARKUP: Final = re.compile(r"[^\w ,.]|_|\.(?= )")
_STYLES: Final = {"does": "solid", "if": "dashed", "not": "dotted"}
_SHAPES: Final = {"company": "box", "named": "ellipse"}
_ARROWS: Final = {"does": "-->", "if": "-.->", "not": "--x"}
_MARKS: Final = {"does": "", "if": "if: ", "not": "not: "}


def write_dot(network: networkx.MultiDiGraph, file: BinaryIO) -> None:
    """Write DOT: one edge a statement, its quote as the tooltip; denials dotted, with a cross."""
    names = {node: f"n{number}" for number, node in enumerate(network)}
    file.write(b"digraph privacyflow {\n  rankdir=LR;\n  node [fontname=sans];\n")
    for node, about in network.nodes(data=True):
        shape = _SHAPES.get(about["kind"], "hexagon")
        attributes = f"label={_dot(about['label'])}, shape={shape}, tooltip={_dot(about['kind'])}"
        file.write(f"  {names[node]} [{attributes}];\n".encode())
    for author, recipient, about in network.edges(data=True):
        head = "tee" if about["state"] == "not" else "normal"
        attributes = ", ".join(
            (
                f"id={_dot(about['flow'])}",
                f"label={_dot(_MARKS[about['state']] + about['label'])}",
                f"style={_STYLES[about['state']]}",
                f"arrowhead={head}",
                f"tooltip={_dot(about['quote'])}",
            )
        )
        file.write(f"  {names[author]} -> {names[recipient]} [{attributes}];\n".encode())
    file.write(b"}\n")


def write_mermaid(network: networkx.MultiDiGraph, file: BinaryIO) -> None:
    """Write a Mermaid flowchart: statements that say the same are one arrow.

    Raises ExportError for more than Mermaid draws.
    """
    arrows = dict.fromkeys(
        (author, recipient, about["state"], about["label"])
        for author, recipient, about in network.edges(data=True)
    )
    if len(arrows) > MOST_EDGES:
        raise _too_large(f"{len(arrows):,} arrows are more than the {MOST_EDGES} it draws")
    names = {node: f"n{number}" for number, node in enumerate(network)}
    lines = ["flowchart LR"]
    lines += [f"  {names[node]}{_box(about)}" for node, about in network.nodes(data=True)]
    lines += [
        f"  {names[author]} {_ARROWS[state]}|{_mermaid(_MARKS[state] + label)}| {names[recipient]}"
        for author, recipient, state, label in arrows
    ]
    text = "\n".join(lines) + "\n"
    if len(text) > LONGEST_DIAGRAM:
        raise _too_large(f"{len(text):,} characters are more than the {LONGEST_DIAGRAM:,} it reads")
    file.write(text.encode())


def _box(about: dict[str, str]) -> str:
    label = _mermaid(about["label"])
    match about["kind"]:
        case "company":
            return f"[{label}]"
        case "named":
            return f"([{label}])"
        case _:
            return f"{{{{{label}}}}}"


def _dot(text: str) -> str:
    """Return `text` as a quoted string in which nothing is an escape, an entity or a new line."""
    plain = _CONTROLS.sub(" ", text).replace("&", "&amp;").replace("\\", "\\\\")
    return '"' + plain.replace('"', '\\"') + '"'


def _mermaid(text: str) -> str:
    """Return `text` as a quoted string; what is no letter, digit or space is written by number."""
    plain = _CONTROLS.sub(" ", text)
    return '"' + _MARKUP.sub(lambda match: f"#{ord(match[0])};", plain) + '"'


def _too_large(what: str) -> ExportError:
    return ExportError(
        what=what,
        where=".mmd",
        remedy="Narrow it with --company or --policy, or export .dot or .graphml.",
    )
