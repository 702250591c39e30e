"""The list of the named questions, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass

from ..queries.catalogue import load_catalogue
from ..queries.questions import NamedQuery, Parameter
from ..queries.results import dump_json
from . import html
from .addresses import question_address
from .negotiation import HTML, PLAIN_JSON, Offer
from .replies import Reply, make_reply

LIST_FORMATS = (PLAIN_JSON, HTML)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A named question in the list; `link` leads to its answer for the example's values."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    link: str


def list_questions(offer: Offer) -> Reply:
    """Return all named questions with what they take."""
    if offer == HTML:
        questions = [_listed(query) for query in load_catalogue()]
        return html.draw("questions", title="Questions", questions=questions)
    return make_reply(f"{dump_json(describe_questions())}\n".encode(), offer.media_type)


def describe_questions() -> list[dict[str, object]]:
    """Return what a program needs to know of each question to ask it."""
    return [_describe(query) for query in load_catalogue()]


def _listed(query: NamedQuery) -> Listed:
    return Listed(
        name=query.name,
        title=query.title,
        question=query.question,
        parameters=query.parameters,
        link=_example(query),
    )


def _describe(query: NamedQuery) -> dict[str, object]:
    return {
        "name": query.name,
        "title": query.title,
        "question": query.question,
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type.value,
                "required": parameter.required,
                "description": parameter.description,
                "example": parameter.example,
            }
            for parameter in query.parameters
        ],
        "columns": list(query.columns),
        "view": query.view,
        "notes": list(query.notes),
        "example": _example(query),
        "sparql": query.sparql,
    }


def _example(query: NamedQuery) -> str:
    values = {parameter.name: parameter.example for parameter in query.required}
    return question_address(query.name, values)
