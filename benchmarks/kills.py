"""Kills: a build is killed at a random moment and run again; the graph must be the undisturbed one's.

    python benchmarks/kills.py                   30 kills on the example policies, and the seeds where they are
    python benchmarks/kills.py --kills 5 FILE…   5 kills on these policies
    python benchmarks/kills.py -j 2              with two processes that read

Each round starts with no graph, ends the build with SIGKILL at a moment drawn evenly from the time that the
undisturbed one took, and runs it again until it is through. Exit code 1 if any export differs in a byte.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from corpus import EXAMPLES, SHARED
from privacyflow.graphs.store import GraphStore


def start(files: Sequence[Path], graph: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "privacyflow", "build", *map(str, files)]
    return subprocess.Popen(
        [*command, "--graph", str(graph), "--jobs", str(jobs)], stderr=subprocess.PIPE
    )


def finish(build: subprocess.Popen[bytes]) -> str:
    """Wait for a build and return its last line. Raises RuntimeError if it failed."""
    _, said = build.communicate()
    lines = said.decode(errors="replace").splitlines()
    if build.returncode != 0 or any(line.startswith("error") for line in lines):
        raise RuntimeError("\n".join(lines))
    return lines[-1]


def export(graph: Path) -> bytes:
    with GraphStore.open(graph, read_only=True) as store:
        return store.dump()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1, help="of the random moments")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or [
        *sorted(EXAMPLES.iterdir()),
        *sorted((SHARED / "policies" / "seeds").glob("*.txt")),
    ]
    moments = random.Random(options.seed)
    differing = 0
    with tempfile.TemporaryDirectory() as folder:
        undisturbed = Path(folder) / "undisturbed"
        started = time.monotonic()
        finish(start(files, undisturbed, options.jobs))
        took = time.monotonic() - started
        wanted = export(undisturbed)
        sys.stdout.write(f"{len(files)} policies, {options.jobs} processes, {took:.1f} s\n")
        sys.stdout.write(f"undisturbed: {hashlib.sha256(wanted).hexdigest()[:16]}\n")
        for number in range(options.kills):
            graph = Path(folder) / str(number)
            build = start(files, graph, options.jobs)
            moment = moments.uniform(0, took)
            time.sleep(moment)
            build.kill()
            build.communicate()
            said = finish(start(files, graph, options.jobs))
            found = export(graph)
            verdict = "the same" if found == wanted else "DIFFERS"
            differing += found != wanted
            told = said.rpartition(": ")[2]
            sys.stdout.write(f"killed at {moment:5.1f} s; then {told}: {verdict}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{options.kills} kills, {differing} exports differ\n")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
