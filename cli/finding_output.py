"""How findings and judged flows are written: for people, for programs, for other tools."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .console import STREAM, deliver, draw_text
from .failures import Failure

if TYPE_CHECKING:
    from ..findings.finding import Finding
    from ..findings.observations import JudgedRow
    from ..findings.report import Policies

FINDING_FORMATS: Final = ("text", "json", "sarif", "github")
OBSERVED_FORMATS: Final = ("text", "json", "csv")
_STYLES: Final = {"head": "bold", "quote": "italic", "place": "dim", "why": "dim", "fix": "dim"}


def write_findings(
    found: Sequence[Finding],
    policies: Policies,
    codes: Collection[str],
    chosen: str,
    output: Path | None,
) -> None:
    """Write findings in one of `FINDING_FORMATS`; `codes` are the rules that were looked for."""
    from ..findings.annotations import annotate
    from ..findings.checks import RULES
    from ..findings.report import to_json
    from ..findings.sarif import to_sarif
    from ..queries.results import dump_json, make_inert

    _refuse_text(chosen, output, "json, sarif or github")
    match chosen:
        case "json":
            text = dump_json(to_json(found, policies)) + "\n"
        case "sarif":
            rules = [rule for rule in RULES if rule.code in codes]
            text = dump_json(to_sarif(found, policies, rules)) + "\n"
        case "github":
            text = "".join(f"{make_inert(line)}\n" for line in annotate(found, policies))
        case _:
            _show_findings(found, policies)
            return
    deliver(text.encode("utf-8", errors="replace"), output)


def _show_findings(found: Sequence[Finding], policies: Policies) -> None:
    from ..findings.report import tell
    from ..queries.results import make_inert

    for finding in found:
        for part, line in tell(finding, policies[finding.policy]):
            indent = "" if part == "head" else "  "
            draw_text([(indent, ""), (make_inert(line), _STYLES[part])])


def write_judgements(judged: Sequence[JudgedRow], chosen: str, output: Path | None) -> None:
    """Write judged flows in one of `OBSERVED_FORMATS`."""
    from ..findings.observations import to_objects, to_sheet
    from ..queries.results import dump_json, make_inert

    _refuse_text(chosen, output, "json or csv")
    match chosen:
        case "json":
            text = dump_json(to_objects(judged)) + "\n"
        case "csv":
            text = to_sheet(judged)
        case _:
            for each in judged:
                draw_text([(make_inert(_head(each)), "bold")])
                for quote in each.judgement.quotes:
                    draw_text([("  ", ""), (make_inert(f"“{quote.text}”"), "italic")])
            return
    deliver(text.encode("utf-8", errors="replace"), output)


def _head(each: JudgedRow) -> str:
    row, told = each.row, each.judgement
    return f"row {row.number}: {told.outcome} {row.company}: {row.data} to {told.receiver.label}"


def _refuse_text(chosen: str, output: Path | None, others: str) -> None:
    if chosen == "text" and output is not None and str(output) != STREAM:
        raise Failure(str(output), "text is for a terminal", f"Use -f {others}.")
