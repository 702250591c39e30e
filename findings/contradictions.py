"""Statements of one policy that can't both hold: what it denies in one place it states in another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import Counterparty, StatedFlow
from ..ontology.concepts import load_vocabulary
from ..ontology.labels import normalise
from ..ontology.terms import PF
from .cues import LIMITED, MASKED, MINORS, NEGATED, PARTED, PARTIAL
from .finding import Finding, Rule, Severity
from .reading import SALE, PolicyReading, is_own
from .sales import owns_a_sale

_FIX: Final = (
    "Name in the denial what is excepted (the data, the recipient or the purpose), or correct the "
    "statement that is wrong."
)
STATED: Final = Rule(
    code="PF101",
    name="denied-and-stated",
    severity=Severity.ERROR,
    title="Denied in one place, stated in another",
    what="The policy says that it does not do something with a type of data, and elsewhere that it does.",
    why="People can't tell which of the two holds, and may rely on the denial.",
    decided=(
        "A short denial without exception, condition or hedge, against an unconditional statement of "
        "the same action on the same type of data or a narrower one; for sharing, with the same "
        "recipient or its owner; where the denial names a purpose, for that purpose."
    ),
    fix=_FIX,
)
POSSIBLE: Final = Rule(
    code="PF102",
    name="denied-and-allowed",
    severity=Severity.WARNING,
    title="Denied in one place, allowed in another",
    what="As PF101, but the other statement only says that it may happen, or when.",
    why="The denial promises more than the rest of the policy keeps.",
    decided="As PF101, where the statement is only possible (may) or has a condition of use.",
    fix=_FIX,
)
NARROWED: Final = Rule(
    code="PF103",
    name="denial-narrowed",
    severity=Severity.WARNING,
    title="A wide denial that another statement narrows",
    what=(
        "The policy says of all third parties, or of all personal data, that it does not share or "
        "sell, and elsewhere that it shares with somebody in particular."
    ),
    why="The denial is wider than what is done, and it is what people remember.",
    decided=(
        "A denial of sharing without exception, condition or hedge whose recipient is all third "
        "parties or everybody, against a statement of sharing the same type of data or a narrower one "
        "with an outside recipient."
    ),
    fix=_FIX,
)
RULES: Final = (STATED, POSSIBLE, NARROWED)

_LONGEST: Final = 260
_LEAST: Final = 0.7
_DENIED: Final = 0.6
_NEAR: Final = 30
_NARROWING: Final = re.compile(
    r"\b(?:non-?affiliated|unaffiliated|unrelated|independent|unauthori[sz]ed|outside|external|other)\b|"
    r"\b(?:on|at|in) [a-z0-9-]+\.[a-z]{2,}",
    re.IGNORECASE,
)
_SAME: Final = (
    frozenset({"collect", "gather", "receive", "obtain", "record", "log", "capture", "track"}),
    frozenset({"store", "keep", "retain", "save", "maintain"}),
    frozenset({"use", "process", "utilize"}),
    frozenset({"share", "disclose", "provide", "transfer", "pass", "transmit", "send", "give"}),
)


def find_contradictions(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding for each action and type of data that is denied and affirmed.

    A denial about a narrower type than the affirmed one is an exception to it, and no finding.
    """
    found: dict[tuple[str, ...], tuple[Rule, StatedFlow, StatedFlow]] = {}
    for denial in reading.denied(at_least=_DENIED):
        if not is_plain(reading, denial):
            continue
        for flow in reading.affirmed(denial.action, at_least=_LEAST):
            rule = _clash(reading, denial, flow)
            if rule is None:
                continue
            key = (denial.action, denial.data)
            best = found.get(key)
            if best is None or _weight(rule, flow) > _weight(best[0], best[2]):
                found[key] = (rule, denial, flow)
    for rule, denial, flow in found.values():
        yield _tell(reading, rule, denial, flow)


def is_plain(reading: PolicyReading, denial: StatedFlow) -> bool:
    """Tell whether a denial is a whole sentence of the company about itself without any limit."""
    words = reading.words(denial)
    return (
        denial.condition is None
        and not _NARROWING.search(words)
        and len(words) <= _LONGEST
        and not LIMITED.search(words)
        and not MINORS.search(words)
        and not MINORS.search(reading.section(denial))
        and is_own(reading, words)
        and _negates(words, denial.manner)
    )


def _negates(words: str, manner: str) -> bool:
    """Tell whether the verb of a practice follows right after a negation: "do not collect or store"."""
    stem = re.escape(manner[:-1] if len(manner) > 3 else manner)
    return any(
        re.search(rf"\b{stem}", words[negation.end() : negation.end() + _NEAR], re.IGNORECASE)
        for negation in NEGATED.finditer(words)
    )


def _clash(reading: PolicyReading, denial: StatedFlow, flow: StatedFlow) -> Rule | None:
    if not _is_comparable(reading, denial, flow):
        return None
    rule = _compare_recipients(reading, denial, flow)
    if rule is STATED and (flow.possible or flow.condition):
        return POSSIBLE
    return rule


def _is_comparable(reading: PolicyReading, denial: StatedFlow, flow: StatedFlow) -> bool:
    tree = reading.taxonomy
    words = reading.words(flow)
    kind = (flow.condition_kind or "").rpartition("#")[2]
    return (
        (tree.is_specific(denial.data) or denial.action == "share")
        and _is_named_so(denial)
        and not PARTIAL.search(flow.data_words.text)
        and tree.covers(denial.data, flow.data)
        and denial.evidence != flow.evidence
        and _is_same_practice(denial.manner, flow.manner)
        and is_own(reading, words)
        and (flow.condition is None or kind == "OnUse")
        and not MINORS.search(words)
        and not any(cue.search(words) for cue in (NEGATED, MASKED, PARTED))
        and flow.rule not in ("table-row", "line-group")
        and not (flow.manner in SALE and owns_a_sale(words))
        and not flow.rule.startswith("third-party")
        and _agree_on_purpose(reading, denial, flow)
    )


def _is_same_practice(denied: str, stated: str) -> bool:
    return any(denied in verbs and stated in verbs for verbs in (*_SAME, SALE))


def _is_named_so(flow: StatedFlow) -> bool:
    """Tell whether the words for the data are a name of its type, without "full" or "content of"."""
    found = load_vocabulary().find_data(flow.data_words.text)
    return found is not None and found.iri == flow.data


def _agree_on_purpose(reading: PolicyReading, denial: StatedFlow, flow: StatedFlow) -> bool:
    named = [iri for iri in denial.purposes if not iri.endswith("#OtherPurpose")]
    if len(named) < len(denial.purposes):
        return False
    covers = reading.taxonomy.covers
    return not named or any(covers(broad, own) for broad in named for own in flow.purposes)


def _compare_recipients(
    reading: PolicyReading, denial: StatedFlow, flow: StatedFlow
) -> Rule | None:
    if denial.action != "share":
        return STATED if _share_a_word(denial, flow) else None
    receiver, denied = reading.recipient(flow), reading.recipient(denial)
    if receiver is None:
        return None
    if denied is not None and denied.iri in reading.owners(receiver.iri):
        return STATED
    outside = (
        receiver.role in ("named", "category", "vague")
        and not reading.taxonomy.is_under(receiver.kind, "Affiliate")
        and not {*reading.owners(receiver.iri)} & {*reading.owners(reading.policy.company)}
    )
    if denied is not None and denied.role == "category" and denied.kind == receiver.kind:
        return STATED
    return NARROWED if outside and _is_everybody(denial, denied) else None


def _share_a_word(denial: StatedFlow, flow: StatedFlow) -> bool:
    """Tell whether both name the data by one word at least: then nobody doubts that it is the same."""
    denied, stated = (
        {word.rstrip("s") for word in normalise(each.data_words.text).split()}
        for each in (denial, flow)
    )
    return bool(denied & stated)


def _is_everybody(denial: StatedFlow, denied: Counterparty | None) -> bool:
    """Tell whether a denial speaks of whoever it may be: nobody named, "anyone", "third parties"."""
    if denied is None or denied.role == "public":
        return True
    words = denial.recipient_words.text if denial.recipient_words else denied.label
    kind = load_vocabulary().find_kind(words)
    return kind is not None and kind.iri == PF + "ThirdParty"


def _weight(rule: Rule, flow: StatedFlow) -> tuple[int, float]:
    return (len(RULES) - RULES.index(rule), flow.confidence)


def _tell(reading: PolicyReading, rule: Rule, denial: StatedFlow, flow: StatedFlow) -> Finding:
    data = reading.taxonomy.label(denial.data)
    receiver = reading.recipient(flow)
    joined = "with" if flow.manner == "share" else "to"
    whom = f" {joined} {receiver.label}" if receiver else ""
    ending = "es" if flow.manner.endswith(("s", "sh", "ch")) else "s"
    does = f"may {flow.manner}" if flow.possible else f"{flow.manner}{ending}"
    message = (
        f"The policy says that it does not {denial.manner} {denial.data_words.text}, and elsewhere "
        f"that it {does} {flow.data_words.text}{whom}."
    )
    return reading.finding(rule, f"{denial.action} {data}", message, (denial, flow))
