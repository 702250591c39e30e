"""The order of what the ribbons join: data types, companies and recipients, with few crossings.

A ribbon is what one company says on one kind of data and one recipient, in one statement. Only the
order and the groups are settled here; the page stacks the ribbons of the flows that pass a filter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ..ontology.terms import PF, PFR
from .network import last_owner
from .statements import StatedFlow, Statements

if TYPE_CHECKING:
    from .page_data import JsonObject, JsonValue

LIMITS: Final[Mapping[str, int]] = {"data": 14, "companies": 20, "recipients": 20, "ribbons": 1500}
"""How many are drawn at most before the smallest are bundled (docs/decisions/0054-ribbons.md)."""

SWEEPS: Final = 12
"""How often each column is sorted by the others; after that the order hardly changes any more."""

_ROOT: Final = PF + "PersonalData"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """What joins a category of data, a company and a group of recipients, and how often."""

    data: str
    company: str
    recipient: str
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The three columns, each from top to bottom."""

    data: tuple[str, ...]
    companies: tuple[str, ...]
    recipients: tuple[str, ...]


def arrange_ribbons(statements: Statements) -> JsonObject:
    """Return `limits`, and in their order `data`, `companies` and `recipients`.

    `data` has the path of each data type, the category first and itself last. `recipients` has
    groups: an owner (`id` of a party) or, where there is no name, a kind (`id` of a concept) with
    its `role`; `members` are the parties in it. Denials and flows without a recipient have no part.
    """
    flows = [flow for flow in statements.flows if flow.recipient and not flow.denied]
    paths = {iri: concept_path(iri, statements) for iri in sorted({flow.data for flow in flows})}
    groups = {
        iri: recipient_group(iri, statements)
        for iri in sorted({flow.recipient for flow in flows if flow.recipient})
    }
    labels = _labels(statements)
    counted = Counter(
        (paths[flow.data][0], flow.company, groups[flow.recipient])
        for flow in flows
        if flow.recipient
    )
    ribbons = [
        Ribbon(data=data, company=company, recipient=recipient, statements=number)
        for (data, company, recipient), number in sorted(counted.items())
    ]
    columns = order_columns(ribbons, labels)
    concepts, parties = _order_within(flows, paths, groups, columns, labels)
    members: defaultdict[str, list[JsonValue]] = defaultdict(list)
    for iri in parties:
        members[groups[iri]].append(_short(iri))
    return {
        "limits": dict(LIMITS),
        "data": [[_short(each) for each in paths[iri]] for iri in concepts],
        "companies": [_short(iri) for iri in columns.companies],
        "recipients": [_describe_group(group, members[group]) for group in columns.recipients],
    }


def concept_path(iri: str, statements: Statements) -> tuple[str, ...]:
    """Return the shortest way from a category down to a data type, ties by IRI.

    A category is what stands just below "personal data", which itself says nothing of the kind.
    """
    concepts = statements.concepts
    ways: list[tuple[str, ...]] = [(iri,)]
    for way in ways:
        above = concepts[way[0]].broader if way[0] in concepts else ()
        if not above:
            return way[1:] if way[0] == _ROOT and len(way) > 1 else way
        ways.extend((each, *way) for each in sorted(above) if each not in way)
    return (iri,)


def recipient_group(iri: str, statements: Statements) -> str:
    """Return the IRI of a recipient's last owner; for one without a name its kind and its role."""
    party = statements.parties.get(iri)
    if party is None:
        return iri
    if party.role not in ("named", "first party") and party.kind:
        return f"{party.kind} {party.role}"
    return last_owner(party, statements).iri


def order_columns(ribbons: Sequence[Ribbon], labels: Mapping[str, str]) -> Columns:
    """Return the order with the fewest crossings that sorting by means finds.

    Each column in turn is sorted by the mean place of what its ribbons lead to. All means are
    fractions, and ties go by label, so the order is the same on every machine.
    """
    columns = best = Columns(
        data=_by_size(ribbons, labels, lambda ribbon: ribbon.data),
        companies=_by_size(ribbons, labels, lambda ribbon: ribbon.company),
        recipients=_by_size(ribbons, labels, lambda ribbon: ribbon.recipient),
    )
    fewest = count_crossings(ribbons, best)
    for _ in range(SWEEPS):
        columns = _sweep(ribbons, columns, labels)
        crossings = count_crossings(ribbons, columns)
        if crossings < fewest:
            fewest, best = crossings, columns
    return best


def count_crossings(ribbons: Sequence[Ribbon], columns: Columns) -> int:
    """Return how often two statements cross, on either side of the companies."""
    data, companies, recipients = _places_of(columns)
    ordered = _through_companies(ribbons, columns)
    left = [(companies[r.company], data[r.data], r.statements) for r in ordered]
    right = [(slot, recipients[r.recipient], r.statements) for slot, r in enumerate(ordered)]
    return _inversions(left) + _inversions(right)


def _sweep(ribbons: Sequence[Ribbon], columns: Columns, labels: Mapping[str, str]) -> Columns:
    data, _, recipients = _places_of(columns)
    across = [
        (r.company, data[r.data] * len(recipients) + recipients[r.recipient] * len(data), r)
        for r in ribbons
    ]
    companies = _by_mean([(c, at, r.statements) for c, at, r in across], labels)
    columns = Columns(data=columns.data, companies=companies, recipients=columns.recipients)
    places = _numbered(companies)
    sorted_data = _by_mean([(r.data, places[r.company], r.statements) for r in ribbons], labels)
    columns = Columns(data=sorted_data, companies=companies, recipients=columns.recipients)
    slots = enumerate(_through_companies(ribbons, columns))
    sorted_recipients = _by_mean([(r.recipient, slot, r.statements) for slot, r in slots], labels)
    return Columns(data=sorted_data, companies=companies, recipients=sorted_recipients)


def _through_companies(ribbons: Sequence[Ribbon], columns: Columns) -> list[Ribbon]:
    """Return the ribbons as they lie in the column of companies: a company's by data, recipient."""
    data, companies, recipients = _places_of(columns)
    return sorted(
        ribbons, key=lambda r: (companies[r.company], data[r.data], recipients[r.recipient])
    )


def _order_within(
    flows: Sequence[StatedFlow],
    paths: Mapping[str, tuple[str, ...]],
    groups: Mapping[str, str],
    columns: Columns,
    labels: Mapping[str, str],
) -> tuple[list[str], list[str]]:
    """Return data types in the order of their categories, and recipients in that of their groups.

    Within these they are sorted by the same means, now of each data type and party by itself.
    """
    data, companies, recipients = _places_of(columns)
    fine = _numbered(_by_mean([(f.data, companies[f.company], 1) for f in flows], labels))
    concepts = sorted(fine, key=lambda iri: (data[paths[iri][0]], fine[iri]))
    places = _numbered(concepts)
    slots = sorted(flows, key=lambda f: (companies[f.company], places[f.data], f.iri))
    named = [(f.recipient, slot, 1) for slot, f in enumerate(slots) if f.recipient]
    fine = _numbered(_by_mean(named, labels))
    return concepts, sorted(fine, key=lambda iri: (recipients[groups[iri]], fine[iri]))


def _by_size(
    ribbons: Iterable[Ribbon], labels: Mapping[str, str], end: Callable[[Ribbon], str]
) -> tuple[str, ...]:
    sizes: Counter[str] = Counter()
    for ribbon in ribbons:
        sizes[end(ribbon)] += ribbon.statements
    return tuple(sorted(sizes, key=lambda iri: (-sizes[iri], labels.get(iri, ""), iri)))


def _by_mean(places: Iterable[tuple[str, int, int]], labels: Mapping[str, str]) -> tuple[str, ...]:
    """Sort by the mean of (what, place, weight) rows."""
    sums: defaultdict[str, int] = defaultdict(int)
    weights: defaultdict[str, int] = defaultdict(int)
    for iri, place, weight in places:
        sums[iri] += place * weight
        weights[iri] += weight
    means = {iri: Fraction(sums[iri], weights[iri]) for iri in sums}
    return tuple(sorted(means, key=lambda iri: (means[iri], labels.get(iri, ""), iri)))


def _inversions(pairs: Iterable[tuple[int, int, int]]) -> int:
    """Return the weight of all pairs of (left, right, weight) that lie the other way round."""
    ordered = sorted(pairs)
    if not ordered:
        return 0
    tree = [0] * (max(right for _, right, _ in ordered) + 2)
    total = crossed = 0
    for _, right, weight in ordered:
        before, at = 0, right + 1
        while at:
            before += tree[at]
            at &= at - 1
        crossed += (total - before) * weight
        total, at = total + weight, right + 1
        while at < len(tree):
            tree[at] += weight
            at += at & -at
    return crossed


def _places_of(columns: Columns) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    return _numbered(columns.data), _numbered(columns.companies), _numbered(columns.recipients)


def _numbered(iris: Iterable[str]) -> dict[str, int]:
    return {iri: place for place, iri in enumerate(iris)}


def _labels(statements: Statements) -> dict[str, str]:
    parties = {iri: party.label for iri, party in statements.parties.items()}
    return parties | {iri: concept.label for iri, concept in statements.concepts.items()}


def _describe_group(group: str, members: list[JsonValue]) -> JsonObject:
    iri, _, role = group.partition(" ")
    return {"id": _short(iri), **({"role": role} if role else {}), "members": members}


def _short(iri: str) -> str:
    return iri.removeprefix(PF).removeprefix(PFR)
