"""One document: what is found in it, and how it gets into a graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Quad

    from ..extractors.coverage import Coverage
    from ..extractors.reading import SourceFile
    from ..graphs.store import GraphStore
    from ..ontology.records import DataFlow, DefinedTerm, SourceDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """A document, the data flows that it states, in reading order, and how far it was understood.

    `terms` are the policy's own terms for data ("Usage Data"), with what their definitions list.
    """

    document: SourceDocument
    flows: tuple[DataFlow, ...]
    coverage: Coverage
    terms: tuple[DefinedTerm, ...] = ()


def extract(source: Path | str, *, company: str | None = None) -> Extraction:
    """Read the policy at `source` and find its flows.

    `company` says whose policy it is; by default it is found in the text. Raises ReadingError.
    """
    from ..extractors.reading import open_source

    return extract_source(open_source(Path(source)), company=company)


def extract_source(source: SourceFile, *, company: str | None = None) -> Extraction:
    """Find the flows of a policy given as `open_source` returns it. Raises ReadingError."""
    from ..extractors.reading import read_source

    return _extract(read_source(source, company=company))


def extract_text(data: bytes, *, file_name: str, company: str | None = None) -> Extraction:
    """Find the flows of a policy given as bytes; `file_name` tells its format by its ending.

    Raises ReadingError.
    """
    from ..extractors.reading import read_text

    return _extract(read_text(data, file_name=file_name, company=company))


def quads_of(found: Extraction) -> Iterator[Quad]:
    """Yield the stated graph and the text graph of what was found in one document."""
    from ..extractors.triples import flow_quads

    return flow_quads(found.document, found.flows, counts=found.coverage.counts, terms=found.terms)


def put_in(store: GraphStore, found: Extraction) -> None:
    """Put what was found in one document into an open graph. Raises StoreError."""
    store.replace_policy(found.document.id, quads_of(found))


def _extract(document: SourceDocument) -> Extraction:
    from ..extractors.flows import read_flows

    reading = read_flows(document)
    return Extraction(
        document=document, flows=reading.flows, coverage=reading.coverage, terms=reading.terms
    )
