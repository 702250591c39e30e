"""What answers under each address: requests are read here, and answered by the site."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..extractors.reading.formats import DOCX, PDF
from ..graphs.sparql import LONGEST_QUERY
from ..queries.catalogue import load_catalogue
from ..queries.questions import QuestionError
from ..queries.results import dump_json
from . import html
from .addresses import description_of
from .bodies import read_body
from .forms import FORM, SentPolicy, parse_form
from .negotiation import TRIPLES, Offer, choose, prefers_html
from .page_jobs import PAGE_POLICY
from .protocol import read_get, read_parameters, read_post
from .question_jobs import ANSWER_FORMATS, ASK_FORMATS
from .question_list import LIST_FORMATS, list_questions
from .refusals import refuse
from .replies import send_reply
from .resource_jobs import RESOURCE_FORMATS
from .service import describe_service
from .site import Site

LONGEST_FORM: Final = 12 * LONGEST_QUERY
"""In bytes: a query of four-byte characters, percent-encoded."""

LONGEST_POLICY: Final = 2 << 20
LONGEST_TEXT: Final = 1_000
"""How long a question in plain English may be, in characters."""

_UNNAMED: Final = {PDF: "policy.pdf", DOCX: "policy.docx"}
READABLE: Final = frozenset(
    {"text/plain", "text/html", "text/markdown", "application/octet-stream", *_UNNAMED}
)

_PATIENCE: Final = 1.5
_FORMAT_NAMES: Final = frozenset({"format", "output"})
_FILE_NAME: Final = re.compile(r"[^\w.,() +-]")


class Endpoints:
    """The handlers of one site's addresses."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def page(self, request: Request) -> Response:
        """The page on the whole graph; while it is being drawn, a page that says so."""
        drawn = await self._site.page(_PATIENCE)
        if drawn is None:
            waiting = html.draw("waiting", title="The page is being drawn")
            return Response(
                waiting.content,
                status_code=HTTPStatus.SERVICE_UNAVAILABLE,
                headers={
                    "Content-Type": waiting.media_type,
                    "Content-Security-Policy": waiting.security_policy,
                    "Cache-Control": "no-store",
                    "Refresh": "2",
                    "Retry-After": "2",
                },
            )
        response = send_reply(request, drawn.reply)
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == HTTPStatus.OK and _takes_gzip(request):
            return Response(
                drawn.compressed,
                headers={
                    "Content-Type": drawn.reply.media_type,
                    "Content-Encoding": "gzip",
                    "Content-Security-Policy": PAGE_POLICY,
                    "Cache-Control": "no-cache",
                    "ETag": drawn.reply.etag,
                    "Vary": "Accept-Encoding",
                },
            )
        return response

    async def health(self, request: Request) -> Response:
        """How the server is."""
        return _json(self._site.state)

    async def icon(self, request: Request) -> Response:
        """Browsers ask for one; there is none."""
        return Response(status_code=HTTPStatus.NO_CONTENT)

    async def sparql(self, request: Request) -> Response:
        """SPARQL 1.1 Protocol, query part; without a query, what the endpoint can do."""
        accept = request.headers.get("accept", "")
        query_string: bytes = request.scope["query_string"]
        if request.method == "POST":
            asked = read_post(
                await read_body(request, LONGEST_FORM, "the query"),
                content_type=request.headers.get("content-type", ""),
                query_string=query_string,
                accept=accept,
            )
        elif query_string:
            asked = read_get(query_string, accept=accept)
        elif prefers_html(accept):
            return RedirectResponse("/#tab=sparql", HTTPStatus.SEE_OTHER)
        else:
            endpoint = str(request.url.replace(query="", fragment=""))
            return send_reply(request, describe_service(endpoint, choose(TRIPLES, accept=accept)))
        return send_reply(request, await self._site.sparql(asked))

    async def questions(self, request: Request) -> Response:
        """The list of the named questions."""
        form = request.path_params.get("ending", "") or _named_format(_values(request))
        offer = choose(LIST_FORMATS, accept=_accept(request), name=form)
        return send_reply(request, list_questions(offer))

    async def question(self, request: Request) -> Response:
        """A named question, with its parameters in the address."""
        name, ending = _split(request)
        values = _values(request)
        form = ending or _named_format(values)
        offer = choose(ANSWER_FORMATS, accept=_accept(request), name=form)
        try:
            query = load_catalogue()[name]
        except QuestionError as error:
            raise refuse(HTTPStatus.NOT_FOUND, error.where, error.what, error.remedy) from None
        given = {key: value for key, value in values.items() if key not in _FORMAT_NAMES}
        return send_reply(request, await self._site.question(query.name, given, offer))

    async def ask(self, request: Request) -> Response:
        """A question in plain English."""
        values = _values(request)
        text = values.get("q", "").strip()
        if not text or len(text) > LONGEST_TEXT:
            raise refuse(
                HTTPStatus.BAD_REQUEST,
                "q",
                f"the question is longer than {LONGEST_TEXT:,} characters"
                if text
                else "no question",
                "Ask for example /ask?q=who+receives+location+data",
            )
        offer = choose(ASK_FORMATS, accept=_accept(request), name=_named_format(values))
        return send_reply(request, await self._site.ask(text, offer))

    async def flow(self, request: Request) -> Response:
        """One flow of the graph."""
        name, offer = _resource(request)
        return send_reply(request, await self._site.flow(name, offer))

    async def policy(self, request: Request) -> Response:
        """One policy version of the graph."""
        name, offer = _resource(request)
        return send_reply(request, await self._site.policy(name, offer))

    async def resource(self, request: Request) -> Response:
        """Any other thing that the graph names: leads to what is told about it."""
        path = description_of(request.path_params["name"])
        if not path:
            raise refuse(HTTPStatus.NOT_FOUND, "the resource", "there can be no such name")
        return RedirectResponse(path, HTTPStatus.SEE_OTHER)

    async def read(self, request: Request) -> Response:
        """Read the policy in the body and keep nothing.

        What is sent as it is gets what a page on it embeds, as JSON; a form gets the page.
        """
        content_type = request.headers.get("content-type", "text/plain")
        media_type = content_type.partition(";")[0].strip().lower()
        if media_type not in {FORM, *READABLE}:
            raise refuse(
                HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type",
                "a policy is sent as it is, as text, PDF or DOCX",
                f"Send it as {', '.join(sorted(READABLE))}.",
            )
        body = await read_body(request, LONGEST_POLICY, "the policy")
        if media_type == FORM:
            sent = await asyncio.to_thread(parse_form, content_type, body)
        else:
            values = _values(request)
            name, company = (
                values.get("name") or _UNNAMED.get(media_type, ""),
                values.get("company", ""),
            )
            sent = SentPolicy(data=body, file_name=name, company=company)
        if not sent.data.strip():
            raise refuse(HTTPStatus.UNPROCESSABLE_ENTITY, "the policy", "it is empty")
        as_page = media_type == FORM
        content = await self._site.read(_tidied(sent), as_page)
        headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
        if as_page:
            headers |= {
                "Content-Type": "text/html; charset=utf-8",
                "Content-Security-Policy": PAGE_POLICY,
            }
        return Response(content, headers=headers)


def _tidied(sent: SentPolicy) -> SentPolicy:
    return replace(
        sent,
        file_name=_FILE_NAME.sub("", sent.file_name)[-100:].strip() or "policy.txt",
        company=" ".join(sent.company.split())[:200],
    )


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")


def _values(request: Request) -> dict[str, str]:
    """Return the parameters of the address. Raises Refused where one is there twice."""
    values: dict[str, str] = {}
    for name, value in read_parameters(request.scope["query_string"], "the address"):
        if name in values:
            raise refuse(HTTPStatus.BAD_REQUEST, name, "is given twice", "Give it once.")
        values[name] = value
    return values


def _named_format(values: Mapping[str, str]) -> str:
    return next((values[name] for name in ("format", "output") if name in values), "")


def _split(request: Request) -> tuple[str, str]:
    """Return the name in the path and its ending, without the dot."""
    name, _, ending = str(request.path_params["name"]).partition(".")
    return name, ending


def _resource(request: Request) -> tuple[str, Offer]:
    name, ending = _split(request)
    form = ending or _named_format(_values(request))
    return name, choose(RESOURCE_FORMATS, accept=_accept(request), name=form)


def _json(value: object) -> Response:
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return Response(f"{dump_json(value)}\n".encode(), headers=headers)


def _takes_gzip(request: Request) -> bool:
    wishes = request.headers.get("accept-encoding", "").lower().replace(" ", "").split(",")
    return any(wish.partition(";")[0] == "gzip" and ";q=0" not in wish for wish in wishes)
