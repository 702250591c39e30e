"""All rules, and running those that are wanted over the statements of policies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Final

from ..graphs.statement_reader import read_background, read_statements
from ..graphs.statements import PolicyVersion, Statements
from . import (
    children,
    contradictions,
    identifiers,
    purposes,
    retention,
    sales,
    sdks,
    sensitive,
    transfers,
    vagueness,
)
from .finding import Finding, Rule
from .reading import PolicyReading, read_policies
from .taxonomy import Taxonomy

if TYPE_CHECKING:
    from ..graphs.store import GraphStore

Check = Callable[[PolicyReading], Iterator[Finding]]

_CHECKS: Final[tuple[tuple[Check, tuple[Rule, ...]], ...]] = (
    (contradictions.find_contradictions, contradictions.RULES),
    (vagueness.find_vague_recipients, (vagueness.VAGUE_ONLY,)),
    (purposes.find_missing_purposes, (purposes.WITHOUT_PURPOSE,)),
    (purposes.find_uncollected, (purposes.NOT_COLLECTED,)),
    (vagueness.find_unnamed_recipients, (vagueness.UNNAMED,)),
    (retention.find_vague_retention, (retention.VAGUE,)),
    (retention.find_missing_retention, (retention.MISSING,)),
    (sensitive.find_sensitive, sensitive.RULES),
    (identifiers.find_identifiers, identifiers.RULES),
    (sales.find_sales, sales.RULES),
    (transfers.find_transfers, transfers.RULES),
    (children.find_children, children.RULES),
    (sdks.find_incomplete_sdks, (sdks.INCOMPLETE,)),
    (sdks.find_unlisted, (sdks.UNLISTED,)),
)
RULES: Final = tuple(sorted((r for _, rules in _CHECKS for r in rules), key=lambda r: r.code))
"""Every rule, in the order of the codes."""


class UnknownRule(LookupError):
    """A prefix that no rule's code begins with."""

    def __init__(self, prefix: str) -> None:
        super().__init__(prefix)
        self.where = prefix or '""'
        self.what = "no rule has a code that begins so"
        self.remedy = f"Codes: {', '.join(rule.code for rule in RULES)}."


def choose_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes of the rules that begin with one of `select` (all if empty), less `ignore`.

    Raises:
        UnknownRule: a prefix fits no rule.
    """
    selected, ignored = (tuple(p.strip().upper() for p in each) for each in (select, ignore))
    for prefix in (*selected, *ignored):
        if not prefix or not any(rule.code.startswith(prefix) for rule in RULES):
            raise UnknownRule(prefix)
    return frozenset(
        rule.code
        for rule in RULES
        if (not selected or rule.code.startswith(selected)) and not rule.code.startswith(ignored)
    )


def describe_rules() -> str:
    """Return the reference of all rules as Markdown: a table, and a section a rule."""
    lines = ["| code | severity | finds |", "| --- | --- | --- |"]
    lines += [f"| [{r.code}](#{r.code.lower()}) | {r.severity} | {r.title} |" for r in RULES]
    for rule in RULES:
        lines += [
            f"\n## {rule.code}\n",
            f"`{rule.name}` · {rule.severity} · {rule.title}\n",
            f"**What.** {rule.what}\n",
            f"**Why.** {rule.why}\n",
            f"**How it is decided.** {rule.decided}\n",
            f"**What to do.** {rule.fix}",
        ]
    return "\n".join(lines) + "\n"


def check_statements(
    statements: Statements, *, codes: frozenset[str] | None = None, taxonomy: Taxonomy | None = None
) -> tuple[Finding, ...]:
    """Return what the rules (all, or those of `codes`) find in each policy of `statements`.

    Findings are in the order of the policies, in each by code and place. Whoever checks many
    policies one by one gives the `taxonomy`, which is the same for all of a graph.
    """
    wanted = choose_rules() if codes is None else codes
    tree = taxonomy or Taxonomy.of(statements.concepts)
    found: list[Finding] = []
    for reading in read_policies(statements, tree):
        of_policy = [
            finding
            for check, rules in _CHECKS
            if any(rule.code in wanted for rule in rules)
            for finding in check(reading)
            if finding.rule.code in wanted
        ]
        found += sorted(of_policy, key=_order)
    return tuple(found)


def check_store(
    store: GraphStore, policies: Iterable[str], codes: frozenset[str]
) -> Iterator[tuple[PolicyVersion, tuple[Finding, ...]]]:
    """Yield each of `policies` (IRIs) with what the rules of `codes` find in it.

    One policy is held at a time, however many there are.
    """
    background = read_background(store)
    taxonomy = Taxonomy.of(background.concepts)
    for iri in policies:
        statements = read_statements(store, policy=iri, background=background)
        found = check_statements(statements, codes=codes, taxonomy=taxonomy)
        yield statements.policies[iri], found


def _order(finding: Finding) -> tuple[str, int, str]:
    return finding.rule.code, finding.quotes[0].start, finding.subject
