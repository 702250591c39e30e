"""The exchange of one request and its reply, within limits of time and size."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from .errors import FetchError
from .hosts import Lookup, look_up, public_addresses

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

LARGEST: Final = 20_000_000
"""Bytes of a page, unpacked, at most: a policy has under a million."""

LONGEST: Final = 60.0
"""Seconds for a page, at most."""

_SILENCE: Final = 20.0  # seconds without a byte
_TRIED: Final = 3  # addresses of a host
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered: its status, where it points to, what it sent.

    `media_type` and `charset` are lower case, "" where the server named none; `next_url` is where a
    redirect points, else "".
    """

    url: str
    status: int
    media_type: str
    charset: str
    modified: str
    retry_after: str
    next_url: str
    content: bytes


class Exchange:
    """Asks servers of the public web, one request at a time, with no cookies and no log-in.

    Proxies of the environment are not used: they would look the host up themselves, and so reach
    what must not be reached.
    """

    def __init__(
        self,
        agent: str,
        *,
        lookup: Lookup = look_up,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`agent` is the name to give; `lookup` and `transport` are the network's, but for tests."""
        import httpx

        self._lookup = lookup
        self._client = httpx.Client(
            headers={
                "User-Agent": agent,
                "Accept": "text/html, application/xhtml+xml, application/pdf, text/*;q=0.8",
                "Accept-Language": "en",
                "Accept-Encoding": "identity",
            },
            timeout=_SILENCE,
            follow_redirects=False,
            trust_env=False,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, url: str, *, most: int = LARGEST) -> Reply:
        """Return the reply to one GET, whatever its status. Raises FetchError.

        The request goes to an address that was looked up and found to be public, so that no second
        look-up can lead elsewhere; certificates are checked against the host's name all the same.
        """
        import httpx

        target = parse_url(url)
        port = target.port or (443 if target.scheme == "https" else 80)
        failure: Exception | None = None
        for address in public_addresses(target.host, port, url, self._lookup)[:_TRIED]:
            try:
                return self._ask(target, address, most)
            except httpx.ConnectError as error:
                failure = error
            except httpx.TimeoutException:
                raise _too_slow(url, f"silent for {_SILENCE:.0f} s") from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                failure = error
                break
        raise FetchError(
            f"no answer could be had ({_reason(failure)})", url, "Try again later, or check it."
        )

    def _ask(self, target: httpx.URL, address: str, most: int) -> Reply:
        end = time.monotonic() + LONGEST
        names_a_host = target.raw_host.decode("ascii").strip("[]") != address
        with self._client.stream(
            "GET",
            target.copy_with(host=address),
            headers={"Host": target.netloc.decode("ascii")},
            extensions={"sni_hostname": target.raw_host.decode("ascii")} if names_a_host else {},
        ) as response:
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > most:
                    raise FetchError(
                        f"more than {most:,} bytes", str(target), "This is no policy's page."
                    )
                if time.monotonic() > end:
                    raise _too_slow(str(target), f"not done after {LONGEST:.0f} s")
        return _reply(target, response, bytes(content))


def parse_url(url: str) -> httpx.URL:
    """Return `url` in its parts, without its fragment. Raises FetchError for what is no web address."""
    import httpx

    remedy = "Give the address of a page: https://…"
    try:
        target = httpx.URL(url)
        host = target.raw_host
    except (httpx.InvalidURL, TypeError, UnicodeError):
        raise FetchError("no web address", url, remedy) from None
    if target.scheme not in {"http", "https"} or not host:
        raise FetchError("no web address", url, remedy)
    if target.userinfo:
        raise FetchError(
            "holds a name and password", "the address", "Pages are fetched as anybody."
        )
    return target.copy_with(fragment=None)


def _reply(target: httpx.URL, response: httpx.Response, content: bytes) -> Reply:
    import httpx

    location = response.headers.get("location", "")
    next_url = ""
    if response.status_code in _REDIRECTS and location:
        try:
            next_url = str(target.join(location))
        except httpx.InvalidURL:
            raise FetchError("redirects to no web address", str(target), "Check it.") from None
    return Reply(
        url=str(target),
        status=response.status_code,
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=(response.charset_encoding or "").lower(),
        modified=response.headers.get("last-modified", ""),
        retry_after=response.headers.get("retry-after", ""),
        next_url=next_url,
        content=content,
    )


def _too_slow(url: str, how: str) -> FetchError:
    return FetchError(f"the server is too slow: {how}", url, "Try again later.")


def _reason(failure: Exception | None) -> str:
    return " ".join(str(failure).split())[:160] or type(failure).__name__
