"""Readings that no change is claimed on, and the words that are compared."""

from __future__ import annotations

import pytest
from privacyflow.comparison.doubts import is_doubtful, is_excepted
from privacyflow.comparison.standing import Names, is_said
from privacyflow.comparison.topics import Side, Topic
from privacyflow.comparison.wording import Wording, fold, is_negated, stands_in
from privacyflow.graphs.statements import (
    Counterparty,
    Evidence,
    Place,
    PolicyVersion,
    StatedFlow,
    Statements,
)
from privacyflow.graphs.statements import Wording as Words


def place(words: str, text: str) -> Words:
    start = text.index(words)
    return Words(text=words, place=Place(start=start, end=start + len(words)))


def flow_in(
    text: str, data: str, recipient: str = "", *, denied: bool = False, manner: str = ""
) -> StatedFlow:
    return StatedFlow(
        iri="urn:flow",
        policy="urn:policy",
        company="urn:acme",
        denied=denied,
        possible=False,
        action="share" if recipient else "collect",
        manner=manner or ("share" if recipient else "collect"),
        data="urn:data",
        data_words=place(data, text),
        recipient="urn:recipient" if recipient else None,
        recipient_words=place(recipient, text) if recipient else None,
        source=None,
        source_words=None,
        purposes=(),
        purpose_words=(),
        condition=None,
        retention=None,
        evidence="urn:evidence",
        lead_in=None,
        rule="",
        extractor="",
        confidence=0.9,
    )


def side(text: str, section: str = "", *, role: str = "category", kind: str | None = None) -> Side:
    policy = PolicyVersion(
        iri="urn:policy",
        company="urn:acme",
        title="",
        file_name="a.md",
        sha256="",
        language="en",
        url=None,
        issued=None,
        text=text,
    )
    acme = Counterparty(iri="urn:acme", label="Acme", role="first party", type="organisation")
    other = Counterparty(
        iri="urn:recipient", label="other", role=role, type="organisation", kind=kind
    )
    return Side(
        statements=Statements(
            policies={policy.iri: policy},
            flows=(),
            evidence={
                "urn:evidence": Evidence(
                    iri="urn:evidence",
                    policy=policy.iri,
                    place=Place(start=0, end=len(text)),
                    section=section,
                )
            },
            parties={each.iri: each for each in (acme, other)},
            concepts={},
        ),
        policy=policy,
        topics={},
    )


@pytest.mark.parametrize(
    ("text", "data", "recipient"),
    [
        ("We never keep your address.", "address", ""),
        ("We keep searches, disconnected from numbers such as an IP address.", "IP address", ""),
        ("We shield your location from our hosts.", "location", "hosts"),
        ("We let you order without an account.", "account", ""),
        ("You can delete your photos.", "photos", ""),
        ("Other firms build profiles.", "profiles", ""),
        ("We ask bureaus, and they will give us your credit score.", "credit score", "bureaus"),
        ("We work with (i) hosts, (ii) banks (with your account number).", "account number", "hosts"),
        ("When you save your card or pay other users, we may share facts.", "card", "other users"),
        ("We share your name to protect the safety of the public.", "name", "the public"),
        ("We collect what is listed in [our contact page.", "[our contact page", ""),
    ],
)  # fmt: skip
def test_a_sentence_that_says_something_else_is_doubtful(
    text: str, data: str, recipient: str
) -> None:
    manner = "delete" if "delete" in text else ""
    assert is_doubtful(flow_in(text, data, recipient, manner=manner), side(text))


@pytest.mark.parametrize(
    ("text", "data", "recipient"),
    [
        ("We collect, but are not limited to, your address.", "address", ""),
        ("When you order, we share your address with hosts.", "address", "hosts"),
        ("We share your address with (i) hosts and (ii) banks.", "address", "banks"),
        ("We share (i) your name and (ii) your address with hosts.", "name", "hosts"),
        ("Acme keeps profiles.", "profiles", ""),
    ],
)
def test_a_plain_sentence_is_not_doubtful(text: str, data: str, recipient: str) -> None:
    assert not is_doubtful(flow_in(text, data, recipient), side(text))


def test_a_sentence_without_the_company_counts_under_a_heading_about_data() -> None:
    text = "Details such as the screen size."
    assert is_doubtful(flow_in(text, "screen size"), side(text, "Why you should care"))
    assert not is_doubtful(flow_in(text, "screen size"), side(text, "Data we collect"))
    assert is_doubtful(flow_in(text, "screen size"), side(text, "Data not collected"))


def test_sales_by_the_reader_are_no_sales_of_data() -> None:
    text = "We show other users your followers and the time you sell with us."
    assert is_doubtful(flow_in(text, "followers", "other users", manner="sell"), side(text))


def test_whoever_places_a_cookie_is_given_nothing() -> None:
    text = "Our partners may place cookies on your device."
    assert is_doubtful(flow_in(text, "cookies", "partners", manner="place"), side(text))


def test_a_denial_names_its_exceptions_too() -> None:
    text = "We do not share your name with brokers except what other members see."
    assert is_excepted(flow_in(text, "name", "other members", denied=True), side(text))
    assert not is_excepted(flow_in(text, "name", "brokers", denied=True), side(text))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("we do not sell it", True),
        ("this may include but is not limited to your name", False),
        ("whether or not you have an account", False),
    ],
)
def test_what_denies(sentence: str, expected: bool) -> None:
    assert is_negated(sentence) is expected


def test_words_are_found_in_their_plural_and_in_an_alternative() -> None:
    assert fold("shipping addresses") == fold("shipping address")
    assert stands_in("work email address", "your work or school email address")
    assert not stands_in("game activity", "a game or game or activity")


def test_cells_of_one_row_say_something_together() -> None:
    row = "| Shown to visitors | Your name, your photo |"
    said = flow_in("We share your photo with visitors.", "photo", "visitors")
    topic = Topic(denied=False, deed="share", data="urn:data", recipient="urn:recipient")
    own = side("We share your photo with visitors.")
    assert is_said(topic, said, own, side(row), Names(labels={}))
    assert not is_said(topic, said, own, side(row.replace("visitors", "us")), Names(labels={}))


def test_a_sentence_that_goes_on_says_it_of_the_same_recipient() -> None:
    said = flow_in("We share your photo with visitors.", "photo", "visitors")
    topic = Topic(denied=False, deed="share", data="urn:data", recipient="urn:recipient")
    own = side("We share your photo with visitors.")
    goes_on = side("We share some data with visitors. This includes your photo.")
    assert is_said(topic, said, own, goes_on, Names(labels={}))
    other = side("We talk to visitors. You can choose your photo.")
    assert not is_said(topic, said, own, other, Names(labels={}))


def test_whoever_is_public_is_seen_by_anyone() -> None:
    said = flow_in("Anyone can see your profile.", "profile", "Anyone")
    topic = Topic(denied=False, deed="share", data="urn:data", recipient="urn:recipient")
    own = side("Anyone can see your profile.", role="public", kind="urn:public")
    assert is_said(topic, said, own, side("Your profile is public."), Names(labels={}))


def test_a_purpose_is_said_by_most_of_its_words() -> None:
    said = Wording(text="We measure the effectiveness of ads. We write to you.")
    assert said.echoes("measuring the effectiveness of advertising")
    assert not said.echoes("measuring how long you stay")


def test_how_much_of_a_text_was_kept() -> None:
    old = Wording(text="# Data\nWe collect your name and address.\nWe keep it for a whole year.")
    assert old.kept_in(Wording(text="We collect your name and address.")) == 0.5
    assert Wording(text="").kept_in(old) == 1.0
