"""Refusals as responses: RFC 9457 for programs, a small page for people."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ..queries.results import dump_json
from . import html
from .negotiation import prefers_html
from .refusals import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

PROBLEM: Final = "application/problem+json"


def respond(request: Request, refusal: Refusal) -> Response:
    """Return the response that tells why a request got no answer."""
    from starlette.responses import Response

    if refusal.trace:
        sys.stderr.write(refusal.trace)
    headers = {"Cache-Control": "no-store", "Vary": "Accept"}
    if refusal.retry_after is not None:
        headers["Retry-After"] = str(refusal.retry_after)
    if prefers_html(request.headers.get("accept", "")):
        page = html.draw("problem", title=refusal.title, refusal=refusal)
        headers["Content-Security-Policy"] = page.security_policy
        content, media_type = page.content, page.media_type
    else:
        content, media_type = write_problem(refusal), PROBLEM
    headers["Content-Type"] = media_type
    return Response(content, status_code=refusal.status, headers=headers)


def write_problem(refusal: Refusal) -> bytes:
    """Return a refusal as RFC 9457 has it, with what privacyflow knows besides."""
    told: dict[str, object] = {
        "type": "about:blank",
        "title": refusal.title,
        "status": int(refusal.status),
        "detail": refusal.detail,
        "where": refusal.where,
        "what": refusal.what,
        "remedy": refusal.remedy,
        "line": refusal.line,
        "column": refusal.column,
        "available": list(refusal.allow),
    }
    known = {key: value for key, value in told.items() if value not in (None, "", [])}
    return f"{dump_json(known)}\n".encode("utf-8", "replace")
