"""`privacyflow diff`: what a policy says that its earlier version did not, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from .console import deliver, draw_text, say
from .failures import FOUND, OK, Failure
from .formats import choose_format
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption, OutputOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..comparison.changes import Difference
    from ..comparison.entries import Entry
    from ..graphs.statements import Statements
    from ..graphs.store import GraphStore

DIFF_FORMATS: Final = ("text", "md", "json", "html")
_STYLES: Final = {
    "denial dropped": "bold #d55e00",
    "added": "bold #56b4e9",
    "widened": "bold #e69f00",
    "narrowed": "bold #009e73",
}


OldArgument = Annotated[
    str, typer.Argument(metavar="OLD|COMPANY", help="The earlier file; or whose versions to take.")
]
NewArgument = Annotated[
    str | None, typer.Argument(metavar="[NEW]", help="The later file, or policy of the graph.")
]
SinceOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help='Of this time, e.g. "2024" or "2024-03".'),
]
UntilOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Up to the version of this time.")
]
RewordingsOption = Annotated[
    bool, typer.Option("--rewordings", help="Show what only has other words, too.")
]
FormatOption = Annotated[
    str | None, typer.Option("--format", "-f", metavar="FORMAT", help="text, md, json or html.")
]
ExitCodeOption = Annotated[
    bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")
]


def diff(
    old: OldArgument,
    new: NewArgument = None,
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    rewordings: RewordingsOption = False,
    format: FormatOption = None,
    output: OutputOption = None,
    exit_code: ExitCodeOption = False,
) -> int:
    """\b
    Examples:
      privacyflow diff policy.md policy.txt
      privacyflow diff policy.md beta.txt -o changes.html
      privacyflow diff fernway.md quillbox.txt --graph my.graph -f json

    Compares two policy files, two policies of a graph (by id, file or title), or, with one name, two
    versions of that company in the graph: its last two, or those that --from and --to mean. The
    gravest change comes first. A statement counts as new or gone only where the other version's text
    doesn't say it either.
    """
    chosen = choose_format(format, output, DIFF_FORMATS, "text")
    if chosen == "text" and output is not None:
        raise Failure(str(output), "text is for a terminal", "Use -f md or -f html.")
    found = _compare(old, new, (graph, endpoint), since=since, until=until, rewordings=rewordings)
    if chosen == "text":
        _show(found)
    else:
        deliver(_write(found, chosen).encode("utf-8", "replace"), output)
    return FOUND if exit_code and found.changes else OK


def _write(found: Difference, chosen: str) -> str:
    from ..comparison.change_report import to_json, to_markdown
    from ..comparison.pages import render_difference
    from ..queries.results import dump_json

    match chosen:
        case "json":
            return dump_json(to_json(found)) + "\n"
        case "md":
            return to_markdown(found)
        case _:
            return render_difference(found)


def _compare(
    old: str,
    new: str | None,
    place: tuple[Path, str | None],
    *,
    since: str | None,
    until: str | None,
    rewordings: bool,
) -> Difference:
    """Compare two files where both arguments are files, else what they name in the graph."""
    from ..comparison.differences import compare_versions

    if new is not None and (since or until):
        raise Failure("--from, --to", "are for the versions of one company", "Name it alone.")
    if new is not None and Path(old).is_file() and Path(new).is_file():
        before, after = (_read_file(Path(each)) for each in (old, new))
        return compare_versions(before, after, rewordings=rewordings)
    if new is not None and place[1] is None and not place[0].exists():
        missing = old if not Path(old).is_file() else new
        raise Failure(missing, "no such file", "Give two files, or a graph with --graph.")
    with open_to_read(*place) as store:
        pair = _find_pair(store, old, new, since=since, until=until)
        before, after = (_read_policy(store, each) for each in pair)
        return compare_versions(before, after, rewordings=rewordings)


def _find_pair(
    store: GraphStore, old: str, new: str | None, *, since: str | None, until: str | None
) -> tuple[str, str]:
    from ..comparison.versions import choose_pair, versions_of
    from ..ontology.concepts import load_vocabulary
    from ..queries.policies import find_policy

    vocabulary = load_vocabulary()
    if new is not None:
        return find_policy(store, old, vocabulary), find_policy(store, new, vocabulary)
    before, after = choose_pair(versions_of(store, old, vocabulary), since, until)
    return before.policy, after.policy


def _read_file(path: Path) -> Statements:
    from ..graphs.statement_reader import read_statements
    from ..graphs.store import GraphStore
    from ..pipeline import extract, put_in

    with GraphStore.in_memory() as store:
        put_in(store, extract(path))
        return read_statements(store)


def _read_policy(store: GraphStore, policy: str) -> Statements:
    from ..graphs.statement_reader import read_statements

    return read_statements(store, policy=policy)


def _show(difference: Difference) -> None:
    from ..comparison.change_report import caution, describe_version, summarise
    from ..comparison.entries import fold_changes

    versions = [describe_version(each) for each in (difference.old, difference.new)]
    draw_text([(f"{difference.company}: ", "bold"), (f"{versions[0]} → {versions[1]}", "")])
    if caution(difference):
        draw_text([(f"Note: {caution(difference)}.", "bold #e69f00")])
    for entry in fold_changes(difference.changes):
        draw_text(_lines(entry))
    say(summarise(difference))


def _lines(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield one entry as pieces of text, each with its style."""
    from ..comparison.change_report import MISSING, headline, locate

    change = entry.change
    yield f"\n[{change.severity.words}] ", _STYLES.get(change.kind.value, "bold")
    yield headline(change, entry.recipients), "bold"
    if entry.note:
        yield f"\n  {entry.note}", "dim"
    for side, quotes in entry.sides:
        sign = "-" if side == "old" else "+"
        for quote in quotes:
            yield f"\n  {sign} “{quote.excerpt}”", "" if side == "new" else "italic"
            yield f"\n    {locate(quote)}", "dim"
        if not quotes:
            yield f"\n  {sign} ({MISSING})", "dim"
