"""Labels: which phrases name data that something is stated of, and who receives it, by a policy's gold.

A gold record speaks for the phrase that shares the most words with it. Other phrases that would match it too
are left open, and so are those that only an optional record speaks for: they teach neither yes nor no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from annotation import GoldRecord
from privacyflow.extractors.judgement.hearing import HeardPhrase, HeardReceiver
from privacyflow.extractors.judgement.verdict import Verdict
from privacyflow.ontology.records import Span
from scorer import load_words

Place = tuple[int, int]
Answers = tuple[bool | None, ...]
_ACTIONS = {
    verdict.name.lower(): verdict
    for verdict in (Verdict.COLLECT, Verdict.USE, Verdict.SHARE, Verdict.STORE)
}


def _unanswered() -> list[bool | None]:
    return [False, False, False, False, None, None]


def label_phrases(
    phrases: Sequence[HeardPhrase], records: Iterable[GoldRecord]
) -> dict[Place, Answers]:
    """Return for each phrase which actions are stated of it, and whether they are denied."""
    answers = {(phrase.start, phrase.end): _unanswered() for phrase in phrases}
    texts = {(phrase.start, phrase.end): phrase.text for phrase in phrases}
    for record in records:
        verdict = _ACTIONS[record.action if not _by_third(record) else "share"]
        matching = _matching(texts, record.data)
        best = max(matching, default=None, key=matching.__getitem__)
        for place in matching:
            _answer(answers[place], verdict, record, best=place == best)
    return {place: tuple(row) for place, row in answers.items()}


def _by_third(record: GoldRecord) -> bool:
    """Whether a third party collects, which counts as sharing with it."""
    return record.action == "collect" and record.actor != "first_party"


def _answer(row: list[bool | None], verdict: Verdict, record: GoldRecord, *, best: bool) -> None:
    if best and not record.optional:
        row[verdict] = True
        row[Verdict.DENIED] = record.negated
    elif row[verdict] is False:
        row[verdict] = None


def label_receivers(
    receivers: Iterable[HeardReceiver], records: Iterable[GoldRecord]
) -> dict[Place, Answers]:
    """Return for each possible receiver whether a record of the gold has it as recipient."""
    shares = [(record.recipient, record.optional) for record in records if record.recipient]
    labels: dict[Place, Answers] = {}
    for heard in receivers:
        mention = heard.receiver.mention
        place = (mention.start, mention.end)
        optional = [
            may
            for recipient, may in shares
            if _beside(place, recipient) and _agree(recipient.text, mention.text)
        ]
        answer = None if optional and all(optional) else bool(optional)
        labels[place] = (None, None, None, None, None, answer)
    return labels


def _matching(texts: Mapping[Place, str], span: Span) -> dict[Place, tuple[float, int]]:
    """Return the places whose words would match a span of the gold, each with how well."""
    shares = {place: _share(texts[place], span.text) for place in texts if _beside(place, span)}
    return {
        place: (share, -_distance(place, span)) for place, share in shares.items() if share >= 0.5
    }


def _beside(place: Place, span: Span) -> bool:
    return place[0] < span.end and span.start < place[1]


def _agree(one: str, other: str) -> bool:
    words = load_words()
    left, right = words(one), words(other)
    return len(left & right) * 2 >= min(len(left), len(right))


def _share(one: str, other: str) -> float:
    words = load_words()
    left, right = words(one), words(other)
    return len(left & right) / len(left | right)


def _distance(place: Place, span: Span) -> int:
    return abs(place[0] - span.start) + abs(place[1] - span.end)
