"""Every rule finds what it is for, and keeps silent where the policy says enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from privacyflow.findings.checks import RULES, UnknownRule, check_statements, choose_rules
from privacyflow.findings.finding import Severity
from privacyflow.tests.findings.invented import FOR_ADS, NO_SALE, Said, codes, find, statements

KEPT = Said(
    sentence="We keep your data for as long as necessary for our purposes.",
    data="data",
    type="PersonalData",
    action="store",
    manner="keep",
    retention="for as long as necessary for our purposes",
)
HEALTH = Said(
    sentence="We collect your medical history.", data="medical history", type="MedicalRecord"
)
ABROAD = Said(
    sentence="Your data may be stored outside the European Economic Area.",
    data="data",
    type="PersonalData",
    action="store",
)
CHILD = Said(
    sentence="When a child uses voice search, we collect recordings from children.",
    data="recordings",
    type="VoiceRecording",
)
PARTNERS = Said(
    sentence="We share your phone number with business partners.",
    data="phone number",
    type="PhoneNumber",
    action="share",
    to="business partners",
    kind="BusinessPartner",
)


def sdk(name: str, **changed: object) -> Said:
    said: dict[str, object] = {
        "sentence": f"{name} | device model | to measure crashes",
        "data": "device model",
        "type": "DeviceModel",
        "action": "share",
        "to": name,
        "role": "named",
        "party_type": "sdk",
        "purposes": ("Debugging",),
        "rule": "table-row",
        "section": "List of SDKs",
    }
    return Said(**(said | changed))  # type: ignore[arg-type]


def test_vague_words_for_how_long_data_is_kept() -> None:
    (found,) = [each for each in find(KEPT) if each.rule.code == "PF301"]
    assert "for as long as necessary for our purposes" in found.message
    assert found.quotes[0].text == KEPT.sentence


@pytest.mark.parametrize(
    "further",
    [
        "We delete your logs after 90 days.",
        "Recordings are erased within two years.",
        "Backups are kept for twelve (12) months.",
    ],
)
def test_a_period_anywhere_is_no_vague_retention(further: str) -> None:
    assert "PF301" not in codes(KEPT, text=f"{KEPT.sentence}\n\n{further}")


def test_a_criterion_is_no_vague_retention() -> None:
    until = replace(
        KEPT,
        sentence="We keep your data until you delete your account.",
        retention="until you delete your account",
    )
    assert "PF301" not in codes(until)


def test_nothing_on_retention_is_told_once_and_only_of_a_policy_that_collects_much() -> None:
    many = [
        Said(
            sentence=f"We collect your phone number, case {n}.",
            data="phone number",
            type="PhoneNumber",
        )
        for n in range(12)
    ]
    assert [each.rule.code for each in find(*many)].count("PF302") == 1
    assert "PF302" not in codes(*many[:5])
    text = "\n\n".join(each.sentence for each in many)
    assert "PF302" not in codes(*many, text=f"{text}\n\nAsk us to delete it.")


def test_sensitive_data_without_a_word_of_consent() -> None:
    assert "PF401" in codes(HEALTH)
    assert "PF401" not in codes(replace(HEALTH, condition="in an emergency"))
    assert "PF401" not in codes(HEALTH, text=f"{HEALTH.sentence} We ask for your consent first.")


def test_height_is_no_sensitive_data() -> None:
    height = Said(
        sentence="We collect your height and weight.", data="height and weight", type="Height"
    )
    assert "PF401" not in codes(height)


@pytest.mark.parametrize(
    "sentence",
    [
        "We collect non-personal information such as your IP address.",
        "Our logs hold anonymous data, including your IP address and your browser.",
        "We gather non-identifying information (for example the IP address).",
        "We log your IP address, which by itself does not identify you.",
        "Cookies hold an anonymous IP address.",
    ],
)
def test_an_identifier_called_non_personal(sentence: str) -> None:
    assert "PF402" in codes(Said(sentence=sentence, data="IP address", type="IPAddress"))


@pytest.mark.parametrize(
    "sentence",
    [
        "We collect personal information such as your IP address.",
        "We collect non-personal information and personal data such as your IP address.",
        "We share aggregated anonymous data that does not include your IP address.",
        "Non-personal information is kept apart from your IP address.",
        "We log your IP address and do not share it.",
    ],
)
def test_an_identifier_that_is_called_nothing_of_the_kind(sentence: str) -> None:
    assert "PF402" not in codes(Said(sentence=sentence, data="IP address", type="IPAddress"))


def test_a_sale_denied_beside_sharing_for_advertising() -> None:
    (found,) = [each for each in find(NO_SALE, FOR_ADS) if each.rule.code == "PF501"]
    assert [quote.text for quote in found.quotes] == [NO_SALE.sentence, FOR_ADS.sentence]


def test_no_sale_is_no_finding_by_itself_nor_beside_other_sharing() -> None:
    assert "PF501" not in codes(NO_SALE)
    assert "PF501" not in codes(NO_SALE, replace(FOR_ADS, purposes=("Security",)))
    minors = replace(
        NO_SALE, sentence="We do not sell your personal data if you are under 16 years old."
    )
    assert "PF501" not in codes(minors, FOR_ADS)
    assert "PF501" not in codes(replace(NO_SALE, condition="unless you agree"), FOR_ADS)


def test_data_abroad_without_a_safeguard() -> None:
    assert "PF601" in codes(ABROAD)
    clauses = "We rely on standard contractual clauses."
    assert "PF601" not in codes(ABROAD, text=f"{ABROAD.sentence} {clauses}")


def test_childrens_data_without_a_word_of_parents() -> None:
    assert "PF701" in codes(CHILD)
    assert "PF701" not in codes(CHILD, text=f"{CHILD.sentence} We ask their parents first.")
    learned = replace(
        CHILD, sentence="If we learn that we hold recordings from children, we delete them."
    )
    assert "PF701" not in codes(learned)


def test_only_vague_recipients() -> None:
    assert "PF201" in codes(PARTNERS)
    named = replace(
        PARTNERS,
        sentence="Twilio gets your phone number.",
        to="Twilio",
        role="named",
        party="org-twilio",
    )
    assert "PF201" not in codes(PARTNERS, named)
    pointing = replace(
        PARTNERS, sentence="We share your phone number with these business partners."
    )
    assert "PF201" not in codes(pointing)
    joined = replace(
        PARTNERS, sentence="Quillmark and our business partners get your phone number."
    )
    assert "PF201" not in codes(joined)


def test_no_recipient_is_named() -> None:
    many = [
        replace(
            PARTNERS, sentence=f"We share your phone number with business partners for case {n}."
        )
        for n in range(10)
    ]
    assert "PF204" in codes(*many)
    assert "PF204" not in codes(*many[:9])
    text = "\n\n".join(each.sentence for each in many)
    assert "PF204" not in codes(*many, text=f"{text}\n\nMaps come from Google Maps.")
    assert "PF204" not in codes(
        *many, text=f"{text}\n\nSee https://www.google-analytics.com/privacy."
    )


def test_a_telling_type_without_a_purpose() -> None:
    apps = Said(
        sentence="We collect the apps installed.", data="apps installed", type="InstalledApps"
    )
    assert "PF202" in codes(apps)
    assert "PF202" not in codes(replace(apps, purposes=("Security",)))
    again = "Installed apps tell us about fraud."
    assert "PF202" not in codes(apps, text=f"{apps.sentence} {again}")


def test_shared_and_never_said_to_be_collected() -> None:
    job = Said(
        sentence="We share your credit score with banks.",
        data="credit score",
        type="CreditScore",
        action="share",
        to="banks",
        role="category",
        kind="FinancialInstitution",
    )
    assert "PF203" in codes(job)
    collected = Said(
        sentence="We collect credit information.", data="credit information", type="CreditInfo"
    )
    assert "PF203" not in codes(job, collected)


def test_an_sdk_without_purpose_or_data() -> None:
    listed = sdk("Crashly SDK")
    assert "PF801" not in codes(listed)
    assert "PF801" in codes(replace(listed, purposes=()))
    (found,) = [
        each
        for each in find(replace(listed, purposes=(), data="device model", type="PersonalData"))
        if each.rule.code == "PF801"
    ]
    assert "No purpose and no data" in found.message


def test_a_service_that_the_list_of_sdks_lacks() -> None:
    listed = [sdk("Crashly SDK"), sdk("Pushly SDK"), sdk("Adly SDK")]
    maps = Said(
        sentence="We send your location to Google Maps.",
        data="location",
        type="Location",
        action="share",
        to="Google Maps",
        role="named",
        party_type="service",
        party="service-google-maps",
    )
    assert "PF802" in codes(*listed, maps)
    assert "PF802" not in codes(*listed[:2], maps)


def test_every_finding_quotes_what_stands_in_the_policy() -> None:
    said = (KEPT, HEALTH, NO_SALE, FOR_ADS, ABROAD, CHILD, PARTNERS)
    known = statements(*said)
    (policy,) = known.policies.values()
    found = check_statements(known)
    assert found
    for each in found:
        assert each.quotes
        for quote in each.quotes:
            assert policy.text[quote.start : quote.end] == quote.text


def test_a_fingerprint_stays_where_the_text_moves() -> None:
    (before,) = find(KEPT)
    (after,) = find(KEPT, text=f"A new first line.\n\n{KEPT.sentence}")
    assert before.fingerprint == after.fingerprint
    assert before.quotes[0].start != after.quotes[0].start


def test_rules_have_codes_of_their_own_and_say_everything() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES) == len({rule.name for rule in RULES})
    assert [rule.code for rule in RULES] == sorted(rule.code for rule in RULES)
    for rule in RULES:
        assert all((rule.title, rule.what, rule.why, rule.decided, rule.fix))
        assert rule.severity in Severity


def test_rules_are_chosen_by_the_beginning_of_their_codes() -> None:
    assert choose_rules(["PF30"]) == {"PF301", "PF302"}
    assert choose_rules(["pf3"], ["PF302"]) == {"PF301"}
    assert choose_rules() == {rule.code for rule in RULES}
    with pytest.raises(UnknownRule, match="PF9"):
        choose_rules(["PF9"])
    assert check_statements(statements(KEPT), codes=frozenset()) == ()
