"""`privacyflow reason`: what follows from a policy, by a description-logic reasoner."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import count, deliver, say, track
from .documents import read_documents
from .failures import FAILED, FOUND, OK, Failure
from .formats import GRAPH_FORMATS, choose_format
from .options import DEFAULT_GRAPH, GraphOption, OutputOption

if TYPE_CHECKING:
    from ..graphs.inferences import Inferred
    from ..graphs.store import GraphStore


def reason(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE",
            help='A policy to read and reason about, in place of a graph; "-" is standard input.',
            show_default=False,
        ),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    policy: Annotated[
        str | None,
        typer.Option("--policy", metavar="ID|COMPANY|FILE", help="Reason about this policy alone."),
    ] = None,
    output: OutputOption = None,
    write: Annotated[
        bool,
        typer.Option("--write", help="Put what follows into the graph, beside what is stated."),
    ] = False,
) -> int:
    """\b
    Examples:
      privacyflow reason policy.html
      privacyflow reason --policy quillbox.txt -o inferred.ttl
      privacyflow reason --policy quillbox.txt --write

    Runs the reasoner HermiT, a policy at a time (seconds each; it needs Java), and writes which flows
    and parties are of which class, each party with the flows from which that follows. Exits with 1
    where a policy's graph contradicts the ontology, and tells how.
    """
    from ..graphs.serialisation import Format, serialise
    from ..ontology.reasoning import require_java

    if source is not None and (policy is not None or write):
        raise Failure(str(source), "a file has no graph", "Leave out --policy and --write.")
    if write and output is not None:
        raise Failure("--write", "goes into the graph, not into a file", "Leave out one of them.")
    chosen = choose_format(None, output, GRAPH_FORMATS, "ttl")
    require_java()
    with _store(source, graph, write=write) as store:
        found = [
            _infer(store, each, write=write) for each in track(_ids(store, policy), "reasoning")
        ]
    sound = [each for each in found if each is not None]
    if not write:
        quads = (quad for each in sound for quad in each.quads)
        deliver(serialise(quads, Format(chosen)), output)
    agreed = all(not each.only_reasoned and not each.only_derived for each in sound)
    return OK if agreed and len(sound) == len(found) else FOUND


def _store(source: Path | None, graph: Path, *, write: bool) -> GraphStore:
    from ..graphs.store import GraphStore
    from ..pipeline import put_in

    if source is None:
        return GraphStore.open(graph, read_only=not write)
    extractions, failed = read_documents([source], None)
    if failed:
        raise typer.Exit(FAILED)
    store = GraphStore.in_memory()
    for extraction in extractions:
        put_in(store, extraction)
    return store


def _ids(store: GraphStore, policy: str | None) -> list[str]:
    from ..ontology.concepts import load_vocabulary
    from ..ontology.terms import PFR
    from ..queries.policies import find_policy

    if policy is None:
        return [each.id for each in store.policies()]
    return [find_policy(store, policy, load_vocabulary()).removeprefix(f"{PFR}policy-")]


def _infer(store: GraphStore, policy: str, *, write: bool) -> Inferred | None:
    """Reason about one policy and tell what came of it; None where it contradicts the ontology."""
    from ..graphs.inferences import infer, told_triples
    from ..ontology.clashes import find_clashes
    from ..ontology.reasoning import ClashError
    from ..queries.results import make_inert

    try:
        found = infer(store, policy)
    except ClashError:
        say(f"{policy}: contradicts the ontology")
        for clash in find_clashes(told_triples(store, policy)):
            say(f"  {make_inert(str(clash))}")
        return None
    if write:
        store.replace_inferred(policy, found.quads)
    say(f"{policy}: {_summary(found)}")
    for what, statements in (
        ("only the reasoner finds", found.only_reasoned),
        ("the reasoner doesn't find", found.only_derived),
    ):
        for statement in statements:
            say(f"  {what}: {make_inert(statement)}")
    return found


def _summary(found: Inferred) -> str:
    """Return the classes by the number of their members, the largest first."""
    from ..ontology.terms import PF

    sizes = Counter(each.kind.removeprefix(PF) for each in found.memberships)
    ordered = sorted(sizes.items(), key=lambda size: (-size[1], size[0]))
    classes = ", ".join(f"{number} {name}" for name, number in ordered)
    return f"{count(len(found.memberships), 'membership')}{': ' * bool(classes)}{classes}"
