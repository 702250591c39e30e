"""The network of who tells whom: companies, recipients, and the statements between them.

A company as the author of its policy and the same company as somebody's recipient are two nodes.
All edges lead from an author to a recipient, so no path through the network joins the statements of
two policies, and none reads "company → data → recipient" unless one statement says so (law 2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .statements import Counterparty, StatedFlow, Statements

if TYPE_CHECKING:
    import networkx

NODE_LIMIT: Final = 200
EDGE_LIMIT: Final = 400
"""What can be drawn at once and still be read (docs/decisions/0051-network-of-statements.md)."""

AUTHOR: Final = "from:"
RECIPIENT: Final = "to:"
_UNNAMED: Final = ("category", "vague")


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A network that is small enough to draw, and in words what was put together for it."""

    network: networkx.MultiDiGraph
    note: str


def flow_state(flow: StatedFlow) -> str:
    """Return "not" for a denial, "if" where it is only possible or has a condition, else "does"."""
    if flow.denied:
        return "not"
    return "if" if flow.possible or flow.condition else "does"


def build_network(statements: Statements) -> networkx.MultiDiGraph:
    """Return every author → recipient pair of the flows that name a recipient.

    Nodes carry `label`, `group` (the role, "company" or "sdk"), `parties` (IRIs) and `statements`
    (how many); edges have the state as key and carry `flows`, positions in `statements.flows`.
    """
    import networkx

    network = networkx.MultiDiGraph()
    edges: dict[tuple[str, str, str], list[int]] = {}
    for number, flow in enumerate(statements.flows):
        if flow.recipient is None:
            continue
        author, recipient = AUTHOR + flow.company, RECIPIENT + flow.recipient
        company = statements.parties.get(flow.company)
        _count_node(network, author, company, "company")
        party = statements.parties.get(flow.recipient)
        _count_node(network, recipient, party, _group(party))
        edges.setdefault((author, recipient, flow_state(flow)), []).append(number)
    _add_edges(network, edges)
    return network


def limit_network(
    network: networkx.MultiDiGraph,
    statements: Statements,
    *,
    nodes: int = NODE_LIMIT,
    edges: int = EDGE_LIMIT,
) -> Drawing:
    """Return `network`, or where it has more nodes or edges than that, a smaller one.

    First what one owner owns becomes one node, and what policies leave unnamed one node for each
    kind; then the parties with the fewest statements are bundled on either side.
    """
    if _fits(network, nodes, edges):
        return Drawing(network=network, note="")
    size = f"{network.number_of_nodes():,} parties and {network.number_of_edges():,} connections"
    note = (
        f"{size} are too many to draw at once: recipients are put together by their owner, "
        "and those without a name by their kind."
    )
    drawn = _merge(network, _by_owner_and_kind(network, statements))
    keep = nodes // 2
    whole = drawn
    while not _fits(drawn, nodes, edges):
        drawn = _merge(whole, _all_but_the_largest(whole, keep))
        keep = keep * 4 // 5
    if drawn is not whole:
        note += " The parties with the fewest statements are bundled."
    return Drawing(network=drawn, note=note)


def _group(party: Counterparty | None) -> str:
    if party is None:
        return "named"
    return "sdk" if (party.role, party.type) == ("named", "sdk") else party.role


def _count_node(
    network: networkx.MultiDiGraph, node: str, party: Counterparty | None, group: str
) -> None:
    iri = node.removeprefix(AUTHOR).removeprefix(RECIPIENT)
    if node not in network:
        label = party.label if party else iri
        network.add_node(node, label=label, group=group, parties=(iri,), statements=0)
    network.nodes[node]["statements"] += 1


def _add_edges(
    network: networkx.MultiDiGraph, edges: Mapping[tuple[str, str, str], list[int]]
) -> None:
    for (author, recipient, state), flows in edges.items():
        network.add_edge(author, recipient, key=state, flows=tuple(sorted(flows)))


def _fits(network: networkx.MultiDiGraph, nodes: int, edges: int) -> bool:
    return bool(network.number_of_nodes() <= nodes and network.number_of_edges() <= edges)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bundle:
    """What several nodes become; `label` takes the number of parties."""

    node: str
    label: Callable[[int], str]
    group: str


def _by_owner_and_kind(
    network: networkx.MultiDiGraph, statements: Statements
) -> dict[str, _Bundle]:
    bundles = {}
    for node in network:
        party = statements.parties.get(node.removeprefix(RECIPIENT))
        if not node.startswith(RECIPIENT) or party is None:
            continue
        if party.role in _UNNAMED and party.kind:
            bundles[node] = _kind_bundle(party.kind, party.role, statements)
        elif party.role == "named":
            owner = last_owner(party, statements)
            bundles[node] = _Bundle(
                node=RECIPIENT + owner.iri, label=_same(owner.label), group="named"
            )
    return bundles


def _kind_bundle(kind: str, role: str, statements: Statements) -> _Bundle:
    label = statements.concepts[kind].label if kind in statements.concepts else kind
    return _Bundle(
        node=f"{RECIPIENT}{kind} {role}", label=lambda n: f"{label} ({n} wordings)", group=role
    )


def _same(label: str) -> Callable[[int], str]:
    return lambda _: label


def _others(what: str) -> Callable[[int], str]:
    return lambda number: f"{number} other {what}"


def last_owner(party: Counterparty, statements: Statements) -> Counterparty:
    """Return the owner of the owner of a party and so on, or the party itself."""
    seen = {party.iri}
    while party.owner and party.owner in statements.parties and party.owner not in seen:
        party = statements.parties[party.owner]
        seen.add(party.iri)
    return party


def _all_but_the_largest(network: networkx.MultiDiGraph, keep: int) -> dict[str, _Bundle]:
    """Return two bundles for what isn't among the `keep` largest on its side."""
    bundles = {}
    for side, what in ((AUTHOR, "companies"), (RECIPIENT, "recipients")):
        bundle = _Bundle(node=f"{side}others", label=_others(what), group="bundle")
        ranked = sorted(
            (node for node in network if node.startswith(side)),
            key=lambda node: (-network.nodes[node]["statements"], node),
        )
        bundles.update(dict.fromkeys(ranked[keep:], bundle))
    return bundles


def _merge(network: networkx.MultiDiGraph, bundles: dict[str, _Bundle]) -> networkx.MultiDiGraph:
    import networkx

    merged = networkx.MultiDiGraph()
    parties: dict[str, set[str]] = {}
    statements: Counter[str] = Counter()
    becomes = {node: bundles[node].node if node in bundles else node for node in network}
    for node, about in network.nodes(data=True):
        parties.setdefault(becomes[node], set()).update(about["parties"])
        statements[becomes[node]] += about["statements"]
    for node, about in network.nodes(data=True):
        new, bundle = becomes[node], bundles.get(node)
        within = tuple(sorted(parties[new]))
        # One wording alone needs no other name; what one owner owns is the owner's even so.
        renamed = bundle and (len(within) > 1 or bundle.group == "named")
        label = bundle.label(len(within)) if bundle and renamed else about["label"]
        group = bundle.group if bundle and renamed else about["group"]
        merged.add_node(new, label=label, group=group, parties=within, statements=statements[new])
    edges: dict[tuple[str, str, str], list[int]] = {}
    for author, recipient, state, flows in network.edges(keys=True, data="flows"):
        edges.setdefault((becomes[author], becomes[recipient], state), []).extend(flows)
    _add_edges(merged, edges)
    return merged
