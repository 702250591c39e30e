"""Options of `build` alone."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class EngineName(StrEnum):
    """What reads the documents."""

    PROCESSES = "processes"
    RAY = "ray"


class ShardEnding(StrEnum):
    """The formats of shards."""

    N_QUADS = "nq.gz"
    PARQUET = "parquet"


PoliciesArgument = Annotated[
    list[Path], typer.Argument(metavar="FILE|FOLDER", help="Policies, or folders of them.")
]
AgainOption = Annotated[
    bool, typer.Option("--again", help="Read also what is in the graph and unchanged.")
]
RetryOption = Annotated[
    bool, typer.Option("--retry-failed", help="Read also what could not be read before.")
]
PruneOption = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Take everything else out of the graph: earlier versions, and policies that are gone.",
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Read in so many processes. Default: one a core, and one for a few policies. With Ray, "
        "give the cluster so many jobs at a time.",
    ),
]
TimeoutOption = Annotated[
    float | None,
    typer.Option(
        "--timeout",
        metavar="SECONDS",
        min=0.1,
        help="End the reading of a policy that takes longer to compute. Default: 120.",
    ),
]
MemoryOption = Annotated[
    int | None,
    typer.Option(
        "--memory",
        metavar="MIB",
        min=1,
        help="End the reading of a policy that takes more memory than so many MiB. Default: 768.",
    ),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE",
        help='Write what became of each policy: .json, .csv, else a table; "-" is standard output.',
    ),
]
EngineOption = Annotated[
    EngineName,
    typer.Option(
        "--engine", help="What reads: processes of this machine, or a Ray cluster (extra ray)."
    ),
]
AddressOption = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar="HOST:PORT",
        help="The Ray cluster, as RAY_ADDRESS has it, else this machine's cores for this build alone.",
    ),
]
ShardsOption = Annotated[
    Path | None,
    typer.Option(
        "--shards",
        metavar="FOLDER",
        help="Write files of quads for `load` into this folder, in place of a graph; it also takes "
        "Parquet files of policies.",
    ),
]
ShardFormatOption = Annotated[
    ShardEnding, typer.Option("--shard-format", help="The format of the shards.")
]
ShardSizeOption = Annotated[
    int,
    typer.Option("--shard-size", metavar="N", min=1, help="About how many policies a shard has."),
]
