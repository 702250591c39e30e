"""Robots rules: what a host asks programs to leave alone (RFC 9309)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .errors import FetchError
from .exchange import Exchange, parse_url

if TYPE_CHECKING:
    from protego import Protego

PRODUCT: Final = "privacyflow"
"""The name by which a robots.txt speaks to us."""

LARGEST: Final = 512_000
"""Bytes of a robots.txt that are read; RFC 9309, 2.5, asks for 500 kibibytes at least."""

_REDIRECTS: Final = 5  # RFC 9309, 2.3.1.2


class Robots:
    """The rules of the hosts that were asked so far, each asked once."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self._rules: dict[str, Protego] = {}

    def pause(self, url: str) -> float | None:
        """Return the seconds that a host wants between two requests, None if it doesn't say.

        Raises FetchError where its rules forbid `url`, or where they can't be had for now.
        """
        rules = self._rules_for(url)
        if not rules.can_fetch(url, PRODUCT):
            raise FetchError(
                "its host asks programs not to fetch this page (robots.txt)",
                url,
                "Save it by hand.",
            )
        return rules.crawl_delay(PRODUCT)

    def _rules_for(self, url: str) -> Protego:
        from protego import Protego

        address = parse_url(url)
        origin = f"{address.scheme}://{address.netloc.decode('ascii')}"
        if origin not in self._rules:
            self._rules[origin] = Protego.parse(self._read(f"{origin}/robots.txt"))
        return self._rules[origin]

    def _read(self, url: str) -> str:
        """Return the rules; none where the host has no such file, an error where it is unwell."""
        for _ in range(_REDIRECTS + 1):
            reply = self._exchange.get(url, most=LARGEST)
            if reply.next_url:
                url = reply.next_url
                continue
            if reply.status >= 500 or reply.status == 429:
                break
            return reply.content.decode("utf-8", "replace") if reply.status < 300 else ""
        raise FetchError(
            "its rules for programs can't be read now", url, "Try again later, or save it by hand."
        )
