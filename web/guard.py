"""The guard at the door: which requests come in, and what every response carries."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from .problems import respond
from .refusals import Refused, refuse

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_ADDRESS: Final = 64_000
"""In bytes, with its parameters; longer ones are for POST."""

PRIVATE: Final = frozenset({"/read"})
"""What no other site's page may ask, whatever it is allowed otherwise."""

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
HEADERS: Final = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"x-frame-options": b"DENY",
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
}
"""What a response says where it doesn't say otherwise itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Which hosts this server answers for, and which other origins may read its answers.

    `any_address` is for a server that is bound to all addresses: any IP address is its own then.
    """

    hosts: frozenset[str]
    any_address: bool = False
    origins: tuple[str, ...] = ()


def draw_boundaries(host: str, origins: Collection[str] = ()) -> Boundaries:
    """Return the boundaries of a server that is bound to `host`."""
    hosts = {*LOOPBACK, host.lower()}
    everywhere = not is_loopback(host)
    if everywhere:
        hosts |= {socket.gethostname().lower(), socket.getfqdn().lower()}
    return Boundaries(
        hosts=frozenset(hosts), any_address=everywhere, origins=tuple(map(str.lower, origins))
    )


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a server that is bound to `host`."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses what comes from elsewhere or is too long, and puts the headers on what goes out."""

    def __init__(self, app: ASGIApp, boundaries: Boundaries) -> None:
        self._app = app
        self._boundaries = boundaries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it with its refusal."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from starlette.requests import Request

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in HEADERS.items() if name not in said),
                ]
            await send(message)

        request = Request(scope)
        try:
            self._check(request)
        except Refused as refused:
            await respond(request, refused.refusal)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)

    def _check(self, request: Request) -> None:
        hosts = request.headers.getlist("host")
        if len(hosts) != 1 or not self._is_own_host(hosts[0]):
            # A name that somebody else's name server leads here (DNS rebinding) is not ours.
            raise refuse(
                HTTPStatus.MISDIRECTED_REQUEST,
                "Host",
                "this server does not answer for that name",
                "Use the address that it printed.",
            )
        scope = request.scope
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_ADDRESS:
            raise refuse(
                HTTPStatus.REQUEST_URI_TOO_LONG,
                "the address",
                f"it is longer than {LONGEST_ADDRESS:,} bytes",
                "Send the query by POST.",
            )
        if self._is_foreign(request):
            raise refuse(
                HTTPStatus.FORBIDDEN,
                "Origin",
                "a page of another site asks",
                "Start the server with --cors and that site's origin to allow it.",
            )

    def _is_own_host(self, header: str) -> bool:
        try:
            name = urlsplit(f"//{header}").hostname or ""
        except ValueError:
            return False
        if name in self._boundaries.hosts:
            return True
        return self._boundaries.any_address and _is_address(name)

    def _is_foreign(self, request: Request) -> bool:
        """Tell whether a browser says that it asks for another site's page, unless as a link to us."""
        origin = request.headers.get("origin")
        # Reading a policy costs a minute: that is for our own page alone.
        allowed = () if request.url.path in PRIVATE else self._boundaries.origins
        site = request.headers.get("sec-fetch-site", "none")
        if "sec-fetch-site" in request.headers and site in ("none", "same-origin"):
            # Only a browser writes this header. A form of a page without referrers, such as ours,
            # has the origin "null" beside it.
            return False
        if origin is not None:
            own = f"{request.url.scheme}://{request.headers['host']}".lower()
            return origin.lower() not in (own, *allowed) and "*" not in allowed
        followed = request.headers.get("sec-fetch-mode") == "navigate"
        reads = request.method in ("GET", "HEAD")
        return site not in ("none", "same-origin") and not (followed and reads)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
