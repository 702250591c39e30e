"""`privacyflow export`: the graph, or a part of it, in the formats of other programs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO, Final

import typer

from .console import STREAM, on_terminal, say
from .failures import OK, Failure
from .formats import GRAPH_FORMATS, choose_format
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..graphs.export.selection import Selection
    from ..graphs.parts import Part
    from ..graphs.store import GraphStore

TABLES: Final = ("csv", "xlsx", "parquet")
NETWORKS: Final = ("graphml", "gexf", "dot", "mmd")
FORMATS: Final = (*GRAPH_FORMATS, *TABLES, *NETWORKS)
ROPA: Final = ("csv", "xlsx")
BINARY: Final = ("xlsx", "parquet")
NAMELESS: Final = {"ttl": "Turtle", "nt": "N-Triples"}

OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help='The file, whose ending tells the format; "-" is standard output.',
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="RDF: ttl, nt, nq, trig or jsonld; a row a flow: csv, xlsx or parquet; "
        "the network of recipients: graphml, gexf, dot or mmd (Mermaid).",
    ),
]
CompanyOption = Annotated[
    list[str] | None,
    typer.Option("--company", metavar="NAME", help="Only its policies; repeat for more."),
]
PolicyOption = Annotated[
    list[str] | None,
    typer.Option("--policy", metavar="ID|FILE", help="Only this version; repeat for more."),
]
PartOption = Annotated[
    list[str] | None,
    typer.Option(
        "--part",
        metavar="PART",
        help="Of RDF, only these graphs: stated, derived, inferred, text, vocabulary, "
        "organisations; repeat for more. Default: all but text, the policies' whole texts.",
    ),
]


def export(
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    output: OutputOption = None,
    format: FormatOption = None,
    company: CompanyOption = None,
    policy: PolicyOption = None,
    part: PartOption = None,
    ropa: Annotated[
        bool,
        typer.Option(
            "--ropa", help="A draft record of processing (GDPR Art. 30) instead: csv or xlsx."
        ),
    ] = False,
    dpv: Annotated[
        bool, typer.Option("--dpv", help="RDF in the terms of DPV alone, without denials.")
    ] = False,
) -> int:
    """\b
    Examples:
      privacyflow export -o flows.csv
      privacyflow export -o graph.trig --part stated --part text
      privacyflow export --company Fernway -o fernway.graphml
      privacyflow export --company Fernway -f mmd -o -
      privacyflow export --ropa -o ropa.xlsx
      privacyflow export --dpv -f nq -o - > dpv.nq

    Writes the graph for other programs: RDF stores, spreadsheets, data frames, graph editors. A file
    is whole or not there at all. Turtle and N-Triples have no named graphs, so they lose which
    policy version said what of a party. Networks have one edge for each statement that names a
    recipient.
    """
    chosen = _format(format, output)
    _check(chosen, part=part, ropa=ropa, dpv=dpv)

    with open_to_read(graph, endpoint) as store:
        selection = _select(store, company or [], policy or [], _parts(part or []))
        if chosen in NAMELESS:
            say(f"{NAMELESS[chosen]} has no named graphs; .trig and .nq keep them.")
        _write(_writer(store, selection, chosen, ropa=ropa, dpv=dpv), chosen, output)
    return OK


def _format(format: str | None, output: Path | None) -> str:
    unnamed = output is None or str(output) == STREAM or not output.suffix
    if format is None and unnamed:
        remedy = "Give -o FILE.csv (or .ttl, .xlsx, .graphml …), or -f FORMAT."
        raise Failure("export", "no format given", remedy)
    return choose_format(format, output, FORMATS, "")


def _check(chosen: str, *, part: list[str] | None, ropa: bool, dpv: bool) -> None:
    if ropa and dpv:
        raise Failure("--ropa", "doesn't go with --dpv", "Export them one after the other.")
    if ropa and chosen not in ROPA:
        raise Failure("--ropa", f"can't be written as {chosen}", "Formats: csv, xlsx.")
    for option, given in (("--dpv", dpv), ("--part", bool(part))):
        if given and chosen not in GRAPH_FORMATS:
            remedy = f"Formats: {', '.join(GRAPH_FORMATS)}."
            raise Failure(option, f"is for RDF, not for {chosen}", remedy)


def _parts(names: Sequence[str]) -> tuple[Part, ...]:
    from ..graphs.export.selection import USUAL_PARTS
    from ..graphs.parts import Part

    known = [part.value for part in Part]
    for name in names:
        if name not in known:
            raise Failure(f"--part {name}", "is no part of a graph", f"Parts: {', '.join(known)}.")
    return tuple(map(Part, names)) or USUAL_PARTS


def _select(
    store: GraphStore, companies: Sequence[str], policies: Sequence[str], parts: tuple[Part, ...]
) -> Selection:
    from ..graphs.export.selection import Selection
    from ..ontology.concepts import load_vocabulary
    from ..queries.policies import find_company_policies, find_policy

    if not companies and not policies:
        return Selection.whole(store, parts)
    vocabulary = load_vocabulary()
    chosen = {find_policy(store, name, vocabulary) for name in policies}
    for name in companies:
        chosen.update(find_company_policies(store, name, vocabulary))
    return Selection(policies=tuple(sorted(chosen)), parts=parts)


def _writer(
    store: GraphStore, selection: Selection, chosen: str, *, ropa: bool, dpv: bool
) -> Callable[[BinaryIO], None]:
    """Return what writes the export to an open file."""
    if chosen in GRAPH_FORMATS:
        return lambda file: _write_rdf(store, selection, chosen, file, dpv=dpv)
    if chosen in NETWORKS:
        return lambda file: _write_network(store, selection, chosen, file)
    return lambda file: _write_table(store, selection, chosen, file, ropa=ropa)


def _write(writer: Callable[[BinaryIO], None], chosen: str, output: Path | None) -> None:
    from ..graphs.export.files import fresh_file

    if output is not None and str(output) != STREAM:
        with fresh_file(output) as file:
            writer(file)
        say(f"wrote {output} ({output.stat().st_size:,} bytes)")
        return
    if chosen in BINARY and on_terminal(sys.stdout):
        raise Failure(f".{chosen}", "is not for reading on a terminal", "Name a file with -o.")
    sys.stdout.flush()
    writer(sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _write_rdf(
    store: GraphStore, selection: Selection, chosen: str, file: BinaryIO, *, dpv: bool
) -> None:
    from ..graphs.export.dpv import dpv_quads
    from ..graphs.export.rdf import write_rdf
    from ..graphs.export.selection import graph_quads
    from ..graphs.serialisation import Format

    quads = dpv_quads(store, selection) if dpv else graph_quads(store, selection)
    write_rdf(quads, Format(chosen), file)


def _write_network(store: GraphStore, selection: Selection, chosen: str, file: BinaryIO) -> None:
    from ..graphs.export import diagrams, networks
    from ..graphs.export.selection import statements_by_policy

    network = networks.flow_network(statements_by_policy(store, selection))
    match chosen:
        case "graphml":
            networks.write_graphml(network, file)
        case "gexf":
            networks.write_gexf(network, file)
        case "dot":
            diagrams.write_dot(network, file)
        case _:
            diagrams.write_mermaid(network, file)


def _write_table(
    store: GraphStore, selection: Selection, chosen: str, file: BinaryIO, *, ropa: bool
) -> None:
    from ..graphs.export import ropa as record
    from ..graphs.export.flow_rows import flow_table
    from ..graphs.export.tables import write_csv

    if chosen == "parquet":
        from ..graphs.export.columnar import write_parquet

        write_parquet(flow_table(store, selection), file)
    elif chosen == "csv":
        write_csv(
            record.flat_table(store, selection) if ropa else flow_table(store, selection), file
        )
    else:
        from ..graphs.export.workbook import write_xlsx

        tables = (
            (record.ropa_table(store, selection), record.evidence_table(store, selection))
            if ropa
            else (flow_table(store, selection),)
        )
        losses = write_xlsx(tables, file)
        if losses.cut or losses.replaced:
            say(
                f"{losses.cut:,} cells were cut and {losses.replaced:,} characters replaced that a "
                "spreadsheet can't hold; .csv and .parquet keep them."
            )
