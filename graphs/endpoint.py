"""The address of a SPARQL server, and who asks there."""

from __future__ import annotations

import netrc
import os
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import SplitResult, urlsplit

from .errors import StoreError

LOGIN_VARIABLE: Final = "PRIVACYFLOW_LOGIN"
SECONDS_VARIABLE: Final = "PRIVACYFLOW_TIMEOUT"
SECONDS: Final = 300.0
_SCHEMES: Final = ("http", "https")
# Where servers that answer at the first take changes, if nobody says otherwise.
_UPDATES: Final = {"/query": "/update", "/sparql": "/update"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user's name and password; they are never shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        return f"Login(user={self.user!r}, password=…)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a server answers SPARQL (`query`), and where it takes changes, if that is known.

    `update` takes SPARQL Update, `graphs` the Graph Store Protocol, whose graphs are written whole;
    where both are given, `graphs` is used. `seconds` is the time limit of one request.
    """

    query: str
    update: str = ""
    graphs: str = ""
    login: Login | None = None
    seconds: float = SECONDS

    @classmethod
    def at(cls, query: str, *, update: str = "", graphs: str = "") -> Self:
        """Return the endpoint at these addresses, with login and time limit from the environment.

        The login is "user:password" in PRIVACYFLOW_LOGIN, else what ~/.netrc (or NETRC) has for the
        host. Raises StoreError for what is no address of a server.
        """
        places = [_check(address) for address in (query, update, graphs) if address]
        if not places:
            raise _wrong(query, "no address of a server")
        return cls(
            query=query,
            update=update,
            graphs=graphs,
            login=_login(places[0].hostname or ""),
            seconds=_seconds(),
        )

    def __str__(self) -> str:
        return self.query

    @property
    def usual_update(self) -> str:
        """Where a server that answers at `query` usually takes SPARQL Update, empty if not known."""
        for ending, other in _UPDATES.items():
            if self.query.endswith(ending):
                return self.query.removesuffix(ending) + other
        return ""

    @property
    def root(self) -> str:
        """The address of the server itself, without a path."""
        parts = urlsplit(self.query)
        return f"{parts.scheme}://{parts.netloc}"


def _check(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise _wrong(address, "no address of a server") from None
    if parts.scheme not in _SCHEMES or not host:
        raise _wrong(address, "no address of a server")
    if parts.username or parts.password:
        what = "a password in an address is seen by everybody on this machine"
        remedy = f"Put user:password into {LOGIN_VARIABLE}, or a line into ~/.netrc."
        raise StoreError(what=what, where=f"{parts.scheme}://…@{host}", remedy=remedy)
    if any(ord(letter) <= ord(" ") for letter in address) or parts.fragment:
        raise _wrong(address, "no address of a server")
    return parts


def _wrong(address: str, what: str) -> StoreError:
    shown = address if len(address) <= 80 else address[:79] + "…"
    remedy = "Give it whole, for example http://localhost:7878/query."
    return StoreError(what=what, where=shown or '""', remedy=remedy)


def _login(host: str) -> Login | None:
    given = os.environ.get(LOGIN_VARIABLE, "")
    if given:
        user, colon, password = given.partition(":")
        if not colon:
            raise StoreError(
                what="is not user:password",
                where=LOGIN_VARIABLE,
                remedy="Put a colon between them.",
            )
        return Login(user=user, password=password)
    try:
        known = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        return None
    return Login(user=known[0], password=known[2] or "") if known else None


def _seconds() -> float:
    given = os.environ.get(SECONDS_VARIABLE, "")
    try:
        seconds = float(given or SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        remedy = f"Give seconds, for example {SECONDS:.0f}."
        raise StoreError(what="is no time limit", where=SECONDS_VARIABLE, remedy=remedy)
    return seconds
