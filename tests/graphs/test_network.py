"""The network keeps every statement, joins none, and stays small enough to draw."""

from __future__ import annotations

import pytest
from privacyflow.graphs.layout import HEIGHT, WIDTH, place_nodes
from privacyflow.graphs.network import (
    AUTHOR,
    EDGE_LIMIT,
    NODE_LIMIT,
    RECIPIENT,
    build_network,
    flow_state,
    limit_network,
)
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.statements import Statements
from privacyflow.graphs.store import GraphStore
from privacyflow.tests.graphs.page_samples import statements_of


def drawn_flows(network) -> list[int]:
    return sorted(n for _, _, flows in network.edges(data="flows") for n in flows)


def flows_with_recipient(statements: Statements) -> list[int]:
    return [n for n, flow in enumerate(statements.flows) if flow.recipient]


def test_an_edge_stands_for_flows_of_just_its_author_recipient_and_state() -> None:
    statements = statements_of()
    network = build_network(statements)
    assert drawn_flows(network) == flows_with_recipient(statements)
    for author, recipient, state, flows in network.edges(keys=True, data="flows"):
        for number in flows:
            flow = statements.flows[number]
            assert (author, recipient) == (AUTHOR + flow.company, f"{RECIPIENT}{flow.recipient}")
            assert state == flow_state(flow)


def test_no_path_joins_the_statements_of_two_policies() -> None:
    statements = statements_of()
    recipient = next(flow.recipient for flow in statements.flows if flow.recipient)
    chained = Statements(
        policies=statements.policies,
        flows=tuple(_moved(flow, recipient) for flow in statements.flows),
        evidence=statements.evidence,
        parties=statements.parties,
        concepts=statements.concepts,
    )
    network = build_network(chained)
    assert AUTHOR + recipient in network
    assert RECIPIENT + recipient in network
    assert not [n for n in network if network.in_degree(n) and network.out_degree(n)]


def _moved(flow, company):
    """Let a recipient be the author of a policy, too."""
    from dataclasses import replace

    return replace(flow, company=company) if flow.recipient != company else flow


def test_flow_states_of_the_sample(sample_store: GraphStore) -> None:
    statements = read_statements(sample_store)
    states = {(flow.manner, flow_state(flow)) for flow in statements.flows}
    assert {("sell", "not"), ("disclose", "if"), ("share", "does"), ("collect", "if")} <= states


def test_the_unnamed_of_two_policies_are_two_nodes_until_there_are_too_many() -> None:
    statements = statements_of()
    network = build_network(statements)
    partners = [n for n, about in network.nodes(data=True) if about["label"] == "our partners"]
    assert len(partners) == len(statements.policies)
    drawing = limit_network(network, statements, nodes=20)
    groups = {a["label"]: a["group"] for _, a in drawing.network.nodes(data=True)}
    assert groups["partner (5 wordings)"] == "vague"
    assert "by their kind" in drawing.note


def test_a_small_network_is_drawn_as_it_is() -> None:
    statements = statements_of()
    network = build_network(statements)
    drawing = limit_network(network, statements)
    assert drawing.network is network
    assert drawing.note == ""


@pytest.mark.parametrize("companies", [40, 150])
def test_a_large_network_is_brought_down_without_losing_a_flow(companies: int) -> None:
    statements = statements_of(companies, 24)
    drawing = limit_network(build_network(statements), statements)
    assert drawing.network.number_of_nodes() <= NODE_LIMIT
    assert drawing.network.number_of_edges() <= EDGE_LIMIT
    assert drawn_flows(drawing.network) == flows_with_recipient(statements)
    assert "too many to draw at once" in drawing.note


def test_owned_recipients_become_their_owner() -> None:
    statements = statements_of(40, 24)
    drawing = limit_network(build_network(statements), statements)
    labels = {about["label"] for _, about in drawing.network.nodes(data=True)}
    assert "Halden Group" in labels
    assert not labels & {"Mapwright", "Tallypay"}


@pytest.mark.parametrize("companies", [1, 2, 5, 60])
def test_no_node_covers_another_and_places_are_always_the_same(companies: int) -> None:
    statements = statements_of(companies, 24)
    network = limit_network(build_network(statements), statements).network
    places = place_nodes(network)
    assert places.keys() == set(network)
    assert places == place_nodes(network.copy())
    points = list(places.values())
    for i, (x, y) in enumerate(points):
        for a, b in points[i + 1 :]:
            assert abs(x - a) >= WIDTH or abs(y - b) >= HEIGHT


def test_nothing_to_draw_is_no_error() -> None:
    statements = statements_of(1, 0)
    assert place_nodes(limit_network(build_network(statements), statements).network) == {}
