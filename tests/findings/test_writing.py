"""Findings as text, JSON, SARIF and workflow commands, with hostile words in them."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from privacyflow.findings.annotations import annotate
from privacyflow.findings.checks import RULES, check_statements
from privacyflow.findings.report import summarise, tell, to_json
from privacyflow.findings.sarif import to_sarif
from privacyflow.tests.findings.invented import FOR_ADS, NO_SALE, Said, statements
from sarif_pydantic import Sarif

HOSTILE = "We keep your data as long as necessary \x1b[31m%0A::error::, <script>\u202e,=1+1."
KEPT = Said(
    sentence=HOSTILE,
    data="data",
    type="PersonalData",
    action="store",
    manner="keep",
    retention="as long as necessary",
    section="Keeping: for, how long",
)
KNOWN = statements(KEPT, NO_SALE, FOR_ADS)
FOUND = check_statements(KNOWN, codes=frozenset({"PF301", "PF501"}))
(POLICY,) = KNOWN.policies.values()


def test_sarif_is_valid_and_points_into_the_policy() -> None:
    written = json.loads(json.dumps(to_sarif(FOUND, KNOWN.policies, RULES)))
    parsed = Sarif.model_validate(written)
    (run,) = parsed.runs
    assert run.results is not None
    assert run.tool.driver.rules is not None
    assert [rule.id for rule in run.tool.driver.rules] == [rule.code for rule in RULES]
    assert {result.rule_id for result in run.results} == {"PF301", "PF501"}
    for result in written["runs"][0]["results"]:
        assert RULES[result["ruleIndex"]].code == result["ruleId"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            region = location["physicalLocation"]["region"]
            start, length = region["charOffset"], region["charLength"]
            assert POLICY.text[start : start + length] == region["snippet"]["text"]
            line = POLICY.text.split("\n")[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 :].startswith(region["snippet"]["text"][:9])
    sale = next(r for r in written["runs"][0]["results"] if r["ruleId"] == "PF501")
    assert [place["message"]["text"] for place in sale["relatedLocations"]] == [FOR_ADS.sentence]


def test_a_file_that_is_not_its_own_text_has_no_lines() -> None:
    known = statements(KEPT, file_name="sky loom.html")
    written = to_sarif(check_statements(known), known.policies, RULES)
    text = json.dumps(written)
    assert "startLine" not in text
    assert "sky%20loom.html" in text
    assert "the text that privacyflow read" in text
    (line,) = annotate(check_statements(known), known.policies)
    assert "line=" not in line


def test_words_of_a_policy_begin_no_command_of_their_own() -> None:
    lines = list(annotate(FOUND, KNOWN.policies))
    assert len(lines) == len(FOUND)
    for line in lines:
        assert line.count("\n") == 0
        assert line.startswith("::warning file=skyloom.md,line=")
    assert "%250A::error::" in lines[0]


@given(st.text(min_size=1))
def test_no_words_end_a_workflow_command(words: str) -> None:
    said = Said(
        sentence=f"We keep your data as long as necessary {words}",
        data="data",
        type="PersonalData",
        action="store",
        manner="keep",
        retention="as long as necessary",
    )
    known = statements(said)
    for line in annotate(check_statements(known), known.policies):
        assert "\n" not in line
        assert "\r" not in line


def test_text_and_json_say_the_same() -> None:
    written = to_json(FOUND, KNOWN.policies)
    findings = written["findings"]
    assert isinstance(findings, list)
    assert len(findings) == len(FOUND)
    lines = [line for part, line in tell(FOUND[-1], POLICY) if part == "quote"]
    assert lines == [f"“{NO_SALE.sentence}”", f"“{FOR_ADS.sentence}”"]
    assert summarise(FOUND, 1) == "1 policy checked: 0 errors, 2 warnings, 0 notes"


def test_words_without_a_flow_are_quoted_at_their_place() -> None:
    sentence = "Our pixels hold an anonymous unique identifier."
    known = statements(NO_SALE, text=f"{NO_SALE.sentence}\n\n{sentence}")
    (policy,) = known.policies.values()
    (found,) = check_statements(known, codes=frozenset({"PF402"}))
    (quote,) = found.quotes
    assert (quote.text, quote.flow) == (sentence, "")
    start = policy.text.index(sentence)
    assert ("place", f"characters {start} to {start + len(sentence)}") in list(tell(found, policy))
    Sarif.model_validate(to_sarif([found], known.policies, RULES))
