"""Rules said: what the rules read in a document, by its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from ...ontology.records import Mention
from ..statements import Finding, Statement


@dataclass(frozen=True, slots=True)
class RulesSaid:
    """The data that the rules read, sorted by place, each with its statement; and where their receivers begin."""

    data: list[tuple[int, int, Statement]]
    receivers: frozenset[int]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> RulesSaid:
        """Collect what the findings name."""
        data: list[tuple[int, int, Statement]] = []
        receivers: set[int] = set()
        for finding in findings:
            statement = finding.statement
            data.extend((mention.start, mention.end, statement) for mention in statement.data)
            mentions = (party.mention for party in statement.recipients)
            receivers.update(m.start for m in mentions if isinstance(m, Mention))
        return cls(sorted(data, key=lambda each: each[:2]), frozenset(receivers))

    def between(self, start: int, end: int) -> list[tuple[int, int, Statement]]:
        """Return what begins in the document's characters `start` to `end`."""
        first = bisect_left(self.data, start, key=lambda each: each[0])
        last = bisect_left(self.data, end, key=lambda each: each[0])
        return self.data[first:last]

    def of_data(self, start: int, end: int) -> list[str]:
        """Return as facts what the rules read of this range, or of one that overlaps it."""
        facts: set[str] = set()
        for first, last, statement in self.between(start - 200, end):
            action = statement.action.value
            if (first, last) == (start, end):
                facts.add(f"rule={action}")
                facts.add(f"rule={action}/{statement.rule}")
                facts.add(f"rule-denied={action}/{statement.negated}")
            elif last > start:
                facts.add(f"rule-overlaps={action}")
        return sorted(facts) or ["rule=none"]

    def of_receiver(self, start: int) -> list[str]:
        """Return whether the rules take what begins here for a receiver."""
        return ["rule-receives"] if start in self.receivers else ["rule-receives=no"]
