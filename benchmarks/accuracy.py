"""Accuracy: the flows found in policies against what careful readers found there.

python benchmarks/accuracy.py                  the shared work part
python benchmarks/accuracy.py --part more      the gold kept here; also held, test, policyie, all
python benchmarks/accuracy.py --errors 20      with what was missed and what was wrong, policy by policy
python benchmarks/accuracy.py --rules          with each rule's right and wrong flows, for extractors/confidence.py
python benchmarks/accuracy.py --calibration    with what flows claim and how many are right, in bands of confidence
python benchmarks/accuracy.py --json           one JSON object a part and line
python benchmarks/accuracy.py --part more -j 2 two processes

The held and test parts are for figures only: their errors are not shown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

import calibration
import policyie
from corpus import SENTENCES
from counting import Counts
from gold import Gold, GoldError, Part, gold_of
from matching import Comparison, Flow, compare, found_flow, gold_flow
from measures import measure
from privacyflow.pipeline import extract
from report import Report, json_object, lines, report_of
from scorer import load_scorer
from sentences import sentences_of

POLICYIE: Final = "policyie"
SECRET: Final = frozenset({Part.HELD, Part.TEST})

Task = TypeVar("Task")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One policy: its comparison and what was counted."""

    name: str
    comparison: Comparison
    counts: Counts


def measure_policy(gold: Gold) -> Measured:
    """Extract the flows of a policy and count them against its gold."""
    scorer = load_scorer()
    reading = extract(gold.policy)
    comparison = compare(
        [gold_flow(record, scorer) for record in gold.records],
        [found_flow(reading.document, flow, scorer) for flow in reading.flows],
        scorer,
    )
    counts = measure(comparison, sentences_of(reading.document))
    return Measured(name=gold.name, comparison=comparison, counts=counts)


def measure_sentences(jobs: int, step: int = 1) -> Report | None:
    """Measure PolicyIE's training sentences; None where they are not there."""
    if not SENTENCES.is_file():
        return None
    runs = policyie.runs(policyie.read_sentences(SENTENCES, step=step))
    counted = each(policyie.measure_run, runs, jobs)
    named = {f"run {number}": counts for number, counts in enumerate(counted, start=1)}
    return report_of(POLICYIE, f"runs of {policyie.RUN} sentences", named, "data")


def each(work: Callable[[Task], Done], tasks: Iterable[Task], jobs: int) -> list[Done]:
    """Do `work` on every task, in order, in `jobs` processes."""
    if jobs == 1:
        return list(map(work, tasks))
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(work, tasks))


def count_rules(measured: Iterable[Measured]) -> dict[str, list[int]]:
    """Each rule's right and wrong flows; what repeats an optional record counts as right."""
    rules: dict[str, list[int]] = {}
    for one in measured:
        wrong = {id(flow) for flow in one.comparison.wrong}
        for flow in one.comparison.found:
            rules.setdefault(flow.rule, [0, 0])[id(flow) in wrong] += 1
    return rules


def show_errors(title: str, flows: Sequence[Flow], limit: int) -> None:
    for flow in flows[:limit]:
        denied = " NOT" if flow.negated else ""
        sys.stdout.write(
            f"   {title}: {flow.action}{denied} [{flow.data.text}] -> {flow.recipient}"
            f"   @{flow.data.start}  {flow.rule}\n"
        )


def show(report: Report, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(json_object(report), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(lines(report, units=report.part != POLICYIE)) + "\n")


def show_calibration(part: Part, measured: Sequence[Measured], *, as_json: bool) -> None:
    claims = [claim for one in measured for claim in calibration.claims_of(one.comparison)]
    if as_json:
        told = {"part": part, "calibration": calibration.json_object(claims)}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        sys.stdout.write("\n".join(calibration.lines(claims)) + "\n")


def run_part(part: Part, options: argparse.Namespace) -> bool:
    """Measure one part and show it; whether there was anything to measure."""
    golds = [gold for gold in gold_of(part) if not options.names or gold.name in options.names]
    if not golds:
        return False
    measured = each(measure_policy, golds, options.jobs)
    for one in measured if options.errors else ():
        sys.stdout.write(f"{one.name}\n")
        show_errors("missed", one.comparison.missed, options.errors)
        show_errors("wrong", one.comparison.wrong, options.errors)
    named = {one.name: one.counts for one in measured}
    show(report_of(part, "policies", named, "all"), as_json=options.json)
    for rule, (right, false) in sorted(
        count_rules(measured).items() if options.rules else (), key=lambda entry: -sum(entry[1])
    ):
        sys.stdout.write(f'    "{rule}": ({right}, {false}),\n')
    if options.calibration:
        show_calibration(part, measured, as_json=options.json)
    return True


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=[*Part, POLICYIE, "all"], default=Part.WORK)
    parser.add_argument("--errors", type=int, default=0, help="how many errors to list a policy")
    parser.add_argument("--rules", action="store_true", help="count right and wrong by rule")
    parser.add_argument("--calibration", action="store_true", help="claimed and measured, by band")
    parser.add_argument("--json", action="store_true", help="figures for a program")
    parser.add_argument("-j", "--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("names", nargs="*", help="gold names; all when none is given")
    options = parser.parse_args()
    if (options.errors or options.rules) and options.part not in {Part.WORK, Part.MORE}:
        parser.error(f"{options.part}: errors are shown of the work and more parts only")
    if options.calibration and options.part == POLICYIE:
        parser.error(f"{POLICYIE}: its flows are not counted one by one")
    if options.json and (options.errors or options.rules):
        parser.error("--json writes figures only")
    return options


def main() -> int:
    options = read_options()
    parts = list(Part) if options.part == "all" else []
    parts = parts or [Part(options.part)] if options.part != POLICYIE else []
    try:
        shown = [run_part(part, options) for part in parts]
    except (GoldError, LookupError) as error:
        sys.stderr.write(f"accuracy: {error}\n")
        return 2
    if options.part in {POLICYIE, "all"}:
        sentences = measure_sentences(options.jobs)
        shown.append(sentences is not None)
        if sentences is not None:
            show(sentences, as_json=options.json)
    if not any(shown):
        sys.stderr.write("accuracy: no gold records are here; nothing was measured.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
