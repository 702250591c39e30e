"""Plain questions are understood for what they ask, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.queries.ask import Misunderstood, Understood, understand
from privacyflow.queries.catalogue import load_catalogue, run
from privacyflow.queries.verdicts import conclude
from privacyflow.queries.wording import load_wording
from privacyflow.tests.queries.phrasings import NOT_UNDERSTOOD, ODD, PLAIN, read_table

TABLE = [*read_table(PLAIN), *read_table(ODD)]


def lowered(values: dict[str, str]) -> dict[str, str]:
    return {name: value.lower() for name, value in values.items()}


def test_the_table_covers_every_question_of_the_catalogue() -> None:
    assert len(TABLE) >= 100
    asked = {name for _, name, _ in TABLE}
    assert asked == set(load_catalogue().names)


@pytest.mark.parametrize(("question", "name", "values"), TABLE, ids=[row[0] for row in TABLE])
def test_a_question_is_understood(
    question: str, name: str, values: dict[str, str], store: GraphStore
) -> None:
    understood = understand(question, load_vocabulary(), store)
    assert isinstance(understood, Understood), understood
    assert (understood.query.name, lowered(dict(understood.values))) == (name, lowered(values))
    assert run(store, understood.query, understood.values).columns == understood.query.columns


@pytest.mark.parametrize("question", NOT_UNDERSTOOD)
def test_what_is_not_understood_says_why_and_what_can_be_asked(
    question: str, store: GraphStore
) -> None:
    misunderstood = understand(question, load_vocabulary(), store)
    assert isinstance(misunderstood, Misunderstood), misunderstood
    assert misunderstood.reason
    assert len(misunderstood.examples) >= 3
    for example in misunderstood.examples:
        assert isinstance(understand(example, load_vocabulary(), store), Understood), example


@pytest.mark.parametrize("query", load_catalogue(), ids=lambda query: query.name)
def test_a_named_question_in_its_own_words_is_itself(query: object, store: GraphStore) -> None:
    words = query.question.replace("Fernway", "Marlow")  # type: ignore[attr-defined]
    words = words.replace("Lantern Live", "Marlow").replace("Mapbox", "Google Maps")
    understood = understand(words, load_vocabulary(), store)
    assert isinstance(understood, Understood), understood
    assert understood.query is query
    assert {parameter.name for parameter in understood.query.required} <= set(understood.values)


def test_mended_spelling_and_words_left_aside_are_told(store: GraphStore) -> None:
    understood = understand("who recieves my locaton lately", load_vocabulary(), store)
    assert isinstance(understood, Understood)
    assert understood.reading == 'who-receives data="location"'
    assert '"locaton" was read as "location".' in " ".join(understood.notes)
    assert "lately" in " ".join(understood.notes)


def test_an_unknown_name_is_named(store: GraphStore) -> None:
    misunderstood = understand("what does Zorblax collect?", load_vocabulary(), store)
    assert isinstance(misunderstood, Misunderstood)
    assert "Zorblax" in misunderstood.what
    assert "Marlow" in misunderstood.remedy


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("does Marlow share my device identifier with Google?", "Yes"),
        ("does Marlow share my location with Google?", "Perhaps"),
        ("does Marlow store my credit card number?", "No"),
        ("does Marlow sell my data?", "No"),
        ("does Oakhurst Games sell my location?", "Perhaps"),
        ("does Oakhurst Games share my age?", "Not mentioned"),
        ("does Google get my location?", "Yes"),
    ],
)
def test_a_yes_or_no_question_gets_a_verdict(
    question: str, opening: str, store: GraphStore
) -> None:
    understood = understand(question, load_vocabulary(), store)
    assert isinstance(understood, Understood)
    assert understood.yes_no
    verdict = conclude(run(store, understood.query, understood.values))
    assert verdict.startswith(opening)


WORDS = st.lists(
    st.one_of(
        st.sampled_from(sorted(load_wording())),
        st.sampled_from(["Marlow", "Google", "Tidewell", "location", "email", "\u202e", '"', "x'"]),
        st.text(max_size=12),
    ),
    max_size=12,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(question=WORDS)
def test_no_words_make_it_fall_over(question: str, store: GraphStore) -> None:
    understood = understand(question, load_vocabulary(), store)
    if isinstance(understood, Understood):
        run(store, understood.query, understood.values)
    else:
        assert understood.reason


def test_a_very_long_question_is_read_only_so_far(store: GraphStore) -> None:
    understood = understand("who receives my location " + "x" * 100_000, load_vocabulary(), store)
    assert isinstance(understood, Understood | Misunderstood)
    assert max(map(len, getattr(understood, "notes", ("",)))) < 300
