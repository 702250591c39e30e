"""Accuracy: the flows found in the gold policies against the gold records.

python benchmarks/accuracy.py              the work part, policy by policy
python benchmarks/accuracy.py --errors 20  with what was missed and what was wrong
python benchmarks/accuracy.py --rules      with each rule's right and wrong flows, for extractors/confidence.py
python benchmarks/accuracy.py --part test  the test part: figures only, never its errors
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from corpus import Counts, Scorer, gold_files, load_scorer, policy_of
from privacyflow.extractors.protocol import flow_record
from privacyflow.pipeline import extract

Record = dict[str, Any]


def predict(policy: Path, scorer: Scorer) -> list[Record]:
    """The records of a policy as `privacyflow extract --format jsonl` writes them."""
    reading = extract(policy)
    return [
        scorer.normalise(json.loads(flow_record(reading.document, flow, "")))
        for flow in reading.flows
    ]


def score(gold: Path, scorer: Scorer) -> tuple[Counts, list[Record], list[Record]]:
    """True positives, false positives and false negatives by action; the missed; the wrong."""
    return scorer.evaluate(scorer.load(gold), predict(policy_of(gold), scorer))


def count_rules(total: dict[str, list[int]], found: list[Record], wrong: list[Record]) -> None:
    """Add to each rule's right and wrong flows; what repeats an optional record counts as right."""
    refused = {id(record) for record in wrong}
    for record in found:
        total.setdefault(record["rule"], [0, 0])[id(record) in refused] += 1


def add(total: Counts, counts: Counts) -> None:
    """Add `counts` to `total`, action by action."""
    for action, values in counts.items():
        total[action] = [a + b for a, b in zip(total.get(action, [0, 0, 0]), values, strict=True)]


def show_errors(title: str, records: list[Record], limit: int) -> None:
    for record in records[:limit]:
        recipient = (record.get("recipient") or {}).get("text")
        denied = " NOT" if record.get("negated") else ""
        data = record["data"]
        sys.stdout.write(
            f"   {title}: {record['action']}{denied} [{data['text']}] -> {recipient}"
            f"   @{data.get('start')}  {record.get('rule', '')}\n"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--part", choices=["work", "test"], default="work")
    parser.add_argument("--errors", type=int, default=0, help="how many errors to list a policy")
    parser.add_argument("--rules", action="store_true", help="count right and wrong by rule")
    parser.add_argument("names", nargs="*", help="gold names; all when none is given")
    options = parser.parse_args()
    if options.part == "test" and (options.errors or options.rules):
        parser.error("the errors of the test part are not to be looked at")
    golds = [
        gold for gold in gold_files(options.part) if not options.names or gold.stem in options.names
    ]
    if not golds:
        sys.stderr.write("accuracy: no gold records are here; nothing was measured.\n")
        return 0
    scorer = load_scorer()
    total: Counts = {}
    rules: dict[str, list[int]] = {}
    for gold in golds:
        found = scorer.distinct(predict(policy_of(gold), scorer))
        counts, missed, wrong = scorer.evaluate(scorer.load(gold), found)
        count_rules(rules, found, wrong)
        add(total, counts)
        scorer.show(gold.stem, counts)
        show_errors("missed", missed, options.errors)
        show_errors("wrong", wrong, options.errors)
    scorer.show("ALL (micro)", total)
    if options.rules:
        for rule, (right, false) in sorted(rules.items(), key=lambda entry: -sum(entry[1])):
            sys.stdout.write(f'    "{rule}": ({right}, {false}),\n')
    return 0


if __name__ == "__main__":
    sys.exit(main())
