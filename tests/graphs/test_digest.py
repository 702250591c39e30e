"""What a page holds where there are more statements than it can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from privacyflow.graphs.digest import digest_statements
from privacyflow.graphs.errors import GraphError
from privacyflow.graphs.statements import StatedFlow
from privacyflow.tests.graphs.page_samples import statements_of


def said(flow: StatedFlow) -> tuple[object, ...]:
    limited = flow.possible or flow.condition is not None
    return (flow.company, flow.denied, limited, flow.action, flow.data, flow.recipient)


def test_few_statements_stay_as_they_are() -> None:
    statements = statements_of()
    digest = digest_statements(statements)
    assert digest.whole
    assert digest.statements is statements


def test_of_many_that_say_the_same_one_stays_and_nothing_said_is_lost() -> None:
    statements = statements_of(3, 400)
    digest = digest_statements(statements, limit=600)
    kept = digest.statements.flows
    assert not digest.whole
    assert digest.total == 1200
    assert len(kept) <= 600
    assert {said(flow) for flow in kept} == {said(flow) for flow in statements.flows}
    assert set(kept) <= set(statements.flows), "what stays is stated, not summed up"


def test_the_surest_stays() -> None:
    statements = statements_of(1, 1)
    unsure = statements.flows[0]
    sure = replace(unsure, iri=unsure.iri + "0", confidence=0.99)
    digest = digest_statements(replace(statements, flows=(unsure, sure)), limit=1)
    assert digest.statements.flows == (sure,)


def test_too_many_are_refused_with_what_to_do() -> None:
    with pytest.raises(GraphError, match="too many for one page") as refused:
        digest_statements(statements_of(3, 24), limit=5)
    assert "--policy" in refused.value.remedy
