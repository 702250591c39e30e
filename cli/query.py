"""`privacyflow query`: a named question, an `.rq` file, inline SPARQL or standard input."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .answers import write_answer
from .console import STREAM, deliver, draw_table, on_terminal, say
from .failures import OK, Failure
from .inputs import read_stream
from .options import (
    DEFAULT_GRAPH,
    EndpointOption,
    GraphOption,
    IrisOption,
    OutputOption,
    RowFormatOption,
)
from .places import open_to_read

if TYPE_CHECKING:
    from ..graphs.store import Answer
    from ..queries.questions import NamedQuery

SPARQL_ENDINGS = (".rq", ".sparql")


def _complete_name(incomplete: str) -> list[tuple[str, str]]:
    """Offer the named questions to the shell."""
    from ..queries.catalogue import load_catalogue

    return [
        (each.name, each.title) for each in load_catalogue() if each.name.startswith(incomplete)
    ]


QuestionArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="NAME|FILE.rq|SPARQL|-",
        help="What to run.",
        show_default=False,
        autocompletion=_complete_name,
    ),
]
ParameterOption = Annotated[
    list[str] | None,
    typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="A value; repeat for more."),
]


def query(
    question: QuestionArgument = None,
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    parameter: ParameterOption = None,
    format: RowFormatOption = None,
    output: OutputOption = None,
    iris: IrisOption = False,
    list_: Annotated[
        bool, typer.Option("--list", help="List the named questions and their parameters.")
    ] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the SPARQL instead of running it.")
    ] = False,
) -> int:
    """\b
    Examples:
      privacyflow query --list
      privacyflow query who-receives -p data=Location
      privacyflow query denials -p company=Fernway -f ndjson
      privacyflow query mine.rq -o answer.csv
      privacyflow query 'ASK { ?flow a pf:DeniedFlow }'
      echo 'DESCRIBE pf:Location' | privacyflow query - -f nt

    Runs a named question, an .rq file, SPARQL from the command line or from standard input. The
    usual prefixes (pf:, pfr:, dpv:, oa:, skos: …) are filled in. A query only reads.
    """
    if list_:
        _list_questions()
        return OK
    if question is None:
        raise Failure(
            "query", "no question given", "List the named ones: privacyflow query --list."
        )
    values = _parameters(parameter or [])
    named = _find_question(question)
    if explain:
        _explain(named, values, (graph, endpoint), output)
        return OK
    _run(named, values, (graph, endpoint), format=format, output=output, iris=iris)
    return OK


def _run(
    named: NamedQuery,
    values: Mapping[str, str],
    place: tuple[Path, str | None],
    *,
    format: str | None,
    output: Path | None,
    iris: bool,
) -> None:
    from ..queries.catalogue import run

    with open_to_read(*place) as store:
        answer: Answer
        if named.columns:
            answer = run(store, named, values)
        elif values:
            raise Failure(named.name, "takes no parameters", "Write the values into the query.")
        else:
            answer = store.query(named.sparql, name=named.name)
        write_answer(answer, store, format=format, output=output, iris=iris)


def _parameters(pairs: Sequence[str]) -> Mapping[str, str]:
    values: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise Failure(f"-p {pair}", "is not NAME=VALUE", "Example: -p data=Location.")
        values[name.strip()] = value.strip()
    return values


def _find_question(question: str) -> NamedQuery:
    """Return what to run: by its form a stream, a file, SPARQL, or a name of the catalogue."""
    from ..queries.catalogue import load_catalogue

    if question == STREAM:
        return _own_query("standard input", read_stream())
    path = Path(question)
    if path.suffix in SPARQL_ENDINGS:
        return _own_query(question, path.read_bytes())
    if any(mark in question for mark in "{<? \n"):
        return _own_query("SPARQL", question.encode())
    return load_catalogue()[question]


def _own_query(name: str, text: bytes) -> NamedQuery:
    """Read the user's SPARQL; with a named question's header it takes parameters as that does."""
    from ..queries.questions import NamedQuery, parse_question

    try:
        sparql = text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Failure(name, "is not UTF-8 text", "Save the query as UTF-8.") from None
    lines = sparql.splitlines(keepends=True)
    bare = "".join(line for line in lines if not line.startswith("# asked with "))
    if bare.startswith("# title:"):
        return parse_question(name, bare)
    return NamedQuery(
        name=name,
        title="",
        question="",
        parameters=(),
        columns=(),
        view="table",
        notes=(),
        sparql=sparql,
    )


def _explain(
    named: NamedQuery,
    values: Mapping[str, str],
    place: tuple[Path, str | None],
    output: Path | None,
) -> None:
    from ..queries.catalogue import bind
    from ..queries.catalogue import explain as explain_question

    text = named.sparql
    if values:
        with open_to_read(*place) as store:
            text = explain_question(named, bind(store, named, values))
    deliver(f"{text.rstrip()}\n".encode(), output)


def _list_questions() -> None:
    from ..queries.catalogue import load_catalogue

    rows = [
        (each.name, each.question, ", ".join(_parameter_names(each))) for each in load_catalogue()
    ]
    if on_terminal(sys.stdout):
        draw_table(("name", "for example", "parameters"), rows)
        say('run one with: privacyflow query NAME -p PARAMETER=VALUE; "*" must be given')
        return
    sys.stdout.writelines("\t".join(row) + "\n" for row in rows)


def _parameter_names(named: NamedQuery) -> list[str]:
    return [f"{each.name}{'*' if each.required else ''}" for each in named.parameters]
