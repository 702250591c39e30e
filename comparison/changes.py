"""What a comparison of two versions finds: changes, each with the quotes of both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from ..graphs.statements import PolicyVersion, StatedFlow, Statements
from .excerpts import cut_out
from .kinship import NOT_PLACED
from .wording import fold

_LINE: Final = 80
_QUALITY: Final = re.compile(r"\w+(?:ing|al|ic)", re.IGNORECASE)
_HEAD: Final = re.compile(
    r"(?:, [\w-]+){0,4},? (?:and|or) [\w-]+ (information|data|details|identifiers?)\b",
    re.IGNORECASE,
)
_PLAIN: Final = 7
"""More words than these are told without a type: what so many mean as a whole no label says."""


class ChangeKind(StrEnum):
    """What happened to a statement from the old version to the new one."""

    DENIAL_DROPPED = "denial dropped"
    ADDED = "added"
    WIDENED = "widened"
    DENIAL_ADDED = "denial added"
    NARROWED = "narrowed"
    REMOVED = "removed"
    REWORDED = "reworded"


class Severity(IntEnum):
    """How much a change matters to the person whose data it is; the greater the more."""

    WORDING = 0
    LESS = 1
    NEW_DENIAL = 2
    DETAIL = 3
    NEW_DATA = 4
    WIDER = 5
    SENSITIVE_DATA = 6
    NEW_SHARING = 7
    DENIAL_DROPPED = 8
    NEW_RECIPIENT = 9
    SENSITIVE_SHARING = 10
    DENIAL_REVERSED = 11

    @property
    def words(self) -> str:
        """The severity for people: "new recipient"."""
        return self.name.lower().replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a policy calls a kind of data or a recipient, and what the vocabulary calls it.

    `concept` is the IRI of that type; the type is told with the words if it is `sure`.
    """

    words: str
    type: str
    concept: str = ""
    sure: bool = True

    def __str__(self) -> str:
        plain = fold(self.words)
        known = (
            not self.type
            or not self.sure
            or fold(self.type) in plain
            or len(plain.split()) > _PLAIN
        )
        return self.words if known else f"{self.words} ({self.type})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of a policy version at `start` to `end` (characters) of its text.

    `focus` is where in these words the data is named, 0 where it stands elsewhere; `party` where the
    recipient is. `columns` are the headings of the table whose row it is, in order.
    """

    text: str
    section: str
    start: int
    end: int
    flow: str
    confidence: float
    lead_in: str | None = None
    focus: int = 0
    party: int | None = None
    columns: tuple[str, ...] = ()

    @property
    def excerpt(self) -> str:
        """The words on one line without markup; of very many those around data and recipient."""
        return cut_out(self.text, self.focus, self.party, self.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `deed` is collect, use, store, share or sell, or several: "store, use".

    A side without quotes makes no such statement; where it makes a related one, `note` says so and
    the quote is that.
    `detail` says what changed within a statement that both versions make, `purpose` names one that
    came or went; `only` is what a statement is restricted to, in the policy's words. `apart` tells
    that the other text may be no version of this one, so that nothing is said to be new.
    """

    kind: ChangeKind
    severity: Severity
    deed: str
    data: tuple[Named, ...]
    recipient: Named | None
    detail: str = ""
    purpose: str = ""
    only: str = ""
    note: str = ""
    apart: bool = False
    old: tuple[Quote, ...] = ()
    new: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two policy versions and what changed from the old to the new, the gravest first.

    `kept` is which part of the old version's sentences, from 0 to 1, stands in the new one; `apart`
    says why the two may be no versions of one policy, "" where nothing speaks for that.
    """

    old: PolicyVersion
    new: PolicyVersion
    company: str
    changes: tuple[Change, ...]
    kept: float = 1.0
    apart: str = ""

    @property
    def counts(self) -> Mapping[ChangeKind, int]:
        """How many changes of each kind there are, all kinds named."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in ChangeKind}


def name_data(statements: Statements, flow: StatedFlow) -> Named:
    """Return what a flow calls its data; words that recur in a list are no longer than a line."""
    concept = statements.concepts.get(flow.data)
    known = concept.label if concept and flow.data not in NOT_PLACED else ""
    words = shorten(f"{flow.data_words.text}{_head(statements, flow)}")
    return Named(words=words, type=known, concept=flow.data if known else "")


def _head(statements: Statements, flow: StatedFlow) -> str:
    """Return the noun that words for data leave to the end of an enumeration: in "billing, delivery and
    contact information" "billing" is no data.
    """
    place = flow.data_words.place
    if place is None or not _QUALITY.fullmatch(flow.data_words.text):
        return ""
    found = _HEAD.match(statements.policies[flow.policy].text, place.end)
    return f" {found[1]}" if found else ""


def name_recipient(statements: Statements, flow: StatedFlow) -> Named | None:
    """Return what a flow calls its recipient, None where it names none."""
    party = statements.parties.get(flow.recipient) if flow.recipient else None
    if party is None:
        return None
    words = flow.recipient_words.text if flow.recipient_words else party.label
    if party.role == "named":
        return Named(words=party.label, type="")
    kind = statements.concepts.get(party.kind) if party.kind else None
    if kind is None or party.role != "category":
        return Named(words=shorten(words), type="")
    return Named(words=shorten(words), type=kind.label, concept=kind.iri)


def quote_flow(statements: Statements, flow: StatedFlow) -> Quote:
    """Return the words that a flow rests on, as they stand in its policy."""
    evidence = statements.evidence[flow.evidence]
    named = flow.data_words.place
    party = flow.recipient_words.place if flow.recipient_words else None
    inside = party and evidence.place.start <= party.start < evidence.place.end
    return Quote(
        text=statements.quote(flow),
        section=evidence.section,
        start=evidence.place.start,
        end=evidence.place.end,
        flow=flow.iri,
        confidence=flow.confidence,
        lead_in=statements.lead_in(flow),
        focus=max(0, named.start - evidence.place.start) if named else 0,
        party=party.start - evidence.place.start if party and inside else None,
    )


def shorten(words: str) -> str:
    """Return words on one line, of which no more than 80 characters."""
    line = " ".join(words.split())
    return line if len(line) <= _LINE else line[: _LINE - 1].rstrip() + "…"
