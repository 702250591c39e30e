"""The two streams: data on stdout, everything said to a person on stderr."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")

STREAM: Final = "-"
PIPED_WIDTH: Final = 120


def count(number: int, noun: str) -> str:
    """Return "1 flow", "2 flows", "1,200 policies"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("cy") else f"{number:,} {noun}s"


def write(text: str) -> None:
    """Write data to stdout, ending in a newline."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def write_bytes(data: bytes) -> None:
    """Write data that is already encoded to stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say(message: str) -> None:
    """Tell the person at the terminal something that is not data."""
    sys.stderr.write(message + "\n")
    sys.stderr.flush()


def say_past(number: int) -> None:
    """Tell how many versions of policies did not count because there are later ones."""
    if number:
        say(f"{count(number, 'earlier version')} left out; --all-versions counts them, too")


def save(data: bytes, path: Path) -> None:
    """Write `data` to `path` at once: a reader sees the old file or the new one, never half."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(data)
    temporary.replace(path)


def deliver(data: bytes, output: Path | None) -> None:
    """Write `data` to the file `output`, or to stdout for None and "-"."""
    if output is None or str(output) == STREAM:
        write_bytes(data)
    else:
        save(data, output)
        say(f"wrote {output} ({len(data):,} bytes)")


def on_terminal(stream: TextIO) -> bool:
    """Tell whether a person reads `stream` as it is written."""
    return stream.isatty()


def draw_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table to stdout, as wide as the terminal; cells are inert words, never markup."""
    from .tables import lay_out

    console = open_console(sys.stdout)
    for line in lay_out(columns, rows, console.width):
        console.print(line, soft_wrap=True)


def draw_text(pieces: Iterable[tuple[str, str]]) -> None:
    """Print words to stdout, each piece with its style; what a terminal would obey is taken out."""
    from rich.text import Text

    from ..queries.results import make_inert

    text = Text()
    for words, style in pieces:
        text.append("\n".join(map(make_inert, words.split("\n"))), style=style)
    open_console(sys.stdout).print(text, soft_wrap=not on_terminal(sys.stdout))


def track(items: Sequence[Item], label: str) -> Iterator[Item]:
    """Yield `items`, with a progress bar on stderr where it is a terminal and there are several."""
    if len(items) < 2 or not on_terminal(sys.stderr):
        yield from items
        return
    from rich.progress import track as track_with_bar

    yield from track_with_bar(
        items, description=label, console=open_console(sys.stderr), transient=True
    )


def open_console(stream: TextIO) -> Console:
    """Return what draws on a stream, as wide as the terminal."""
    from rich.console import Console

    # NO_COLOR is read by rich itself.
    width = shutil.get_terminal_size((PIPED_WIDTH, 24)).columns
    return Console(file=stream, width=width, emoji=False, highlight=False)
