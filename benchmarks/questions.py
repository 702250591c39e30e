"""Questions: how long each named question takes on a graph, beside the store giving as many rows.

    python benchmarks/questions.py GRAPH                              about its first company
    python benchmarks/questions.py GRAPH -p company=Fernway -p recipient=Mapbox
    python benchmarks/questions.py GRAPH --all                        with the optional values as well

A question is asked with the values it needs: those given with -p, else those of its header where
this graph knows them. Times are CPU time of this process in milliseconds, the first asking apart
from the best of the others. "just rows" is a query that only lists statements, as many as the
question has rows: a graph, a flow and its data each.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.queries.ask import understand
from privacyflow.queries.catalogue import load_catalogue, run
from privacyflow.queries.names import NAMED, Names, read_names
from privacyflow.queries.questions import NamedQuery, ParameterType, QuestionError

ROWS = "SELECT ?stated ?flow ?data { GRAPH ?stated { ?flow pf:dataText ?data } } LIMIT %d"
ASKED = "Who receives location data?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long something took, in milliseconds of CPU time, and how many rows it gave."""

    rows: int
    first: float
    again: float


def some_values(names: Names, given: Mapping[str, str]) -> dict[str, str]:
    """The values by parameter type: a company and a recipient that are in the graph, unless given."""
    named = [party for party in names.recipients if party.role == NAMED]
    known = [party for party in named if party.iri in names.vocabulary.parties]
    here = {
        ParameterType.COMPANY.value: names.companies[:1],
        ParameterType.RECIPIENT.value: (known or named)[:1],
    }
    return {kind: party.label for kind, parties in here.items() for party in parties} | dict(given)


def values_for(query: NamedQuery, values: Mapping[str, str], optional: bool) -> dict[str, str]:
    """What `query` is asked with; where a graph has no such party, the example of the header."""
    return {
        part.name: values.get(part.name, values.get(part.type.value, part.example))
        for part in query.parameters
        if part.required or optional
    }


def time_question(
    store: GraphStore, query: NamedQuery, values: Mapping[str, str], rounds: int
) -> Timing:
    """Ask once, and then again; raises QuestionError where a value names nothing here."""
    times = []
    rows = 0
    for _ in range(1 + max(1, rounds)):
        start = process_time()
        rows = len(run(store, query, values).rows)
        times.append((process_time() - start) * 1000)
    return Timing(rows=rows, first=times[0], again=min(times[1:]))


def time_rows(store: GraphStore, rows: int) -> float:
    """How long the store takes to give so many rows of three cells, in milliseconds."""
    start = process_time()
    store.select(ROWS % rows)
    return (process_time() - start) * 1000


def draw_table(
    store: GraphStore, values: Mapping[str, str], *, optional: bool, rounds: int
) -> Iterator[str]:
    """Yield the table line by line, as it is measured."""
    yield f"{'question':22}{'rows':>9}{'first':>9}{'again':>9}{'just rows':>11}  asked with\n"
    for query in load_catalogue():
        asked = values_for(query, values, optional)
        words = " ".join(f"{name}={value!r}" for name, value in asked.items())
        try:
            timing = time_question(store, query, asked, rounds)
        except QuestionError as error:
            yield f"{query.name:22}  not asked: {error.what}\n"
            continue
        bare = time_rows(store, timing.rows)
        yield (
            f"{query.name:22}{timing.rows:9,}{timing.first:9,.0f}{timing.again:9,.0f}{bare:11,.0f}"
            f"  {words}\n"
        )


def draw_names(path: Path) -> Iterator[str]:
    """Yield how long the names and a plain question take on a graph that was just opened."""
    vocabulary = load_vocabulary()
    with GraphStore.open(path, read_only=True) as store:
        for title, work in (
            ("names", lambda: read_names(store, vocabulary)),
            ("a plain question", lambda: understand(ASKED, vocabulary, store)),
        ):
            times = []
            for _ in range(2):
                start = process_time()
                work()
                times.append((process_time() - start) * 1000)
            yield f"{title:22}{'':9}{times[0]:9,.1f}{times[1]:9,.1f}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("graph", type=Path)
    parser.add_argument("-p", "--parameter", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--all", action="store_true", help="give the optional values as well")
    parser.add_argument("--repeat", type=int, default=2)
    options = parser.parse_args()
    given = dict(part.split("=", 1) for part in options.parameter if "=" in part)
    with GraphStore.open(options.graph, read_only=True) as store:
        values = some_values(read_names(store, load_vocabulary()), given)
        for line in draw_table(store, values, optional=options.all, rounds=options.repeat):
            sys.stdout.write(line)
            sys.stdout.flush()
    sys.stdout.writelines(draw_names(options.graph))
    return 0


if __name__ == "__main__":
    sys.exit(main())
