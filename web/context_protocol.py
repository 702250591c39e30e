"""The Model Context Protocol: three tools that read, offered on standard input and output."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..queries.results import dump_json
from .protocol import SparqlRequest
from .question_jobs import RECORD
from .question_list import describe_questions
from .refusals import Refused, describe_error, refuse
from .site import Settings, Site

if TYPE_CHECKING:
    from mcp import types
    from mcp.server.lowlevel import Server

INSTRUCTIONS: Final = (
    "Answers about what privacy policies state: which company collects, uses, shares or stores which "
    "data, with whom, why, and on what condition. Every row carries the sentence that it rests on: "
    "quote it. These are statements, not behaviour, and no legal advice."
)

_ACCEPT: Final = "application/sparql-results+json, text/turtle"
_TEXT: Final = {"type": "string"}

Arguments = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolText:
    """How a tool is described to whoever calls it; `parameters` is a JSON Schema's properties."""

    name: str
    title: str
    description: str
    parameters: Mapping[str, object]
    required: tuple[str, ...] = ()


TOOLS: Final = (
    ToolText(
        name="list_questions",
        title="List the named questions",
        description="Lists the questions that can be run by name, with their parameters.",
        parameters={},
    ),
    ToolText(
        name="run_question",
        title="Run a named question",
        description="Runs a named question and returns its rows, each with its quote.",
        parameters={
            "name": {**_TEXT, "description": "The question's name, as list_questions gives it."},
            "parameters": {
                "type": "object",
                "additionalProperties": _TEXT,
                "description": 'The values of its parameters, for example {"data": "Location"}.',
            },
        },
        required=("name",),
    ),
    ToolText(
        name="sparql",
        title="Ask in SPARQL",
        description="Runs a SPARQL 1.1 query that reads (SELECT, ASK, CONSTRUCT, DESCRIBE). The "
        "usual prefixes (pf:, pfr:, dpv:, oa:, skos:) are filled in.",
        parameters={"query": {**_TEXT, "description": "The query."}},
        required=("query",),
    ),
)


def serve_tools(settings: Settings) -> None:
    """Serve the tools until standard input ends; where there is no graph, each of them says so."""
    asyncio.run(_serve(settings))


async def _serve(settings: Settings) -> None:
    from mcp.server.stdio import stdio_server

    site = Site(settings)
    # Entered first: the workers must not inherit the stream that the protocol is spoken on.
    async with stdio_server() as (incoming, outgoing):
        opening = asyncio.create_task(site.open())
        try:
            server = make_server(site, opening)
            await server.run(incoming, outgoing, server.create_initialization_options())
        finally:
            opening.cancel()
            await asyncio.wait([opening])
            await site.close()


def make_server(site: Site, opening: Awaitable[None]) -> Server[object]:
    """Return the server of the tools; a call waits until `opening` is done."""
    from mcp import types
    from mcp.server.lowlevel import Server

    async def list_tools(_: object, __: object) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_describe(tool) for tool in TOOLS])

    async def call_tool(_: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            await asyncio.shield(asyncio.ensure_future(opening))
            found = await _call(site, asked.name, asked.arguments or {})
        except Exception as error:  # noqa: BLE001  each error of a tool becomes its result
            said = types.TextContent(type="text", text=describe_error(error).detail)
            return types.CallToolResult(content=[said], is_error=True)
        text = types.TextContent(type="text", text=dump_json(found))
        return types.CallToolResult(content=[text], structured_content=found)

    return Server(
        "privacyflow",
        version=__version__,
        title="privacyflow",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _describe(tool: ToolText) -> types.Tool:
    from mcp import types

    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema={
            "type": "object",
            "properties": dict(tool.parameters),
            "required": list(tool.required),
            "additionalProperties": False,
        },
        annotations=types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


async def _call(site: Site, name: str, arguments: Arguments) -> dict[str, object]:
    match name:
        case "list_questions":
            return {"questions": describe_questions()}
        case "run_question":
            question = _text(arguments, "name")
            reply = await site.question(question, _values(arguments), RECORD)
        case "sparql":
            query = SparqlRequest(query=_text(arguments, "query"), accept=_ACCEPT)
            reply = await site.sparql(query)
            if reply.media_type.startswith("text/turtle"):
                return {"turtle": reply.content.decode()}
        case _:
            names = ", ".join(tool.name for tool in TOOLS)
            raise refuse(HTTPStatus.NOT_FOUND, name[:80], "no such tool", f"There is {names}.")
    found: dict[str, object] = json.loads(reply.content)
    return found


def _text(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    if not isinstance(value, str):
        raise _wrong(name, "is needed, as text")
    return value


def _values(arguments: Arguments) -> dict[str, str]:
    values = arguments.get("parameters") or {}
    if not isinstance(values, Mapping) or not all(
        isinstance(value, str) for value in values.values()
    ):
        raise _wrong("parameters", "is an object whose values are text")
    return dict(values)


def _wrong(name: str, what: str) -> Refused:
    return refuse(HTTPStatus.BAD_REQUEST, name, what)
