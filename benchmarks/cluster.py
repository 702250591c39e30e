"""A cluster: the same policies by one process, by plain processes and by Ray whose workers are killed.

    python benchmarks/cluster.py                          2,000 short policies, 2 cores, 2 kills: 10 minutes
    python benchmarks/cluster.py --count 300 --kills 1    a small one
    python benchmarks/cluster.py --words 300-3000         of the length of real ones

The policies are those of synthetic_policies.py. What `load` makes of Ray's shards must be the one process's
graph to the byte, and each policy must be in one shard.
Workers are killed while they read, each time when another share of the shards is there. Times are on the
clock and of the processors; the latter count where other programs share the machine. Exit code 1 if anything differs.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from privacyflow.graphs.store import GraphStore
from synthetic_policies import draw_policies, read_range, write_folder

EVERY = 0.25
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Run:
    """One command: seconds on the clock, and of the processors by the process that took them."""

    name: str
    wall: float = 0.0
    work: dict[int, float] = field(default_factory=dict)
    killed: list[int] = field(default_factory=list)

    @property
    def cpu(self) -> float:
        return sum(self.work.values())

    def look(self, root: int) -> dict[int, str]:
        """Note what each process below `root` has taken so far, and return their names."""
        names = {}
        for pid in descendants(root):
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                names[pid] = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode()
            except OSError:
                continue
            self.work[pid] = (int(fields[11]) + int(fields[12])) / TICKS
        return names


def descendants(root: int) -> Iterator[int]:
    """Yield a process and those below it, as far as they live."""
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        try:
            threads = list(Path(f"/proc/{pid}/task").iterdir())
            waiting += [int(c) for t in threads for c in (t / "children").read_text().split()]
        except OSError:
            continue


def run(name: str, arguments: list[str], watch: Callable[[Run, dict[int, str]], None]) -> Run:
    """Run privacyflow, looking at its processes now and then. Raises RuntimeError if it failed."""
    done = Run(name)
    started = time.monotonic()
    command = [sys.executable, "-m", "privacyflow", *arguments]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stderr=said)
        while process.poll() is None:
            watch(done, done.look(process.pid))
            time.sleep(EVERY)
        done.wall = time.monotonic() - started
        said.seek(0)
        lines = said.read().decode(errors="replace").splitlines()
    if process.returncode != 0 or any(line.startswith("error") for line in lines):
        raise RuntimeError("\n".join(lines))
    sys.stdout.write(f"{name:34} {done.wall:8.1f} s {done.cpu:8.1f} CPU s   {lines[-1]}\n")
    sys.stdout.flush()
    return done


def killer(folder: Path, kills: int, shards: int) -> Callable[[Run, dict[int, str]], None]:
    """Return what kills a worker of Ray that is at work, each time that another share is done."""

    def watch(done: Run, names: dict[int, str]) -> None:
        there = len(list(folder.glob("*.nq.gz.json")))
        if len(done.killed) < kills and there >= (len(done.killed) + 1) * shards / (kills + 1):
            for pid in [pid for pid, name in names.items() if name.startswith("ray::_do")][:1]:
                os.kill(pid, signal.SIGKILL)
                done.killed.append(pid)

    return watch


def policies(folder: Path) -> list[str]:
    """The ids of all policies in a folder of shards, as their receipts tell."""
    receipts = (json.loads(path.read_text()) for path in sorted(folder.glob("*.nq.gz.json")))
    return [entry[0] for receipt in receipts for entry in receipt["documents"] if not entry[2]]


def export(graph: Path) -> bytes:
    with GraphStore.open(graph, read_only=True) as store:
        return store.dump()


def nothing(_: Run, __: dict[int, str]) -> None:
    return


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--words", type=read_range, default=(120, 180))
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--shard-size", type=int, default=250)
    parser.add_argument("--undisturbed", action="store_true", help="also with Ray and no kill")
    options = parser.parse_args()
    size, jobs = str(options.shard_size), str(options.jobs)
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        corpus = str(root / "policies")
        total = write_folder(draw_policies(options.count, options.words), root / "policies")
        sys.stdout.write(f"{options.count:,} policies, {total:,} bytes\n")

        def graph(name: str, count: str) -> Run:
            arguments = ["build", corpus, "-j", count, "-g", str(root / name)]
            return run(f"{name}, {count} cores", arguments, nothing)

        def shards(name: str, watch: Callable[[Run, dict[int, str]], None]) -> Run:
            into = ["--shards", str(root / name), "--shard-size", size, "-j", jobs]
            return run(f"{name}, {jobs} cores", ["build", corpus, *into, "--engine", "ray"], watch)

        single, plain = graph("one process", "1"), graph("processes", jobs)
        if options.undisturbed:
            shards("Ray, undisturbed", nothing)
        count = -(-options.count // options.shard_size)
        ray = shards("Ray", killer(root / "Ray", options.kills, count))
        run("load", ["load", str(root / "Ray"), "-g", str(root / "loaded")], nothing)
        ids = policies(root / "Ray")
        packed = sum(path.stat().st_size for path in (root / "Ray").glob("*.nq.gz"))
        wanted = export(root / "one process")
        found = {
            "processes' graph equal": export(root / "processes") == wanted,
            "Ray's graph equal": export(root / "loaded") == wanted,
            "each policy once": len(ids) == len(set(ids)) == options.count,
            "all kills done": len(ray.killed) == options.kills,
        }
    sys.stdout.write(
        f"{packed / options.count / 1e3:.1f} kB a policy in shards, {len(ray.killed)} workers killed\n"
        f"Ray, kills and all, against processes: {ray.wall / plain.wall:.2f} of their time, "
        f"{ray.cpu / plain.cpu:.2f} of their work\n"
        f"CPU s a policy: one process {single.cpu / options.count:.3f}, "
        f"processes {plain.cpu / options.count:.3f}, Ray {ray.cpu / options.count:.3f}\n"
    )
    sys.stdout.writelines(f"{name}: {'yes' if so else 'NO'}\n" for name, so in found.items())
    return 0 if all(found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
