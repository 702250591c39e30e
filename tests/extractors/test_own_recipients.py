"""A policy's own company is never who receives, whatever name it goes by."""

from __future__ import annotations

import pytest
from privacyflow.extractors import flows
from privacyflow.extractors.own_recipients import OwnParties, without_own_recipients
from privacyflow.extractors.reading import read_text
from privacyflow.extractors.statements import FIRST_PARTY, Finding, Statement
from privacyflow.ontology.records import Action, Mention, Modality, Party, Role
from privacyflow.tests.extractors.rows import read, row

HEAD = (
    'This notice is from Fernlight Trading Ltd ("Fernlight", "Lampwerk" or "we"),'
    ' which runs the lamp shop (the "Services").\n\n'
)


def own_parties(text: str, company: str = "Fernlight") -> OwnParties:
    document = read_text(text.encode(), file_name="policy.txt", company=company)
    reading = flows.read_by_rules(document)
    return OwnParties.of(reading.segments, reading.source)


def named(words: str, role: Role = Role.NAMED) -> Party:
    return Party(role=role, mention=Mention(start=0, end=len(words), text=words))


@pytest.mark.parametrize("words", ["Fernlight", "Lampwerk", "the Services", "Services", "It"])
def test_its_names_and_its_terms_are_the_company(words: str) -> None:
    assert own_parties(HEAD).holds(named(words))


@pytest.mark.parametrize(
    "words", ["Mossmaps", "IT", "Partner Services", "Organization", "Tidepost Services"]
)
def test_others_are_not(words: str) -> None:
    text = HEAD + 'Your employer ("Organization") and its offers ("Partner Services") differ.\n'
    assert not own_parties(text).holds(named(words))


def test_what_is_often_called_ours_is_no_receiver() -> None:
    assert own_parties("Our Shop helps our Apps. We like our Apps.").holds(named("Apps"))


def test_initials_are_a_name_of_the_company_that_goes_by_them() -> None:
    own = own_parties("AWC sells water.", company="AWC")
    assert own.holds(named("The Alder Water Company Ltd"))
    assert not own.holds(named("Alder Water"))


def rows_of(text: str) -> list[str]:
    reading = flows.read_by_rules(read(text))
    own = OwnParties.of(reading.segments, reading.source)
    kept: list[Finding] = list(without_own_recipients(reading.findings, own))
    return sorted(row(flow) for flow in flows.flows_of(kept))


def test_the_other_receivers_of_the_sentence_stay() -> None:
    text = HEAD + "We share your email address with Lampwerk and Mossmaps.\n"
    assert rows_of(text) == ["share: email address → Mossmaps"]


def told(manner: str) -> list[str]:
    """The rows of a sharing of an email address with the company itself, said by this verb."""
    own = own_parties(HEAD)
    source = own.source
    data = source.document.text.index("lamp shop")
    place = Mention(start=data, end=data + 9, text="lamp shop")
    statement = Statement(
        action=Action.SHARE,
        manner=manner,
        negated=False,
        modality=Modality.STATED,
        actor=FIRST_PARTY,
        data=(place,),
        recipients=(named("Lampwerk"),),
        rule="sample",
    )
    finding = Finding(statement=statement, evidence=source.quote(0, len(HEAD)))
    return [row(flow) for flow in flows.flows_of(without_own_recipients([finding], own))]


def test_a_sharing_with_nobody_else_is_none() -> None:
    assert told("disclose") == []


def test_what_is_collected_by_the_company_itself_is_no_sharing() -> None:
    assert told("collect") == ["collect: lamp shop"]
