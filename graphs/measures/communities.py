"""Communities: companies that name the same recipients, found by modularity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..statements import Statements
from .centrality import tie_network
from .ties import Tie, Witness, find_ties, label_of, witness


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A company or a recipient in a community; community 1 is the largest.

    `inside` are its ties within the community, `outside` those that lead out. `partner` is the member
    that its surest statement inside joins it with.
    """

    community: int
    member: str
    iri: str
    side: str
    inside: int
    outside: int
    partner: str
    witness: Witness


def find_communities(statements: Statements, *, by_owner: bool = False) -> tuple[Member, ...]:
    """Return the members of all communities, the largest community and best tied members first.

    Recipients count that at least two companies name. Communities are those of the greedy search for
    the highest modularity (Clauset, Newman and Moore): more ties inside than chance would give. The
    same ties give the same communities.
    """
    import networkx

    ties = _shared(find_ties(statements, by_owner=by_owner))
    if not ties:
        return ()
    network = tie_network(ties)
    # Numbers as nodes: the search breaks ties by hash, and those of words differ from run to run.
    names = list(network)
    numbered = networkx.convert_node_labels_to_integers(network)
    found = networkx.community.greedy_modularity_communities(numbered)
    groups = sorted(
        (sorted(names[number] for number in group) for group in found),
        key=lambda group: (-len(group), group),
    )
    return tuple(
        member
        for number, group in enumerate(groups, 1)
        for member in _members(number, frozenset(group), ties, statements)
    )


def _shared(ties: Sequence[Tie]) -> tuple[Tie, ...]:
    companies = Counter(tie.recipient for tie in ties)
    return tuple(tie for tie in ties if companies[tie.recipient] > 1)


def _members(
    number: int, group: frozenset[str], ties: Sequence[Tie], statements: Statements
) -> list[Member]:
    found = []
    for iri in group:
        own = [tie for tie in ties if iri in (tie.company, tie.recipient)]
        inside = [tie for tie in own if {tie.company, tie.recipient} <= group]
        best = max(inside or own, key=lambda tie: (len(tie.flows), tie.company, tie.recipient))
        sides = {"company" if tie.company == iri else "recipient" for tie in own}
        found.append(
            Member(
                community=number,
                member=label_of(iri, statements),
                iri=iri,
                side="both" if len(sides) > 1 else sides.pop(),
                inside=len(inside),
                outside=len(own) - len(inside),
                partner=label_of(_other(best, iri), statements),
                witness=witness(best.flows[0], statements),
            )
        )
    return sorted(found, key=lambda m: (m.side, -m.inside, m.member.casefold(), m.iri))


def _other(tie: Tie, iri: str) -> str:
    return tie.recipient if tie.company == iri else tie.company
