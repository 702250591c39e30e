"""`privacyflow fetch`: pages of the web into dated snapshots."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from .console import count, say, write
from .extras import require_extra
from .failures import FAILED, OK, Failure, describe

DEFAULT_FOLDER: Final = Path("snapshots")
PAUSE: Final = 2.0


def fetch(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL", help="Pages of the public web.")
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Fetch also what this file lists, one a line."),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Keep the snapshots here.")
    ] = DEFAULT_FOLDER,
    pause: Annotated[
        float,
        typer.Option(min=1.0, metavar="SECONDS", help="Between two requests to one host."),
    ] = PAUSE,
) -> int:
    """\b
    Examples:
      privacyflow fetch https://example.com/privacy
      privacyflow fetch --from addresses.txt -o policies

    Keeps what the servers send today, byte for byte, as HOST/NAME-DATE.html with a record of its
    origin beside it, and prints the files' paths; what didn't change is not kept twice. "build" reads
    the folder, and "diff" compares two dates. Hosts' rules for programs (robots.txt) are kept, private
    networks are never asked. No other command asks the web for anything.
    """
    wanted = [*(urls or ()), *(_listed(from_) if from_ else ())]
    if not wanted:
        raise Failure("fetch", "no address given", "Name pages, or a file of them with --from.")
    require_extra("fetch", "fetch")
    from .. import __version__
    from ..fetching.exchange import Exchange
    from ..fetching.pacing import Pace
    from ..fetching.robots import PRODUCT
    from ..fetching.visits import fetch_each

    new = kept = failed = 0
    with Exchange(f"{PRODUCT}/{__version__}") as exchange:
        for fetched in fetch_each(wanted, output, exchange=exchange, pace=Pace(pause)):
            if fetched.snapshot is None:
                failed += 1
                if fetched.error is not None:
                    say(f"error: {describe(fetched.error)}")
                continue
            write(str(fetched.snapshot.path))
            new += fetched.snapshot.is_new
            kept += not fetched.snapshot.is_new
    say(f"{output}: {count(new, 'new snapshot')}, {kept} unchanged, {failed} failed")
    return FAILED if failed else OK


def _listed(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
