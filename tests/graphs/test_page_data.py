"""What the page embeds says the same as the statements, in JavaScript's own counting."""

from __future__ import annotations

import json

import pytest
from privacyflow.graphs.page_data import describe_statements
from privacyflow.graphs.passages import Passages, Units
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.statements import Evidence, Place
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import hostile_statements, statements_of


def sliced(passage: dict, start: int, end: int) -> str:
    """Slice as JavaScript does, by UTF-16 code units."""
    units = passage["text"].encode("utf-16-le")
    offset = passage["start"]
    return units[2 * (start - offset) : 2 * (end - offset)].decode("utf-16-le")


@pytest.mark.parametrize("words", [["phone"], ["😀 phone 😀", "a 🦊 mail"]])
def test_marks_and_quotes_are_cut_out_right(words: list[str]) -> None:
    statements = hostile_statements(words)
    data = json.loads(json.dumps(describe_statements(statements)))
    assert len(data["flows"]) == len(statements.flows)
    for flow, stated in zip(data["flows"], statements.flows, strict=True):
        evidence = data["evidence"][flow["evidence"]]
        passage = data["passages"][evidence["passage"]]
        text = statements.policies[stated.policy].text
        start, end = evidence["at"]
        assert sliced(passage, evidence["from"], evidence["to"]) == text[start:end]
        marked = {part: sliced(passage, a, b) for a, b, part in flow["marks"]}
        assert marked["data"] == stated.data_words.text == flow["words"]
        assert marked["condition"] == flow["condition"]


def test_every_reference_resolves(sample_store: GraphStore) -> None:
    data = json.loads(json.dumps(describe_statements(read_statements(sample_store))))
    for flow in data["flows"]:
        assert data["policies"][flow["policy"]]
        assert data["parties"][flow["company"]]["label"] == "Skyloom Ltd"
        assert data["concepts"][flow["data"]]["scheme"] == "DataTypes"
    location = {each["id"]: each for each in data["concepts"]}["GPSLocation"]
    above = [data["concepts"][number]["id"] for number in location["broader"]]
    assert above, "the tree of data types reaches the page"


def test_two_sentences_stand_around_a_quote() -> None:
    text = "One is here. Two is here. Three is here. Four is here. Five is here. Six is here."
    start = text.index("Three")
    evidence = Evidence(iri="e", policy="p", place=Place(start=start, end=start + 14), section="")
    context = Passages([evidence], {"p": text}).context(evidence)
    assert text[context.start : context.end].strip() == text[: text.index(" Six")]


def test_overlapping_contexts_are_embedded_once() -> None:
    data = describe_statements(statements_of(1, 24))
    embedded = sum(len(passage["text"]) for passage in data["passages"])
    assert embedded <= data["policies"][0]["length"]


def test_a_long_word_without_end_is_no_context() -> None:
    text = "w" * 5000 + " We share it. " + "v" * 5000
    start = text.index("We share")
    evidence = Evidence(iri="e", policy="p", place=Place(start=start, end=start + 12), section="")
    context = Passages([evidence], {"p": text}).context(evidence)
    assert (context.start, context.end) == (start, start + 12)


def test_units_count_wide_characters_twice() -> None:
    units = Units("a😀b")
    assert [units(n) for n in range(4)] == [0, 1, 3, 4]
