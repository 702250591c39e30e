"""The one road: read → segment → extract → triples → store, and questions back.

    from privacyflow.pipeline import answer, build

    build("policies/", graph="privacyflow.graph")
    for row in answer("who receives location data?", graph="privacyflow.graph"):
        print(row["recipient"], row["quote"])

Errors that a person can mend have `where`, `what` and `remedy`: ReadingError for a document,
StoreError for a graph, BuildError for a build, QuestionError and QueryError for a question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .corpus.build import build_documents
from .corpus.documents import find_documents
from .corpus.engines import Effort
from .corpus.extraction import Extraction, extract, extract_text, put_in
from .corpus.failures import BuildError, DocumentFailure
from .corpus.outcomes import BuildSummary, Built, Step
from .corpus.plan import Wish
from .queries.notebook import Tabular

if TYPE_CHECKING:
    from .graphs.store import GraphStore

__all__ = [
    "Answer",
    "BuildError",
    "BuildSummary",
    "Built",
    "DocumentFailure",
    "Extraction",
    "Step",
    "answer",
    "build",
    "build_each",
    "extract",
    "extract_text",
    "find_documents",
    "put_in",
    "query",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Tabular):
    """The rows that answer a question: iterate over them, each a dictionary of column and text.

    `question` is the name of the catalogue's question that was run, `sparql` its text. A notebook
    shows it as a table; `to_pandas` makes a data frame of it.
    """

    question: str
    sparql: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __iter__(self) -> Iterator[Mapping[str, str]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def build(
    *sources: Path | str,
    graph: Path | str,
    company: str | None = None,
    again: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
    jobs: int = 1,
) -> BuildSummary:
    """Read files and folders of policies into the graph at `graph`, made where there is none.

    A document that is in the graph and unchanged is not read again, unless `again`, nor is one that
    could not be read before, unless `retry_failed`; its error is part of the summary. `prune` takes
    all other policy versions out of the graph. With several `jobs` so many processes read; a script
    that asks for that has its own lines below `if __name__ == "__main__":`, because each process
    imports it. Raises StoreError where the graph can't be written, BuildError where it can't be
    pruned or no process can be started.
    """
    wish = Wish(company=company, again=again, retry_failed=retry_failed, prune=prune)
    paths = find_documents(sources)
    outcomes = build_documents(paths, graph=graph, wish=wish, effort=Effort(jobs=jobs))
    return BuildSummary(built=tuple(outcomes))


def build_each(
    paths: Sequence[Path],
    *,
    graph: Path | str,
    company: str | None = None,
    again: bool = False,
) -> Iterator[Built]:
    """Yield what became of each of `paths`, one after the other, as `build` does it.

    Each policy is written in one transaction: what was yielded stays, whatever happens then.
    """
    wish = Wish(company=company, again=again)
    return build_documents(paths, graph=graph, wish=wish, effort=Effort(jobs=1))


def answer(question: str, *, graph: Path | str) -> Answer:
    """Answer a question in plain English from the graph at `graph`.

    Raises QuestionError where the question isn't understood, with what can be asked; StoreError.
    """
    from .graphs.store import GraphStore
    from .ontology.concepts import load_vocabulary
    from .queries.ask import Misunderstood, understand
    from .queries.questions import QuestionError

    with GraphStore.open(Path(graph), read_only=True) as store:
        understood = understand(question, load_vocabulary(), store)
        if isinstance(understood, Misunderstood):
            examples = " ".join(understood.examples)
            raise QuestionError(question, understood.reason, f"You can ask: {examples}")
        return _run(understood.query.name, store, understood.values)


def query(name: str, *, graph: Path | str, **values: str) -> Answer:
    """Run the catalogue's question `name` with its parameters as `values`.

    For example `query("denials", graph="privacyflow.graph", company="Fernway")`.

    Raises QuestionError for an unknown question, parameter or value; StoreError.
    """
    from .graphs.store import GraphStore

    with GraphStore.open(Path(graph), read_only=True) as store:
        return _run(name, store, values)


def _run(name: str, store: GraphStore, values: Mapping[str, str]) -> Answer:
    from .queries.catalogue import load_catalogue, run
    from .queries.results import show

    question = load_catalogue()[name]
    rows = run(store, question, values)
    return Answer(
        question=name,
        sparql=question.sparql,
        columns=rows.columns,
        rows=tuple(tuple(map(show, row)) for row in rows.rows),
    )
