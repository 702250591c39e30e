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
from .wording import Wording, fold, stands_in

_NEGATED: Final = frozenset(
    "not never no neither nor without don't doesn't won't cannot can't isn't aren't".split()
)
_DELETING: Final = frozenset({"delete", "remove", "erase"})
_OPENING: Final = 3


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


def is_doubtful(flow: StatedFlow, own: Side) -> bool:
    """Tell whether a flow is affirmed in a sentence that says "not" before it names the data, or
    that tells what the reader may delete."""
    start = own.statements.evidence[flow.evidence].place.start
    words = flow.data_words.place
    before = own.policy.text[start : words.start] if words and words.start > start else ""
    told = fold(before)
    by_reader = flow.manner in _DELETING and "you" in told.split()[:_OPENING]
    return not flow.denied and (by_reader or _is_negated(told))


def is_said(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to say what a flow says, read or not."""
    if is_unchanged(flow, own, other):
        return True
    data = names.of(flow.data, flow.data_words.text)
    near = other.wording.holds_nearly(own.quote(flow).text)
    recipient = flow.recipient_words.text if flow.recipient_words else None
    parties = names.of(topic.recipient, recipient) if topic.recipient else frozenset[str]()
    if near and _names_one(near, data) and (not parties or _names_one(near, parties)):
        return _is_negated(near) == topic.denied
    sentences = list(other.wording.holding(data))
    if topic.passes:
        return any(_names_one(each, parties) for each in sentences) if parties else bool(sentences)
    return any(not _is_negated(each) for each in sentences)


def is_denied_still(topic: Topic, flow: StatedFlow, own: Side, other: Side, names: Names) -> bool:
    """Tell whether the other version's text seems to deny what a denial of this side denies."""
    if is_unchanged(flow, own, other) or other.wording.holds_nearly(own.quote(flow).text):
        return True
    data = names.of(flow.data, flow.data_words.text)
    manner = fold(flow.manner)
    return any(_is_negated(each) and manner in each for each in other.wording.holding(data))


def names_recipient(topic: Topic, flow: StatedFlow, other: Wording, names: Names) -> bool:
    """Tell whether the other version's text names the recipient of a flow at all."""
    words = flow.recipient_words.text if flow.recipient_words else None
    return any(f" {each} " in other.whole for each in names.of(topic.recipient, words) if each)


def _names_one(sentence: str, phrases: Iterable[str]) -> bool:
    return any(stands_in(phrase, sentence) for phrase in phrases)


def _is_negated(sentence: str) -> bool:
    return not _NEGATED.isdisjoint(sentence.split())
