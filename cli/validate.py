"""`privacyflow validate`: do the graph's shapes hold, and is every quote where it claims to be?"""

from __future__ import annotations

from .console import count, say, write
from .failures import FOUND, OK
from .options import DEFAULT_GRAPH, EndpointOption, GraphOption
from .places import open_to_read


def validate(graph: GraphOption = DEFAULT_GRAPH, endpoint: EndpointOption = None) -> int:
    """\b
    Examples:
      privacyflow validate
      privacyflow validate --graph my.graph && echo sound

    Checks the graph, a policy at a time: its SHACL shapes, and that every quote stands in its
    policy at its offsets. Exits with 1 where anything is wrong.
    """
    from ..graphs.validation import validate as validate_store
    from ..queries.results import make_inert

    where = endpoint or graph
    with open_to_read(graph, endpoint) as store:
        report = validate_store(store)
    for fault in report.faults:
        write(make_inert(str(fault)))
    looked_at = ", ".join(
        (
            count(report.policies, "policy"),
            count(report.flows, "flow"),
            count(report.quotes, "quote"),
        )
    )
    wrong = count(len(report.faults), "fault") if report.faults else "nothing wrong"
    say(f"{where}: {looked_at} looked at, {wrong}")
    return OK if report.conforms else FOUND
