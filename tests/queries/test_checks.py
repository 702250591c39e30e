"""The integrity checks: silent on a sound graph, and each finds the fault that it is there for."""

from __future__ import annotations

import pytest
from privacyflow.graphs.store import GraphStore
from privacyflow.queries.catalogue import load_checks, run
from privacyflow.queries.results import show
from pyoxigraph import RdfFormat, Store

CHECKS = load_checks()
STATED, DERIVED = "pfr:stated-marlow", "pfr:derived-marlow"
DENIED, SHARED = "pfr:flow-marlow-07", "pfr:flow-marlow-05"
PREFIXES = """
PREFIX pf: <https://w3id.org/privacyflow/ns#>
PREFIX pfr: <https://w3id.org/privacyflow/resource/>
PREFIX dpv: <https://w3id.org/dpv#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
FAULTS = {
    "affirmed-and-denied": f"INSERT DATA {{ GRAPH {STATED} {{ {DENIED} a pf:AffirmedFlow }} }}",
    "blank-nodes": f"INSERT DATA {{ GRAPH {STATED} {{ _:x rdfs:label 'x' }} }}",
    "company-is-own-recipient": f"""INSERT DATA {{ GRAPH {STATED} {{
        {SHARED} dpv:hasRecipient pfr:org-marlow }} }}""",
    "data-without-concept": f"""INSERT DATA {{ GRAPH {STATED} {{
        {SHARED} dpv:hasPersonalData pf:Nonsense }} }}""",
    "denial-derived": f"""INSERT DATA {{ GRAPH {DERIVED} {{
        {DENIED} pf:coversData pf:PersonalData }} }}""",
    "denial-is-process": f"INSERT DATA {{ GRAPH {STATED} {{ {DENIED} a dpv:Process }} }}",
    "derived-without-flow": f"""INSERT DATA {{ GRAPH {DERIVED} {{
        pfr:flow-gone pf:reaches pfr:org-google }} }}""",
    "flow-without-evidence": f"DELETE WHERE {{ GRAPH ?g {{ {SHARED} oa:hasTarget ?e }} }}",
    "flow-without-part": f"DELETE WHERE {{ GRAPH ?g {{ {SHARED} pf:rule ?r }} }}",
    "party-without-label": "DELETE WHERE { GRAPH ?g { pfr:name-tidewell pf:role ?r } }",
    "plain-edge-without-flow": f"""INSERT DATA {{ GRAPH {DERIVED} {{
        pfr:org-marlow pf:sharesWith pfr:org-nobody }} }}""",
    "quote-of-wrong-length": f"""INSERT {{ GRAPH ?g {{ ?place oa:end 3 }} }}
        WHERE {{ GRAPH ?g {{ {SHARED} oa:hasTarget/oa:hasSelector ?place .
                            ?place oa:end ?end }} }}""",
    "term-without-definition": f"""INSERT DATA {{ GRAPH {STATED} {{
        {SHARED} pf:dataTerm pfr:term-gone }} }}""",
    "underived-flow": f"DELETE WHERE {{ GRAPH {DERIVED} {{ {SHARED} ?edge ?value }} }}",
    "vague-party-known": f"""INSERT DATA {{ GRAPH {STATED} {{
        pfr:vague-marlow-our-partners pf:ownedBy pfr:org-google }} }}""",
}


def test_every_check_is_tested() -> None:
    assert FAULTS.keys() == set(CHECKS.names)


@pytest.mark.parametrize("name", CHECKS.names)
def test_a_sound_graph_has_no_fault(name: str, store: GraphStore, sample_store: GraphStore) -> None:
    assert run(store, CHECKS[name], {}).rows == ()
    assert run(sample_store, CHECKS[name], {}).rows == ()


@pytest.mark.parametrize("name", CHECKS.names)
def test_a_fault_is_found(name: str, store: GraphStore) -> None:
    raw = Store()
    raw.load(store.dump(), format=RdfFormat.N_QUADS)
    raw.update(PREFIXES + FAULTS[name])
    found = run(GraphStore(raw, None, read_only=True), CHECKS[name], {}).rows
    assert found


def test_the_same_unnamed_recipient_in_two_policies_is_a_fault(store: GraphStore) -> None:
    raw = Store()
    raw.load(store.dump(), format=RdfFormat.N_QUADS)
    raw.update(
        PREFIXES
        + """INSERT DATA { GRAPH pfr:stated-oakhurst {
                 pfr:vague-marlow-our-partners a pf:VagueParty } }"""
    )
    found = run(GraphStore(raw, None, read_only=True), CHECKS["vague-party-known"], {}).rows
    assert [show(row[0]) for row in found] == ["pfr:vague-marlow-our-partners"]
