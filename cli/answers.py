"""How answers are written: rows, triples and truth values, each in the format asked for."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .console import count, deliver, draw_table, on_terminal, say
from .failures import Failure
from .formats import GRAPH_FORMATS, ROW_FORMATS, choose_format

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from ..graphs.store import Answer, GraphStore, Rows

SHORT_ID: Final = 8
_FLOW: Final = re.compile(r"pfr:flow-([0-9a-f]{16})")
_LABELS: Final = """
SELECT ?label ?_thing WHERE { GRAPH ?g { ?_thing rdfs:label|skos:prefLabel ?label } }
ORDER BY ?label LIMIT 1
"""


def write_answer(
    answer: Answer, store: GraphStore, *, format: str | None, output: Path | None, iris: bool
) -> None:
    """Write the answer of a query of any form to `output`, or to stdout.

    Raises Failure for a format that the answer can't be written in.
    """
    from ..graphs.store import Rows

    if isinstance(answer, bool):
        _write_truth(answer, format, output)
    elif isinstance(answer, Rows):
        write_rows(answer, store, format=format, output=output, iris=iris)
    else:
        _write_triples(answer, format, output)


def write_rows(
    rows: Rows, store: GraphStore, *, format: str | None, output: Path | None, iris: bool
) -> None:
    """Write rows: a table with labels on a terminal, else CSV, unless `format` says otherwise."""
    on_screen = output is None and on_terminal(sys.stdout)
    chosen = choose_format(format, output, ROW_FORMATS, "table" if on_screen else "csv")
    if chosen in ("table", "md"):
        cells = [tuple(row) for row in _labelled(rows, store, iris=iris)]
        if chosen == "md":
            deliver(_markdown(rows.columns, cells).encode(), output)
        elif output is not None:
            raise Failure(str(output), "a table is for a terminal", "Use -f md or -f csv.")
        else:
            _show_table(rows.columns, cells)
        return
    deliver(_text(rows, chosen, iris=iris).encode("utf-8", errors="replace"), output)


def _text(rows: Rows, chosen: str, *, iris: bool) -> str:
    from ..queries import results
    from ..queries.result_formats import to_tsv

    match chosen:
        case "json":
            return results.to_json(rows)
        case "ndjson":
            return results.to_ndjson(rows, iris=iris)
        case "tsv":
            return to_tsv(rows)
        case _:
            return results.to_csv(rows, iris=iris)


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows as a Markdown table whose cells hold no markup."""
    lines = [columns, ["---"] * len(columns)]
    lines += [[re.sub(r"([\\|`*_<>\[\]])", r"\\\1", cell) for cell in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _labelled(rows: Rows, store: GraphStore, *, iris: bool) -> Iterable[tuple[str, ...]]:
    """The rows as words, with labels in place of the IRIs that have one (unless `iris`)."""
    from pyoxigraph import NamedNode

    from ..queries.results import make_inert, show, to_cells

    if iris:
        yield from to_cells(rows, iris=True)
        return
    words: dict[NamedNode, str] = {}
    for row in rows.rows:
        for term in row:
            if isinstance(term, NamedNode) and term not in words:
                found = store.select(_LABELS, {"_thing": term}).rows
                words[term] = show(found[0][0]) if found else show(term)
    for row in rows.rows:
        yield tuple(
            make_inert(words[term] if isinstance(term, NamedNode) else show(term)) for term in row
        )


def _show_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Draw the table without its empty columns; flows are shortened to what `explain` takes."""
    kept = [i for i in range(len(columns)) if not rows or any(row[i] for row in rows)]
    draw_table(
        [columns[i] for i in kept],
        [[_FLOW.sub(lambda flow: flow[1][:SHORT_ID], row[i]) for i in kept] for row in rows],
    )
    say(count(len(rows), "row"))


def _write_truth(truth: bool, format: str | None, output: Path | None) -> None:
    word = "true" if truth else "false"
    chosen = choose_format(format, output, ROW_FORMATS, "csv")
    text = f'{{"head": {{}}, "boolean": {word}}}' if chosen == "json" else word
    deliver(f"{text}\n".encode(), output)


def _write_triples(triples: tuple[Triple, ...], format: str | None, output: Path | None) -> None:
    from ..graphs.serialisation import Format, serialise_triples

    chosen = choose_format(format, output, GRAPH_FORMATS, "ttl")
    deliver(serialise_triples(triples, Format(chosen)), output)
