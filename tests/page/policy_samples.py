"""Policies for the Policy tab, and what the tests ask the page about them."""

from __future__ import annotations

from dataclasses import replace

from privacyflow.graphs.page import render_statements
from privacyflow.graphs.statements import Place, Statements
from privacyflow.tests.graphs.page_samples import Corpus, Sentence, statements_of

PARTNERS = ("our partners", "vague", "Partner")
TEXT = """() => {
    const copy = document.querySelector(".words").cloneNode(true);
    for (const sign of copy.querySelectorAll(".sign")) sign.remove();
    return copy.textContent;
}"""
SEEN = """selector => {
    const element = document.querySelector(selector);
    const [inner, outer] = [element, element.closest(".words, .report")]
        .map(each => each.getBoundingClientRect());
    return inner.top >= outer.top && inner.bottom <= outer.bottom;
}"""


def one_policy(*sentences: Sentence) -> Statements:
    corpus = Corpus()
    corpus.add_policy("Fernway", list(sentences))
    return corpus.statements()


def of_fernway() -> str:
    """One policy that contradicts itself, and is silent about most things."""
    return render_statements(
        one_policy(
            Sentence(before="We share your ", data="town", concept="Location", recipient=PARTNERS),
            Sentence(
                before="We never share your ",
                data="position",
                concept="PreciseLocation",
                recipient=PARTNERS,
                denied=True,
            ),
            Sentence(
                before="We may keep your ",
                data="position",
                concept="PreciseLocation",
                action="store",
                retention="90 days",
                possible=True,
            ),
        ),
        title="Fernway",
    )


def with_versions() -> Statements:
    """Two companies; the policy of the first in three versions, given in no order."""
    first, second = statements_of(1), statements_of(2)
    policies = dict(second.policies)
    (iri, policy), *_ = first.policies.items()
    for number, issued in enumerate(("2024-05-01", "2026-01-15", "2025-02-02")):
        name = iri if number == 0 else f"{iri}-{number}"
        policies[name] = replace(policy, iri=name, issued=issued, title=f"Edition of {issued}")
    return replace(second, policies=policies)


def nested() -> Statements:
    """A sentence inside another one, and one that overlaps it by its end."""
    statements = one_policy(
        Sentence(before="We share your ", data="name", recipient=PARTNERS),
        Sentence(before="We do not sell your ", data="name", recipient=PARTNERS, denied=True),
        Sentence(before="We may share your ", data="phone number", recipient=PARTNERS),
    )
    outer, inner, last = sorted(statements.evidence.values(), key=lambda each: each.place.start)
    evidence = {
        outer.iri: replace(outer, place=Place(start=outer.place.start, end=inner.place.end + 9)),
        inner.iri: inner,
        last.iri: replace(last, place=Place(start=inner.place.end + 4, end=last.place.end)),
    }
    return replace(statements, evidence=evidence)


def long_policy() -> Statements:
    """A policy of more than 400,000 characters in 800 sentences."""
    corpus = Corpus()
    filler = "Nothing is said of data in this sentence, and it says so at length. " * 7
    said = [
        Sentence(
            before=f"{filler}We share your ",
            data="name",
            recipient=PARTNERS,
            denied=number % 5 == 0,
        )
        for number in range(800)
    ]
    corpus.add_policy("Fernway", said)
    statements = corpus.statements()
    evidence = {
        iri: replace(each, place=Place(start=each.place.start + len(filler), end=each.place.end))
        for iri, each in statements.evidence.items()
    }
    return replace(statements, evidence=evidence)
