"""Scale: loading, questions, pages and memory on graphs from 10 thousand to 5 million quads.

    python benchmarks/scale.py                 up to 300 thousand quads
    python benchmarks/scale.py --full          1 and 5 million as well; half an hour, 7 GB of disk
    python benchmarks/scale.py --sizes 10000 50000 200000 --json FILE

Makes synthetic graphs (synthetic_graph.py) and prints one table: what the graph takes beside pyoxigraph
on its own and rdflib with the same quads, each named question beside its plain form on the same store
in the same process (naive_questions.py), the page, memory, and the exponent by which each grows. Times
are CPU time unless the line says otherwise. Ratios are of figures of one run.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from growth import Measure, Section, draw, json_object, name_size, ratio

SIZES: Final = (10_000, 30_000, 100_000, 300_000)
FULL: Final = (*SIZES, 1_000_000, 5_000_000)
LARGEST_RDFLIB_LOAD, LARGEST_RDFLIB_ASK = 100_000, 10_000
LARGEST_PAGE: Final = 1_000_000
LIMIT: Final = 1_500
"""Seconds that one stage may take."""

Found = Mapping[int, Mapping[str, float]]


def stages_for(size: int) -> list[str]:
    """Return what is measured at a size: rdflib where it answers at all, pages where one opens."""
    stages = ["fill", "bulk", "extend", "ask"]
    stages += ["rdflib_load"] if size <= LARGEST_RDFLIB_LOAD else []
    stages += ["rdflib_ask"] if size <= LARGEST_RDFLIB_ASK else []
    return stages + (["page"] if size <= LARGEST_PAGE else [])


def run_stage(stage: str, folder: Path, size: int) -> dict[str, float]:
    """Run one stage in a process of its own; what it can't finish has no figures.

    What failed is told on stderr, so that a gap in the table has its reason.
    """
    script = Path(__file__).with_name("stages.py")
    command = [sys.executable, str(script), stage, str(folder), str(size)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT, check=True)
    except subprocess.TimeoutExpired:
        tell(f"{stage} at {name_size(size)}: given up after {LIMIT} s")
        return {}
    except subprocess.CalledProcessError as error:
        last = (error.stderr or "").strip().splitlines()[-1:] or [f"exit code {error.returncode}"]
        tell(f"{stage} at {name_size(size)}: {last[0]}")
        return {}
    found: dict[str, float] = json.loads(done.stdout)
    return found


def measure(sizes: Sequence[int], place: Path | None) -> dict[int, dict[str, float]]:
    """Measure every size; its files go before the next one's come."""
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        found[size] = {}
        with tempfile.TemporaryDirectory(dir=place) as folder:
            for stage in stages_for(size):
                tell(f"{name_size(size)}: {stage.replace('_', ' ')} …")
                found[size] |= run_stage(stage, Path(folder), size)
    return found


def tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def line(found: Found, title: str, unit: str, key: str) -> Measure:
    """Return the line of one figure; sizes where it wasn't measured have none."""
    figures = {size: each[key] for size, each in found.items() if key in each}
    return Measure(title=title, unit=unit, figures=figures)


def sections_of(found: Found) -> tuple[Section, ...]:
    return (
        Section(heading="The graph", measures=_graph(found)),
        Section(heading="Loading", measures=_loading(found)),
        Section(heading="Memory", measures=_memory(found)),
        Section(heading="Named questions beside plain ones", measures=_pairs(found)),
        Section(heading="All named questions", measures=_all(found)),
        Section(heading="The page on all flows", measures=_page(found)),
    )


def _graph(found: Found) -> tuple[Measure, ...]:
    return (
        line(found, "quads of policies", "", "quads"),
        line(found, "flows", "", "flows"),
        line(found, "policies", "", "policies"),
        line(found, "on disk", "MB", "disk"),
        line(found, "opening to read", "ms, wall", "open wall ms"),
        line(found, "reading all names, the first time", "ms", "names ms"),
    )


def _loading(found: Found) -> tuple[Measure, ...]:
    load = line(found, "GraphStore, a transaction a policy, deriving", "s", "load")
    extend = line(found, "pyoxigraph `extend`, as many a transaction", "s", "extend")
    bulk = line(found, "pyoxigraph `bulk_load` of a file", "s", "bulk")
    rdflib = line(found, "rdflib, in memory", "s", "rdflib load")
    return (
        load,
        line(found, "the same", "s, wall", "load wall"),
        line(found, "laying the files out anew", "s", "compact"),
        extend,
        bulk,
        rdflib,
        ratio("GraphStore against `extend`", load, extend),
        ratio("GraphStore against `bulk_load`", load, bulk),
        ratio("rdflib against GraphStore", rdflib, load),
    )


def _memory(found: Found) -> tuple[Measure, ...]:
    return (
        line(found, "loading, GraphStore", "MB", "load memory"),
        line(found, "loading, `bulk_load`", "MB", "bulk memory"),
        line(found, "loading, rdflib", "MB", "rdflib memory"),
        line(found, "opened", "MB", "open memory"),
        line(found, "after the named questions below", "MB", "ask memory"),
        line(found, "drawing the page", "MB", "page memory"),
    )


def _pairs(found: Found) -> tuple[Measure, ...]:
    measures: list[Measure] = []
    for title in _titles(found, "named "):
        named = line(found, title, "ms", f"named {title}")
        plain = line(found, "— plain, same store", "ms", f"plain {title}")
        rdflib = line(found, "— plain, rdflib", "ms", f"rdflib {title}")
        gave_up = line(found, "— plain, rdflib, given up after", "ms", f"rdflib gave up {title}")
        measures += [
            named,
            line(found, "— its first asking", "ms", f"named {title} first"),
            line(found, "— rows", "", f"named {title} rows"),
            plain,
            ratio("— plain against named", plain, named),
            line(found, "— flows that both find", "of all", f"same {title}"),
            rdflib,
            gave_up,
            ratio("— rdflib against named", rdflib, named),
        ]
    return tuple(measure for measure in measures if measure.figures)


def _all(found: Found) -> tuple[Measure, ...]:
    return tuple(line(found, f"{title}", "ms", f"all {title}") for title in _titles(found, "all "))


def _page(found: Found) -> tuple[Measure, ...]:
    return (
        line(found, "reading and drawing", "s", "page"),
        line(found, "its size", "MB", "page size"),
    )


def _titles(found: Found, prefix: str) -> list[str]:
    """Return what was asked, in the order of asking."""
    keys: Iterable[str] = (key for each in found.values() for key in each)
    names = (key.removeprefix(prefix) for key in keys if key.startswith(prefix))
    return list(dict.fromkeys(name for name in names if not name.endswith((" first", " rows"))))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="1 and 5 million quads as well")
    parser.add_argument("--sizes", type=int, nargs="+", help="these numbers of quads")
    parser.add_argument("--json", type=Path, help="write the figures here for a program, too")
    parser.add_argument("--place", type=Path, help="where the graphs are made; they go again")
    options = parser.parse_args()
    sizes = sorted(options.sizes or (FULL if options.full else SIZES))
    found = measure(sizes, options.place)
    sections = sections_of(found)
    sys.stdout.write("\n".join(draw(sections, sizes)) + "\n")
    if options.json:
        told = {"sizes": sizes, "lines": json_object(sections)}
        options.json.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
