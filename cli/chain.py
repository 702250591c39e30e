"""`privacyflow chain`: what happens to data next, by the recipients' own policies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import count, deliver, draw_text, say, say_past
from .failures import OK, Failure
from .formats import choose_format
from .options import DEFAULT_GRAPH, AllVersionsOption, EndpointOption, GraphOption, OutputOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..comparison.chains import Link
    from ..queries.names import Names
    from ..queries.questions import ParameterType

CHAIN_FORMATS: Final = ("text", "json")


def chain(
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="Where the data starts.")],
    data: Annotated[
        str | None, typer.Option("--data", "-d", metavar="TYPE", help="Only this type of data.")
    ] = None,
    hops: Annotated[
        int, typer.Option("--hops", "-k", min=1, max=6, help="How many hops to follow.")
    ] = 3,
    all_versions: AllVersionsOption = False,
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    format: Annotated[
        str | None, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")
    ] = None,
    output: OutputOption = None,
) -> int:
    """\b
    Examples:
      privacyflow chain Fernway
      privacyflow chain Fernway --data Location -f json

    Follows data from a company's policy to the recipients that have a policy of their own in the
    graph, or whose owner has one, and on by what that policy says of such data. Each hop is one
    statement with its quote; that the recipient treats this very data so is an inference. A line with
    "!" shows where the two policies disagree. Of several dated versions of a policy the latest counts.
    """
    chosen = choose_format(format, output, CHAIN_FORMATS, "text")
    if chosen == "text" and output is not None:
        raise Failure(str(output), "text is for a terminal", "Use -f json.")
    links = _follow(company, data, hops, (graph, endpoint), all_versions=all_versions)
    if chosen == "json":
        deliver(_write(links, company).encode("utf-8", "replace"), output)
    else:
        _show(links)
    if links:
        say(count(len(links), "first hop"))
    else:
        say("no recipient named in this policy has a policy of its own in this graph")
    return OK


def _follow(
    company: str,
    data: str | None,
    hops: int,
    place: tuple[Path, str | None],
    *,
    all_versions: bool,
) -> tuple[Link, ...]:
    from ..comparison.chains import follow
    from ..comparison.current import read_current
    from ..ontology.concepts import load_vocabulary
    from ..queries.names import read_publishers
    from ..queries.questions import ParameterType

    with open_to_read(*place) as store:
        names = read_publishers(store, load_vocabulary())
        start = _resolve(company, ParameterType.COMPANY, names)
        kind = _resolve(data, ParameterType.DATA, names) if data else None
        statements, past = read_current(store, all_versions=all_versions)
        say_past(past)
        return follow(statements, start, data=kind, hops=hops)


def _resolve(name: str, kind: ParameterType, names: Names) -> str:
    from ..queries.names import resolve_value
    from ..queries.questions import Parameter

    asked = Parameter(name=kind.value, type=kind, required=True, description="", example="Location")
    found = resolve_value("chain", asked, name, names)
    if len(found) > 1:
        raise Failure(name, "several companies are called so", "Give the full name.")
    return found[0].value


def _write(links: Sequence[Link], company: str) -> str:
    from ..comparison.chain_report import chain_json
    from ..queries.results import dump_json

    return dump_json(chain_json(links, company=company)) + "\n"


def _show(links: Sequence[Link]) -> None:
    from ..comparison.chain_report import INFERENCE, chain_lines

    if links:
        draw_text([(INFERENCE, "dim")])
    for link in links:
        draw_text(chain_lines((link,)))
