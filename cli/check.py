"""`privacyflow check`: what policies contradict, leave vague or leave out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .console import count, say, track
from .failures import FAILED, FOUND, OK
from .finding_output import FINDING_FORMATS, OBSERVED_FORMATS, write_findings, write_judgements
from .formats import choose_format
from .inputs import is_stream, read_stream
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption, OutputOption
from .places import open_to_read

if TYPE_CHECKING:
    from ..findings.finding import Finding, Severity
    from ..graphs.store import GraphStore


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


PolicyOption = Annotated[
    str | None,
    typer.Option("--policy", metavar="ID|COMPANY|FILE", help="Check this policy alone."),
]
SelectOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Only rules whose code begins so; may be repeated."),
]
IgnoreOption = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="No rule whose code begins so; may be repeated."),
]
FailOnOption = Annotated[
    FailOn, typer.Option(help="Exit with 1 where something of this severity, or worse, is found.")
]
ObservedOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FLOWS.csv",
        help="Judge observed flows instead: a CSV file with company, data, and domain or "
        'organisation; "-" is standard input.',
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="text, json, sarif or github; with --observed text, json or csv. Default: text.",
    ),
]


def check(
    graph: GraphOption = DEFAULT_GRAPH,
    endpoint: EndpointOption = None,
    policy: PolicyOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    fail_on: FailOnOption = FailOn.NEVER,
    observed: ObservedOption = None,
    format: FormatOption = None,
    output: OutputOption = None,
) -> int:
    """\b
    Examples:
      privacyflow check
      privacyflow check --select PF1 --fail-on error
      privacyflow check -o findings.sarif
      privacyflow check --ignore PF204 -f github
      privacyflow check --observed observed.csv

    Looks for statements that contradict each other, leave open what they should tell, or are missing,
    and shows each finding with its quotes, why it matters and what to do. What was not found may still
    be there: a policy may say it in words that were not understood.
    """

    with open_to_read(graph, endpoint) as store:
        if observed is not None:
            return _check_observed(store, observed, fail_on, format, output)
        return _check_policies(store, policy, (select or [], ignore or []), fail_on, format, output)


def _check_policies(
    store: GraphStore,
    policy: str | None,
    prefixes: tuple[list[str], list[str]],
    fail_on: FailOn,
    format: str | None,
    output: Path | None,
) -> int:
    from ..findings.checks import check_store, choose_rules
    from ..findings.report import summarise

    chosen = choose_format(format, output, FINDING_FORMATS, "text")
    codes = choose_rules(*prefixes)
    wanted = _wanted(store, policy)
    found: list[Finding] = []
    policies = {}
    for version, findings in check_store(store, track(wanted, "checking"), codes):
        if findings:
            policies[version.iri] = version
            found += findings
    write_findings(found, policies, codes, chosen, output)
    say(summarise(found, len(wanted)))
    return _exit_code([finding.rule.severity for finding in found], fail_on)


def _wanted(store: GraphStore, policy: str | None) -> list[str]:
    """Return the IRIs of the policies to check, in the order in which they are shown."""
    if policy is None:
        return [info.iri for info in store.policies()]
    from ..ontology.concepts import load_vocabulary
    from ..queries.policies import find_policy

    return [find_policy(store, policy, load_vocabulary())]


def _exit_code(severities: Sequence[Severity], fail_on: FailOn) -> int:
    order = [each.value for each in FailOn]
    limit = order.index(fail_on.value)
    worst = min((order.index(severity.value) for severity in severities), default=limit + 1)
    return FOUND if fail_on is not FailOn.NEVER and worst <= limit else OK


def _check_observed(
    store: GraphStore, path: Path, fail_on: FailOn, format: str | None, output: Path | None
) -> int:
    from ..findings.captures import BadRow, read_capture
    from ..findings.observations import judge_rows, summarise
    from ..findings.observed import WEIGHTS
    from ..queries.results import make_inert

    chosen = choose_format(format, output, OBSERVED_FORMATS, "text")
    data = read_stream() if is_stream(path) else path.read_bytes()
    rows = list(judge_rows(store, read_capture(data, path.name)))
    judged = [row for row in rows if not isinstance(row, BadRow)]
    bad = [row for row in rows if isinstance(row, BadRow)]
    write_judgements(judged, chosen, output)
    for row in bad:
        say(make_inert(f"error: {path.name}, row {row.number}: {row.what}. {row.remedy}"))
    left = f"; {count(len(bad), 'row')} could not be" if bad else ""
    say(f"{count(len(judged), 'row')} judged: {summarise(judged)}{left}")
    if bad and not judged:
        return FAILED
    weights = (WEIGHTS[row.judgement.outcome] for row in judged)
    return _exit_code([weight for weight in weights if weight is not None], fail_on)
