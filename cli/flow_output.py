"""How the flows of documents are written: as a table, as records, as a spreadsheet, as RDF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ..ontology.records import DataFlow, Party
    from ..pipeline import Extraction

TABLE_COLUMNS: Final = ("action", "data", "recipient", "purpose", "condition", "quote")
SHEET_COLUMNS: Final = (
    "id",
    "policy",
    "company",
    "action",
    "manner",
    "negated",
    "modality",
    "actor",
    "data",
    "type",
    "recipient",
    "recipient_role",
    "source",
    "purposes",
    "condition",
    "retention",
    "section",
    "quote",
    "start",
    "end",
    "rule",
    "retention_duration",
    "retention_bound",
    "condition_kind",
)


def table_rows(extraction: Extraction) -> Iterator[tuple[str, ...]]:
    """Yield one row a flow, for reading: what a terminal would obey is taken out."""
    from ..queries.results import make_inert

    for flow in extraction.flows:
        cells = (
            _action(flow),
            flow.data.text,
            _words(flow.recipient),
            "; ".join(purpose.text for purpose in flow.purposes),
            flow.condition.text if flow.condition else "",
            flow.evidence.text,
        )
        yield tuple(map(make_inert, cells))


def write_records(extractions: Iterable[Extraction]) -> str:
    """Return one JSON object a line."""
    from ..extractors.protocol import flow_record

    return "".join(
        flow_record(each.document, flow, _local(each, flow)) + "\n"
        for each in extractions
        for flow in each.flows
    )


def write_sheet(extractions: Iterable[Extraction]) -> str:
    """Return CSV with a header line; cells that a spreadsheet would run are made inert."""
    from ..graphs.export.cells import neutralise

    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(SHEET_COLUMNS)
    for each in extractions:
        for flow in each.flows:
            writer.writerow([neutralise(cell) for cell in _sheet_row(each, flow)])
    return buffer.getvalue()


def write_rdf(extractions: Sequence[Extraction], name: str) -> bytes:
    """Return the stated graphs in the format `name`; the policies' texts are left out."""
    from pyoxigraph import NamedNode

    from ..extractors.triples import flow_quads
    from ..graphs.serialisation import Format, serialise
    from ..ontology.resources import text_graph

    quads = (
        quad
        for each in extractions
        for quad in flow_quads(
            each.document, each.flows, counts=each.coverage.counts, terms=each.terms
        )
        if quad.graph_name != NamedNode(text_graph(each.document.id))
    )
    return serialise(quads, Format(name))


def _sheet_row(each: Extraction, flow: DataFlow) -> tuple[str, ...]:
    return (
        _local(each, flow),
        each.document.id,
        each.document.company,
        flow.action.value,
        flow.manner,
        str(flow.negated).lower(),
        flow.modality.value,
        _words(flow.actor) or each.document.company,
        flow.data.text,
        (flow.data.concept or "").rpartition("#")[2],
        _words(flow.recipient),
        flow.recipient.role.value if flow.recipient else "",
        _words(flow.source),
        "; ".join(purpose.text for purpose in flow.purposes),
        flow.condition.text if flow.condition else "",
        flow.retention.text if flow.retention else "",
        " > ".join(flow.section),
        flow.evidence.text,
        str(flow.evidence.start),
        str(flow.evidence.end),
        flow.rule,
        flow.retention_duration.iso if flow.retention_duration else "",
        flow.retention_duration.bound.value if flow.retention_duration else "",
        flow.condition_kind.value if flow.condition_kind else "",
    )


def _action(flow: DataFlow) -> str:
    if flow.negated:
        return f"not {flow.action.value}"
    return f"may {flow.action.value}" if flow.modality.value == "possible" else flow.action.value


def _words(party: Party | None) -> str:
    return party.mention.text if party and party.mention else ""


def _local(each: Extraction, flow: DataFlow) -> str:
    from ..extractors.triples import flow_iri

    return flow_iri(each.document, flow).rpartition("/")[2]
