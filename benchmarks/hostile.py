"""Hostile: what sixty broken and hostile files cost, each a line, and whether the good ones are built.

    python benchmarks/hostile.py            makes them in a folder of its own, builds, measures
    python benchmarks/hostile.py --keep F   leaves them in the folder F

The build runs in a process of its own, so that its peak of memory is its own. The exit code is 1 where a
file has no line, a good one is not built, or the peak is above 1.5 GB.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

from hostile_files import GOOD, make_files

MOST_MEMORY = 1_500  # MB


def main() -> int:
    """Print each file's line and the cost of all of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--keep", type=Path, help="a folder to leave the files in")
    keep = parser.parse_args().keep
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        return measure(keep)
    with tempfile.TemporaryDirectory() as folder:
        return measure(Path(folder))


def measure(folder: Path) -> int:
    """Make the files in `folder`, build them, and print what became of each."""
    files = folder / "files"
    files.mkdir()
    made = make_files(files)
    receiver, sender = multiprocessing.Pipe(duplex=False)
    worker = multiprocessing.get_context("spawn").Process(target=build_all, args=(files, sender))
    worker.start()
    sender.close()
    lines: list[tuple[str, str, float]] = []
    try:
        while True:
            lines.append(receiver.recv())
    except EOFError:
        worker.join()
    *lines, (_, _, memory) = lines
    for name, line, seconds in lines:
        sys.stdout.write(
            f"{seconds:6.1f} s  {ascii(name)[1:-1][:40]:<42}{ascii(line)[1:-1][:150]}\n"
        )
    good = [name for name, line, _ in lines if line == "built"]
    missing = [name for name in GOOD if not any(each.endswith(name) for each in good)]
    spoken_of = {name.partition("!")[0] for name, _, _ in lines}
    silent = [name for name in made if name not in spoken_of]
    sys.stdout.write(
        f"{made and len(made)} files, {len(lines)} lines, {len(good)} built, peak {memory:.0f} MB, "
        f"{sum(seconds for _, _, seconds in lines):.0f} s; without a line: {silent or 'none'}; "
        f"good ones not built: {missing or 'none'}\n"
    )
    return int(bool(silent or missing or memory > MOST_MEMORY))


def build_all(files: Path, sender: Connection) -> None:
    """Build the files and send a line for each, at last the peak of memory in MB."""
    from privacyflow.cli.failures import describe
    from privacyflow.pipeline import build_each, find_documents

    paths = find_documents([files])
    began = time.perf_counter()
    for built in build_each(paths, graph=files.parent / "hostile.graph"):
        seconds, began = time.perf_counter() - began, time.perf_counter()
        line = "built" if built.failure is None else describe(built.failure)
        sender.send((str(built.path.relative_to(files)), line, seconds))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    sender.send(("", "", peak))
    sender.close()


if __name__ == "__main__":
    sys.exit(main())
