"""Which recipients are central: named by many companies, for many types of data, in between many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..statements import Statements
from .ties import Tie, Witness, find_ties, is_known, label_of, rank, witness

if TYPE_CHECKING:
    import networkx

DAMPING: Final = 0.85
_PRECISION: Final = 1e-12
_STEPS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Centrality:
    """A named recipient and how central it is.

    `listed` tells whether it is in the list of organisations; of others only the name is known.
    `companies` are those whose policies name it, `data_types` the types of data that they name for
    it, `flows` the statements. `pagerank` is the share of visits (they add up to 1) of a reader who
    goes from policy to named recipient to its policy at random: who is named beside few others, or by
    parties that are named often, has more. `betweenness` is the share of all pairs of companies whose
    shortest chains of ties lead over it: who joins companies that nobody else joins has more.
    """

    recipient: str
    iri: str
    owner: str
    listed: bool
    companies: int
    data_types: int
    flows: int
    pagerank: float
    betweenness: float
    witness: Witness


def measure_centrality(statements: Statements, *, by_owner: bool = False) -> tuple[Centrality, ...]:
    """Return the named recipients, those named by the most companies first.

    Each comes with its surest statement. With `by_owner` services and SDKs count as their owner.
    """
    ties = find_ties(statements, by_owner=by_owner)
    ranks = _page_ranks(ties)
    between = _betweenness(ties)
    found = []
    for iri in sorted({tie.recipient for tie in ties}):
        own = [tie for tie in ties if tie.recipient == iri]
        flows = rank(flow for tie in own for flow in tie.flows)
        party = statements.parties.get(iri)
        owner = party.owner if party else None
        found.append(
            Centrality(
                recipient=label_of(iri, statements),
                iri=iri,
                owner=label_of(owner, statements),
                listed=is_known(iri),
                companies=len(own),
                data_types=len({flow.data for flow in flows}),
                flows=len(flows),
                pagerank=round(ranks[iri], 6),
                betweenness=round(between[iri], 6),
                witness=witness(flows[0], statements),
            )
        )
    return tuple(sorted(found, key=_most_named_first))


def _most_named_first(one: Centrality) -> tuple[int, int, int, str, str]:
    return -one.companies, -one.data_types, -one.flows, one.recipient.casefold(), one.iri


def tie_network(ties: Iterable[Tie]) -> networkx.Graph:
    """Return companies and recipients with an edge for each tie, the nodes sorted by IRI."""
    import networkx

    pairs = [(tie.company, tie.recipient) for tie in ties]
    network = networkx.Graph()
    network.add_nodes_from(sorted({iri for pair in pairs for iri in pair}))
    network.add_edges_from(pairs)
    return network


def _page_ranks(ties: Sequence[Tie]) -> Mapping[str, float]:
    links: dict[str, list[str]] = {}
    for tie in ties:
        links.setdefault(tie.company, []).append(tie.recipient)
        links.setdefault(tie.recipient, [])
    return page_rank(links)


def page_rank(links: Mapping[str, Sequence[str]]) -> Mapping[str, float]:
    """Return the PageRank of every node; every target is a key of `links`, too.

    Own arithmetic, because that of networkx needs scipy.
    """
    number = max(len(links), 1)
    ranks = dict.fromkeys(sorted(links), 1 / number)
    for _ in range(_STEPS):
        lost = sum(rank for node, rank in ranks.items() if not links[node])
        base = (1 - DAMPING + DAMPING * lost) / number
        following = dict.fromkeys(ranks, base)
        for node, rank_of_node in ranks.items():
            for target in links[node]:
                following[target] += DAMPING * rank_of_node / len(links[node])
        change = sum(abs(following[node] - ranks[node]) for node in ranks)
        ranks = following
        if change < _PRECISION:
            break
    return ranks


def _betweenness(ties: Sequence[Tie]) -> Mapping[str, float]:
    """Return for each party the share of pairs of companies that it lies between."""
    import networkx

    companies = sorted({tie.company for tie in ties})
    pairs = len(companies) * (len(companies) - 1) / 2
    network = tie_network(ties)
    found: Mapping[str, float] = networkx.betweenness_centrality_subset(
        network, sources=companies, targets=companies, normalized=False
    )
    return {iri: value / pairs if pairs else 0.0 for iri, value in found.items()}
