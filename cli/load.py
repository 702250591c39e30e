"""`privacyflow load`: shards of quads into a graph, in a folder or at a SPARQL server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import count, say, track
from .failures import FAILED, OK, Failure, describe
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption

if TYPE_CHECKING:
    from ..graphs.endpoint import Endpoint
    from ..graphs.loading import Loaded
    from ..graphs.store import GraphStore


class Loader(StrEnum):
    """Whose own loader a file is for."""

    STANDARD = "standard"
    VIRTUOSO = "virtuoso"


UpdateOption = Annotated[
    str | None,
    typer.Option("--update", metavar="URL", help="Where the server takes SPARQL Update."),
]
GraphStoreOption = Annotated[
    str | None,
    typer.Option("--graph-store", metavar="URL", help="Where it speaks the Graph Store Protocol."),
]
BulkOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE.nq[.gz]",
        help="Write one file for a server's own loader instead.",
    ),
]
ForOption = Annotated[Loader, typer.Option("--for", help="Whose loader --output is for.")]
StrictOption = Annotated[
    bool, typer.Option("--strict", help="Exit with 2 if any shard could not be loaded.")
]


def load(
    shards: Annotated[
        list[Path], typer.Argument(metavar="SHARD|FOLDER", help="Shards, or folders of them.")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    update: UpdateOption = None,
    graph_store: GraphStoreOption = None,
    output: BulkOption = None,
    loader: ForOption = Loader.STANDARD,
    strict: StrictOption = False,
) -> int:
    """\b
    Examples:
      privacyflow load shards/
      privacyflow load one.nq two.nq.gz three.parquet --graph all.graph
      privacyflow load shards/ --output bulk.nq.gz --for virtuoso

    Puts shards of quads (.nq, .nq.gz, .parquet) into a graph, made where there is none, or with
    --endpoint into a SPARQL server. A policy is put in place of what was there of it; cut off and run
    again, it ends the same. A shard that is broken, or holds what no graph of privacyflow holds, is
    reported and skipped.
    """
    from ..graphs.shards import find_shards

    paths = find_shards(shards)
    if not paths:
        say("no shards found: load reads .nq, .nq.gz and .parquet files")
    if output is not None:
        outcomes, into = _write(paths, output, loader), str(output)
    else:
        store, into = _open(graph, endpoint, update, graph_store)
        outcomes = _load(paths, store)
    done = []
    for _, outcome in zip(track(paths, "loading"), outcomes, strict=True):
        done.append(outcome)
        if outcome.error is not None:
            say(f"error: {describe(outcome.error)}")
    failed = sum(outcome.error is not None for outcome in done)
    policies = count(sum(outcome.policies for outcome in done), "policy")
    left = f", {count(failed, 'shard')} failed" if failed else ""
    say(f"{into}: {policies} from {count(len(done) - failed, 'shard')}{left}")
    return FAILED if strict and failed else OK


def _write(paths: Sequence[Path], output: Path, loader: Loader) -> Iterator[Loaded]:
    from ..graphs.dialects import DIALECTS
    from ..graphs.loading import write_each

    return write_each(paths, output, DIALECTS[loader.value])


def _load(paths: Sequence[Path], store: GraphStore) -> Iterator[Loaded]:
    from ..graphs.loading import load_each

    with store:
        yield from load_each(paths, store)


def _open(
    graph: Path, endpoint: str | None, update: str | None, graph_store: str | None
) -> tuple[GraphStore, str]:
    """Open what is loaded into, and return it with its name."""
    if endpoint is None:
        if update or graph_store:
            raise Failure(
                "--update" if update else "--graph-store",
                "is of a server, and none is named",
                "Give --endpoint, too.",
            )
        from ..graphs.store import GraphStore

        return GraphStore.open(graph), str(graph)
    from ..graphs.server_store import ServerStore

    return ServerStore.connect_to_write(_endpoint(endpoint, update, graph_store)), endpoint


def _endpoint(address: str, update: str | None, graph_store: str | None) -> Endpoint:
    from ..graphs.endpoint import Endpoint

    given = Endpoint.at(address, update=update or "", graphs=graph_store or "")
    if given.update or given.graphs:
        return given
    return Endpoint.at(address, update=given.usual_update)
