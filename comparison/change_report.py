"""Differences as words: headlines, Markdown and JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ..graphs.page_data import JsonObject, JsonValue
from ..graphs.statements import PolicyVersion
from ..queries.results import make_inert
from .changes import Change, ChangeKind, Difference, Named, Quote
from .entries import fold_changes

MISSING: Final = "no such statement found in this version"
_SHOWN: Final = 8
_PARTIES: Final = 20
_REWRITTEN: Final = 0.25
"""Of 56 pairs of versions, the nine with a smaller part kept were new texts, or other documents."""
_DEEDS: Final = {
    "collect": ("collects", "collect"),
    "use": ("uses", "use"),
    "store": ("stores", "store"),
    "share": ("shares", "share"),
    "sell": ("sells", "sell"),
}
_MARKUP: Final = re.compile(r"([\\|`*_<>\[\]#!&~])")


def headline(change: Change, recipients: tuple[Named, ...] = ()) -> str:
    """Return a change as a sentence about what the later version says, to all its `recipients`."""
    deeds = [_DEEDS.get(deed, (deed, deed)) for deed in change.deed.split(", ")]
    does, do = (" and ".join(forms) for forms in zip(*deeds, strict=True))
    to = "to" if change.deed == "sell" else "with"
    parties = recipients or tuple(filter(None, (change.recipient,)))
    what = f"{_list(change.data)}{f' {to} {_list(parties, _PARTIES)}' if parties else ''}"
    restricted = f" ({change.only})" if change.only else ""
    more = f": {change.detail}" if change.detail else ""
    match change.kind:
        case ChangeKind.ADDED:
            says = "says, and the other text does not," if change.apart else "now says"
            return f"{says} that it {does} {what}{restricted}{more}"
        case ChangeKind.REMOVED:
            return f"no longer says that it {does} {what}{restricted}{more}"
        case ChangeKind.DENIAL_DROPPED:
            return f"no longer says that it does not {do} {what}{restricted}"
        case ChangeKind.DENIAL_ADDED:
            says = "says, and the other text does not," if change.apart else "now says"
            return f"{says} that it does not {do} {what}{restricted}"
        case ChangeKind.REWORDED:
            return f"says in other words that it {does} {what}"
        case _:
            return f"{does} {what}{restricted}: {change.detail}"


def summarise(difference: Difference) -> str:
    """Return "3 added, 1 widened, 2 denials dropped", or "no change of meaning found"."""
    said = [
        f"{size} {kind.value if size == 1 else kind.value.replace('denial', 'denials')}"
        for kind, size in difference.counts.items()
        if size
    ]
    told = ", ".join(said) or "no change of meaning found"
    entries = len(fold_changes(difference.changes))
    return f"{told}, in {entries} entries" if entries < len(difference.changes) else told


def caution(difference: Difference) -> str:
    """Return a warning where the two texts have so little in common that they may be no versions."""
    if difference.apart:
        return (
            f"these may be no two versions of one policy: {difference.apart}. Nothing is said to be gone, "
            "and what is said here may not be new"
        )
    if difference.kept >= _REWRITTEN:
        return ""
    return (
        f"only {difference.kept:.0%} of the earlier text's sentences stand in the later one: it was "
        "written anew, or the two are different documents"
    )


def describe_version(policy: PolicyVersion, date: str = "") -> str:
    """Return what a version is known by: its file and its date."""
    return ", ".join(filter(None, (policy.file_name or policy.title, date or policy.issued or "")))


def to_json(difference: Difference) -> JsonObject:
    """Return a difference as JSON; offsets are characters of the policy's stored text."""
    return {
        "company": difference.company,
        "old": _version(difference.old),
        "new": _version(difference.new),
        "counts": {kind.value: size for kind, size in difference.counts.items()},
        "kept": round(difference.kept, 3),
        "caution": caution(difference),
        "changes": [
            {**_change(change), "entry": number} for change, number in _numbered(difference.changes)
        ],
    }


def to_markdown(difference: Difference) -> str:
    """Return a difference as Markdown; the policies' words hold no markup in it."""
    lines = [
        f"# {_bare(difference.company)}: {_bare(describe_version(difference.old))} → "
        f"{_bare(describe_version(difference.new))}",
        "",
    ]
    if caution(difference):
        lines += [f"**Note:** {_bare(caution(difference))}.", ""]
    lines += [f"{summarise(difference)}.", ""]
    for entry in fold_changes(difference.changes):
        said = headline(entry.change, entry.recipients)
        lines += [f"## {entry.change.severity.words}: {_bare(said)}", ""]
        if entry.note:
            lines += [f"{_bare(entry.note)}.", ""]
        for side, quotes in entry.sides:
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


def _numbered(changes: Sequence[Change]) -> Iterator[tuple[Change, int]]:
    """Yield the changes in their order, each with the number of the entry that tells it."""
    entries = enumerate(fold_changes(changes), start=1)
    numbers = {
        id(change): number for number, entry in entries for change in (*entry.changes, *entry.more)
    }
    return ((change, numbers[id(change)]) for change in changes)


def _list(named: tuple[Named, ...], most: int = _SHOWN) -> str:
    shown = [str(each) for each in named[:most]]
    left = len(named) - len(shown)
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
        "only": change.only,
        "note": change.note,
        "old": [_quote(each) for each in change.old],
        "new": [_quote(each) for each in change.new],
    }


def _named(named: Named) -> JsonObject:
    return {"words": named.words, "type": named.type, "type_sure": named.sure}


def _quote(quote: Quote) -> JsonObject:
    return {
        "text": quote.text,
        "excerpt": quote.excerpt,
        "section": quote.section,
        "start": quote.start,
        "end": quote.end,
        "flow": quote.flow,
        "lead_in": quote.lead_in,
        "confidence": quote.confidence,
    }
