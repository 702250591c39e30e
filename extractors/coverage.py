"""Coverage: which sentences name data and a practice and gave no flow, and what was not read at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ..ontology.records import Action, BlockKind, SentenceCounts, Span
from ..ontology.terms import PF
from .interpretation import is_question
from .judgement.verdict import probability
from .judgement.weighed import WeighedPhrase, WeighedReceiver, WeighedSentence
from .lexicon import Lexicon
from .passages import Source
from .silence import is_silent
from .skipped import SkippedPart, SkipReason, skip, skipped_around
from .statements import Finding
from .walk import LABEL_WORDS, LEAST_REPEATED, Unit

_NO_TYPE: Final = frozenset({PF + "OtherData", PF + "PersonalData"})
_RECEIVES: Final = "receives"
_LISTED: Final = frozenset({BlockKind.ITEM, BlockKind.CELL})


class Reason(StrEnum):
    """Why a sentence gave no flow, in the words that are shown; the first that holds is told."""

    QUESTION = "asks a question"
    NOBODY = "sharing names nobody"
    RECIPIENT = "whom it is shared with weighed too light"
    REPEATED = "repeats"
    SECTION = "in a section about rights, contacts or changes"
    NO_TYPE = "its data is a word that names no type"
    LIGHT = "weighed too light"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """What weighed most: `verdict` is an action, or "receives"; `words` name the data, or who would receive it.

    `probability` (0 to 1) is the weight's own, not yet measured against annotated policies.
    """

    verdict: str
    words: Span
    probability: float

    def __str__(self) -> str:
        """For example "collect .31: email address"."""
        share = f"{self.probability:.2f}".removeprefix("0")
        return f"{self.verdict} {share}: {' '.join(self.words.text.split())}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentSentence:
    """A sentence that names data and a practice, by itself or by what it stands under, and gave no flow."""

    span: Span
    section: tuple[str, ...]
    reason: Reason
    heaviest: Weighing

    @property
    def explanation(self) -> str:
        """The reason, with what weighed most where that was too little."""
        light = self.reason in {Reason.LIGHT, Reason.RECIPIENT}
        return f"{self.reason.value} ({self.heaviest})" if light else self.reason.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far a document was understood: `silent` and `skipped` are in reading order."""

    counts: SentenceCounts
    silent: tuple[SilentSentence, ...]
    skipped: tuple[SkippedPart, ...]


def cover(
    weighed: Iterable[WeighedSentence],
    units: list[Unit],
    *,
    judged: Iterable[Finding],
    structured: Iterable[Finding],
    skipped: Iterable[SkippedPart],
    source: Source,
) -> Coverage:
    """Tell how far a document was understood.

    `weighed` are the sentences of its `units`, of which `judged` was found; `structured` is what its tables and
    line groups state, whose rows count as a sentence each.
    """
    sentences = [each for each in weighed if each.heard.unit.segment.kind is not BlockKind.HEADING]
    rows = {finding.evidence for finding in structured}
    quiet = [*_quiet(sentences, list(judged))]
    repeated = _repeated(sentences)
    silent = [found for each in quiet if (found := _silent(each, repeated, source)) is not None]
    parts = [*skipped, *_contents(units, sentences, source), *skipped_around(source.document)]
    return Coverage(
        counts=SentenceCounts(
            sentences=len(sentences) + len(rows),
            stating=len(sentences) - len(quiet) + len(rows),
            silent=len(silent),
        ),
        silent=tuple(sorted(silent, key=lambda each: each.span.start)),
        skipped=tuple(sorted(parts, key=lambda part: (part.span.start, part.span.end))),
    )


def _quiet(sentences: list[WeighedSentence], judged: list[Finding]) -> Iterator[WeighedSentence]:
    """Yield the sentences that no finding rests on, takes its data from or stands under."""
    data = sorted(mention.start for each in judged for mention in each.statement.data)
    evidence = sorted((each.evidence.start, each.evidence.end) for each in judged)
    lead_ins = {each.lead_in for each in judged}
    for sentence in sentences:
        passage, unit = sentence.heard.passage, sentence.heard.unit
        span = passage.whole()
        leads = passage is unit.passages[-1] and unit.segment.span(passage.document) in lead_ins
        place = bisect_left(data, span.start)
        named = place < len(data) and data[place] < span.end
        # A label before the sentence is part of what rests on it.
        before = bisect_right(evidence, (span.start, len(span.text) + span.end)) - 1
        rests = before >= 0 and evidence[before][1] >= span.end
        if not (named or rests or leads):
            yield sentence


def _repeated(sentences: list[WeighedSentence]) -> frozenset[int]:
    """Return the ids of the sentences whose very words stood before."""
    seen: set[str] = set()
    repeated: set[int] = set()
    for sentence in sentences:
        words = sentence.heard.passage.sentence.plain
        if len(words) >= LEAST_REPEATED and words in seen:
            repeated.add(id(sentence))
        seen.add(words)
    return frozenset(repeated)


def _silent(
    sentence: WeighedSentence, repeated: frozenset[int], source: Source
) -> SilentSentence | None:
    """Return the sentence with the reason; None where it names no data or no practice."""
    if not _speaks_of_practice(sentence):
        return None
    lexicon = source.lexicon
    naming = [each for each in sentence.phrases if lexicon.names_data(each.heard.text)]
    if not naming:
        return None
    segment = sentence.heard.unit.segment
    reason, heaviest = _reason(sentence, naming, repeated, lexicon)
    return SilentSentence(
        span=sentence.heard.passage.whole(),
        section=tuple(heading.text for heading in segment.section),
        reason=reason,
        heaviest=heaviest,
    )


def _reason(
    sentence: WeighedSentence,
    naming: list[WeighedPhrase],
    repeated: frozenset[int],
    lexicon: Lexicon,
) -> tuple[Reason, Weighing]:
    """Return the first reason that holds: those that no weight overcomes come first."""
    typed = [each for each in naming if _has_type(each.heard.text, lexicon)]
    heaviest = _heaviest(typed or naming)
    if is_question(sentence.heard.passage.text):
        return Reason.QUESTION, heaviest
    shared = sentence.data_of(Action.SHARE)
    if shared or sentence.only_shares:
        apart = [
            each for each in sentence.receivers if not all(each.overlaps(one) for one in shared)
        ]
        if apart:
            return Reason.RECIPIENT, _likeliest_receiver(apart)
        return Reason.NOBODY, _heaviest(shared or naming)
    if id(sentence) in repeated:
        return Reason.REPEATED, heaviest
    if is_silent(sentence.heard.unit.segment.section):
        return Reason.SECTION, heaviest
    return (Reason.LIGHT if typed else Reason.NO_TYPE), heaviest


def _speaks_of_practice(sentence: WeighedSentence) -> bool:
    """Whether the sentence has a practice verb, or an item's or cell's lead-in or heading has one."""
    if sentence.heard.practices:
        return True
    unit = sentence.heard.unit
    text = sentence.heard.passage.text
    if unit.passages[-1] is not sentence.heard.passage and len(text.split()) <= LABEL_WORDS:
        return False  # A label: what it stands before is the sentence.
    if sentence.lead_in is not None and sentence.lead_in.heard.practices:
        return True
    listed = unit.segment.kind in _LISTED
    return listed and sentence.heading is not None and bool(sentence.heading.heard.practices)


def _has_type(words: str, lexicon: Lexicon) -> bool:
    return (
        not lexicon.is_generic(words) and lexicon.vocabulary.place_data(words).iri not in _NO_TYPE
    )


def _heaviest(phrases: list[WeighedPhrase]) -> Weighing:
    first = max(phrases, key=lambda each: each.heaviest[1])
    action, weight = first.heaviest
    heard = first.heard
    words = Span(start=heard.start, end=heard.end, text=heard.text)
    return Weighing(verdict=action.value, words=words, probability=round(probability(weight), 2))


def _likeliest_receiver(receivers: list[WeighedReceiver]) -> Weighing:
    first = max(receivers, key=lambda each: each.weight)
    mention = first.heard.receiver.mention
    words = Span(start=mention.start, end=mention.end, text=mention.text)
    sure = round(probability(first.weight), 2)
    return Weighing(verdict=_RECEIVES, words=words, probability=sure)


def _contents(
    units: list[Unit], sentences: list[WeighedSentence], source: Source
) -> Iterator[SkippedPart]:
    """Yield the blocks that repeat a heading, and are not heard for that."""
    heard = {id(sentence.heard.unit) for sentence in sentences}
    for unit in units:
        left_out = unit.passages and id(unit) not in heard
        if left_out and unit.segment.kind is not BlockKind.HEADING:
            yield skip([unit.segment], SkipReason.CONTENTS, source.document)
