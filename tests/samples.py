"""One invented policy and its flows, built by hand, for the tests of graph, queries and page.

In a test take the fixtures `sample_document`, `sample_flows` and `sample_store` of conftest.py, or
`from privacyflow.tests.samples import sample_document`.
"""

from __future__ import annotations

import hashlib

from privacyflow.ontology.records import (
    Action,
    DataFlow,
    Mention,
    Modality,
    Party,
    Role,
    SourceDocument,
    Span,
)
from privacyflow.ontology.terms import PF, PFR

TEXT = """# Skyloom Privacy Policy

Skyloom Ltd ("we") makes a weather app.

## What we collect

When you turn on local forecasts, we collect your GPS coordinates to show the weather where you are.
We may receive your email address from Facebook.

## Who receives it

We share your GPS coordinates with Google Maps and with Brightcell Radar.
To charge your subscription, we send your credit card number to payment processors.
We may disclose usage data to our partners.
Your screen name is visible to other users, and your reviews are public.

## What we do not do

We do not sell your email address to third parties.

## How long we keep it

We keep your crash logs for 90 days.
"""


def sample_document() -> SourceDocument:
    """Return the invented policy."""
    return document_of(TEXT, company="Skyloom Ltd", title="Skyloom Privacy Policy")


def document_of(text: str, *, company: str = "Skyloom Ltd", title: str = "") -> SourceDocument:
    """Return a document that holds `text`."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceDocument(
        id=f"skyloom-{sha256[:12]}",
        company=company,
        title=title or "A policy",
        file_name="skyloom.md",
        media_type="text/markdown",
        text=text,
        sha256=sha256,
    )


def sample_flows() -> tuple[DataFlow, ...]:
    """Return its flows: collect, share, use and store; affirmed, possible and denied."""
    local = "When you turn on local forecasts, we collect your GPS coordinates to show the weather"
    local = f"{local} where you are."
    maps = "We share your GPS coordinates with Google Maps and with Brightcell Radar."
    visible = "Your screen name is visible to other users, and your reviews are public."
    return (
        _flow(
            Action.COLLECT, "collect", local, ("GPS coordinates", "GPSLocation"),
            purposes=(("to show the weather where you are", "ServiceProvision"),),
            condition="When you turn on local forecasts", section="What we collect",
        ),
        _flow(
            Action.USE, "show", local, ("GPS coordinates", "GPSLocation"),
            purposes=(("to show the weather where you are", "ServiceProvision"),),
            condition="When you turn on local forecasts", section="What we collect",
        ),
        _flow(
            Action.COLLECT, "receive", "We may receive your email address from Facebook.",
            ("email address", "EmailAddress"), modality=Modality.POSSIBLE,
            source=(Role.NAMED, "Facebook", "service-facebook"), section="What we collect",
        ),
        _flow(
            Action.SHARE, "share", maps, ("GPS coordinates", "GPSLocation"),
            recipient=(Role.NAMED, "Google Maps", "service-google-maps"), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "share", maps, ("GPS coordinates", "GPSLocation"),
            recipient=(Role.NAMED, "Brightcell Radar", None), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "send",
            "To charge your subscription, we send your credit card number to payment processors.",
            ("credit card number", "CardNumber"),
            recipient=(Role.CATEGORY, "payment processors", "PaymentProvider"),
            purposes=(("To charge your subscription", "PaymentProcessing"),), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "disclose", "We may disclose usage data to our partners.",
            ("usage data", "UsageData"), modality=Modality.POSSIBLE,
            recipient=(Role.CATEGORY, "our partners", "BusinessPartner"), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "show", visible, ("screen name", "ScreenName"),
            recipient=(Role.USER, "other users", None), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "publish", visible, ("reviews", "ProductReview"),
            recipient=(Role.PUBLIC, "public", None), section="Who receives it",
        ),
        _flow(
            Action.SHARE, "sell", "We do not sell your email address to third parties.",
            ("email address", "EmailAddress"), negated=True,
            recipient=(Role.CATEGORY, "third parties", "ThirdParty"), section="What we do not do",
        ),
        _flow(
            Action.STORE, "keep", "We keep your crash logs for 90 days.",
            ("crash logs", "CrashLog"),
            retention="90 days", lead_in="How long we keep it", section="How long we keep it",
        ),
    )  # fmt: skip


def _flow(
    action: Action,
    manner: str,
    sentence: str,
    data: tuple[str, str],
    *,
    section: str,
    negated: bool = False,
    modality: Modality = Modality.STATED,
    recipient: tuple[Role, str, str | None] | None = None,
    source: tuple[Role, str, str | None] | None = None,
    purposes: tuple[tuple[str, str], ...] = (),
    condition: str | None = None,
    retention: str | None = None,
    lead_in: str | None = None,
) -> DataFlow:
    evidence = _span(sentence)
    actor = Party(role=Role.FIRST_PARTY)
    if "we " in sentence.lower():
        start = TEXT.lower().index("we ", evidence.start)
        actor = Party(role=Role.FIRST_PARTY, mention=_mention(TEXT[start : start + 2], evidence))
    return DataFlow(
        action=action,
        manner=manner,
        negated=negated,
        modality=modality,
        actor=actor,
        data=_mention(data[0], evidence, PF + data[1]),
        recipient=_party(recipient, evidence),
        source=_party(source, evidence),
        purposes=tuple(_mention(words, evidence, PF + concept) for words, concept in purposes),
        condition=_span(condition, evidence) if condition else None,
        retention=_span(retention, evidence) if retention else None,
        evidence=evidence,
        section=("Skyloom Privacy Policy", section),
        lead_in=_span(lead_in) if lead_in else None,
        extractor="by-hand",
        rule="sample",
        confidence=0.9,
    )


def _span(words: str, within: Span | None = None) -> Span:
    start = TEXT.index(words, within.start if within else 0)
    return Span(start=start, end=start + len(words), text=words)


def _mention(words: str, within: Span, concept: str | None = None) -> Mention:
    span = _span(words, within)
    return Mention(start=span.start, end=span.end, text=words, concept=concept)


def _party(party: tuple[Role, str, str | None] | None, within: Span) -> Party | None:
    if party is None:
        return None
    role, words, name = party
    return Party(
        role=role,
        mention=_mention(words, within),
        organisation=PFR + name if name and role is Role.NAMED else None,
        kind=PF + name if name and role is Role.CATEGORY else None,
    )
