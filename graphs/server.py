"""A SPARQL server over HTTP: requests with limits, and every failure as one clear line."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NoReturn

from .endpoint import LOGIN_VARIABLE, SECONDS_VARIABLE, Endpoint
from .errors import QueryError, StoreError

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS: Final = 10.0
LARGEST_ANSWER: Final = 1 << 30
"""The most that one answer may have, in bytes."""

RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"
_SHOWN: Final = 200
_TAG: Final = re.compile(r"<[^>]*>")
_NO_SERVER: Final = frozenset({502, 503, 504})
# Virtuoso says so where it stopped before the end: too many rows, or too much time.
_CUT: Final = {"x-sparql-maxrows": "rows", "x-sql-state": "time"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An answer with a good status: its bytes, its media type, and what server it is from."""

    content: bytes
    media_type: str
    server: str


class Server:
    """A connection to one server, kept open. It follows no redirect and knows no cookies."""

    def __init__(self, endpoint: Endpoint) -> None:
        """Take the endpoint; nothing is sent before the first question."""
        self.endpoint = endpoint
        self._client: httpx.Client | None = None
        self._knows_login = False

    def close(self) -> None:
        """Close the connection."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def ask(
        self, sparql: str, *, name: str, accept: str, graphs: Mapping[str, list[str]]
    ) -> Received:
        """Send a query and return the answer.

        Raises QueryError, with `name`, where the server refuses it or cuts its answer off, and
        StoreError where there is no answer.
        """
        form = {"query": sparql, **graphs}
        address = self.endpoint.query
        return self._send("POST", address, form=form, accept=accept, query=name)

    def change(self, sparql: str) -> None:
        """Send a SPARQL Update. Raises StoreError."""
        self._send(
            "POST",
            self.endpoint.update,
            content=sparql.encode(),
            media_type="application/sparql-update",
        )

    def put(self, graph: str, triples: bytes) -> None:
        """Make `triples`, as Turtle, the whole content of a graph. Raises StoreError."""
        self._send(
            "PUT", self.endpoint.graphs, graph=graph, content=triples, media_type="text/turtle"
        )

    def drop(self, graph: str) -> None:
        """Take a graph out, if it is there. Raises StoreError."""
        self._send("DELETE", self.endpoint.graphs, graph=graph, missing_is_fine=True)

    def _send(
        self,
        method: str,
        address: str,
        *,
        form: Mapping[str, object] | None = None,
        content: bytes | None = None,
        media_type: str = "",
        accept: str = "*/*",
        graph: str = "",
        query: str = "",
        missing_is_fine: bool = False,
    ) -> Received:
        import httpx

        client = self._connected()
        headers = {"Accept": accept}
        if media_type:
            headers["Content-Type"] = media_type
        try:
            request = client.build_request(
                method,
                address,
                data=form,
                content=content,
                headers=headers,
                params={"graph": graph} if graph else None,
            )
            response, body = self._exchange(request)
        except httpx.HTTPError as error:
            raise self._unreached(address, error) from None
        if response.status_code == httpx.codes.NOT_FOUND and missing_is_fine:
            return Received(content=b"", media_type="", server="")
        self._check(response, body, address, query)
        return Received(
            content=body,
            media_type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
            server=response.headers.get("Server", ""),
        )

    def _connected(self) -> httpx.Client:
        import httpx

        if self._client is None:
            from .. import __version__

            seconds = self.endpoint.seconds
            self._client = httpx.Client(
                timeout=httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds)),
                headers={"User-Agent": f"privacyflow/{__version__}"},
            )
        return self._client

    def _exchange(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        """Send a request, once more where the connection was lost, and with the login if asked."""
        import httpx

        try:
            response, body = self._receive(request)
        except (httpx.NetworkError, httpx.RemoteProtocolError):
            # A server may end a connection that was idle just when we use it. Whatever is sent here
            # may arrive twice: reading changes nothing, and every change says what is to be.
            self.close()
            self._knows_login = False
            self._connected()
            response, body = self._receive(request)
        login = self.endpoint.login
        if response.status_code == httpx.codes.UNAUTHORIZED and login and not self._knows_login:
            asked = response.headers.get("WWW-Authenticate", "").lower()
            way = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            self._connected().auth = way(login.user, login.password)
            self._knows_login = True
            response, body = self._receive(request)
        return response, body

    def _receive(self, request: httpx.Request) -> tuple[httpx.Response, bytes]:
        until = time.monotonic() + self.endpoint.seconds
        client = self._connected()
        response = client.send(request, stream=True)
        parts, size = [], 0
        try:
            for part in response.iter_bytes():
                size += len(part)
                if size > LARGEST_ANSWER:
                    raise QueryError(
                        what=f"the answer has more than {LARGEST_ANSWER >> 20:,} MiB",
                        where=str(request.url.host),
                        remedy="Add LIMIT to the query, or ask for less.",
                    )
                if time.monotonic() > until:
                    raise self._late(str(request.url.copy_with(query=None)))
                parts.append(part)
        finally:
            response.close()
        return response, b"".join(parts)

    def _check(self, response: httpx.Response, body: bytes, address: str, query: str) -> None:
        status, said = response.status_code, _first_line(body)
        for header, what in _CUT.items():
            if header in response.headers and query:
                self._report_cut(what, response.headers[header], query)
        if response.is_success:
            if response.headers.get("Content-Type", "").lower().startswith("text/html") and query:
                raise _failed(address, "no SPARQL answers there, but a web page", _CORRECT)
            return
        if response.is_redirect:
            target = _first_line(response.headers.get("Location", "").encode())
            raise _failed(
                address, f"the server sends us on to {target}", "Name that address instead."
            )
        if status in (401, 403):
            what = "the login is refused" if self.endpoint.login else "the server asks for a login"
            remedy = f"Put user:password into {LOGIN_VARIABLE}, or a line into ~/.netrc."
            raise _failed(address, f"{what} ({status})", remedy)
        if status in (404, 405, 410):
            raise _failed(address, f"nothing that is wanted answers there ({status})", _CORRECT)
        if status in _NO_SERVER or not query:
            what = f"the server failed ({status}{': ' + said if said else ''})"
            raise _failed(address, what, "See its log, and try again.")
        raise QueryError(
            what=f"the server refuses it ({status}: {said})",
            where=query,
            remedy="Write the query in another way, or look into the server's log.",
        )

    def _report_cut(self, what: str, limit: str, query: str) -> NoReturn:
        if what == "rows":
            raise QueryError(
                what=f"the server gives the first {_first_line(limit.encode())} rows only",
                where=query,
                remedy="Ask for less, or raise its limit (ResultSetMaxRows in virtuoso.ini).",
            )
        raise QueryError(
            what="the server stopped at its time limit with a part of the answer",
            where=query,
            remedy="Ask for less, or raise its limit (MaxQueryExecutionTime in virtuoso.ini).",
        )

    def _unreached(self, address: str, error: httpx.HTTPError) -> StoreError:
        import httpx

        match error:
            case httpx.ConnectTimeout():
                return _failed(address, "no server answers there", _START)
            case httpx.TimeoutException():
                return self._late(address)
            case httpx.ConnectError():
                said = " ".join(str(error).split())
                return _failed(address, f"no server can be reached there ({said[:_SHOWN]})", _START)
            case httpx.NetworkError() | httpx.RemoteProtocolError():
                return _failed(address, "the connection was lost, twice", "Try again.")
        said = " ".join(str(error).split())
        return _failed(address, f"no answer ({said[:_SHOWN]})", _CORRECT)

    def _late(self, address: str) -> StoreError:
        return _failed(
            address,
            f"no answer within {self.endpoint.seconds:g} s",
            f"Ask for less, or give more time: {SECONDS_VARIABLE}=600.",
        )


_CORRECT: Final = "Correct the address: it is that of the SPARQL endpoint itself."
_START: Final = "Start the server, or correct the address."


def _failed(address: str, what: str, remedy: str) -> StoreError:
    return StoreError(what=what, where=address, remedy=remedy)


def _first_line(body: bytes) -> str:
    """Return the first words of what a server says, in one line; of a web page those in no tag."""
    text = body[:2_000].decode("utf-8", "replace").strip()
    if text.startswith("<"):
        text = " ".join(_TAG.sub(" ", text).split())
    line = " ".join((text.splitlines() or [""])[0].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
