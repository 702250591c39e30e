"""The page: one HTML file that opens from disk, asks no server for anything, and shows every flow.

Policy text is hostile. It reaches the page in two ways only: the title, escaped by Jinja, and one
block of JSON whose characters can't end the block. The scripts turn it into text nodes. A content
security policy lets nothing run or load but the scripts and styles that are in here, by their hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from .. import __version__
from .network import build_network, limit_network
from .page_data import JsonObject, describe_statements
from .picture import draw_network
from .statement_reader import read_statements
from .statements import Statements

if TYPE_CHECKING:
    from .store import GraphStore

STYLES: Final = (
    "page.css",
    "header.css",
    "table.css",
    "drawer.css",
    "graph.css",
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
    "table.js",
    "answers.js",
    "pictures.js",
    "shapes.js",
    "canvas.js",
    "graph.js",
    "keys.js",
    "main.js",
)
"""Our scripts in the order in which they run; each defines one name that later ones may use."""

_ESCAPES: Final = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)
_SOURCE_MAP: Final = "//# sourceMappingURL="


def render_page(
    store: GraphStore,
    *,
    title: str,
    policy: str | None = None,
    questions: Mapping[str, str] | None = None,
) -> str:
    """Return the page on everything in `store`, or on one policy version, given by its IRI.

    `questions` are the catalogue's wordings by the name of the question; the page's own serve for
    the rest. The same graph, title and wordings give the same page, byte for byte.
    """
    return render_statements(
        read_statements(store, policy=policy), title=title, questions=questions
    )


def render_statements(
    statements: Statements, *, title: str, questions: Mapping[str, str] | None = None
) -> str:
    """Return the page on `statements`; see `render_page`."""
    network = limit_network(build_network(statements), statements)
    data: JsonObject = {
        "title": title,
        "version": __version__,
        "questions": dict(sorted((questions or {}).items())),
        "network": draw_network(network),
        **describe_statements(statements),
    }
    return _write(data, title=title)


def _write(data: JsonObject, *, title: str) -> str:
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = files(__package__) / "page"
    styles = [_inline(folder / name, "style") for name in STYLES]
    scripts = [_inline(_vis_network(), "script")]
    scripts += [_inline(folder / name, "script") for name in SCRIPTS]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    return template.render(
        title=title,
        version=__version__,
        security_policy=security_policy(scripts, styles),
        styles=map(Markup, styles),
        scripts=map(Markup, scripts),
        data=Markup(embed_json(data)),
    )


def security_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a policy that allows these inline scripts and styles, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_source_hash, scripts))}",
            f"style-src {' '.join(map(_source_hash, styles))}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def embed_json(data: JsonObject) -> str:
    """Return `data` as JSON that no HTML parser can take for the end of its script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # A lone surrogate, which a command line may bring in, can't be written as UTF-8.
    return text.translate(_ESCAPES).encode("utf-8", "replace").decode("utf-8")


def _source_hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _inline(file: Traversable, element: str) -> str:
    """Return a file's text as the browser will see it, having checked that it may be inlined."""
    # An HTML parser turns \r\n and \r into \n before the hash is taken.
    text = file.read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    text = "\n".join(line for line in text.split("\n") if not line.startswith(_SOURCE_MAP))
    if f"</{element}" in text.lower() or "<!--" in text:
        raise ValueError(f"{file.name} can't be inlined: it holds </{element} or <!--")
    return text


def _vis_network() -> Traversable:
    """Return vis-network's script, the newest that the installed pyvis carries."""
    versions = [folder for folder in (files("pyvis") / "lib").iterdir() if "vis-" in folder.name]
    newest = max(versions, key=lambda f: [int(n) for n in f.name.removeprefix("vis-").split(".")])
    return newest / "vis-network.min.js"
