"""`privacyflow serve`: the page, a SPARQL endpoint and the questions, in the browser."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Annotated

import typer

from .console import say
from .extras import require_extra
from .failures import OK
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import choose_place, open_to_read

if TYPE_CHECKING:
    from ..web.site import Settings


PortOption = Annotated[
    int, typer.Option("--port", metavar="N", min=0, max=65535, help="0 takes a free one.")
]
HostOption = Annotated[
    str, typer.Option(metavar="NAME", help="Where to listen; by default this machine only.")
]
TimeoutOption = Annotated[
    float, typer.Option(metavar="SECONDS", min=0.1, help="What one request may take.")
]
RowsOption = Annotated[int, typer.Option(metavar="N", min=1, help="The most rows of one answer.")]
MemoryOption = Annotated[
    int, typer.Option(metavar="MIB", min=64, help="What one process may take for requests.")
]
WorkersOption = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=64, help="Processes; by default one more than cores."),
]
CorsOption = Annotated[
    list[str] | None,
    typer.Option(metavar="ORIGIN", help="A site whose pages may ask, such as https://example.org."),
]
TitleOption = Annotated[str, typer.Option(metavar="TEXT", help="The page's title.")]
McpOption = Annotated[
    bool,
    typer.Option("--mcp", help="Speak the Model Context Protocol on stdin and stdout instead."),
]


def serve(
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    port: PortOption = 8000,
    host: HostOption = "127.0.0.1",
    timeout: TimeoutOption = 10.0,
    rows: RowsOption = 100_000,
    memory: MemoryOption = 2_048,
    workers: WorkersOption = None,
    cors: CorsOption = None,
    title: TitleOption = "Where the data goes",
    mcp: McpOption = False,
) -> int:
    """\b
    Examples:
      privacyflow serve
      privacyflow serve --graph my.graph --port 8080
      privacyflow serve --mcp

    Shows the page at http://127.0.0.1:8000/, answers SPARQL at /sparql, named questions at
    /queries/NAME.csv and plain ones at /ask?q=…, and tells about each flow at /flows/ID. It only
    reads. Ctrl-C ends it.
    """
    require_extra("mcp" if mcp else "web", "serve")
    if hasattr(signal, "SIGPIPE"):
        # Who hangs up in the middle of an answer must not end the server.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    open_to_read(graph, endpoint).close()  # told before anything is started
    from ..web.site import Settings

    settings = Settings(
        graph=choose_place(graph, endpoint),
        title=title,
        seconds=timeout,
        rows=rows,
        memory=memory << 20,
        workers=workers or _default_workers(),
    )
    try:
        if mcp:
            from ..web.context_protocol import serve_tools

            serve_tools(settings)
        else:
            _serve_pages(settings, host, port, tuple(cors or ()))
    except KeyboardInterrupt:
        return OK
    return OK


def _serve_pages(settings: Settings, host: str, port: int, origins: tuple[str, ...]) -> None:
    from ..web.guard import is_loopback
    from ..web.server import Door, serve

    def tell(address: str) -> None:
        if not is_loopback(host):
            say(f"warning: {host}: everybody who reaches this machine can read the graph.")
        say(f"serving {settings.graph} at {address} (Ctrl-C ends it)")

    serve(settings, Door(host=host, port=port, origins=origins), tell)


def _default_workers() -> int:
    # One more than cores: a query that takes long must leave room for a short one.
    return min((os.cpu_count() or 1) + 1, 8)
