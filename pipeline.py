"""The one road: read → segment → extract → triples → store, and questions back.

    from privacyflow.pipeline import answer, build

    build("policies/", graph="privacyflow.graph")
    for row in answer("who receives location data?", graph="privacyflow.graph"):
        print(row["recipient"], row["quote"])

Errors that a person can mend have `where`, `what` and `remedy`: ReadingError for a document,
StoreError for a graph, QuestionError and QueryError for a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .queries.notebook import Tabular

if TYPE_CHECKING:
    from .extractors.coverage import Coverage
    from .graphs.store import GraphStore
    from .ontology.records import DataFlow, DefinedTerm, SourceDocument

__all__ = [
    "Answer",
    "BuildSummary",
    "Built",
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

DOCUMENT_ENDINGS: Final = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx"),
    *(".zip", ".warc", ".warc.gz"),
)

COMPACT_FROM: Final = 0.25
"""The share of a graph's policies that a build has to add before it lays the files out anew."""


class Step(StrEnum):
    """What became of one document of a build."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A document, the data flows that it states, in reading order, and how far it was understood.

    `terms` are the policy's own terms for data ("Usage Data"), with what their definitions list.
    """

    document: SourceDocument
    flows: tuple[DataFlow, ...]
    coverage: Coverage
    terms: tuple[DefinedTerm, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One document of a build: `policy` is its id in the graph, `error` why it failed."""

    path: Path
    step: Step
    policy: str = ""
    flows: int = 0
    error: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """All documents of a build, in order; `str` gives one line for a person."""

    built: tuple[Built, ...]

    def of(self, step: Step) -> tuple[Built, ...]:
        """The documents with which `step` happened."""
        return tuple(each for each in self.built if each.step is step)

    @property
    def failed(self) -> tuple[Built, ...]:
        return self.of(Step.FAILED)

    def __str__(self) -> str:
        added = self.of(Step.ADDED)
        flows = sum(each.flows for each in added)
        parts = [
            f"{len(added)} added ({flows:,} flows)",
            f"{len(self.of(Step.UNCHANGED))} unchanged",
        ]
        if self.failed:
            parts.append(f"{len(self.failed)} failed")
        return ", ".join(parts)


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


def extract(source: Path | str, *, company: str | None = None) -> Extraction:
    """Read the policy at `source` and find its flows.

    `company` says whose policy it is; by default it is found in the text. Raises ReadingError.
    """
    from .extractors.reading import read_document

    return _extract_document(read_document(Path(source), company=company))


def extract_text(data: bytes, *, file_name: str, company: str | None = None) -> Extraction:
    """Find the flows of a policy given as bytes; `file_name` tells its format by its ending.

    Raises ReadingError.
    """
    from .extractors.reading import read_text

    return _extract_document(read_text(data, file_name=file_name, company=company))


def find_documents(sources: Iterable[Path | str]) -> tuple[Path, ...]:
    """Return the files among `sources` and all policies in the folders among them, each once.

    A file that is named is taken whatever its ending; below folders those with a document's ending
    count, in alphabetical order, hidden ones not. An archive stands for the documents in it, each
    called "archive.zip!member".
    """
    from .extractors.reading import find_members, is_archive

    found: dict[Path, None] = {}
    for source in map(Path, sources):
        for path in _walk(source) if source.is_dir() else (source,):
            members = find_members(path) if is_archive(path.name) else (path,)
            found.update(dict.fromkeys(members))
    return tuple(found)


def build(
    *sources: Path | str, graph: Path | str, company: str | None = None, again: bool = False
) -> BuildSummary:
    """Read files and folders of policies into the graph at `graph`, made where there is none.

    A document that is in the graph and unchanged is not read again, unless `again`. One that can't
    be read is part of the summary, with its error. Raises StoreError where the graph can't be
    written.
    """
    paths = find_documents(sources)
    return BuildSummary(built=tuple(build_each(paths, graph=graph, company=company, again=again)))


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
    from .graphs.errors import StoreError
    from .graphs.store import GraphStore

    with GraphStore.open(Path(graph)) as store:
        added = 0
        for path in paths:
            try:
                one = _build_one(path, store, company=company, again=again)
                added += one.step is Step.ADDED
                yield one
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001  whatever is wrong with one file, the others go on
                yield Built(path=path, step=Step.FAILED, error=error)
        if added > len(store.policies()) * COMPACT_FROM:
            store.compact()


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


def put_in(store: GraphStore, found: Extraction) -> None:
    """Put what was found in one document into an open graph. Raises StoreError."""
    from .extractors.triples import flow_quads

    document = found.document
    quads = flow_quads(document, found.flows, counts=found.coverage.counts, terms=found.terms)
    store.replace_policy(document.id, quads)


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


def _build_one(path: Path, store: GraphStore, *, company: str | None, again: bool) -> Built:
    from . import __version__
    from .extractors.reading import document_id, open_source, read_source

    source = open_source(path)
    policy = document_id(source.data, file_name=source.file_name)
    if not again and company is None and store.has_policy(policy, __version__):
        return Built(path=path, step=Step.UNCHANGED, policy=policy)
    found = _extract_document(read_source(source, company=company))
    put_in(store, found)
    return Built(path=path, step=Step.ADDED, policy=found.document.id, flows=len(found.flows))


def _extract_document(document: SourceDocument) -> Extraction:
    from .extractors.flows import read_flows

    reading = read_flows(document)
    return Extraction(
        document=document, flows=reading.flows, coverage=reading.coverage, terms=reading.terms
    )


def _walk(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.name.lower().endswith(DOCUMENT_ENDINGS)
        # A link that leads nowhere is said so when it is read.
        and (path.is_file() or (path.is_symlink() and not path.is_dir()))
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )
