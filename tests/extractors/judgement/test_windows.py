"""Windows: each sentence is read once, behind what it stands under."""

from __future__ import annotations

from privacyflow.extractors.flows import read_by_rules
from privacyflow.extractors.judgement.hearing import HeardSentence, hear
from privacyflow.extractors.judgement.network import load_network
from privacyflow.extractors.judgement.rules_said import RulesSaid
from privacyflow.extractors.judgement.windows import LONGEST, Window, windows
from privacyflow.tests.extractors.rows import read

LIST = "## What we share\n\nWe share the following with our printers:\n\n" + "".join(
    f"- your delivery address number {number} and the floor on which you live there, if you told us\n"
    for number in range(40)
)


def sentences_of(text: str) -> list[HeardSentence]:
    reading = read_by_rules(read(text, ending="md"))
    return [*hear(reading.units, RulesSaid.of(reading.findings), reading.source)]


def windows_of(sentences: list[HeardSentence]) -> list[Window]:
    return [*windows(sentences, load_network().speller)]


def test_each_sentence_is_read_in_one_window() -> None:
    sentences = sentences_of(LIST)
    found = windows_of(sentences)
    read = [part.sentence for window in found for part in window.parts if not part.context]
    assert read == [*range(len(sentences))]
    assert len(found) > 1
    assert all(len(window.pieces) <= LONGEST for window in found)


def test_a_window_begins_with_the_heading_and_the_lead_in() -> None:
    sentences = sentences_of(LIST)
    above = [
        sentences[part.sentence].passage.text
        for part in windows_of(sentences)[1].parts
        if part.context
    ]
    assert above == ["What we share", "We share the following with our printers:"]


def test_within_a_block_the_sentence_before_is_context() -> None:
    sentences = sentences_of(" ".join(f"We keep lamp number {n} in our shop." for n in range(60)))
    second = windows_of(sentences)[1].parts
    assert [part.context for part in second[:2]] == [True, False]
    assert second[1].sentence == second[0].sentence + 1


def test_a_range_of_words_is_found_as_pieces() -> None:
    sentences = sentences_of("We keep your delivery address.")
    (window,) = windows_of(sentences)
    (part,) = window.parts
    text = sentences[0].passage.text
    start = text.index("delivery")
    first, last = part.pieces(start, start + len("delivery address")) or (0, 0)
    speller = load_network().speller
    assert window.pieces[first : last + 1] == speller.spell("delivery address").pieces
    assert part.pieces(len(text), len(text) + 5) is None
