"""Spans of single sentences pair one to one, and denials count on either side."""

from __future__ import annotations

import json
from pathlib import Path

import policyie
from counting import Ratio, Tally
from privacyflow.tests.benchmarks.flows import span

TEXT = "We do not share your email address with advertisers to send ads."


def labelled(label: str, words: str) -> dict[str, object]:
    start = TEXT.index(words)
    intent = "data-sharing-disclosure"
    end = start + len(words)
    return {"start": start, "end": end, "label": label, "text": words, "intent": intent}


def written(path: Path) -> Path:
    spans = [
        labelled("polarity.negation", "not"),
        labelled("data-shared.data-contact", "email address"),
        labelled("data-collected.data-contact", "email address"),
        labelled("data-receiver.third-party-entity", "advertisers"),
        labelled("purpose-argument.advertising-marketing", "send ads"),
    ]
    stating = {"text": TEXT, "intents": ["data-sharing-disclosure"], "spans": spans}
    other = {"text": "Welcome.", "intents": ["Other"], "spans": []}
    path.write_text("\n".join(map(json.dumps, (stating, other))), encoding="utf-8")
    return path


def test_each_span_is_found_once_and_as_many_as_can_be() -> None:
    stated = [span(0, 20), span(15, 30)]
    assert policyie.count_spans(stated, [span(16, 18), span(0, 2)]) == Tally(2, 2, 2, 2)
    assert policyie.count_spans(stated, [span(16, 18)]) == Tally(1, 1, 1, 2)
    assert policyie.count_spans(stated[:1], [span(1, 2), span(3, 4)]) == Tally(1, 2, 1, 1)
    assert policyie.count_spans(stated, [span(30, 40)]) == Tally(0, 1, 0, 2)


def test_a_phrase_with_two_labels_of_a_role_is_one_span(tmp_path: Path) -> None:
    stating, other = policyie.read_sentences(written(tmp_path / "sentences.jsonl"))
    assert [each.text for each in stating.spans["data"]] == ["email address"]
    assert (stating.states, stating.denies) == (True, True)
    assert (other.states, other.denies) == (False, False)


def test_a_sentence_is_read_alone_and_its_denial_is_found(tmp_path: Path) -> None:
    counts = policyie.measure_run(policyie.read_sentences(written(tmp_path / "sentences.jsonl")))
    assert counts["data"] == Tally(1, 1, 1, 1)
    assert counts["receiver"] == Tally(1, 1, 1, 1)
    assert counts["denials found"] == Ratio(1, 1)
    assert counts["sentences falsely denied"] == Ratio(0, 0)


def test_a_step_takes_every_so_many_sentences(tmp_path: Path) -> None:
    sentences = policyie.read_sentences(written(tmp_path / "sentences.jsonl"), step=2)
    assert [each.text for each in sentences] == [TEXT]
