"""Our terms and DPV's match from either side, and every term of DPV exists."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from privacyflow.ontology.alignment import Match, matched_terms, matches_of
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import DPV, PD, PF

DPV_TERMS = Path(__file__).parents[3] / "shared" / "data" / "dpv-2.3-terms.tsv"
BACK = {
    "the same as": "the same as",
    "close to": "close to",
    "akin to": "akin to",
    "narrower than": "broader than",
    "a sub-class of": "a super-class of",
    "a sub-property of": "a super-property of",
}
BACK |= {there: here for here, there in BACK.items()}


@pytest.mark.parametrize(
    ("term", "match"),
    [
        (
            PF + "Location",
            Match(term=PF + "Location", relation="the same as", other=PD + "Location"),
        ),
        (
            PD + "Location",
            Match(term=PD + "Location", relation="the same as", other=PF + "Location"),
        ),
        (
            PD + "Location",
            Match(term=PD + "Location", relation="broader than", other=PF + "WiFiLocation"),
        ),
        (
            DPV + "Process",
            Match(term=DPV + "Process", relation="a super-class of", other=PF + "AffirmedFlow"),
        ),
    ],
)
def test_a_match_is_found_from_either_side(term: str, match: Match) -> None:
    assert match in matches_of(term)


def test_what_matches_one_way_matches_the_other() -> None:
    for term in matched_terms():
        for match in matches_of(term):
            back = Match(term=match.other, relation=BACK[match.relation], other=match.term)
            assert back in matches_of(match.other)


def test_a_term_without_a_match_has_none() -> None:
    assert matches_of(PF + "rule") == ()
    assert matches_of("https://example.org/#Nothing") == ()


def test_every_concept_leads_to_dpv() -> None:
    lost = [iri for iri in load_vocabulary().concepts if not matches_of(iri)]
    assert set(lost) <= {PF + "OtherData"}


@pytest.mark.skipif(not DPV_TERMS.exists(), reason="needs ../shared/data/dpv-2.3-terms.tsv")
def test_every_term_of_dpv_exists() -> None:
    with DPV_TERMS.open(encoding="utf-8", newline="") as file:
        known = {row["iri"] for row in csv.DictReader(file, delimiter="\t")}
    theirs = {term for term in matched_terms() if not term.startswith(PF)}
    assert len(theirs) > 150
    assert theirs - known == set()
