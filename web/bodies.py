"""Bodies of requests, read no further than their limit."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from .refusals import Refused, refuse

if TYPE_CHECKING:
    from starlette.requests import Request


async def read_body(request: Request, most: int, where: str) -> bytes:
    """Return the body of a request, of at most `most` bytes. Raises Refused where it is longer."""
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > most:
        raise _too_long(where, most)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise _too_long(where, most)
    return bytes(body)


def _too_long(where: str, most: int) -> Refused:
    return refuse(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        where,
        f"it is longer than {most / 1024:,.0f} KiB",
        "Send less.",
        title="Too long",
    )
