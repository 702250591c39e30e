"""Wrong data contradicts the ontology, and which of it does so is told in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.ontology.clashes import explain, find_clashes, smallest
from privacyflow.ontology.reasoning import contradicts
from privacyflow.ontology.terms import DPV, PF, PFR, RDF, SKOS
from privacyflow.tests.java import needs_java
from pyoxigraph import NamedNode, Triple, parse

FOLDER = Path(__file__).resolve().parents[2] / "ontology"
NAMES = {"a": RDF + "type", "pf:": PF, "pfr:": PFR, "dpv:": DPV, "skos:": SKOS}


def told(*lines: str) -> list[Triple]:
    """Triples from lines such as "pfr:flow-1 a pf:DeniedFlow"."""
    return [Triple(*(NamedNode(whole(name)) for name in line.split())) for line in lines]


def whole(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return NAMES[prefix + colon] + local


FLOW = told(
    "pfr:flow-1 a pf:AffirmedFlow",
    "pfr:flow-1 pf:statedIn pfr:policy-1",
    "pfr:policy-1 a pf:PolicyVersion",
    "pfr:flow-1 pf:company pfr:org-1",
    "pfr:org-1 a pf:FirstParty",
    "pfr:flow-1 dpv:hasProcessing dpv:Share",
    "pfr:flow-1 dpv:hasPersonalData pf:EmailAddress",
    "pf:EmailAddress a skos:Concept",
    "pf:EmailAddress skos:inScheme pf:DataTypes",
    "pfr:flow-1 dpv:hasRecipient pfr:vague-1",
    "pfr:vague-1 a pf:VagueParty",
    "pfr:flow-1 dpv:hasPurpose pf:Marketing",
    "pf:Marketing a skos:Concept",
    "pf:Marketing skos:inScheme pf:Purposes",
    "pfr:flow-1 pf:modality pf:Stated",
)
WRONG = {
    "pfr:flow-1 a pf:DeniedFlow": (
        "pfr:flow-1 is told as an affirmed flow and as a denied flow, which are disjoint "
        "(told: pfr:flow-1 rdf:type pf:AffirmedFlow; pfr:flow-1 rdf:type pf:DeniedFlow)"
    ),
    "pfr:flow-1 dpv:hasPersonalData pf:Marketing": (
        "pf:Marketing is told as a type of data and as a purpose, which are disjoint "
        "(told: pf:Marketing rdf:type skos:Concept; pf:Marketing skos:inScheme pf:Purposes; "
        "pf:Purposes rdf:type pf:SchemeOfPurposes; pfr:flow-1 dpv:hasPersonalData pf:Marketing; "
        "pfr:flow-1 rdf:type pf:AffirmedFlow)"
    ),
    "pfr:vague-1 a pf:NamedParty": (
        "pfr:vague-1 is told as a named party and as a party by description, which are disjoint "
        "(told: pfr:vague-1 rdf:type pf:NamedParty; pfr:vague-1 rdf:type pf:VagueParty)"
    ),
    "pfr:flow-1 dpv:hasRecipient pfr:policy-1": (
        "pfr:policy-1 is told as a party and as a policy version, which are disjoint "
        "(told: pfr:flow-1 dpv:hasRecipient pfr:policy-1; pfr:flow-1 rdf:type pf:AffirmedFlow; "
        "pfr:policy-1 rdf:type pf:PolicyVersion)"
    ),
    "pfr:flow-1 pf:modality pf:Possible": (
        "pfr:flow-1 has pf:Possible and pf:Stated as pf:modality, of which it can have one only "
        "(told: pfr:flow-1 pf:modality pf:Possible; pfr:flow-1 pf:modality pf:Stated)"
    ),
    "pfr:flow-1 dpv:hasProcessing dpv:Collect": (
        "pfr:flow-1 has dpv:Collect and dpv:Share as dpv:hasProcessing, of which it can have one "
        "only (told: pfr:flow-1 dpv:hasProcessing dpv:Collect; "
        "pfr:flow-1 dpv:hasProcessing dpv:Share)"
    ),
    "pfr:vague-1 pf:partyKind pf:Marketing": (
        "pf:Marketing is told as a kind of party and as a purpose, which are disjoint "
        "(told: pf:Marketing rdf:type skos:Concept; pf:Marketing skos:inScheme pf:Purposes; "
        "pf:Purposes rdf:type pf:SchemeOfPurposes; pfr:vague-1 pf:partyKind pf:Marketing; "
        "pfr:vague-1 rdf:type pf:VagueParty)"
    ),
}


def test_a_sound_flow_clashes_with_nothing() -> None:
    assert explain(FLOW) == ()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_planted_error_is_told_in_words(wrong: str) -> None:
    assert WRONG[wrong] in [str(clash) for clash in explain([*FLOW, *told(wrong)])]


def test_the_words_come_in_the_same_order_whatever_the_order_of_the_triples() -> None:
    triples = [*FLOW, *told("pfr:flow-1 a pf:DeniedFlow", "pfr:vague-1 a pf:SDK")]
    words = [clash.words for clash in explain(triples)]
    assert words == [clash.words for clash in explain(triples[::-1])]
    assert len(words) == 2


@needs_java
def test_the_reasoner_finds_a_planted_error_too() -> None:
    assert contradicts([*FLOW, *told("pfr:flow-1 dpv:hasPersonalData pf:Marketing")])


@needs_java
def test_what_only_the_reasoner_sees_is_narrowed_down() -> None:
    """That the flows are one and the same makes one flow affirmed and denied: explain() is blind to it."""
    same = Triple(
        NamedNode(PFR + "flow-1"),
        NamedNode("http://www.w3.org/2002/07/owl#sameAs"),
        NamedNode(PFR + "flow-2"),
    )
    triples = [FLOW[0], *told("pfr:flow-2 a pf:DeniedFlow"), same]
    assert explain(triples) == ()
    (clash,) = find_clashes(triples)
    assert clash.words == "is told what can't be true together"
    assert len(clash.triples) == 3


@given(st.sets(st.integers(0, 30), min_size=1, max_size=4), st.integers(31, 60))
def test_the_smallest_part_is_found(guilty: set[int], size: int) -> None:
    triples = [triple for i in range(size) for triple in told(f"pfr:x-{i} a pf:Flow")]
    wanted = {triples[i] for i in guilty}

    def clashes(some: Sequence[Triple]) -> bool:
        return wanted <= set(some)

    assert set(smallest(triples, clashes)) == wanted
    assert smallest([], clashes) == ()


def test_the_vocabulary_itself_clashes_with_nothing() -> None:
    files = ("data_types.ttl", "purposes.ttl", "parties.ttl")
    assert explain([q.triple for name in files for q in parse(path=FOLDER / name)]) == ()
