"""SPARQL 1.1 Protocol, query part: what a request asks for, read as the W3C has it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from .refusals import Refusal, Refused, refuse

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MOST_PARAMETERS: Final = 200

_FORMAT_NAMES: Final = ("format", "output")
_GRAPH_NAMES: Final = ("default-graph-uri", "named-graph-uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlRequest:
    """A query and what the client says about it.

    `default_graphs` and `named_graphs` are IRIs; if both are empty, the query's own dataset counts.
    `accept` is the header, `format` a format's name out of the address or "".
    """

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    accept: str = ""
    format: str = ""


def read_parameters(text: bytes, where: str) -> list[tuple[str, str]]:
    """Return the names and values of a query string or form, in order. Raises Refused."""
    try:
        return parse_qsl(
            text.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        )
    except UnicodeDecodeError:
        raise refuse(
            HTTPStatus.BAD_REQUEST, where, "is not UTF-8, percent-encoded", "Encode it so."
        ) from None
    except ValueError:
        raise refuse(
            HTTPStatus.BAD_REQUEST, where, f"has more than {MOST_PARAMETERS} parameters"
        ) from None


def read_get(query_string: bytes, *, accept: str) -> SparqlRequest:
    """Read a query via GET. Raises Refused."""
    return _request(read_parameters(query_string, "the address"), None, accept)


def read_post(body: bytes, *, content_type: str, query_string: bytes, accept: str) -> SparqlRequest:
    """Read a query via POST, URL-encoded or direct. Raises Refused."""
    media_type, _, rest = content_type.lower().partition(";")
    match media_type.strip():
        case "application/x-www-form-urlencoded":
            # What other clients put into the address besides the form (a format) counts as well.
            around = read_parameters(query_string, "the address")
            return _request(around + read_parameters(body.strip(), "the form"), None, accept)
        case "application/sparql-query":
            if "charset" in rest and "utf-8" not in rest:
                raise refuse(
                    HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "the query", "must be UTF-8", "Encode it so."
                )
            parameters = read_parameters(query_string, "the address")
            return _request(parameters, _decode(body), accept)
        case "application/sparql-update":
            raise refuse_update()
    raise Refused(
        Refusal(
            status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            title="No such way to send a query",
            where="Content-Type",
            what=f"a query can't be sent as {media_type.strip()[:60] or 'nothing at all'}",
            remedy=f"Send it as {DIRECT} or {FORM}.",
            allow=(DIRECT, FORM),
        )
    )


def refuse_update() -> Refused:
    """Return the refusal of everything that would change the graph."""
    return refuse(
        HTTPStatus.FORBIDDEN,
        "the update",
        "this endpoint only reads",
        "Build the graph anew to change it: privacyflow build.",
        title="No updates",
    )


def _decode(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refuse(
            HTTPStatus.BAD_REQUEST, "the query", "is not UTF-8 text", "Encode it so."
        ) from None


def _request(parameters: list[tuple[str, str]], direct: str | None, accept: str) -> SparqlRequest:
    def values(*names: str) -> tuple[str, ...]:
        return tuple(value for name, value in parameters if name in names)

    if values("update", "using-graph-uri", "using-named-graph-uri"):
        raise refuse_update()
    queries = values("query") if direct is None else (direct, *values("query"))
    if len(queries) != 1:
        said = "no query" if not queries else f"{len(queries)} queries"
        raise refuse(
            HTTPStatus.BAD_REQUEST, "query", f"there is {said} in the request", "Send exactly one."
        )
    default, named = (values(name) for name in _GRAPH_NAMES)
    return SparqlRequest(
        query=queries[0],
        default_graphs=default,
        named_graphs=named,
        accept=accept,
        format=next(iter(values(*_FORMAT_NAMES)), ""),
    )
