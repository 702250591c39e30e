"""A difference as Markdown, JSON and HTML; policies' words stay words in all of them."""

from __future__ import annotations

import json

import pytest
from privacyflow.comparison.change_report import MISSING, headline, to_json, to_markdown
from privacyflow.comparison.changes import Change, ChangeKind, Difference, Named, Quote, Severity
from privacyflow.comparison.excerpts import plain
from privacyflow.comparison.pages import render_difference
from privacyflow.graphs.statements import PolicyVersion
from privacyflow.queries.results import dump_json

HOSTILE = '<script>alert(1)</script> [a](javascript:b) | `c` \x1b[31m\u202e "d"'


def version(name: str) -> PolicyVersion:
    return PolicyVersion(
        iri=f"urn:{name}",
        company="urn:acme",
        title="Privacy",
        file_name=name,
        sha256="0",
        language="en",
        url=None,
        issued=None,
        text=HOSTILE,
    )


@pytest.fixture
def difference() -> Difference:
    quote = Quote(
        text=HOSTILE, section=HOSTILE, start=0, end=len(HOSTILE), flow="urn:f", confidence=0.9
    )
    change = Change(
        kind=ChangeKind.ADDED,
        severity=Severity.NEW_RECIPIENT,
        deed="share",
        data=(Named(words=HOSTILE, type="location"),),
        recipient=Named(words="Zorblax", type=""),
        new=(quote,),
    )
    return Difference(
        old=version("old.md"), new=version(HOSTILE), company=HOSTILE, changes=(change,)
    )


def test_markdown_holds_no_markup_of_a_policy(difference: Difference) -> None:
    text = to_markdown(difference)
    assert "<script" not in text.replace("\\<script", "")
    assert "[a](" not in text.replace("\\[a\\](", "")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert f"({MISSING})" in text


def test_a_page_holds_words_as_text_and_runs_nothing(difference: Difference) -> None:
    page = render_difference(difference)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "script-src" in page
    assert "default-src &#39;none&#39;" in page
    assert MISSING in page


def test_json_gives_places_and_both_sides(difference: Difference) -> None:
    found = json.loads(dump_json(to_json(difference)))
    (change,) = found["changes"]
    assert (change["kind"], change["severity"], change["old"]) == ("added", "new recipient", [])
    assert change["new"][0] == {
        "text": HOSTILE,
        "excerpt": plain(HOSTILE),
        "section": HOSTILE,
        "start": 0,
        "end": len(HOSTILE),
        "flow": "urn:f",
        "lead_in": None,
        "confidence": 0.9,
    }
    assert found["counts"]["added"] == 1
    assert found["caution"] == ""


@pytest.mark.parametrize(
    ("kind", "deed", "expected"),
    [
        (ChangeKind.ADDED, "share", "now says that it shares location with Zorblax: if asked"),
        (ChangeKind.REMOVED, "share", "no longer says that it shares location with Zorblax: if asked"),
        (ChangeKind.DENIAL_DROPPED, "sell", "no longer says that it does not sell location to Zorblax"),
        (ChangeKind.DENIAL_ADDED, "share", "now says that it does not share location with Zorblax"),
        (ChangeKind.WIDENED, "share", "shares location with Zorblax: if asked"),
        (ChangeKind.ADDED, "store, use", "now says that it stores and uses location with Zorblax: if asked"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(kind: ChangeKind, deed: str, expected: str) -> None:
    change = Change(
        kind=kind,
        severity=Severity.LESS,
        deed=deed,
        data=(Named(words="location", type="location"),),
        recipient=Named(words="Zorblax", type=""),
        detail="if asked",
    )
    assert headline(change) == expected


@pytest.mark.parametrize("focus", [0, 40, 2000, 3990])
def test_of_a_very_long_quote_the_part_around_the_data_is_shown(focus: int) -> None:
    text = f"{'x ' * (focus // 2)}phone number{' y' * ((4000 - focus) // 2)}"
    quote = Quote(
        text=text, section="", start=0, end=len(text), flow="urn:f", confidence=0.9, focus=focus
    )
    assert "phone number" in quote.excerpt
    assert len(quote.excerpt) < 720
    assert quote.excerpt.startswith("[…]") == (focus > 350)


def test_a_short_quote_is_shown_whole_on_one_line() -> None:
    text = "We share\n  your phone number."
    quote = Quote(
        text=text, section="", start=0, end=len(text), flow="urn:f", confidence=0.9, focus=16
    )
    assert quote.excerpt == "We share your phone number."


def test_a_denial_is_told_with_what_it_is_restricted_to() -> None:
    change = Change(
        kind=ChangeKind.DENIAL_DROPPED,
        severity=Severity.DENIAL_DROPPED,
        deed="share",
        data=(Named(words="location", type=""),),
        recipient=None,
        only="“for advertising”",
    )
    assert headline(change).endswith("does not share location (“for advertising”)")
