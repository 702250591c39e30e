"""Role spans and negation on PolicyIE's training sentences, each read as a policy of its own.

PolicyIE marks phrases in single sentences and says of each sentence which practices it states. It
has no flows, and its spans are longer than ours, so a span counts as found when it overlaps at all.
Its other parts are never read.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counting import Count, Ratio, Tally, totals
from privacyflow.extractors.reading.errors import ReadingError
from privacyflow.ontology.records import DataFlow, Party, Role, Span
from privacyflow.pipeline import extract_text

# Labels of the spans of a role, by how they begin.
ROLES: Final = {
    "data": ("data-collected.", "data-shared.", "data-retained."),
    "receiver": ("data-receiver.third-party-entity",),
    "purpose": ("purpose-argument.",),
}
NEGATION: Final = "polarity.negation"
PRACTICES: Final = frozenset(
    {"data-collection-usage", "data-sharing-disclosure", "data-storage-retention-deletion"}
)
# Sentences of a policy follow one another: intervals are over runs of so many, not over sentences.
RUN: Final = 50
# The sentences don't say whose they are.
_PUBLISHER: Final = "Unnamed Publisher"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of PolicyIE: distinct spans by role, whether it states a practice and denies one."""

    text: str
    spans: dict[str, tuple[Span, ...]]
    states: bool
    denies: bool


def read_sentences(path: Path, *, step: int = 1) -> tuple[Sentence, ...]:
    """Read every sentence of the file, or every `step`-th from the first."""
    lines = path.read_text(encoding="utf-8").splitlines()[::step]
    return tuple(_sentence(line) for line in lines)


def runs(sentences: Sequence[Sentence], length: int = RUN) -> tuple[Sequence[Sentence], ...]:
    """Split the sentences into runs of `length`."""
    return tuple(sentences[start : start + length] for start in range(0, len(sentences), length))


def measure_run(sentences: Sequence[Sentence]) -> dict[str, Count]:
    """Return every measure of a run of sentences, which is not empty."""
    return totals([measure_sentence(sentence, find(sentence)) for sentence in sentences])


def find(sentence: Sentence) -> tuple[DataFlow, ...]:
    """Return the flows found in a sentence that stands alone; none where it isn't read as English."""
    data = sentence.text.encode("utf-8")
    try:
        return extract_text(data, file_name="sentence.txt", company=_PUBLISHER).flows
    except ReadingError:
        return ()


def measure_sentence(sentence: Sentence, flows: Sequence[DataFlow]) -> dict[str, Count]:
    """Count one sentence: spans of each role, and whether a denial is seen."""
    measures: dict[str, Count] = {}
    for role, found in found_spans(flows).items():
        measures[role] = count_spans(sentence.spans[role], found)
        measures[f"  {role}, where a practice is stated"] = (
            measures[role] if sentence.states else Tally()
        )
    denied = any(flow.negated for flow in flows)
    affirmed = sentence.states and not sentence.denies
    measures["denials found"] = Ratio(sentence.denies and denied, int(sentence.denies))
    measures["sentences falsely denied"] = Ratio(affirmed and denied, int(affirmed))
    return measures


def found_spans(flows: Sequence[DataFlow]) -> dict[str, tuple[Span, ...]]:
    """Return the distinct spans of each role of the flows."""
    receivers = [flow.recipient or _collector(flow.actor) for flow in flows]
    mentions = {
        "data": [flow.data for flow in flows],
        "receiver": [party.mention for party in receivers if party and party.mention],
        "purpose": [purpose for flow in flows for purpose in flow.purposes],
    }
    return {
        role: _distinct([Span(start=each.start, end=each.end, text=each.text) for each in found])
        for role, found in mentions.items()
    }


def count_spans(stated: Sequence[Span], found: Sequence[Span]) -> Tally:
    """Pair spans that overlap at all, each at most once and as many as can be."""
    owner: dict[int, int] = {}

    def place(index: int, tried: set[int]) -> bool:
        for other, span in enumerate(found):
            if other in tried or not _overlap(stated[index], span):
                continue
            tried.add(other)
            if other not in owner or place(owner[other], tried):
                owner[other] = index
                return True
        return False

    pairs = sum(place(index, set()) for index in range(len(stated)))
    return Tally(found_right=pairs, found=len(found), stated_met=pairs, stated=len(stated))


def _sentence(line: str) -> Sentence:
    record = json.loads(line)
    labelled = [
        (
            each["label"],
            each["intent"],
            Span(**{key: each[key] for key in ("start", "end", "text")}),
        )
        for each in record["spans"]
    ]
    return Sentence(
        text=record["text"],
        spans={
            role: _distinct([span for label, _, span in labelled if label.startswith(prefixes)])
            for role, prefixes in ROLES.items()
        },
        states=not PRACTICES.isdisjoint(record["intents"]),
        denies=any(label == NEGATION and intent in PRACTICES for label, intent, _ in labelled),
    )


def _collector(actor: Party) -> Party | None:
    """A third party that collects is who receives."""
    return actor if actor.role in {Role.NAMED, Role.CATEGORY} else None


def _distinct(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple({(span.start, span.end): span for span in spans}.values())


def _overlap(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end
