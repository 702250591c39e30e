"""The tools, called by the protocol's own client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from privacyflow.queries.catalogue import load_catalogue
from privacyflow.tests.page.test_hostile_page import ATTACKS
from privacyflow.tests.web.conftest import run_async
from privacyflow.tests.web.test_limits import HOURS

ROWS = 30
TRIPLES = """CONSTRUCT { pf:Location skos:prefLabel ?label }
WHERE { pf:Location skos:prefLabel ?label }"""
COMMAND = f"serve --mcp --rows {ROWS} --timeout 3 --workers 2"


@pytest.fixture(scope="module")
def converse(graph: Path):
    """Start the server, hold one conversation with it, and return what the conversation gave."""

    async def hold(conversation):
        parameters = StdioServerParameters(
            command=sys.executable,
            args=["-m", "privacyflow", *COMMAND.split(), "--graph", str(graph)],
        )
        async with Client(stdio_client(parameters)) as client:
            return await conversation(client)

    def run(conversation: Callable[[Client], Awaitable[object]]):
        return run_async(asyncio.wait_for(hold(conversation), 60))

    return run


def text_of(result) -> str:
    (part,) = result.content
    return part.text


def check_tools(tools) -> None:
    """There are three, which read."""
    assert [tool.name for tool in tools] == ["list_questions", "run_question", "sparql"]
    for tool in tools:
        assert tool.description
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.input_schema["additionalProperties"] is False


def test_three_tools_list_questions_run_them_and_ask_in_sparql(converse) -> None:
    async def conversation(client: Client):
        return (
            await client.list_tools(),
            await client.call_tool("list_questions", {}),
            await client.call_tool(
                "run_question",
                {"name": "who-receives", "parameters": {"data": "Location"}},
            ),
            await client.call_tool("sparql", {"query": "SELECT ?x { VALUES ?x { 1 2 } }"}),
            await client.call_tool("sparql", {"query": "ASK { pf:Location ?p ?o }"}),
            await client.call_tool(
                "sparql",
                {"query": TRIPLES},
            ),
            await client.call_tool("run_question", {"name": "policies"}),
        )

    offered, listed, asked, rows, truth, triples, hostile = converse(conversation)
    check_tools(offered.tools)
    names = [each["name"] for each in listed.structured_content["questions"]]
    assert names == list(load_catalogue().names)
    assert {row["recipient"] for row in asked.structured_content["rows"]} == {
        "Google Maps",
        "Brightcell Radar",
    }
    assert all(row["quote"] for row in asked.structured_content["rows"])
    assert "Brightcell Radar" in text_of(asked)
    assert len(rows.structured_content["results"]["bindings"]) == 2
    assert truth.structured_content["boolean"] is True
    assert "skos:prefLabel" in triples.structured_content["turtle"]
    assert ATTACKS[0] in {row["company"] for row in hostile.structured_content["rows"]}
    assert "\u202e" not in text_of(hostile)


MISTAKES = {
    "no such tool": ("drop_all", {}, "There is list_questions, run_question, sparql"),
    "no such question": ("run_question", {"name": "who-receivs"}, "who-receives"),
    "no name": ("run_question", {}, "is needed"),
    "no such value": (
        "run_question",
        {"name": "who-receives", "parameters": {"data": "Locatoin"}},
        "ocation",
    ),
    "values that are no text": (
        "run_question",
        {"name": "who-receives", "parameters": {"data": 1}},
        "text",
    ),
    "no query": ("sparql", {}, "is needed"),
    "no SPARQL": ("sparql", {"query": "SELECT"}, "line 1"),
    "an update": ("sparql", {"query": "DROP ALL"}, "only reads"),
    "too many rows": ("sparql", {"query": "SELECT * { ?s ?p ?o }"}, f"more than {ROWS} rows"),
    "hours": ("sparql", {"query": HOURS}, "longer than 3 s"),
}


def test_a_mistake_is_told_and_the_conversation_goes_on(converse) -> None:
    async def conversation(client: Client):
        told = {
            case: await client.call_tool(tool, arguments)
            for case, (tool, arguments, _) in MISTAKES.items()
        }
        return told, await client.call_tool("sparql", {"query": "ASK {}"})

    told, after = converse(conversation)
    for case, (_, _, words) in MISTAKES.items():
        assert told[case].is_error is True, case
        assert words in text_of(told[case]), case
        assert "\n" not in text_of(told[case])
    assert after.structured_content["boolean"] is True
