"""Whether a version says something after all: its text is asked before a change is claimed.

An extractor may read the same words in one version and miss them in another, so a flow that one
side alone has is no change where the other side's text still says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..graphs.statements import StatedFlow
from ..ontology.terms import PF
from .limits import limits_alike
from .passages import Stems, all_stems, denies, stems_of
from .topics import Side, Topic
from .wording import Wording, fold, is_negated, resembles, stands_in, stands_nearly_in

_ALIKE: Final = 70.0
"""Of 100: two list items this alike are one that was edited, where neither says who receives it."""

_AUDIENCES: Final = frozenset({"public", "other users"})
_EVERYBODY: Final = frozenset({"public", "publicly", "anyone", "everyone", "anybody", "everybody"})
_AND: Final = re.compile(r"\s+(?:and|or|and/or)\s+|[,/;]\s*")
_QUALIFIER: Final = re.compile(r"^(?:(?:other|our|certain|third|party|external|these) )+")
_SHORT: Final = 6
_LIGHT: Final = re.compile(r"\b(?:profile|user|account|personal|member)\s+", re.IGNORECASE)
_SOON: Final = 3
_MEASURES: Final = frozenset({"score", "value", "level", "status"})
_OTHERS: Final = _EVERYBODY | {"user", "other user", "other", "people", "member", "other member"}
_VALUES: Final = frozenset({"number", "score", "value"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The folded labels by which the vocabulary knows types of data, parties and their kinds."""

    labels: Mapping[str, frozenset[str]]
    families: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What the owner of a party and those that it owns are called."""

    def of(self, iri: str, words: str | None) -> frozenset[str]:
        """Return all folded names of a thing, with the words that a flow uses for it."""
        known = self.labels.get(iri, frozenset())
        return known | {fold(words)} if words else known

    def calls(self, iri: str, label: str, words: str) -> bool:
        """Tell whether words are a name of a type and have most words of its label.

        "Transcripts" are a name of school records, "voice calls" of voice recordings, and of much else.
        """
        told = all_stems(words)
        known = any(all_stems(name) == told for name in self.labels.get(iri, ()))
        return known and any(
            2 * len(told.intersection(wanted)) > len(wanted)
            for wanted in map(stems_of, re.split(r" (?:or|and) ", label))
        )

    def hint_at(self, iri: str, words: str) -> bool:
        """Tell whether a name of a type, of more than words that say nothing, stands in some words."""
        told = frozenset(stems_of(words))
        names = (stems_of(name) for name in self.labels.get(iri, ()))
        return not told or any(name and told.issuperset(name) for name in names)


def read_names() -> Names:
    """Return the names of the vocabulary that the product comes with."""
    from ..ontology.concepts import load_vocabulary

    vocabulary = load_vocabulary()
    labels: dict[str, tuple[str, ...]] = {
        iri: (concept.label, *concept.alternatives) for iri, concept in vocabulary.concepts.items()
    }
    labels.update(
        (iri, (party.label, *party.alternatives)) for iri, party in vocabulary.parties.items()
    )
    found = {iri: frozenset(filter(None, map(fold, each))) for iri, each in labels.items()}
    families: dict[str, frozenset[str]] = {}
    for iri, party in vocabulary.parties.items():
        if party.owner:
            families[iri] = families.get(iri, frozenset()) | found.get(party.owner, frozenset())
            families[party.owner] = families.get(party.owner, frozenset()) | found[iri]
    return Names(labels=found, families=families)


def is_unchanged(flow: StatedFlow, own: Side, other: Side) -> bool:
    """Tell whether the sentence of a flow stands in the other version as it is."""
    return other.wording.holds(own.quote(flow).text)


def is_said(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to say what a flow says, read or not."""
    if is_unchanged(flow, own, other):
        return True
    words = fold(flow.data_words.text)
    named = names.of(flow.data, flow.data_words.text) | {_without_value(words)}
    data = DataNames(names=other.wording.known(named), own=words)
    near = other.wording.holds_nearly(own.quote(flow).text)
    receivers = _names_of_recipient(topic, flow, own, names)
    parties = other.wording.known(receivers)
    if near and data.resemble(near) and (not receivers or _names_one(near, parties)):
        return is_negated(near) == topic.denied
    told = [each for each in other.wording.sentences if data.stand_in(each)]
    if not topic.passes:
        if any(map(data.affirmed_in, told)) or other.passages.name(_stems(flow, single=False)):
            return True
        parts = list(map(fold, _AND.split(" ".join(flow.data_words.text.split()))))
        first, _, value = words.partition(" ")
        if value in _MEASURES:
            return other.passages.name_once([first])
        alone = [part for part in parts if part and " " not in part]
        whole = len(parts) > 1 and bool(stems_of(parts[-1].rpartition(" ")[2]))
        return whole and other.passages.name_once(alone)
    if not receivers:
        return bool(told)
    wider = (*other.wording.rows, *other.wording.continued)
    return (
        any(_names_one(each, parties) for each in told)
        or any(_names_one(each, parties) and data.stand_in(each) for each in wider)
        or _is_edited_item(flow, own, other, data, receivers)
        or _is_passed(topic, other, data)
        or other.passages.name_together(
            _stems(flow, single=True),
            names.of(flow.data, None),
            _near_names(topic, flow, own, names),
        )
    )


def _stems(flow: StatedFlow, *, single: bool) -> list[Stems]:
    """Return the stems of the own words of the data of a flow, of "comments and likes" those of each.

    A stem that stands for a name alone says little: without `single` only one of a category that the
    policy names so ("Usage Information") counts.
    """
    words = " ".join(flow.data_words.text.split())
    short = len(words.split()) <= _SHORT
    parts = (
        words,
        *(_AND.split(words) if short else ()),
        *((_LIGHT.sub("", words),) if single else ()),
    )
    found = list(map(stems_of, parts))
    named = " " in words and all(map(str.istitle, filter(_is_long, words.split())))
    return [name for name in dict.fromkeys(found) if len(name) > 1 or (name and (single or named))]


def _is_long(word: str) -> bool:
    return len(word) > len("and")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataNames:
    """What the data of one flow may be called elsewhere: its folded names, and its `own` words."""

    names: frozenset[str]
    own: str

    def stand_in(self, sentence: str) -> bool:
        """Tell whether a folded sentence names the data, its own words in whatever order."""
        return _names_one(sentence, self.names) or stands_nearly_in(self.own, sentence)

    def affirmed_in(self, sentence: str) -> bool:
        """Tell whether a folded sentence that names the data denies nothing before it or soon after."""
        if not denies(sentence):
            return True
        for name in filter(None, self.names):
            ahead, found, after = f" {sentence} ".partition(f" {name} ")
            if found and not denies(" ".join([ahead, *after.split()[:_SOON]])):
                return True
        return False

    def resemble(self, sentence: str) -> bool:
        """Tell whether a folded sentence names the data, or has words much like its own."""
        return self.stand_in(sentence) or resembles(self.own, sentence)


def _is_edited_item(
    flow: StatedFlow, own: Side, other: Side, data: DataNames, parties: Iterable[str]
) -> bool:
    """Tell whether a list item that doesn't say itself who receives the data only was edited."""
    quote = own.quote(flow).text
    if _names_one(fold(quote), parties) or not _names_one(other.wording.whole, parties):
        return False
    nearest, alike = other.wording.nearest(quote)
    return alike >= _ALIKE and data.stand_in(nearest)


def _is_passed(topic: Topic, other: Side, data: DataNames) -> bool:
    """Tell whether the other side passes something to this recipient in words that name the data."""
    return any(
        data.stand_in(fold(f"{other.statements.lead_in(each) or ''} {other.quote(each).text}"))
        for known, flows in other.topics.items()
        if known.recipient == topic.recipient and known.deed == topic.deed and not known.denied
        for each in flows
    )


def is_denied_still(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to deny what a denial of this side denies."""
    if is_unchanged(flow, own, other):
        return True
    near = other.wording.holds_nearly(own.quote(flow).text)
    if near and limits_alike(own, flow, near):
        return True
    data = names.of(flow.data, flow.data_words.text)
    manner = fold(flow.manner)
    return any(
        is_negated(each) and manner in each and limits_alike(own, flow, each)
        for each in other.wording.holding(data)
    )


def names_recipient(topic: Topic, flow: StatedFlow, other: Wording, names: Names) -> bool:
    """Tell whether the other version's text names the recipient of a flow at all.

    "Other Acme members" are named where it speaks of "other members".
    """
    words = flow.recipient_words.text if flow.recipient_words else None
    if _names_one(other.whole, names.of(topic.recipient, words)):
        return True
    told = fold(words or "")
    return any(
        stands_nearly_in(kind, told) and stands_in(kind, other.whole)
        for kind in names.labels.get(PF + "OtherUsers", frozenset())
    )


def _names_of_recipient(topic: Topic, flow: StatedFlow, own: Side, names: Names) -> frozenset[str]:
    if not topic.recipient:
        return frozenset()
    found = names.of(topic.recipient, flow.recipient_words.text if flow.recipient_words else None)
    party = own.statements.parties.get(flow.recipient or "")
    if party and party.kind and party.role in _AUDIENCES:
        found |= names.of(party.kind, None)
        found |= _EVERYBODY if party.role == "public" else frozenset()
    return found


def _near_names(topic: Topic, flow: StatedFlow, own: Side, names: Names) -> frozenset[str]:
    """Return what a recipient is called, an organisation also by its owner and by what it owns."""
    party = own.statements.parties.get(flow.recipient or "")
    words = fold(flow.recipient_words.text if flow.recipient_words else "")
    found = {words, _QUALIFIER.sub("", words)}
    if party and party.role == "named":
        company = names.of(own.policy.company, None)
        family = names.families.get(topic.recipient, frozenset()) - company
        found |= names.of(topic.recipient, None) | family
    elif party:
        found |= {fold(party.label)} | (_OTHERS if party.role in _AUDIENCES else frozenset())
    return frozenset(found)


def _without_value(phrase: str) -> str:
    """Return a phrase without a last word that only says that it is a value: "tax ID number"."""
    first, _, last = phrase.rpartition(" ")
    return first if last in _VALUES and first.count(" ") else phrase


def _names_one(sentence: str, phrases: Iterable[str]) -> bool:
    return any(stands_in(phrase, sentence) for phrase in phrases)
