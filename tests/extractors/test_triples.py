"""Flow records become triples: the same input, the same IRIs; the words stay what they are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from privacyflow.extractors.triples import flow_iri, flow_quads
from privacyflow.ontology.records import (
    DataFlow,
    Mention,
    Party,
    Role,
    SentenceCounts,
    SourceDocument,
)
from privacyflow.ontology.resources import fragment_iri, policy_iri, stated_graph, text_graph
from privacyflow.ontology.terms import DCT, DPV, OA, PF, PFR, RDF, RDFS
from privacyflow.tests import samples
from pyoxigraph import Literal, NamedNode, Quad


def values(quads: set[Quad], subject: str, predicate: str) -> set[str]:
    """The values of one property of one subject."""
    return {
        quad.object.value
        for quad in quads
        if quad.subject == NamedNode(subject)
        and quad.predicate == NamedNode(predicate)
        and isinstance(quad.object, NamedNode | Literal)
    }


@pytest.fixture
def quads(sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]) -> set[Quad]:
    return set(flow_quads(sample_document, sample_flows))


@pytest.fixture
def sold(sample_flows: tuple[DataFlow, ...]) -> DataFlow:
    """The denied sale."""
    return next(flow for flow in sample_flows if flow.negated)


def test_two_graphs_and_nothing_else(quads: set[Quad], sample_document: SourceDocument) -> None:
    assert {quad.graph_name for quad in quads} == {
        NamedNode(stated_graph(sample_document.id)),
        NamedNode(text_graph(sample_document.id)),
    }


def test_the_text_graph_holds_the_whole_text_and_no_more(
    quads: set[Quad], sample_document: SourceDocument
) -> None:
    graph = NamedNode(text_graph(sample_document.id))
    text = Quad(
        NamedNode(policy_iri(sample_document.id)),
        NamedNode(PF + "text"),
        Literal(sample_document.text),
        graph,
    )
    assert {quad for quad in quads if quad.graph_name == graph} == {text}


def test_the_policy_is_described(quads: set[Quad], sample_document: SourceDocument) -> None:
    policy = policy_iri(sample_document.id)
    assert values(quads, policy, PF + "publisher") == {PFR + "org-skyloom-ltd"}
    assert values(quads, policy, PF + "sha256") == {sample_document.sha256}
    assert values(quads, policy, PF + "length") == {str(len(sample_document.text))}
    assert values(quads, policy, PF + "fileName") == {"skyloom.md"}
    assert values(quads, policy, DCT + "title") == {"Skyloom Privacy Policy"}


def test_a_denial_is_no_affirmed_flow(
    quads: set[Quad], sample_document: SourceDocument, sold: DataFlow
) -> None:
    iri = flow_iri(sample_document, sold)
    assert values(quads, iri, RDF + "type") == {PF + "DeniedFlow"}
    assert values(quads, iri, PF + "manner") == {"sell"}
    assert values(quads, iri, DPV + "hasProcessing") == {DPV + "Share"}


def test_words_and_their_places(
    quads: set[Quad], sample_document: SourceDocument, sold: DataFlow
) -> None:
    iri = flow_iri(sample_document, sold)
    at = fragment_iri(sample_document.id, sold.data.start, sold.data.end)
    assert values(quads, iri, PF + "dataText") == {"email address"}
    assert values(quads, iri, PF + "dataAt") == {at}
    assert at.endswith(f"#char={sold.data.start},{sold.data.end}")


def test_the_quote_has_its_context(
    quads: set[Quad], sample_document: SourceDocument, sold: DataFlow
) -> None:
    (evidence,) = values(quads, flow_iri(sample_document, sold), OA + "hasTarget")
    quote = evidence.replace("/evidence-", "/quote-")
    text, start, end = sample_document.text, sold.evidence.start, sold.evidence.end
    assert values(quads, quote, OA + "exact") == {text[start:end]}
    assert values(quads, quote, OA + "prefix") == {text[start - 32 : start]}
    assert values(quads, quote, OA + "suffix") == {text[end : end + 32]}
    assert values(quads, evidence, PF + "section") == {"Skyloom Privacy Policy > What we do not do"}


def test_flows_of_one_sentence_share_their_evidence(
    quads: set[Quad], sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    collected, used = sample_flows[:2]
    assert collected.evidence == used.evidence
    targets = [
        values(quads, flow_iri(sample_document, flow), OA + "hasTarget")
        for flow in (collected, used)
    ]
    assert targets[0] == targets[1]


@pytest.mark.parametrize(
    ("party", "label", "role"),
    [
        ("org-skyloom-ltd", "Skyloom Ltd", "first party"),
        ("service-google-maps", "Google Maps", "named"),
        ("name-brightcell-radar", "Brightcell Radar", "named"),
        ("the-public", "the public", "public"),
        ("other-users", "other users", "other users"),
    ],
)
def test_parties(quads: set[Quad], party: str, label: str, role: str) -> None:
    assert values(quads, PFR + party, RDFS + "label") == {label}
    assert values(quads, PFR + party, PF + "role") == {role}


@pytest.mark.parametrize(
    ("words", "role", "kind"),
    [
        ("payment-processors", "category", "PaymentProvider"),
        ("partners", "vague", "BusinessPartner"),
        ("third-parties", "vague", "ThirdParty"),
    ],
)
def test_categories_belong_to_their_policy(
    quads: set[Quad], sample_document: SourceDocument, words: str, role: str, kind: str
) -> None:
    iri = f"{PFR}vague-{sample_document.id}-{words}"
    assert values(quads, iri, PF + "role") == {role}
    assert values(quads, iri, PF + "partyKind") == {PF + kind}
    assert values(quads, iri, RDF + "type") == {PF + "VagueParty"}


def test_no_flow_has_its_own_company_as_a_new_party(
    sample_document: SourceDocument, sold: DataFlow
) -> None:
    named = Party(role=Role.NAMED, mention=sold.data, organisation=PFR + "org-skyloom-ltd")
    quads = set(flow_quads(sample_document, [replace(sold, recipient=named)]))
    assert values(quads, PFR + "org-skyloom-ltd", PF + "role") == {"first party"}


def test_order_of_the_flows_does_not_matter(
    quads: set[Quad], sample_document: SourceDocument, sample_flows: tuple[DataFlow, ...]
) -> None:
    assert set(flow_quads(sample_document, sample_flows[::-1])) == quads


def test_the_surest_of_two_equal_flows_is_kept(
    sample_document: SourceDocument, sold: DataFlow
) -> None:
    surer = replace(sold, confidence=0.95, rule="another")
    iri = flow_iri(sample_document, sold)
    assert flow_iri(sample_document, surer) == iri
    quads = set(flow_quads(sample_document, [sold, surer, sold]))
    assert values(quads, iri, PF + "rule") == {"another"}
    assert values(quads, iri, PF + "confidence") == {"0.95"}


@pytest.mark.parametrize(
    "change",
    [
        {"negated": False},
        {"manner": "rent"},
        {"recipient": None},
        {"lead_in": samples.sample_flows()[0].evidence},
        {"data": samples.sample_flows()[0].data},
    ],
)
def test_whatever_is_said_differently_is_another_flow(
    sample_document: SourceDocument, sold: DataFlow, change: dict[str, object]
) -> None:
    other = replace(sold, **change)  # type: ignore[arg-type]
    assert flow_iri(sample_document, other) != flow_iri(sample_document, sold)


def test_the_same_words_in_another_version_are_another_flow(
    sample_document: SourceDocument, sold: DataFlow
) -> None:
    other = replace(sample_document, id="skyloom-000000000000")
    assert flow_iri(other, sold) != flow_iri(sample_document, sold)


def test_unknown_data_is_kept_under_other_data(
    sample_document: SourceDocument, sold: DataFlow
) -> None:
    unplaced = replace(sold, data=replace(sold.data, concept=None))
    quads = set(flow_quads(sample_document, [unplaced]))
    iri = flow_iri(sample_document, unplaced)
    assert values(quads, iri, DPV + "hasPersonalData") == {PF + "OtherData"}
    assert values(quads, iri, PF + "dataText") == {"email address"}


@pytest.mark.parametrize(("start", "end"), [(-1, 4), (5, 5), (9, 3), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(
    sample_document: SourceDocument, sold: DataFlow, start: int, end: int
) -> None:
    data = Mention(start=start, end=end, text="email address")
    with pytest.raises(ValueError, match="lie outside a text"):
        list(flow_quads(sample_document, [replace(sold, data=data)]))


def test_words_that_do_not_stand_there_are_refused(
    sample_document: SourceDocument, sold: DataFlow
) -> None:
    data = replace(sold.data, text="phone number")
    with pytest.raises(ValueError, match="not 'phone number'"):
        list(flow_quads(sample_document, [replace(sold, data=data)]))


@pytest.mark.parametrize("role", [Role.NAMED, Role.CATEGORY])
def test_a_party_without_words_is_refused(
    sample_document: SourceDocument, sold: DataFlow, role: Role
) -> None:
    with pytest.raises(ValueError, match="without words"):
        list(flow_quads(sample_document, [replace(sold, recipient=Party(role=role))]))


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://skyloom.example/privacy", NamedNode),
        ("javascript:alert(1)", Literal),
        ("https://skyloom.example/a b>", Literal),
    ],
)
def test_only_a_web_address_becomes_a_link(
    sample_document: SourceDocument, url: str, kind: type[object]
) -> None:
    quads = flow_quads(replace(sample_document, url=url, retrieved="2026-01-01"), [])
    (source,) = (quad.object for quad in quads if quad.predicate == NamedNode(DCT + "source"))
    assert isinstance(source, kind)


def test_iris_are_slugs(quads: set[Quad]) -> None:
    names = {
        term.value.removeprefix(PFR)
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(PFR)
    }
    assert len(names) > 30
    assert [n for n in names if not re.fullmatch(r"[a-z0-9-]+(#char=\d+,\d+)?", n)] == []


def test_the_counts_of_sentences_are_the_policys_own(sample_document: SourceDocument) -> None:
    counts = SentenceCounts(sentences=9, stating=5, silent=2)
    quads = set(flow_quads(sample_document, [], counts=counts))
    iri = policy_iri(sample_document.id)
    assert values(quads, iri, PF + "sentences") == {"9"}
    assert values(quads, iri, PF + "statingSentences") == {"5"}
    assert values(quads, iri, PF + "silentSentences") == {"2"}
    assert not any("entences" in quad.predicate.value for quad in flow_quads(sample_document, []))
