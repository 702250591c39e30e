"""The HTML that the server writes: templates that escape, one style sheet, and no script at all."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from .. import __version__
from .replies import Reply, make_reply

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HTML: Final = "text/html; charset=utf-8"
LONGEST_CELL: Final = 1_000
"""How much of a table's cell is shown, in characters; the whole is in the other formats."""

# As in the page's dom.js: what reorders or hides text is shown by its number.
_DECEIVING: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)


def draw(template: str, **values: object) -> Reply:
    """Return the page that a template of templates/ makes of these values."""
    text = _environment().get_template(f"{template}.html.j2").render(**values)
    content = text.encode("utf-8", "replace")
    return make_reply(content, HTML, security_policy=security_policy())


def security_policy() -> str:
    """Return the policy of these pages: nothing but their style sheets, and forms to this server."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode('ascii')}'"
        for style in _styles()
    )
    return (
        f"default-src 'none'; style-src {hashes}; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


def show_words(text: str) -> Markup:
    """Return words out of a policy as HTML: escaped, with what would deceive a reader shown."""
    from markupsafe import Markup, escape

    marked = Markup('<span class="control">{}</span>')
    parts: list[Markup] = []
    last = 0
    for match in _DECEIVING.finditer(text):
        number = f"U+{ord(match[0]):04X}"
        parts += [escape(text[last : match.start()]), marked.format(number)]
        last = match.end()
    return Markup("").join([*parts, escape(text[last:])])


def cut(text: str, most: int = LONGEST_CELL) -> str:
    """Return at most so many characters of `text`; "…" stands for the rest."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader(__package__, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = show_words
    environment.filters["cut"] = cut
    environment.globals["styles"] = [Markup(style) for style in _styles()]
    environment.globals["version"] = __version__
    return environment


@cache
def _styles() -> tuple[str, ...]:
    """The page's own colours and type, and what these pages need besides."""
    from ..graphs.inlining import inline

    shared = files("privacyflow.graphs") / "page" / "page.css"
    own = files(__package__) / "templates" / "server.css"
    return inline(shared, "style"), inline(own, "style")
