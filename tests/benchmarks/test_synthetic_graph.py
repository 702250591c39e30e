"""Made policies are the same for a seed, and what they state stands in their texts."""

from __future__ import annotations

from itertools import islice

from naive_questions import fill, questions
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.queries.catalogue import load_catalogue, run
from synthetic_graph import MadePolicy, make_policies


def some(count: int, seed: int = 3) -> list[MadePolicy]:
    return list(islice(make_policies(seed), count))


def test_a_seed_makes_the_same_policies_and_more_begin_with_them() -> None:
    assert some(3)[:2] == some(2)
    assert some(1)[0].document.text != some(1, seed=4)[0].document.text


def test_plain_and_named_questions_find_the_same_flows() -> None:
    with GraphStore.in_memory() as store:
        for made in some(2):
            quads = flow_quads(made.document, made.flows, terms=made.terms)
            store.replace_policy(made.document.id, quads)
        question = questions("", "")[0]
        concept = "https://w3id.org/privacyflow/ns#PersonalData"
        named = run(store, load_catalogue()[question.name], {"data": "personal data"})
        plain = store.select(fill(question.plain, {"data": concept}))
        said = [row for row in named.rows if row[named.columns.index("definition")] is None]
    assert len(said) > 20
    assert {row[-1] for row in said} == {row[-1] for row in plain.rows}
