"""Policy versions are found by what people call them, and never guessed among several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.records import SourceDocument
from privacyflow.ontology.terms import PFR
from privacyflow.queries.policies import LISTED, PolicyError, find_policy, read_versions
from privacyflow.tests.samples import document_of


def version_of(company: str, file: str, **changes: str) -> SourceDocument:
    document = document_of(f"{company} {file} {changes}", company=company)
    stem = file.rpartition(".")[0]
    return replace(
        document,
        id=f"{stem}-{document.sha256[:12]}",
        file_name=file,
        **{"title": f"{company} privacy notice", **changes},
    )


DOCUMENTS = (
    version_of("Fernway Ltd", "fernway.md"),
    version_of("Quillbox", "quillbox-old.txt", retrieved="2024-03-01"),
    version_of("Quillbox", "quillbox-new.txt", retrieved="2026-03-01"),
    version_of("Lantern & Sons", "lantern.html", title="What we know about you"),
    version_of("Murmur", "murmur.md"),
    version_of("Murmur", "clinic.md"),
)


@pytest.fixture(scope="module")
def store() -> Iterator[GraphStore]:
    with GraphStore.in_memory() as graph:
        for document in DOCUMENTS:
            graph.replace_policy(document.id, flow_quads(document, []))
        yield graph


def iri_of(number: int) -> str:
    return f"{PFR}policy-{DOCUMENTS[number].id}"


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (iri_of(0), 0),
        (f"<{iri_of(0)}>", 0),
        (f"policy-{DOCUMENTS[2].id}", 2),
        (f"pfr:policy-{DOCUMENTS[2].id}", 2),
        (DOCUMENTS[1].sha256, 1),
        (DOCUMENTS[1].sha256[:8].upper(), 1),
        ("fernway.md", 0),
        ("FERNWAY", 0),
        ("some/folder/fernway.md", 0),
        ("a\\folder\\quillbox-old.txt", 1),
        ("Fernway Ltd", 0),
        ("fernway limited", 0),
        ("lantern & sons", 3),
        ("Lantern", 3),
        ("what we know about you", 3),
        ("  fernway  ", 0),
    ],
)
def test_a_policy_is_found(store: GraphStore, name: str, number: int) -> None:
    assert find_policy(store, name, load_vocabulary()) == iri_of(number)


def test_a_file_called_like_its_company_is_one_of_several(store: GraphStore) -> None:
    assert find_policy(store, "murmur.md", load_vocabulary()) == iri_of(4)
    with pytest.raises(PolicyError):
        find_policy(store, "murmur", load_vocabulary())


def test_of_several_versions_one_is_to_be_chosen(store: GraphStore) -> None:
    with pytest.raises(PolicyError) as refusal:
        find_policy(store, "quillbox", load_vocabulary())
    assert refusal.value.what == "2 policy versions are called so"
    new, old = (f"policy-{DOCUMENTS[n].id} ({DOCUMENTS[n].retrieved}" for n in (2, 1))
    assert refusal.value.remedy.index(new) < refusal.value.remedy.index(old)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Quilbox", 'Did you mean "Quillbox"'),
        ("fernwai.md", '"fernway.md"'),
        ("zzz", "There are policies of Fernway Ltd, Lantern & Sons, Murmur, Quillbox."),
        ("", "There are policies of"),
        ("' } DROP ALL #", "There are policies of"),
        ("abc", "There are policies of"),
        ("\ud800\x1b[31m", "There are policies of"),
    ],
)
def test_a_misspelt_name_gets_a_suggestion(store: GraphStore, name: str, says: str) -> None:
    with pytest.raises(PolicyError) as refusal:
        find_policy(store, name, load_vocabulary())
    assert says in refusal.value.remedy
    assert refusal.value.where


def test_five_digits_of_a_hash_are_too_few(store: GraphStore) -> None:
    with pytest.raises(PolicyError):
        find_policy(store, DOCUMENTS[0].sha256[:5], load_vocabulary())


def test_an_empty_graph_says_what_to_do() -> None:
    with GraphStore.in_memory() as graph, pytest.raises(PolicyError) as refusal:
        find_policy(graph, "fernway", load_vocabulary())
    assert "privacyflow build" in refusal.value.remedy


def test_a_long_list_is_cut() -> None:
    with GraphStore.in_memory() as graph:
        for number in range(LISTED + 3):
            document = version_of("Murmur", f"murmur-{number}.md")
            graph.replace_policy(document.id, flow_quads(document, []))
        assert len(read_versions(graph)) == LISTED + 3
        with pytest.raises(PolicyError) as refusal:
            find_policy(graph, "Murmur", load_vocabulary())
    assert refusal.value.remedy.endswith("and 3 more.")
