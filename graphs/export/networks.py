"""The network for other programs: one edge a statement, with flat attributes and its quote.

A company as the author of its policy and the same company as somebody's recipient are two nodes of
the same `iri`, so that no path joins the statements of two policies (graphs/network.py).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, BinaryIO, Final

from ..network import AUTHOR, RECIPIENT, flow_state
from ..statements import StatedFlow, Statements
from .selection import label_of, local_name

if TYPE_CHECKING:
    import networkx

# What XML 1.0 can't hold, not even escaped.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MODIFIED: Final = re.compile(rb' lastmodifieddate="[0-9-]*"')


def flow_network(policies: Iterable[Statements]) -> networkx.MultiDiGraph:
    """Return the flows that name a recipient: one edge from the policy's company to it for each.

    `policies` are the statements of one policy version after the other.

    Nodes have `label`, `side` ("author" or "recipient"), `kind`, `party_type`, `iri`, `owner` and
    `country`; edges `flow`, `label` (of the data type), `data` (the policy's words), `data_type`,
    `action`, `manner`, `state` ("does", "if" or "not"), `purpose`, `condition`, `quote`,
    `quote_start`, `quote_end`, `section`, `policy` and `confidence`. Nothing is None or a list, and
    no name is one that GEXF gives a meaning of its own.
    """
    import networkx

    network = networkx.MultiDiGraph(name="privacyflow")
    for statements in policies:
        for flow in statements.flows:
            if flow.recipient is not None:
                author, recipient = AUTHOR + flow.company, RECIPIENT + flow.recipient
                _add_node(network, author, flow.company, statements)
                _add_node(network, recipient, flow.recipient, statements)
                name = local_name(flow.iri)
                network.add_edge(author, recipient, key=name, **_edge(flow, statements))
    return network


def write_graphml(network: networkx.MultiDiGraph, file: BinaryIO) -> None:
    """Write GraphML, for Gephi, yEd, Cytoscape and networkx."""
    import networkx

    # Not write_graphml: what that writes depends on whether lxml is installed.
    networkx.write_graphml_xml(network, file, named_key_ids=True)


def write_gexf(network: networkx.MultiDiGraph, file: BinaryIO) -> None:
    """Write GEXF 1.2, for Gephi; without the day on which it was written."""
    import networkx

    written = io.BytesIO()
    networkx.write_gexf(network, written, version="1.2draft")
    file.write(_MODIFIED.sub(b"", written.getvalue(), count=1))


def _add_node(network: networkx.MultiDiGraph, node: str, iri: str, statements: Statements) -> None:
    if node in network:
        return
    party = statements.parties.get(iri)
    is_author = node.startswith(AUTHOR)
    network.add_node(
        node,
        label=_clean(label_of(iri, statements)),
        side="author" if is_author else "recipient",
        kind="company" if is_author else party.role if party else "named",
        party_type=party.type if party else "organisation",
        iri=iri,
        owner=_clean(label_of(party.owner, statements)) if party else "",
        country=(party.country or "") if party else "",
    )


def _edge(flow: StatedFlow, statements: Statements) -> dict[str, str | int | float]:
    evidence = statements.evidence[flow.evidence]
    words = {
        "flow": local_name(flow.iri),
        "label": label_of(flow.data, statements),
        "data": flow.data_words.text,
        "data_type": local_name(flow.data),
        "action": flow.action,
        "manner": flow.manner,
        "state": flow_state(flow),
        "purpose": "; ".join(words.text for words in flow.purpose_words),
        "condition": flow.condition.text if flow.condition else "",
        "quote": statements.quote(flow),
        "section": evidence.section,
        "policy": local_name(flow.policy),
    }
    return {
        **{key: _clean(text) for key, text in words.items()},
        "quote_start": evidence.place.start,
        "quote_end": evidence.place.end,
        "confidence": flow.confidence,
    }


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
