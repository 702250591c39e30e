"""Answers out: `ask`, `query`, `explain`, `info`, `validate`, `render`, in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from privacyflow.cli.formats import GRAPH_FORMATS, ROW_FORMATS
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

if TYPE_CHECKING:
    from privacyflow.tests.cli.conftest import Command

WHO = ("query", "who-receives", "-p", "data=Location")


def test_a_plain_question_is_answered_and_named(command: Command, graph: Path) -> None:
    result = command("ask", "who receives location data?", "--graph", graph)
    assert result.code == 0
    assert "who-receives" in result.err
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert "Mapbox" in {row["recipient"] for row in rows}
    assert all(row["quote"] for row in rows)


def test_the_words_of_a_question_need_no_quotes(command: Command, graph: Path) -> None:
    quoted = command("ask", "who receives location data?", "--graph", graph)
    bare = command("ask", "who", "receives", "location", "data?", "--graph", graph)
    assert bare == quoted


def test_what_is_not_understood_says_what_is(command: Command, graph: Path) -> None:
    result = command("ask", "what colour is the moon?", "--graph", graph)
    assert (result.code, result.out) == (2, "")
    assert len(result.errors) == 1


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_rows_in_every_format(command: Command, graph: Path, form: str) -> None:
    result = command(*WHO, "--graph", graph, "-f", form)
    assert result.code == 0
    assert "Mapbox" in result.out


def test_ndjson_is_one_object_a_row(command: Command, graph: Path) -> None:
    result = command(*WHO, "--graph", graph, "-f", "ndjson")
    rows = [json.loads(line) for line in result.out.splitlines()]
    expected = [
        "company",
        "recipient",
        "kind",
        "owner",
        "data",
        "purpose",
        "condition",
        "quote",
        "definition",
        "flow",
    ]
    assert [list(row) for row in rows] == [expected] * len(rows)
    assert rows


def test_json_and_tsv_are_what_the_w3c_says(command: Command, graph: Path) -> None:
    read = [
        parse_query_results(command(*WHO, "--graph", graph, "-f", name).out, format=form)
        for name, form in (("json", QueryResultsFormat.JSON), ("tsv", QueryResultsFormat.TSV))
    ]
    terms = [[[row[i] for i in range(9)] for row in solutions] for solutions in read]
    assert terms[0] == terms[1] != []


@pytest.mark.parametrize(
    ("form", "reader"),
    list(
        zip(
            GRAPH_FORMATS,
            (
                RdfFormat.TURTLE,
                RdfFormat.N_TRIPLES,
                RdfFormat.N_QUADS,
                RdfFormat.TRIG,
                RdfFormat.JSON_LD,
            ),
            strict=True,
        )
    ),
)
def test_triples_in_every_format(
    command: Command, graph: Path, form: str, reader: RdfFormat
) -> None:
    sparql = "CONSTRUCT { ?c pf:collects ?d } WHERE { GRAPH ?g { ?c pf:collects ?d } }"
    written = command("query", sparql, "--graph", graph, "-f", form).out
    triples = {quad.triple for quad in parse(written, format=reader)}
    default = command("query", sparql, "--graph", graph).out
    assert triples == {quad.triple for quad in parse(default, format=RdfFormat.TURTLE)} != set()


def test_ask_is_true_or_false(command: Command, graph: Path) -> None:
    yes = command("query", "ASK { GRAPH ?g { ?f a pf:DeniedFlow } }", "--graph", graph)
    no = command("query", "ASK { GRAPH ?g { ?f a pf:NoSuchThing } }", "--graph", graph)
    assert (yes.code, yes.out) == (0, "true\n")
    assert (no.code, no.out) == (0, "false\n")


def test_no_rows_is_no_error(command: Command, graph: Path) -> None:
    result = command("query", "SELECT ?x WHERE { GRAPH ?g { ?x a pf:None } }", "--graph", graph)
    assert (result.code, result.out) == (0, "x\r\n")


def test_a_table_shows_labels_and_iris_when_asked(command: Command, graph: Path) -> None:
    sparql = "SELECT DISTINCT ?d WHERE { GRAPH ?g { ?f dpv:hasPersonalData ?d } } ORDER BY ?d"
    labels = command("query", sparql, "--graph", graph, "-f", "md").out
    iris = command("query", sparql, "--graph", graph, "-f", "md", "--iris").out
    assert "https://" not in labels
    assert iris.count("https://") == iris.count("\n") - 2 == labels.count("\n") - 2


def test_a_file_with_the_header_of_a_question_takes_its_parameters(
    command: Command, graph: Path, tmp_path: Path
) -> None:
    explained = command(*WHO, "--graph", graph, "--explain")
    mine = tmp_path / "mine.rq"
    mine.write_text(explained.out, encoding="utf-8")
    assert "SELECT" in explained.out
    again = command("query", mine, "-p", "data=Location", "--graph", graph)
    assert again.out == command(*WHO, "--graph", graph).out != ""


def test_a_parameter_is_a_value_and_nothing_else(command: Command, graph: Path) -> None:
    everything = ("query", "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    before = command(*everything, "--graph", graph).out
    result = command("query", "denials", "-p", 'company=x" } DROP ALL #', "--graph", graph)
    assert result.code == 2
    assert len(result.errors) == 1
    assert command(*everything, "--graph", graph).out == before


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT ?x WHERE { ?x", "line 1"),
        ("DROP ALL # { }", "only reads"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_wrong_sparql_is_one_line(command: Command, graph: Path, sparql: str, says: str) -> None:
    result = command("query", sparql, "--graph", graph)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1
    assert says in result.err


def test_a_misspelt_question_gets_a_suggestion(command: Command, graph: Path) -> None:
    assert "who-receives" in command("query", "who-recieves", "--graph", graph).err
    misspelt = command("query", "who-receives", "-p", "data=Loction", "--graph", graph)
    assert "location" in misspelt.err.lower().partition("did you mean")[2]


def test_the_list_names_every_question(command: Command) -> None:
    from privacyflow.queries.catalogue import load_catalogue

    listed = [line.split("\t")[0] for line in command("query", "--list").out.splitlines()]
    assert listed == list(load_catalogue().names)


def test_explain_shows_the_quote_in_its_place(command: Command, graph: Path) -> None:
    rows = command(*WHO, "--graph", graph, "-f", "ndjson").out.splitlines()
    row = next(row for line in rows if (row := json.loads(line))["recipient"] == "Mapbox")
    result = command("explain", row["flow"], "--graph", graph)
    assert result.code == 0
    assert "[recipient: Mapbox]" in result.out
    assert f"[data: {row['data']}]" in result.out
    for fact in ("section", "quote", "found by", "fernway.md"):
        assert fact in result.out
    short = row["flow"].removeprefix("pfr:flow-")[:8]
    assert command("explain", short, "--graph", graph).out == result.out


@pytest.mark.parametrize("name", ["flow-0000000000000000", "xyz", '"} DROP ALL #', ""])
def test_an_unknown_flow_is_one_line(command: Command, graph: Path, name: str) -> None:
    result = command("explain", name, "--graph", graph)
    assert (result.code, result.out) == (2, "")
    assert result.err.count("\n") == 1


def test_info_counts(command: Command, graph: Path) -> None:
    told = json.loads(command("info", "--graph", graph, "-f", "json").out)
    assert told["policy versions"] == len(told["versions"]) == 6
    assert told["flows"] == sum(each["flows"] + each["denials"] for each in told["versions"])
    assert told["denials"] > 0
    assert "fernway.md" in command("info", "--graph", graph).out


def test_the_example_graph_is_valid(command: Command, graph: Path) -> None:
    result = command("validate", "--graph", graph)
    assert (result.code, result.out) == (0, "")


def test_render_writes_one_page(command: Command, graph: Path, tmp_path: Path) -> None:
    page = tmp_path / "flows.html"
    result = command("render", "--graph", graph, "-o", page, "--title", "<b>Flows</b>")
    assert (result.code, result.out) == (0, "")
    assert str(page) in result.err
    text = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;Flows" in text
    assert "<b>Flows" not in text


@pytest.mark.parametrize("policy", ["", "Acme Ltd collects your email address.\n", "No flow.\n"])
def test_a_graph_with_next_to_nothing_answers_and_renders(
    command: Command, tmp_path: Path, policy: str
) -> None:
    (tmp_path / "policies").mkdir()
    if policy:
        (tmp_path / "policies" / "acme.txt").write_text(policy, encoding="utf-8")
    little = tmp_path / "little.graph"
    assert command("build", tmp_path / "policies", "--graph", little).code == 0
    for arguments in (("render", "-o", tmp_path / "page.html"), ("validate",), ("info",), WHO):
        result = command(*arguments, "--graph", little)
        assert (result.code, result.errors) == (0, []), result.err
