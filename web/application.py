"""The application: which addresses there are, and that every error becomes an answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from .endpoints import Endpoints
from .guard import Boundaries, Guard
from .problems import respond
from .refusals import Refusal, describe_error
from .site import Site

Handler = Callable[[Request], Awaitable[Response]]


def make_application(site: Site, boundaries: Boundaries) -> Starlette:
    """Return the application that answers for one site within its boundaries."""
    middleware = [Middleware(Guard, boundaries)]
    if boundaries.origins:
        middleware.append(
            Middleware(
                CORSMiddleware, allow_origins=boundaries.origins, allow_methods=("GET", "POST")
            )
        )
    return Starlette(
        routes=_routes(Endpoints(site)),
        middleware=middleware,
        exception_handlers={HTTPException: _respond_to_http_error},
    )


def _routes(endpoints: Endpoints) -> list[Route]:
    reads: dict[str, Handler] = {
        "/": endpoints.page,
        "/health": endpoints.health,
        "/favicon.ico": endpoints.icon,
        "/queries": endpoints.questions,
        "/queries.{ending}": endpoints.questions,
        "/queries/{name}": endpoints.question,
        "/ask": endpoints.ask,
        "/flows/{name}": endpoints.flow,
        "/policies/{name}": endpoints.policy,
        "/resource/{name}": endpoints.resource,
    }
    return [
        *(Route(path, _answering(handler), methods=["GET"]) for path, handler in reads.items()),
        Route("/sparql", _answering(endpoints.sparql), methods=["GET", "POST"]),
        Route("/read", _answering(endpoints.read), methods=["POST"]),
    ]


def _answering(handler: Handler) -> Handler:
    """Return the handler with every error of it turned into an answer."""

    async def answer(request: Request) -> Response:
        try:
            return await handler(request)
        except Exception as error:  # noqa: BLE001  the one place where every error becomes an answer
            return respond(request, describe_error(error))

    return answer


async def _respond_to_http_error(request: Request, error: Exception) -> Response:
    """Answer for an address or a method that there isn't."""
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    allowed = ", ".join(sorted(filter(None, (error.headers or {}).get("Allow", "").split(", "))))
    refusal = Refusal(
        status=status,
        title=status.phrase,
        where=request.method if allowed else "the address",
        what="this can't be done here" if allowed else "there is nothing here",
        remedy=f"There is {allowed}." if allowed else "See /queries and /sparql.",
        allow=tuple(allowed.split(", ")) if allowed else (),
    )
    response = respond(request, refusal)
    if allowed:
        response.headers["Allow"] = allowed
    return response
