"""Measures of the network: small worlds whose answers can be counted by hand."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from privacyflow.graphs.measures.centrality import measure_centrality, page_rank
from privacyflow.graphs.measures.communities import find_communities
from privacyflow.graphs.measures.joining import IDENTIFIERS, find_joinable
from privacyflow.graphs.measures.reach import measure_reach
from privacyflow.graphs.measures.ties import find_ties, narrower
from privacyflow.graphs.statements import (
    Concept,
    Counterparty,
    Evidence,
    Place,
    PolicyVersion,
    StatedFlow,
    Statements,
    Wording,
)
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import PF, PFR

GOOGLE, MAPS, ALPHABET = (
    PFR + "org-google",
    PFR + "service-google-maps",
    PFR + "org-alphabet",
)
STRIPE = PFR + "org-stripe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """That the policy of a company names a recipient for a type of data."""

    company: str
    recipient: str
    data: str = "EmailAddress"
    denied: bool = False
    possible: bool = False
    confidence: float = 0.9
    role: str = "named"


def party(iri: str, role: str) -> Counterparty:
    known = load_vocabulary().parties.get(iri)
    return Counterparty(
        iri=iri,
        label=known.label if known else iri.removeprefix(PFR).partition("-")[2].title(),
        role=role,
        type=known.type if known else "organisation",
        owner=known.owner if known else None,
    )


def world(*said: Says) -> Statements:
    """The statements of policies that say this, one sentence each."""
    parties = {GOOGLE: party(GOOGLE, "named"), ALPHABET: party(ALPHABET, "named")}
    texts: dict[str, str] = {}
    flows, evidence = [], {}
    for number, one in enumerate(said):
        company = PFR + "org-" + one.company
        parties.setdefault(company, party(company, "first party"))
        parties[one.recipient] = party(one.recipient, one.role)
        policy = f"{PFR}policy-{one.company}"
        sentence = f"{one.company} says sentence {number}."
        start = len(texts.get(policy, ""))
        texts[policy] = texts.get(policy, "") + sentence
        place = Place(start=start, end=start + len(sentence))
        iri = f"{PFR}evidence-{number}"
        evidence[iri] = Evidence(iri=iri, policy=policy, place=place, section="Sharing")
        flows.append(stated(number, one, policy, company, iri))
    concepts = {
        concept.iri: Concept(
            iri=concept.iri, label=concept.label, broader=concept.broader, scheme="DataTypes"
        )
        for concept in load_vocabulary().concepts.values()
    }
    policies = {iri: version(iri, text) for iri, text in sorted(texts.items())}
    return Statements(
        policies=policies, flows=tuple(flows), evidence=evidence, parties=parties, concepts=concepts
    )


def stated(number: int, one: Says, policy: str, company: str, evidence: str) -> StatedFlow:
    return StatedFlow(
        iri=f"{PFR}flow-{number:016}",
        policy=policy,
        company=company,
        denied=one.denied,
        possible=one.possible,
        action="share",
        manner="share",
        data=PF + one.data,
        data_words=Wording(text=one.data),
        recipient=one.recipient,
        recipient_words=None,
        source=None,
        source_words=None,
        purposes=(),
        purpose_words=(),
        condition=None,
        retention=None,
        evidence=evidence,
        lead_in=None,
        rule="test",
        extractor="test",
        confidence=one.confidence,
    )


def version(iri: str, text: str) -> PolicyVersion:
    return PolicyVersion(
        iri=iri,
        company=iri.replace("policy-", "org-"),
        title="",
        file_name="",
        sha256="",
        language="en",
        url=None,
        issued=None,
        text=text,
    )


THREE = (
    Says(company="fernway", recipient=MAPS),
    Says(company="ambergate", recipient=MAPS, data="Location"),
    Says(company="ambergate", recipient=MAPS, data="GPSLocation", confidence=0.95),
    Says(company="ambergate", recipient=STRIPE, data="CardNumber"),
    Says(company="tallow", recipient=STRIPE, data="CardNumber", possible=True),
)


def test_the_recipient_that_most_companies_name_comes_first() -> None:
    found = measure_centrality(world(*THREE, Says(company="tallow", recipient=MAPS)))
    assert [(c.recipient, c.companies, c.data_types, c.flows) for c in found] == [
        ("Google Maps", 3, 3, 4),
        ("Stripe", 2, 1, 2),
    ]
    assert found[0].owner == "Google"


def test_a_row_rests_on_its_surest_statement() -> None:
    statements = world(*THREE)
    maps, stripe = measure_centrality(statements)
    assert maps.witness.quote == "ambergate says sentence 2."
    assert stripe.witness.quote == "ambergate says sentence 3.", "stated before possible"
    for one in (maps, stripe):
        text = statements.policies[one.witness.policy].text
        assert text[one.witness.start : one.witness.end] == one.witness.quote


def test_betweenness_is_the_share_of_pairs_that_lead_over_a_recipient() -> None:
    maps, stripe = measure_centrality(world(*THREE))
    # fernway - maps - ambergate - stripe - tallow: maps is between two pairs of three, so is stripe.
    assert maps.betweenness == stripe.betweenness == pytest.approx(2 / 3, abs=1e-6)


@pytest.mark.parametrize(
    "said",
    [
        Says(company="fernway", recipient=MAPS, denied=True),
        Says(company="fernway", recipient=PFR + "vague-x-partners", role="vague"),
        Says(company="fernway", recipient=PFR + "vague-x-payment-providers", role="category"),
        Says(company="fernway", recipient=PFR + "the-public", role="public"),
        Says(company="google", recipient=MAPS),
        Says(company="google", recipient=ALPHABET),
        Says(company="lanternlive", recipient=PFR + "name-lanternlive"),
        Says(company="fernway", recipient=PFR + "name-organization"),
    ],
    ids=[
        "denial",
        "vague",
        "category",
        "public",
        "own service",
        "own owner",
        "own name",
        "an organisation",
    ],
)
def test_what_is_no_tie(said: Says) -> None:
    assert find_ties(world(said)) == ()


@pytest.mark.parametrize(
    ("sentence", "is_tie"),
    [
        ("Google will share your name with us.", False),
        ("Google may then send the following data to Fernway (you may choose not to):", False),
        ("Google may share your name with others.", True),
        ("We and Google share your name. You can write to us.", True),
        ("Google receives your name.", True),
    ],
)
def test_who_gives_the_data_to_the_company_is_no_recipient(sentence: str, is_tie: bool) -> None:
    statements = world(Says(company="fernway", recipient=GOOGLE))
    (flow,), (policy,) = statements.flows, statements.policies.values()
    start = sentence.index("Google")
    words = Wording(text="Google", place=Place(start=start, end=start + len("Google")))
    said = replace(
        statements,
        flows=(replace(flow, recipient_words=words),),
        policies={policy.iri: replace(policy, text=sentence)},
    )
    assert bool(find_ties(said)) is is_tie


def test_services_count_as_their_owner_where_that_is_asked() -> None:
    statements = world(
        Says(company="fernway", recipient=MAPS), Says(company="tallow", recipient=GOOGLE)
    )
    assert [c.companies for c in measure_centrality(statements)] == [1, 1]
    (one,) = measure_centrality(statements, by_owner=True)
    assert (one.recipient, one.companies) == ("Alphabet", 2)


def test_page_ranks_add_up_and_favour_who_is_named_alone() -> None:
    ranks = page_rank({"a": ["x", "y"], "b": ["y"], "x": [], "y": []})
    assert sum(ranks.values()) == pytest.approx(1)
    assert ranks["y"] > ranks["x"] > ranks["a"] == pytest.approx(ranks["b"])
    # By hand: a = b = base, x = base + 0.85 a / 2, y = base + 0.85 (a / 2 + b).
    assert ranks["x"] == pytest.approx(ranks["a"] * 1.425)
    assert ranks["y"] == pytest.approx(ranks["a"] * 2.275)


def test_page_rank_of_nothing_is_nothing() -> None:
    assert page_rank({}) == {}
    assert measure_centrality(world()) == ()


def test_page_rank_agrees_with_networkx() -> None:
    import networkx
    from networkx.algorithms.link_analysis.pagerank_alg import _pagerank_python

    network = networkx.gnp_random_graph(40, 0.1, seed=7, directed=True)
    links = {str(node): [str(other) for other in network[node]] for node in network}
    expected = _pagerank_python(network, tol=1e-12, max_iter=500)
    for node, rank in page_rank(links).items():
        assert rank == pytest.approx(expected[int(node)], abs=1e-9)


def test_who_receives_one_identifier_from_two_companies_could_join() -> None:
    found = find_joinable(
        world(
            Says(company="fernway", recipient=MAPS),
            Says(company="tallow", recipient=GOOGLE, data="HashedEmail", possible=True),
            Says(company="ambergate", recipient=GOOGLE, data="PhoneNumber"),
        )
    )
    assert [
        (j.receiver, j.identifier, j.companies, j.company, j.recipient, j.data, j.witness.state)
        for j in found
    ] == [
        ("Alphabet", "email address", 2, "Fernway", "Google Maps", "email address", "does"),
        ("Alphabet", "email address", 2, "Tallow", "Google", "hashed email address", "if"),
    ]
    assert [j.witness.quote for j in found] == [
        "fernway says sentence 0.",
        "tallow says sentence 1.",
    ]


@pytest.mark.parametrize(
    "said",
    [
        (Says(company="fernway", recipient=GOOGLE), Says(company="fernway", recipient=MAPS)),
        (
            Says(company="fernway", recipient=GOOGLE),
            Says(company="tallow", recipient=GOOGLE, denied=True),
        ),
        (
            Says(company="fernway", recipient=GOOGLE, data="Location"),
            Says(company="tallow", recipient=GOOGLE, data="Location"),
        ),
        (
            Says(company="fernway", recipient=GOOGLE, data="FirstName"),
            Says(company="tallow", recipient=GOOGLE, data="FirstName"),
        ),
        (
            Says(company="fernway", recipient=PFR + "name-brightcell"),
            Says(company="tallow", recipient=PFR + "name-brightcell"),
        ),
        (
            Says(company="youtube", recipient=STRIPE),
            Says(company="google", recipient=STRIPE),
        ),
    ],
    ids=["one company", "denied", "no identifier", "first names", "nobody knows it", "one owner"],
)
def test_what_lets_nobody_join(said: Sequence[Says]) -> None:
    statements = world(*said)
    youtube = PFR + "org-youtube"
    if youtube in statements.parties:
        owned = replace(statements.parties[youtube], owner=GOOGLE)
        statements = replace(statements, parties={**statements.parties, youtube: owned})
    assert find_joinable(statements) == ()


def test_every_identifier_is_a_type_of_the_vocabulary_and_of_one_kind() -> None:
    statements = world()
    names = {*IDENTIFIERS, *(name for others in IDENTIFIERS.values() for name in others.split())}
    assert {PF + name for name in names} <= set(statements.concepts)
    assert PF + "HashedEmail" in narrower([PF + "EmailAddress"], statements)


def test_companies_that_name_the_same_recipients_are_a_community() -> None:
    said = [
        Says(company=company, recipient=PFR + "org-" + recipient)
        for companies, recipients in ((("a1", "a2", "a3"), ("x1", "x2")), (("b1", "b2"), ("y1",)))
        for company in companies
        for recipient in recipients
    ]
    found = find_communities(world(*said, Says(company="a1", recipient=PFR + "org-z")))
    groups: dict[int, set[str]] = {}
    for member in found:
        groups.setdefault(member.community, set()).add(member.member)
    assert groups == {1: {"A1", "A2", "A3", "X1", "X2"}, 2: {"B1", "B2", "Y1"}}
    assert {member.side for member in found if member.member.startswith("A")} == {"company"}
    assert all(member.witness.quote and not member.outside for member in found)


def test_communities_are_the_same_whatever_the_hashes() -> None:
    code = (
        "from privacyflow.tests.graphs import test_measures as t\n"
        "said = [t.Says(company=f'c{i}', recipient=t.PFR + f'org-r{j}')\n"
        "        for i in range(12) for j in range(6) if (i * j + i) % 3 == 0]\n"
        "print([(m.community, m.iri, m.partner) for m in t.find_communities(t.world(*said))])\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(printed) == 1
    assert "org-r0" in printed.pop()


CHAIN = (
    Says(company="fernway", recipient=MAPS, data="GPSLocation"),
    Says(company="google", recipient=PFR + "org-tallow", data="Location"),
    Says(company="tallow", recipient=PFR + "vague-tallow-partners", data="Location", role="vague"),
    Says(company="tallow", recipient=PFR + "org-fernway", data="Location"),
    Says(company="tallow", recipient=STRIPE, data="CardNumber"),
)


def test_reach_goes_on_by_the_recipients_own_policy() -> None:
    hops = measure_reach(world(*CHAIN), PF + "Location", company=PFR + "org-fernway", hops=3)
    assert [(h.hop, h.sender, h.through, h.recipient, h.role) for h in hops] == [
        (1, "Fernway", "", "Google Maps", "named"),
        (2, "Google", "Google Maps", "Tallow", "named"),
        (3, "Tallow", "Tallow", "Tallow-Partners", "vague"),
    ]
    assert [h.witness.quote for h in hops] == [
        "fernway says sentence 0.",
        "google says sentence 1.",
        "tallow says sentence 2.",
    ]


def test_reach_ends_after_so_many_hops_and_follows_no_denial_and_no_other_data() -> None:
    statements = world(*CHAIN)
    fernway = PFR + "org-fernway"
    assert len(measure_reach(statements, PF + "Location", company=fernway, hops=1)) == 1
    assert measure_reach(statements, PF + "CardNumber", company=fernway, hops=3) == ()
    denied = world(
        *CHAIN[:1], Says(company="google", recipient=STRIPE, data="Location", denied=True)
    )
    assert [h.hop for h in measure_reach(denied, PF + "Location", company=fernway, hops=3)] == [1]


def test_reach_starts_everywhere_where_no_company_is_named() -> None:
    hops = measure_reach(world(*CHAIN), PF + "Location", hops=1)
    assert [h.origin for h in hops] == ["Fernway", "Google", "Tallow", "Tallow"]


def test_reach_does_not_go_on_through_somebody_unnamed() -> None:
    vague = PFR + "org-tallow"
    statements = world(
        Says(company="fernway", recipient=vague, data="Location", role="category"),
        Says(company="ambergate", recipient=STRIPE, data="Location"),
    )
    hops = measure_reach(statements, PF + "Location", company=PFR + "org-fernway", hops=3)
    assert [(h.hop, h.role) for h in hops] == [(1, "category")]
