"""What is measured on one synthetic graph, each stage in a process of its own so that memory is its own.

`scale.py` runs them: python benchmarks/stages.py STAGE FOLDER [SIZE]. A stage prints one JSON object of
figures by name. CPU time is this process's own with all its threads, so that neighbours on the
machine and waiting for the disk count little; "wall" in a name says that it is not CPU time.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

import naive_questions
import pyoxigraph
from clock import Clock, peak
from naive_questions import NaiveQuestion
from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.page import render_statements
from privacyflow.graphs.statement_reader import read_statements
from privacyflow.graphs.store import GraphStore, Rows
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import PREFIXES
from privacyflow.queries.catalogue import bind, load_catalogue, run
from privacyflow.queries.names import Names, read_names
from privacyflow.queries.questions import QuestionError
from questions import some_values, values_for
from synthetic_graph import make_policies

if TYPE_CHECKING:
    from privacyflow.ontology.entries import Concept, KnownParty
    from rdflib import Dataset

Figures = dict[str, float]

TRANSACTION: Final = 6_000
"""Quads that the bare store gets at a time: about a policy's."""
ENOUGH: Final = 1.0
"""Seconds after which a question is not asked again."""
PATIENCE: Final = 60
"""Seconds that one question of rdflib may take."""
OWNER: Final = "Google"
GRAPH, QUADS = "graph", "quads.nq"


def size_of(folder: Path) -> float:
    """What the files of a folder take, in MB."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def fill(folder: Path, size: int) -> Figures:
    """Make policies until the graph has `size` quads of them, and write all quads to a file."""
    making, loading, compacting = Clock(), Clock(), Clock()
    written = flows = policies = 0
    store = GraphStore.open(folder / GRAPH)
    policy = make_policies()
    while written < size:
        with making.on():
            made = next(policy)
            quads = list(flow_quads(made.document, made.flows, terms=made.terms))
        with loading.on():
            store.replace_policy(made.document.id, quads)
        written += sum(1 for _ in store.quads(policy_id=made.document.id))
        flows, policies = flows + len(made.flows), policies + 1
    with compacting.on():
        store.compact()
        store.close()
    memory = peak()
    pyoxigraph.Store.read_only(str(folder / GRAPH)).dump(
        str(folder / QUADS), format=pyoxigraph.RdfFormat.N_QUADS
    )
    return {
        "quads": written,
        "flows": flows,
        "policies": policies,
        "make": making.cpu,
        "load": loading.cpu,
        "load wall": loading.wall,
        "compact": compacting.cpu,
        "load memory": memory,
        "disk": size_of(folder / GRAPH),
    }


def bulk(folder: Path) -> Figures:
    """Load the same quads by the bare store's own bulk loader, file and all."""
    clock = Clock()
    with clock.on():
        store = pyoxigraph.Store(str(folder / "bulk"))
        store.bulk_load(path=str(folder / QUADS), format=pyoxigraph.RdfFormat.N_QUADS)
        store.flush()
    return {"bulk": clock.cpu, "bulk wall": clock.wall, "bulk memory": peak()}


def extend(folder: Path) -> Figures:
    """Load the same quads into the bare store, a transaction for as many as a policy has."""
    clock = Clock()
    store = pyoxigraph.Store(str(folder / "extend"))
    quads = pyoxigraph.parse(path=str(folder / QUADS), format=pyoxigraph.RdfFormat.N_QUADS)
    while batch := list(islice(quads, TRANSACTION)):
        with clock.on():
            store.extend(batch)
    with clock.on():
        store.flush()
    return {"extend": clock.cpu, "extend wall": clock.wall}


def ask(folder: Path) -> Figures:
    """Open the graph, then ask every named question, then the plain forms of some."""
    opening, naming = Clock(), Clock()
    with opening.on():
        store = GraphStore.open(folder / GRAPH, read_only=True)
    figures: Figures = {"open wall ms": 1000 * opening.wall, "open memory": peak()}
    vocabulary = load_vocabulary()
    with naming.on():
        names = read_names(store, vocabulary)
    values = asked_about(names)
    figures["names ms"] = 1000 * naming.cpu
    store.recalled.clear()
    asked = naive_questions.questions(values["company"], values["recipient"])
    for question in asked:
        query = load_catalogue()[question.name]
        figures |= times(f"named {question.title}", partial(run, store, query, question.values))
    figures["ask memory"] = peak()
    for query in load_catalogue():
        given = values_for(query, values, optional=False)
        try:
            figures |= times(f"all {query.name}", partial(run, store, query, given))
        except QuestionError:
            continue
    for question in asked:
        if question.plain:
            sparql = plain_sparql(store, question)
            figures |= times(f"plain {question.title}", partial(store.select, sparql))
            figures[f"same {question.title}"] = same_flows(store, question, sparql)
    return figures


def asked_about(names: Names) -> dict[str, str]:
    """A company and a recipient of the graph: one that owns services, where it is there."""
    recipients = {party.label for party in names.recipients}
    return some_values(names, {"recipient": OWNER} if OWNER in recipients else {})


def times(title: str, work: Callable[[], object]) -> Figures:
    """Milliseconds of the first asking and the median of up to six more, and how many rows."""
    clock = Clock()
    rows = 0
    while len(clock.runs) < 7 and (len(clock.runs) < 2 or clock.cpu < ENOUGH):
        with clock.on():
            answer = work()
        rows = len(getattr(answer, "rows", ()))
    again = sorted(clock.runs[1:])
    return {
        title: 1000 * again[len(again) // 2],
        f"{title} first": 1000 * clock.runs[0],
        f"{title} rows": rows,
    }


def plain_sparql(store: GraphStore, question: NaiveQuestion) -> str:
    """Write the IRI of each value into the plain form: that of the concept or party so called."""
    vocabulary = load_vocabulary()
    find: dict[str, Callable[[str], Concept | KnownParty | None]] = {
        "data": vocabulary.find_data,
        "purpose": vocabulary.find_purpose,
        "kind": vocabulary.find_kind,
        "recipient": vocabulary.find_party,
    }
    iris = {}
    for name, value in question.values.items():
        known = find[name](value) if name in find else None
        if known is not None:
            iris[name] = known.iri
        else:
            (bound,) = bind(store, load_catalogue()[question.name], {name: value})
            iris[name] = bound[f"_{name}"].value
    return naive_questions.fill(question.plain, iris)


def same_flows(store: GraphStore, question: NaiveQuestion, sparql: str) -> float:
    """The share of flows that both find of those that either finds, without those by definition."""
    named = run(store, load_catalogue()[question.name], question.values)
    by_definition = named.columns.index("definition") if "definition" in named.columns else None
    said = [row for row in named.rows if by_definition is None or row[by_definition] is None]
    found, plain = flows_in(named, said), flows_in(answer := store.select(sparql), answer.rows)
    return len(found & plain) / len(found | plain) if found | plain else 1.0


def flows_in(rows: Rows, among: Iterable[tuple[object, ...]]) -> set[str]:
    place = rows.columns.index("flow")
    return {str(row[place]) for row in among}


def rdflib_load(folder: Path) -> Figures:
    """Read the same quads with rdflib, which keeps them in memory."""
    clock = Clock()
    with clock.on():
        read_dataset(folder)
    return {"rdflib load": clock.cpu, "rdflib memory": peak()}


def rdflib_ask(folder: Path) -> Figures:
    """Ask rdflib the plain forms, each once; what takes longer than PATIENCE is given up."""
    with GraphStore.open(folder / GRAPH, read_only=True) as store:
        values = asked_about(read_names(store, load_vocabulary()))
        asked = naive_questions.questions(values["company"], values["recipient"])
        plain = {each.title: plain_sparql(store, each) for each in asked if each.plain}
    dataset = read_dataset(folder)
    signal.signal(signal.SIGALRM, give_up)
    figures: Figures = {}
    for title, sparql in plain.items():
        clock = Clock()
        signal.alarm(PATIENCE)
        try:
            with clock.on():
                rows = len(list(dataset.query(sparql, initNs=PREFIXES)))
        except TimeoutError:
            figures[f"rdflib gave up {title}"] = 1000 * PATIENCE
            continue
        finally:
            signal.alarm(0)
        figures |= {f"rdflib {title}": 1000 * clock.cpu, f"rdflib {title} rows": rows}
    return figures


def read_dataset(folder: Path) -> Dataset:
    from rdflib import Dataset

    dataset = Dataset(default_union=True)
    dataset.parse(folder / QUADS, format="nquads")
    return dataset


def give_up(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def page(folder: Path) -> Figures:
    """Draw the page on all flows of the graph."""
    reading, drawing = Clock(), Clock()
    with GraphStore.open(folder / GRAPH, read_only=True) as store, reading.on():
        statements = read_statements(store)
    with drawing.on():
        html = render_statements(statements, title="Measured")
    return {
        "page read": reading.cpu,
        "page": reading.cpu + drawing.cpu,
        "page size": len(html.encode()) / 1e6,
        "page memory": peak(),
    }


STAGES: Final[dict[str, Callable[[Path], Figures]]] = {
    "bulk": bulk,
    "extend": extend,
    "ask": ask,
    "rdflib_load": rdflib_load,
    "rdflib_ask": rdflib_ask,
    "page": page,
}


def main() -> int:
    stage, folder, *size = sys.argv[1:]
    place = Path(folder)
    figures = fill(place, int(size[0])) if stage == "fill" else STAGES[stage](place)
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
