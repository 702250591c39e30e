"""`privacyflow ask`: a question in plain English."""

from __future__ import annotations

from typing import Annotated

import typer

from .answers import write_rows
from .console import say, write
from .failures import OK, Failure
from .options import (
    DEFAULT_GRAPH,
    EndpointOption,
    GraphOption,
    IrisOption,
    OutputOption,
    RowFormatOption,
)
from .places import open_to_read


def ask(
    question: Annotated[
        list[str], typer.Argument(metavar="QUESTION", help="The question, quoted or not.")
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    format: RowFormatOption = None,
    output: OutputOption = None,
    iris: IrisOption = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print the SPARQL instead of running it.")
    ] = False,
) -> int:
    """\b
    Examples:
      privacyflow ask "who receives location data?"
      privacyflow ask "does ParcelHare share my phone number with couriers?"
      privacyflow ask "what does Fernway promise not to do?" -f csv > promises.csv

    Answers a question in plain English, and says on standard error which named question that is.
    What it can't understand it says so, with what can be asked.
    """
    from ..ontology.concepts import load_vocabulary
    from ..queries.ask import Misunderstood, understand
    from ..queries.catalogue import bind, run
    from ..queries.catalogue import explain as explain_question
    from ..queries.names import shorten
    from ..queries.verdicts import conclude

    text = " ".join(question)
    with open_to_read(graph, endpoint) as store:
        understood = understand(text, load_vocabulary(), store)
        if isinstance(understood, Misunderstood):
            examples = ", ".join(f"“{each}”" for each in understood.examples)
            raise Failure(shorten(text), understood.reason, f"You can ask: {examples}.")
        asked, values = understood.query, understood.values
        if explain:
            write(explain_question(asked, bind(store, asked, values)))
            return OK
        rows = run(store, asked, values)
        say(f"question: {understood.reading}")
        for note in understood.notes:
            say(note)
        if understood.yes_no:
            say(conclude(rows))
        write_rows(rows, store, format=format, output=output, iris=iris)
    return OK
