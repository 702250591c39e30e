"""The server: a socket, the site behind it, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import signal
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import uvicorn

from .application import make_application
from .guard import draw_boundaries
from .refusals import Refused
from .site import Settings, Site

LONGEST_HEAD: Final = 96 << 10
"""How much a request's first line and headers may take, in bytes."""

_LEAVE: Final = 1
"""How long requests may go on when the server is told to end, in seconds."""


class ServeError(Exception):
    """The server can't be started: `what` is wrong, `where`, and the `remedy`."""

    def __init__(self, *, what: str, where: str, remedy: str) -> None:
        super().__init__(f"{where}: {what}. {remedy}")
        self.what = what
        self.where = where
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where a server listens, and the origins of other sites whose pages may read its answers."""

    host: str = "127.0.0.1"
    port: int = 8000
    origins: tuple[str, ...] = ()


class _Server(uvicorn.Server):
    """Ends at the first Ctrl-C without raising it anew, so that what comes after can tidy up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(NotImplementedError):
                loop.add_signal_handler(number, self.handle_exit, number, None)
        yield


def serve(settings: Settings, door: Door, tell: Callable[[str], None]) -> None:
    """Serve until interrupted; `tell` is given the address as soon as requests are answered.

    Raises ServeError where the port can't be had or the graph can't be read.
    """
    with _listen(door) as listener:
        asyncio.run(_serve(settings, door, listener, tell))


async def _serve(
    settings: Settings, door: Door, listener: socket.socket, tell: Callable[[str], None]
) -> None:
    site = Site(settings)
    application = make_application(site, draw_boundaries(door.host, door.origins))
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
    server = _Server(
        uvicorn.Config(
            application,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            h11_max_incomplete_event_size=LONGEST_HEAD,
            timeout_graceful_shutdown=_LEAVE,
        )
    )
    try:
        try:
            await site.open()
        except Refused as refused:
            refusal = refused.refusal
            raise ServeError(
                what=refusal.what, where=str(settings.graph), remedy=refusal.remedy
            ) from None
        site.draw()
        tell(_address(listener, door.host))
        await server.serve(sockets=[listener])
    finally:
        await site.close()


def _listen(door: Door) -> socket.socket:
    where = f"{door.host}:{door.port}"
    family = socket.AF_INET6 if ":" in door.host else socket.AF_INET
    try:
        return socket.create_server((door.host, door.port), family=family, backlog=512)
    except socket.gaierror:
        raise ServeError(
            what="no such host", where=where, remedy="Name one of this machine's addresses."
        ) from None
    except (OSError, OverflowError) as error:
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            what, remedy = "the port is taken", "Choose another: --port 8001"
        else:
            what = getattr(error, "strerror", None) or str(error)
            remedy = "Choose another --host or --port."
        raise ServeError(what=what, where=where, remedy=remedy) from None


def _address(listener: socket.socket, host: str) -> str:
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{listener.getsockname()[1]}/"
