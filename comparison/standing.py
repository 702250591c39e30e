"""Whether a version says something after all: its text is asked before a change is claimed.

An extractor may read the same words in one version and miss them in another, so a flow that one
side alone has is no change where the other side's text still says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..graphs.statements import StatedFlow
from .topics import Side, Topic
from .wording import Wording, fold, is_negated, stands_in

_AUDIENCES: Final = frozenset({"public", "other users"})
_EVERYBODY: Final = frozenset({"public", "publicly", "anyone", "everyone", "anybody", "everybody"})
_VALUES: Final = frozenset({"number", "score", "value"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The folded labels by which the vocabulary knows types of data, parties and their kinds."""

    labels: Mapping[str, frozenset[str]]

    def of(self, iri: str, words: str | None) -> frozenset[str]:
        """Return all folded names of a thing, with the words that a flow uses for it."""
        known = self.labels.get(iri, frozenset())
        return known | {fold(words)} if words else known


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
    return Names(
        labels={iri: frozenset(filter(None, map(fold, each))) for iri, each in labels.items()}
    )


def is_unchanged(flow: StatedFlow, own: Side, other: Side) -> bool:
    """Tell whether the sentence of a flow stands in the other version as it is."""
    return other.wording.holds(own.quote(flow).text)


def is_said(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to say what a flow says, read or not."""
    if is_unchanged(flow, own, other):
        return True
    data = names.of(flow.data, flow.data_words.text)
    near = other.wording.holds_nearly(own.quote(flow).text)
    parties = _names_of_recipient(topic, flow, own, names)
    if near and _names_one(near, data) and (not parties or _names_one(near, parties)):
        return is_negated(near) == topic.denied
    bare = _without_value(fold(flow.data_words.text))
    sentences = list(other.wording.holding({*data, bare}, wide=topic.passes))
    if topic.passes:
        return any(_names_one(each, parties) for each in sentences) if parties else bool(sentences)
    return any(not is_negated(each) for each in sentences)


def is_denied_still(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to deny what a denial of this side denies."""
    if is_unchanged(flow, own, other) or other.wording.holds_nearly(own.quote(flow).text):
        return True
    data = names.of(flow.data, flow.data_words.text)
    manner = fold(flow.manner)
    return any(is_negated(each) and manner in each for each in other.wording.holding(data))


def names_recipient(topic: Topic, flow: StatedFlow, other: Wording, names: Names) -> bool:
    """Tell whether the other version's text names the recipient of a flow at all."""
    words = flow.recipient_words.text if flow.recipient_words else None
    return any(f" {each} " in other.whole for each in names.of(topic.recipient, words) if each)


def _names_of_recipient(topic: Topic, flow: StatedFlow, own: Side, names: Names) -> frozenset[str]:
    if not topic.recipient:
        return frozenset()
    found = names.of(topic.recipient, flow.recipient_words.text if flow.recipient_words else None)
    party = own.statements.parties.get(flow.recipient or "")
    if party and party.kind and party.role in _AUDIENCES:
        found |= names.of(party.kind, None)
        found |= _EVERYBODY if party.role == "public" else frozenset()
    return found


def _without_value(phrase: str) -> str:
    """Return a phrase without a last word that only says that it is a value: "tax ID number"."""
    first, _, last = phrase.rpartition(" ")
    return first if last in _VALUES and first.count(" ") else phrase


def _names_one(sentence: str, phrases: Iterable[str]) -> bool:
    return any(stands_in(phrase, sentence) for phrase in phrases)
