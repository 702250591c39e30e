"""Weighing: all sentences of a document, each weighed in the window that it is read in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...ontology.records import BlockKind
from .hearing import HeardSentence
from .network import Network, Place, load_network
from .verdict import UNWEIGHED, Verdict
from .weighed import WeighedPhrase, WeighedReceiver, WeighedSentence
from .windows import Part, Window, windows

# What a window is too short for is not stated.
_UNREAD = (UNWEIGHED,) * len(Verdict)


def weigh(sentences: Sequence[HeardSentence]) -> Iterator[WeighedSentence]:
    """Yield every sentence with what its phrases weigh, and with what it stands under; headings too."""
    network = load_network()
    blocks: dict[int, list[WeighedSentence]] = {}
    titles: dict[int, WeighedSentence] = {}
    for window in windows(sentences, network.speller):
        weights = iter(_weights(window, sentences, network))
        for part in window.parts:
            if part.context:
                continue
            heard = sentences[part.sentence]
            segment = heard.unit.segment
            sentence = WeighedSentence(
                heard=heard,
                phrases=[WeighedPhrase(each, next(weights)) for each in heard.phrases],
                receivers=[
                    WeighedReceiver(each, next(weights)[Verdict.RECEIVES])
                    for each in heard.receivers
                ],
                above=blocks.get(id(segment.lead_in), ()),
                before=tuple(blocks.get(id(segment), ())),
                heading=titles.get(segment.section[-1].start) if segment.section else None,
            )
            blocks.setdefault(id(segment), []).append(sentence)
            if segment.kind is BlockKind.HEADING:
                titles[segment.block.start] = sentence
            yield sentence


def _weights(
    window: Window, sentences: Sequence[HeardSentence], network: Network
) -> list[tuple[int, ...]]:
    """Return the weights of the phrases, then of the possible receivers, of each sentence in a window."""
    spans = [
        (place, facts)
        for part in window.parts
        if not part.context
        for place, facts in spans_of(part, sentences[part.sentence])
    ]
    read = [(place, facts) for place, facts in spans if place is not None]
    weights = iter(network.weigh(window.pieces, read) if read else [])
    return [_UNREAD if place is None else tuple(next(weights)) for place, _ in spans]


def spans_of(part: Part, sentence: HeardSentence) -> Iterator[tuple[Place | None, tuple[str, ...]]]:
    """Yield the pieces and the facts of each phrase, then of each possible receiver, of a sentence."""
    for phrase in sentence.phrases:
        yield part.pieces(*phrase.phrase.range), phrase.facts
    for each in sentence.receivers:
        yield part.pieces(*each.receiver.phrase.range), each.facts


__all__ = ["spans_of", "weigh"]
