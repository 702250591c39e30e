"""Networks: they open where they are read, each edge is one statement, hostile words stay words."""

from __future__ import annotations

import html
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace

import networkx
import pytest
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.export.diagrams import MOST_EDGES, write_dot, write_mermaid
from privacyflow.graphs.export.files import ExportError
from privacyflow.graphs.export.networks import flow_network, write_gexf, write_graphml
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.statements import Statements, Wording
from privacyflow.graphs.store import GraphStore
from privacyflow.tests import samples

HOSTILE = (
    '"]; n0 -> n1 [label="x',
    "</script><img src=x onerror=alert(1)>",
    "a\nb\r\nc\u2028d\x00e\x1b[31mf",
    "click n0 href 'javascript:alert(1)'",
    '%%{init: {"securityLevel": "loose"}}%%',
    "`markdown` **bold** __x__ [link](https://example.org)",
    "&lt;b&gt; &quot; #quot; #35; \\N \\G \\l \\",
    "1. list",
    "end",
    "subgraph",
    "style n0 fill:#f00;",
    "\u202egnirts",
    "微信 — Größe",
)


@pytest.fixture(scope="module")
def statements() -> Statements:
    with GraphStore.in_memory() as store:
        document = samples.sample_document()
        store.replace_policy(document.id, flow_quads(document, samples.sample_flows()))
        return read_statements(store)


@pytest.fixture
def network(statements: Statements) -> networkx.MultiDiGraph:
    return flow_network([statements])


def renamed(statements: Statements, words: str) -> Statements:
    """The statements with every name and every word of a policy replaced."""
    parties = {iri: replace(party, label=words) for iri, party in statements.parties.items()}
    concepts = {iri: replace(each, label=words) for iri, each in statements.concepts.items()}
    flows = tuple(
        replace(f, data_words=Wording(text=words), manner=words) for f in statements.flows
    )
    policies = {
        iri: replace(policy, text=(words * 1_000)[: len(policy.text)])
        for iri, policy in statements.policies.items()
    }
    return replace(statements, parties=parties, concepts=concepts, flows=flows, policies=policies)


def written(write: Callable[..., object], network: networkx.MultiDiGraph) -> bytes:
    file = io.BytesIO()
    write(network, file)
    return file.getvalue()


def test_each_edge_is_one_statement(network: networkx.MultiDiGraph, statements: Statements) -> None:
    stated = {flow.iri.rpartition("/")[2] for flow in statements.flows if flow.recipient}
    assert {key for _, _, key in network.edges(keys=True)} == stated
    (policy,) = statements.policies.values()
    for _, _, about in network.edges(data=True):
        assert policy.text[about["quote_start"] : about["quote_end"]] == about["quote"]


def test_no_path_joins_two_statements(network: networkx.MultiDiGraph) -> None:
    assert networkx.dag_longest_path_length(networkx.DiGraph(network)) == 1


def test_attributes_are_flat(network: networkx.MultiDiGraph) -> None:
    values = [
        value
        for about in (
            *(about for _, about in network.nodes(data=True)),
            *(about for _, _, about in network.edges(data=True)),
        )
        for value in about.values()
    ]
    assert {type(value) for value in values} <= {str, int, float}


def test_a_denial_is_marked(network: networkx.MultiDiGraph) -> None:
    states = {about["manner"]: about["state"] for _, _, about in network.edges(data=True)}
    assert states["sell"] == "not"
    assert states["share"] == "does"
    assert states["disclose"] == "if"


def test_graphml_comes_back_as_it_was(network: networkx.MultiDiGraph) -> None:
    read = networkx.read_graphml(io.BytesIO(written(write_graphml, network)), force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    assert sorted(read.edges(keys=True, data=True), key=lambda e: e[2]) == sorted(
        network.edges(keys=True, data=True), key=lambda e: e[2]
    )


def test_gexf_comes_back_as_it_was(network: networkx.MultiDiGraph) -> None:
    read = networkx.read_gexf(io.BytesIO(written(write_gexf, network)))
    assert dict(read.nodes(data=True)) == dict(network.nodes(data=True))
    edges = {about["flow"]: about for _, _, about in read.edges(data=True)}
    for _, _, key, about in network.edges(keys=True, data=True):
        assert {name: edges[key][name] for name in about} == about


@pytest.mark.parametrize("write", [write_graphml, write_gexf, write_dot, write_mermaid])
def test_the_same_network_gives_the_same_bytes_on_any_day(
    write: Callable[..., object], network: networkx.MultiDiGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(write, network)
    monkeypatch.setattr("time.strftime", lambda *_: "2031-01-01")
    assert written(write, network) == first


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("write", [write_graphml, write_gexf])
def test_hostile_words_leave_the_xml_whole(
    write: Callable[..., object], words: str, statements: Statements
) -> None:
    network = flow_network([renamed(statements, words)])
    file = io.BytesIO(written(write, network))
    read = networkx.read_graphml(file) if write is write_graphml else networkx.read_gexf(file)
    assert set(read) == set(network)
    label = re.sub("[\x00\x1b]", "\ufffd", words)
    labels = {" ".join(about["label"].split()) for _, about in read.nodes(data=True)}
    assert labels == {" ".join(label.split())}


DOT_STRING = r'"(?:[^"\\\n]|\\["\\])*"'
DOT_ATTRIBUTES = rf"\[[a-z]+=(?:{DOT_STRING}|[a-z]+)(?:, [a-z]+=(?:{DOT_STRING}|[a-z]+))*\]"
DOT = re.compile(
    rf"digraph privacyflow \{{\n  rankdir=LR;\n  node \[fontname=sans\];\n"
    rf"(?:  n\d+ {DOT_ATTRIBUTES};\n)*(?:  n\d+ -> n\d+ {DOT_ATTRIBUTES};\n)*\}}\n"
)


def shown(words: str) -> str:
    """Words on one line: what XML forbids was replaced, what breaks a line is a space."""
    return re.sub(r"[\t\r\n\u2028\u2029]+", " ", re.sub("[\x00\x1b]", "\ufffd", words))


def dot_labels(text: str) -> list[str]:
    """What Graphviz shows: escapes undone, entities turned into characters."""
    found = re.findall(rf"^  n\d+ \[label=({DOT_STRING})", text, flags=re.MULTILINE)
    return [html.unescape(re.sub(r"\\(.)", r"\1", label[1:-1])) for label in found]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_dot(words: str, statements: Statements) -> None:
    network = flow_network([renamed(statements, words)])
    text = written(write_dot, network).decode()
    assert DOT.fullmatch(text)
    lines = re.findall(r"^  n\d+ -> n\d+ ", text, flags=re.MULTILINE)
    assert len(lines) == network.number_of_edges()
    assert set(dot_labels(text)) == {shown(words)}


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("words", HOSTILE)
def test_graphviz_reads_it(words: str, statements: Statements) -> None:
    text = written(write_dot, flow_network([renamed(statements, words)]))
    ran = subprocess.run(["dot", "-Tsvg"], input=text, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")


# What this module writes, and no more; no parser of Mermaid itself is at hand.
MERMAID_STRING = r'"(?:[^\W_]|[ ,.]|#\d+;)*"'
MERMAID = re.compile(
    rf"flowchart LR\n"
    rf"(?:  n\d+(?:\[{MERMAID_STRING}\]|\(\[{MERMAID_STRING}\]\)|\{{\{{{MERMAID_STRING}\}}\}})\n)*"
    rf"(?:  n\d+ (?:-->|-\.->|--x)\|{MERMAID_STRING}\| n\d+\n)*"
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_mermaid(words: str, statements: Statements) -> None:
    text = written(write_mermaid, flow_network([renamed(statements, words)])).decode()
    assert MERMAID.fullmatch(text)
    labels = set(re.findall(r"^  n\d+\W+\"(.*?)\"\W*$", text, flags=re.MULTILINE))
    read = {re.sub(r"#(\d+);", lambda m: chr(int(m[1])), label) for label in labels}
    assert read == {shown(words)}


def test_statements_that_say_the_same_are_one_arrow(network: networkx.MultiDiGraph) -> None:
    text = written(write_mermaid, network).decode()
    doubled = networkx.MultiDiGraph(network)
    for author, recipient, key, about in network.edges(keys=True, data=True):
        doubled.add_edge(author, recipient, key=f"{key}-again", **about)
    assert written(write_mermaid, doubled).decode() == text


def star(edges: int) -> networkx.MultiDiGraph:
    network = networkx.MultiDiGraph()
    network.add_node("from:a", label="A", kind="company")
    for number in range(edges):
        network.add_node(f"to:{number}", label=str(number), kind="named")
        network.add_edge("from:a", f"to:{number}", key=str(number), state="does", label="x")
    return network


def test_mermaid_refuses_more_arrows_than_it_draws() -> None:
    assert written(write_mermaid, star(MOST_EDGES)).count(b"-->") == MOST_EDGES
    with pytest.raises(ExportError, match=r"501 arrows.*--company"):
        written(write_mermaid, star(MOST_EDGES + 1))


def test_mermaid_refuses_more_text_than_it_reads() -> None:
    network = star(3)
    network.nodes["to:1"]["label"] = "x" * 50_000
    with pytest.raises(ExportError, match=r"characters.*--company"):
        written(write_mermaid, network)


def test_a_graph_without_recipients_is_an_empty_network() -> None:
    with GraphStore.in_memory() as store:
        network = flow_network([read_statements(store)])
    assert list(networkx.read_graphml(io.BytesIO(written(write_graphml, network)))) == []
    assert DOT.fullmatch(written(write_dot, network).decode())
    assert MERMAID.fullmatch(written(write_mermaid, network).decode())
