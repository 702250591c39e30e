"""Findings stand in the report of their policy, with their quotes, and lead to their statements."""

from __future__ import annotations

import pytest
from privacyflow.graphs.page import render_statements
from privacyflow.tests.graphs.page_samples import statements_of
from privacyflow.tests.graphs.test_shown_findings import finding_in
from privacyflow.tests.page.test_accessibility import violations
from privacyflow.tests.page.test_hostile_page import ATTACKS

STATEMENTS = statements_of(2, 6)
LAST = STATEMENTS.flows[-1]


@pytest.fixture(scope="module")
def page() -> str:
    place = STATEMENTS.evidence[LAST.evidence].place
    findings = [
        finding_in(STATEMENTS, "note", title="Worth a look", quotes=()),
        finding_in(STATEMENTS, "error", title="Denied and stated", quotes=(place, place)),
        finding_in(STATEMENTS, "warning", title="".join(ATTACKS), message="\n".join(ATTACKS)),
        finding_in(STATEMENTS, "note", title="Elsewhere", policy=STATEMENTS.flows[0].policy),
    ]
    return render_statements(STATEMENTS, title="Findings", findings=findings)


def open_report(open_page, page: str, **screen: object):
    visit = open_page(page, "tab=policy", **screen)
    visit.page.evaluate("View.set({ 'p-id': Model.flows.at(-1).policy.id })")
    return visit


def test_they_stand_in_their_policys_report(open_page, page: str) -> None:
    visit = open_report(open_page, page)
    names = visit.texts(".finding .name")
    assert [names[0], names[2]] == ["Denied and stated", "Worth a look"], "the gravest first"
    quoted = STATEMENTS.policies[LAST.policy].text
    shown = visit.texts(".finding.error blockquote")
    assert len(shown) == 2
    assert all(quote.strip() in quoted for quote in shown)


def test_one_leads_to_its_statements(open_page, page: str) -> None:
    visit = open_report(open_page, page)
    visit.page.locator(".finding.error button").click()
    assert visit.page.locator("#drawer").is_visible()
    assert visit.page.evaluate("View.now.flow === Model.flows.at(-1).id")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page, page: str, axe: str, scheme: str) -> None:
    visit = open_report(open_page, page, scheme=scheme)
    assert violations(visit, axe) == []


def test_a_policy_without_any_has_no_such_section(open_page) -> None:
    visit = open_page(render_statements(statements_of(1, 2), title="None"), "tab=policy")
    assert "Findings" not in visit.texts(".report h3")
