"""Differences as words: headlines, Markdown and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ..graphs.page_data import JsonObject, JsonValue
from ..graphs.statements import PolicyVersion
from ..queries.results import make_inert
from .changes import Change, ChangeKind, Difference, Named, Quote

MISSING: Final = "no such statement found in this version"
_SHOWN: Final = 8
_DEEDS: Final = {
    "collect": ("collects", "collect"),
    "use": ("uses", "use"),
    "store": ("stores", "store"),
    "share": ("shares", "share"),
    "sell": ("sells", "sell"),
}
_MARKUP: Final = re.compile(r"([\\|`*_<>\[\]#!&~])")


def headline(change: Change) -> str:
    """Return one change as a sentence about what the later version says."""
    deeds = [_DEEDS.get(deed, (deed, deed)) for deed in change.deed.split(", ")]
    does, do = (" and ".join(forms) for forms in zip(*deeds, strict=True))
    to = "to" if change.deed == "sell" else "with"
    what = f"{_list(change.data)}{f' {to} {change.recipient}' if change.recipient else ''}"
    match change.kind:
        case ChangeKind.ADDED:
            return f"now says that it {does} {what}"
        case ChangeKind.REMOVED:
            return f"no longer says that it {does} {what}"
        case ChangeKind.DENIAL_DROPPED:
            return f"no longer says that it does not {do} {what}"
        case ChangeKind.DENIAL_ADDED:
            return f"now says that it does not {do} {what}"
        case ChangeKind.REWORDED:
            return f"says in other words that it {does} {what}"
        case _:
            return f"{does} {what}: {change.detail}"


def summarise(difference: Difference) -> str:
    """Return "3 added, 1 widened, 2 denials dropped", or "no change of meaning found"."""
    said = [
        f"{size} {kind.value if size == 1 else kind.value.replace('denial', 'denials')}"
        for kind, size in difference.counts.items()
        if size
    ]
    return ", ".join(said) or "no change of meaning found"


def describe_version(policy: PolicyVersion, date: str = "") -> str:
    """Return what a version is known by: its file and its date."""
    return ", ".join(filter(None, (policy.file_name or policy.title, date or policy.issued or "")))


def sides_of(change: Change) -> Iterator[tuple[str, tuple[Quote, ...]]]:
    """Yield the two sides of a change, "old" and "new", with their quotes."""
    yield "old", change.old
    yield "new", change.new


def to_json(difference: Difference) -> JsonObject:
    """Return a difference as JSON; offsets are characters of the policy's stored text."""
    return {
        "company": difference.company,
        "old": _version(difference.old),
        "new": _version(difference.new),
        "counts": {kind.value: size for kind, size in difference.counts.items()},
        "changes": [_change(change) for change in difference.changes],
    }


def to_markdown(difference: Difference) -> str:
    """Return a difference as Markdown; the policies' words hold no markup in it."""
    lines = [
        f"# {_bare(difference.company)}: {_bare(describe_version(difference.old))} → "
        f"{_bare(describe_version(difference.new))}",
        "",
        f"{summarise(difference)}.",
        "",
    ]
    for change in difference.changes:
        lines += [f"## {change.severity.words}: {_bare(headline(change))}", ""]
        if change.note:
            lines += [f"{_bare(change.note)}.", ""]
        for side, quotes in sides_of(change):
            lines += [f"**{side}**", "", *_quoted(quotes), ""]
    return "\n".join(lines).rstrip() + "\n"


def locate(quote: Quote) -> str:
    """Return where a quote stands: "Sharing > Partners, characters 120 to 180"."""
    place = f"characters {quote.start} to {quote.end}"
    return f"{quote.section}, {place}" if quote.section else place


def _quoted(quotes: Iterable[Quote]) -> Iterator[str]:
    found = False
    for quote in quotes:
        found = True
        yield f"> {_bare(quote.excerpt)}"
        yield ">"
        yield f"> — {_bare(locate(quote))}"
        yield ""
    if not found:
        yield f"({MISSING})"


def _bare(words: str) -> str:
    return _MARKUP.sub(r"\\\1", make_inert(" ".join(words.split())))


def _list(data: tuple[Named, ...]) -> str:
    shown = [str(each) for each in data[:_SHOWN]]
    left = len(data) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _version(policy: PolicyVersion) -> JsonObject:
    return {
        "policy": policy.iri,
        "company": policy.company,
        "title": policy.title,
        "file": policy.file_name,
        "issued": policy.issued,
        "sha256": policy.sha256,
    }


def _change(change: Change) -> JsonObject:
    recipient = change.recipient
    data: list[JsonValue] = [_named(each) for each in change.data]
    return {
        "kind": change.kind.value,
        "severity": change.severity.words,
        "rank": int(change.severity),
        "headline": headline(change),
        "actions": list(change.deed.split(", ")),
        "data": data,
        "recipient": _named(recipient) if recipient else None,
        "detail": change.detail,
        "note": change.note,
        "old": [_quote(each) for each in change.old],
        "new": [_quote(each) for each in change.new],
    }


def _named(named: Named) -> JsonObject:
    return {"words": named.words, "type": named.type}


def _quote(quote: Quote) -> JsonObject:
    return {
        "text": quote.text,
        "section": quote.section,
        "start": quote.start,
        "end": quote.end,
        "flow": quote.flow,
        "lead_in": quote.lead_in,
        "confidence": quote.confidence,
    }
