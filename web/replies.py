"""Replies: finished answers, as bytes that can be sent, kept and compared."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The content of an answer and how it is to be taken.

    `file_name` is what a browser saves it as, "" where it is to be shown; `security_policy` is the
    Content-Security-Policy of HTML, "" for everything else.
    """

    content: bytes
    media_type: str
    etag: str
    file_name: str = ""
    security_policy: str = ""


def make_reply(
    content: bytes, media_type: str, *, file_name: str = "", security_policy: str = ""
) -> Reply:
    """Return the reply that holds `content`; the same content has the same tag."""
    return Reply(
        content=content,
        media_type=media_type,
        etag=f'"{hashlib.sha256(content).hexdigest()[:32]}"',
        file_name=file_name,
        security_policy=security_policy,
    )


def send_reply(request: Request, reply: Reply) -> Response:
    """Return the response for a reply: 304 without content where the client has it already."""
    from starlette.responses import Response

    headers = {
        "ETag": reply.etag,
        "Vary": "Accept",
        # What is behind an address changes when the server is started with another graph.
        "Cache-Control": "no-cache",
    }
    if _holds(request.headers.get("if-none-match", ""), reply.etag):
        return Response(status_code=304, headers=headers)
    if reply.security_policy:
        headers["Content-Security-Policy"] = reply.security_policy
    if reply.file_name:
        headers["Content-Disposition"] = f'attachment; filename="{reply.file_name}"'
    headers["Content-Type"] = reply.media_type
    return Response(reply.content, headers=headers)


def _holds(tags: str, etag: str) -> bool:
    """Tell whether an If-None-Match header names the tag (RFC 9110, weak comparison)."""
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in tags.split(","))
