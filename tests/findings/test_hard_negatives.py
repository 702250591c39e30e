"""Near misses of each rule: exceptions, narrower scopes and other actors, each beside what it misses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pytest
from privacyflow.tests.findings.invented import (
    BORN,
    FOR_ADS,
    KEPT,
    MOVED,
    NO_SALE,
    PARTNERS,
    PULSE,
    Said,
    codes,
)

TRACED: Final = Said(
    sentence="We log non-personal data such as your device ID.",
    data="device ID",
    type="DeviceIdentifier",
)
ADS_TOLD: Final = Said(
    sentence="We may give your email address to advertising partners.",
    data="email address",
    type="EmailAddress",
    action="share",
    manner="give",
    possible=True,
    to="advertising partners",
    role="category",
    kind="Advertiser",
)
PUPIL: Final = Said(
    sentence="We record the voice of children under 13.", data="voice", type="VoiceRecording"
)
DENIED: Final = Said(
    sentence="We do not collect dates of birth.",
    data="dates of birth",
    type="BirthDate",
    denied=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a rule must find in `said`, and must not find where the words are `missed` instead."""

    code: str
    name: str
    said: tuple[Said, ...]
    missed: tuple[Said, ...]
    further: str = ""


def reworded(said: Said, sentence: str, **changed: str | bool) -> Said:
    return replace(said, sentence=sentence, **changed)  # type: ignore[arg-type]


CASES: Final = (
    Case(
        code="PF101",
        name="the denial excepts what is stated",
        said=(DENIED, BORN),
        missed=(reworded(DENIED, "Except for vouchers, we do not collect dates of birth."), BORN),
    ),
    Case(
        code="PF101",
        name="another company does it",
        said=(DENIED, BORN),
        missed=(DENIED, reworded(BORN, "The shop next door collects your date of birth.")),
    ),
    Case(
        code="PF102",
        name="the statement is about children",
        said=(DENIED, reworded(BORN, "We may collect your date of birth.", possible=True)),
        missed=(
            DENIED,
            reworded(BORN, "We may collect the child's date of birth.", possible=True),
        ),
    ),
    Case(
        code="PF201",
        name="somebody in particular receives as well",
        said=(PARTNERS,),
        missed=(
            reworded(PARTNERS, "We share your postal address with partners who deliver parcels."),
        ),
    ),
    Case(
        code="PF301",
        name="the end is told",
        said=(KEPT,),
        missed=(
            reworded(
                KEPT,
                "We retain your account details for as long as needed for our purposes, or until you "
                "close the account.",
            ),
        ),
    ),
    Case(
        code="PF301",
        name="another company keeps it",
        said=(KEPT,),
        missed=(
            reworded(
                KEPT,
                "Quillmark retains your account details for as long as needed for our purposes.",
            ),
        ),
    ),
    Case(
        code="PF401",
        name="the law asks for it",
        said=(PULSE,),
        missed=(reworded(PULSE, "As the law demands, we collect your heart rate."),),
    ),
    Case(
        code="PF401",
        name="people choose it themselves",
        said=(PULSE,),
        missed=(PULSE,),
        further="You may choose not to connect a watch.",
    ),
    Case(
        code="PF402",
        name="the identifier is not in there",
        said=(TRACED,),
        missed=(reworded(TRACED, "The non-personal data that we log is not your device ID."),),
    ),
    Case(
        code="PF501",
        name="the policy itself calls it a sale",
        said=(NO_SALE, FOR_ADS),
        missed=(NO_SALE, FOR_ADS),
        further="Sharing it for ads may be considered a “sale” in some states.",
    ),
    Case(
        code="PF501",
        name="the denial is one of Nevada's law",
        said=(NO_SALE, ADS_TOLD),
        missed=(
            reworded(NO_SALE, "We do not sell your personal data as Nevada's law defines it."),
            ADS_TOLD,
        ),
    ),
    Case(
        code="PF501",
        name="advertisers get no names",
        said=(NO_SALE, ADS_TOLD),
        missed=(
            NO_SALE,
            reworded(ADS_TOLD, "We may give advertising partners a hashed email address."),
        ),
    ),
    Case(
        code="PF601",
        name="a safeguard is hinted at",
        said=(MOVED,),
        missed=(MOVED,),
        further="We see to it that they are given the same level of protection there.",
    ),
    Case(
        code="PF601",
        name="nothing is moved",
        said=(MOVED,),
        missed=(reworded(MOVED, "Your photos are never transferred to other countries."),),
    ),
    Case(
        code="PF701",
        name="a parent stands near",
        said=(PUPIL,),
        missed=(PUPIL,),
        further="Their parents have agreed to it.",
    ),
    Case(
        code="PF701",
        name="it is deleted",
        said=(PUPIL,),
        missed=(reworded(PUPIL, "We delete the voice of children under 13 that we find."),),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code} {case.name}")
def test_a_rule_tells_a_near_miss_from_what_it_is_for(case: Case) -> None:
    assert case.code in codes(*case.said)
    text = " ".join([*dict.fromkeys(said.sentence for said in case.missed), case.further])
    assert case.code not in codes(*case.missed, text=text)
