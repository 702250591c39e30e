"""Jobs that answer questions, named ones and plain English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from ..queries.catalogue import bind, explain, load_catalogue
from ..queries.questions import NamedQuery
from ..queries.results import dump_json, show, to_csv, to_json, to_ndjson, to_records
from . import html
from .addresses import address_of, question_address
from .negotiation import CSV, HTML, NDJSON, PLAIN_JSON, Offer, link_to
from .refusals import refuse
from .replies import Reply, make_reply

if TYPE_CHECKING:
    from ..graphs.store import GraphStore, Rows, Term
    from ..queries.ask import Understood
    from .jobs import OpenGraph

SHOWN_ROWS: Final = 1_000
"""How many rows a page of HTML shows; the other formats have them all."""

ANSWER_FORMATS: Final = (PLAIN_JSON, CSV, HTML, NDJSON)
RECORD: Final = Offer(names=("json",), media_types=("application/json",))
"""One JSON object that tells with the rows what was asked and how it is to be read."""

ASK_FORMATS: Final = (RECORD, HTML)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table: its words, and where they lead on this server."""

    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question that is to be answered, and how it came about where it was asked in plain English.

    `remarks` say how the words were taken, `conclusion` is the short answer to a yes-or-no question.
    """

    query: NamedQuery
    values: Mapping[str, str]
    text: str = ""
    reading: str = ""
    remarks: tuple[str, ...] = ()
    conclusion: str = ""
    sparql: str = field(default="", compare=False)


def answer_question(
    graph: OpenGraph, name: str, values: Mapping[str, str], offer: Offer, most: int
) -> Reply:
    """Run a named question whose answer has at most `most` rows.

    Raises QuestionError, and Refused where there are more.
    """
    query = load_catalogue()[name]
    rows = _answer(graph, query, values, most)
    if offer in (HTML, RECORD):
        asked = AskedQuestion(
            query=query, values=values, sparql=_sparql(graph.store, query, values)
        )
        return _draw(asked, rows) if offer == HTML else _write_record(asked, rows)
    writers = {PLAIN_JSON: to_json, CSV: to_csv, NDJSON: to_ndjson}
    content = writers[offer](rows).encode("utf-8", "replace")
    saved = "" if offer == PLAIN_JSON else f"{query.name}.{offer.name}"
    return make_reply(content, offer.media_type, file_name=saved)


def answer_text(graph: OpenGraph, text: str, offer: Offer, most: int) -> Reply:
    """Answer a question in plain English. Raises Refused, with what can be asked instead."""
    from ..ontology.concepts import load_vocabulary
    from ..queries.ask import Misunderstood, understand
    from ..queries.names import shorten
    from ..queries.verdicts import conclude

    found = understand(text, load_vocabulary(), graph.store)
    if isinstance(found, Misunderstood):
        raise refuse(
            HTTPStatus.BAD_REQUEST,
            shorten(text) or "the question",
            found.what,
            found.remedy,
            title="The question was not understood",
        )
    rows = _answer(graph, found.query, found.values, most)
    conclusion = conclude(rows) if found.yes_no else ""
    asked = _asked(found, conclusion, _sparql(graph.store, found.query, found.values))
    return _draw(asked, rows) if offer == HTML else _write_record(asked, rows)


def _answer(graph: OpenGraph, query: NamedQuery, values: Mapping[str, str], most: int) -> Rows:
    rows = graph.answer(query, values)
    if len(rows.rows) > most:
        raise refuse(
            HTTPStatus.BAD_REQUEST,
            query.name,
            f"the answer has {len(rows.rows):,} rows, of which at most {most:,} are given",
            "Give a parameter to ask for less.",
        )
    return rows


def _sparql(store: GraphStore, query: NamedQuery, values: Mapping[str, str]) -> str:
    return explain(query, bind(store, query, values)) if values else query.sparql


def _asked(found: Understood, conclusion: str, sparql: str) -> AskedQuestion:
    return AskedQuestion(
        query=found.query,
        values=found.values,
        text=found.question,
        reading=found.reading,
        remarks=found.notes,
        conclusion=conclusion,
        sparql=sparql,
    )


def _write_record(asked: AskedQuestion, rows: Rows) -> Reply:
    record = {
        "question": asked.text or asked.query.question,
        "query": asked.query.name,
        "title": asked.query.title,
        "parameters": dict(asked.values),
        "reading": asked.reading or None,
        "remarks": list(asked.remarks),
        "notes": list(asked.query.notes),
        "conclusion": asked.conclusion or None,
        "view": asked.query.view,
        "columns": list(rows.columns),
        "rows": list(to_records(rows)),
        "link": question_address(asked.query.name, asked.values),
        "sparql": asked.sparql,
    }
    return make_reply(f"{dump_json(record)}\n".encode("utf-8", "replace"), RECORD.media_type)


def _draw(asked: AskedQuestion, rows: Rows) -> Reply:
    first = rows.rows[:SHOWN_ROWS]
    # As on a terminal: a column in which nothing stands is left out.
    kept = [i for i in range(len(rows.columns)) if any(show(row[i]) for row in first)]
    shown = [tuple(_cell(row[i]) for i in kept) for row in first]
    return html.draw(
        "answer",
        title=asked.query.title,
        name=asked.query.name,
        asked=asked.text,
        reading=asked.reading,
        remarks=asked.remarks,
        conclusion=asked.conclusion,
        parameters=asked.query.parameters,
        values=asked.values,
        alternates=[
            link_to(offer, question_address(asked.query.name, asked.values, f".{offer.name}"))
            for offer in (CSV, PLAIN_JSON, NDJSON)
        ],
        columns=[rows.columns[i] for i in kept],
        rows=shown,
        total=len(rows.rows),
        notes=asked.query.notes,
        sparql=asked.sparql,
    )


def _cell(term: Term | None) -> Cell:
    from pyoxigraph import NamedNode

    link = address_of(term.value) if isinstance(term, NamedNode) else ""
    return Cell(text=show(term), link=link)
