"""The Turtle files are whole: trees without gaps or cycles, no label claimed twice, real IRIs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from privacyflow.ontology.entries import Concept, Scheme
from privacyflow.ontology.labels import normalise
from privacyflow.ontology.stems import purpose_key
from privacyflow.ontology.terms import DPV, PD, PF, PFR, SKOS
from privacyflow.ontology.turtle import VOCABULARY_FILES, Entries, read_entries

DPV_TERMS = Path(__file__).parents[3] / "shared" / "data" / "dpv-2.3-terms.tsv"
LEAST = {Scheme.DATA: 300, Scheme.PURPOSES: 45, Scheme.KINDS: 35}
TOPS = {
    Scheme.DATA: {PF + "PersonalData", PF + "NonPersonalData", PF + "OtherData"},
    Scheme.KINDS: {PF + "ThirdParty"},
}


@pytest.fixture(scope="module")
def entries() -> Entries:
    return read_entries()


def members(entries: Entries, scheme: Scheme) -> dict[str, Concept]:
    return {concept.iri: concept for concept in entries.concepts if concept.scheme == scheme}


@pytest.mark.parametrize("scheme", Scheme)
def test_there_are_enough_concepts(entries: Entries, scheme: Scheme) -> None:
    assert len(members(entries, scheme)) >= LEAST[scheme]


def test_there_are_enough_parties_of_every_type(entries: Entries) -> None:
    types = Counter(party.type for party in entries.parties)
    assert types["organisation"] >= 200
    assert types["service"] >= 50
    assert types["sdk"] >= 20


def test_no_subject_is_described_twice() -> None:
    subjects = Counter(
        subject
        for path in VOCABULARY_FILES
        for subject in re.findall(r"^(pfr?:[\w-]+) a ", path.read_text(encoding="utf-8"), re.M)
    )
    assert [subject for subject, count in subjects.items() if count > 1] == []


@pytest.mark.parametrize("scheme", Scheme)
def test_every_concept_hangs_under_a_top_concept(entries: Entries, scheme: Scheme) -> None:
    concepts = members(entries, scheme)
    for start in concepts.values():
        level, seen = {start.iri}, {start.iri}
        while level:
            above = {up for iri in level for up in concepts[iri].broader}
            assert start.iri not in above, f"{start.iri} is broader than itself"
            level = above - seen
            seen |= above
        tops = {iri for iri in seen if not concepts[iri].broader}
        assert tops, f"{start.iri} hangs in the air"
        assert tops <= TOPS.get(scheme, tops)


@pytest.mark.parametrize("scheme", Scheme)
def test_no_label_is_claimed_by_two_concepts(entries: Entries, scheme: Scheme) -> None:
    key: Callable[[str], str] = purpose_key if scheme == Scheme.PURPOSES else normalise
    claims: dict[str, set[str]] = {}
    for concept in members(entries, scheme).values():
        for text in (concept.label, *concept.alternatives):
            assert key(text), f"{text!r} of {concept.iri} is nothing but small words"
            claims.setdefault(key(text), set()).add(concept.iri)
    assert {label: iris for label, iris in claims.items() if len(iris) > 1} == {}


def test_no_false_friend_is_a_label(entries: Entries) -> None:
    for scheme, phrases in entries.false_friends.items():
        labels = {
            normalise(text)
            for concept in members(entries, scheme).values()
            for text in (concept.label, *concept.alternatives)
        }
        assert labels.isdisjoint(map(normalise, phrases))


def test_concepts_are_in_the_namespace_and_mapped(entries: Entries) -> None:
    for concept in entries.concepts:
        assert re.fullmatch(r"[A-Z]\w+", concept.iri.removeprefix(PF))
        assert concept.label
        assert concept.matches, f"{concept.iri} has no match in DPV"
        assert all(match.startswith((DPV, PD)) for match in concept.matches)


@pytest.mark.skipif(not DPV_TERMS.exists(), reason="the list of DPV terms is not here")
def test_every_dpv_term_exists(entries: Entries) -> None:
    lines = DPV_TERMS.read_text(encoding="utf-8").splitlines()
    known = {line.split("\t", 1)[0] for line in lines}
    used = {match for concept in entries.concepts for match in concept.matches}
    assert used - known == set()


def test_no_dpv_term_is_matched_exactly_by_two_concepts() -> None:
    exact = Counter(
        quad.object.value
        for path in VOCABULARY_FILES
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == SKOS + "exactMatch"
    )
    assert [term for term, count in exact.items() if count > 1] == []


def test_parties_are_well_described(entries: Entries) -> None:
    kinds = members(entries, Scheme.KINDS)
    iris = {party.iri for party in entries.parties}
    prefixes = {"organisation": "org-", "service": "service-", "sdk": "sdk-"}
    for party in entries.parties:
        assert re.fullmatch(
            prefixes[party.type] + r"[a-z0-9]+(-[a-z0-9]+)*", party.iri.removeprefix(PFR)
        )
        assert party.kind in kinds
        assert party.owner is None or (party.owner in iris and party.owner != party.iri)
        assert party.country and re.fullmatch(r"[A-Z]{2}", party.country)
        for domain in party.domains:
            assert re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", domain), domain


def test_services_and_sdks_have_an_owner(entries: Entries) -> None:
    ownerless = {p.iri for p in entries.parties if p.type == "service" and p.owner is None}
    assert ownerless == set()


def test_no_name_is_claimed_by_two_parties(entries: Entries) -> None:
    claims: dict[str, set[str]] = {}
    for party in entries.parties:
        for text in (party.label, *party.alternatives):
            claims.setdefault(normalise(text), set()).add(party.iri)
    assert {name: iris for name, iris in claims.items() if len(iris) > 1} == {}


def test_a_file_of_ones_own_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(
        f"""@prefix pf: <{PF}> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        pf:DataTypes a skos:ConceptScheme ; pf:falseFriend "shoe box"@en .
        pf:Shoe a skos:Concept ; skos:inScheme pf:DataTypes ; skos:prefLabel "shoe"@en .""",
        encoding="utf-8",
    )
    entries = read_entries((path,))
    assert [concept.label for concept in entries.concepts] == ["shoe"]
    assert entries.false_friends[Scheme.DATA] == ("shoe box",)
    assert entries.parties == ()
