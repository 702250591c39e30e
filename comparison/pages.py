"""The HTML of comparisons: one file, one style sheet, no script, nothing asked of any network."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from .. import __version__
from ..graphs.inlining import inline, security_policy
from .change_report import MISSING, caution, describe_version, headline, locate, summarise
from .changes import Difference, Quote
from .entries import Entry, fold_changes
from .excerpts import plain

if TYPE_CHECKING:
    from collections.abc import Mapping


def render_difference(difference: Difference) -> str:
    """Return a difference as an HTML page; every word of a policy is text, never markup."""
    return render(
        "changes",
        title=f"{difference.company}: what changed",
        company=difference.company,
        old=describe_version(difference.old),
        new=describe_version(difference.new),
        summary=summarise(difference),
        missing=MISSING,
        caution=caution(difference),
        changes=[_entry(entry) for entry in fold_changes(difference.changes)],
    )


def render(template: str, **values: object) -> str:
    """Return the page that a template of templates/ makes of these values."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    folder = files(__package__) / "templates"
    style = inline(folder / "compared.css", "style")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    source = (folder / f"{template}.html.j2").read_text("utf-8")
    return environment.from_string(source).render(
        version=__version__,
        security_policy=security_policy((), (style,)),
        style=Markup(style),
        **values,
    )


def show_quote(quote: Quote) -> Mapping[str, str]:
    """Return what a page shows of a quote."""
    return {"text": quote.excerpt, "lead_in": plain(quote.lead_in or ""), "place": locate(quote)}


def _entry(entry: Entry) -> Mapping[str, object]:
    titles = {"old": "The earlier version", "new": "The later version"}
    change = entry.change
    return {
        "kind": change.kind.value,
        "severity": change.severity.words,
        "headline": headline(change, entry.recipients),
        "note": entry.note,
        "sides": [
            {"title": titles[side], "quotes": [show_quote(quote) for quote in quotes]}
            for side, quotes in entry.sides
        ],
    }
