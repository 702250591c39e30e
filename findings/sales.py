"""A sale that is denied, beside sharing for advertising."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import Place, StatedFlow
from ..ontology.concepts import load_vocabulary
from .cues import MASKED, MINORS, NEGATED, PARTIAL
from .finding import Finding, Rule, Severity
from .reading import GIVING, SALE, PolicyReading, is_own, is_whole, stands_in
from .sentences import sentence_around

FOR_ADVERTISING: Final = Rule(
    code="PF501",
    name="no-sale-but-advertising",
    severity=Severity.WARNING,
    title="“We do not sell” beside sharing for advertising",
    what=(
        "The policy says that it does not sell personal data, and elsewhere that it shares personal data "
        "for advertising."
    ),
    why=(
        "Under the laws of California and other states of the USA, sharing data for advertising across "
        "sites can be a sale or “sharing”, even if no money is paid. People who read the denial don't expect it."
    ),
    decided=(
        "A denial of selling, renting or trading personal data that speaks of no minors and of no state's "
        "law, and has no condition, against a statement that data is given to somebody outside the group who "
        "is no service provider or vendor by its words, its heading or its lead, or collected by somebody called an "
        "advertiser, whose purpose lies below pf:Advertising or whose recipient is called an advertiser and is "
        "of a kind below pf:Advertiser. Silent where the policy says anywhere that it sells, that this may be called "
        "a sale, that “sale” or “sharing” has the law's wide sense, tells beside a denial "
        "of sharing for ads and how to opt out, or offers a "
        "“Do not sell” link."
    ),
    fix="Say beside the denial what is shared for advertising, with whom, and how people can opt out.",
)
RULES: Final = (FOR_ADVERTISING,)

_LEAST: Final = 0.75
_DENIED: Final = 0.7
_NEAR: Final = ("Marketing", "Analytics", "Communication", "OtherPurpose")
_ADVERTISING: Final = re.compile(r"\b(?:advertis\w+|ad|ads)\b", re.IGNORECASE)
_NEVADA: Final = re.compile(r"\b(?:Nevada|Revised Statutes|SB ?220|covered information)\b")
_FOR_MONEY: Final = re.compile(
    r"\bfor (?:\w+ )?(?:money|profit|payment|consideration|cash)\b", re.IGNORECASE
)
_SERVANT: Final = re.compile(r"\bservice providers?\b|\bprocessors?\b", re.IGNORECASE)
_HIRED: Final = re.compile(
    r"\b(?:vendors?|service providers?|processors?|suppliers?|(?:sub-?)?contractors?)\b",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"[\W_]*(?:\*\*|__)(?P<lead>[^*_\n]{1,80})(?:\*\*|__)|[\W_]*(?P<label>[^.:\n]{1,60}):"
)
_STATE: Final = re.compile(
    r"\b(?:California|Nevada|Virginia|Colorado|Connecticut|Utah|Texas|Oregon|Montana|residents?|"
    r"U\.?S\.? states?|CCPA)\b",
    re.IGNORECASE,
)
_OPTED_OUT: Final = re.compile(
    r"\b(?:shar|disclos)\w*\b[^.\n]{0,160}\b(?:advertis|ads\b)[^\n]{0,200}?\bopt[- ]?(?:ing[- ])?out\b",
    re.IGNORECASE,
)
_NEAR_BY: Final = 400
_BEHIND: Final = 40
_FROM_US: Final = re.compile(
    r"\b(?:shares?|discloses?)\b|\breceives?\b[^.]{0,60}\bfrom us\b", re.IGNORECASE
)
_NOT: Final = re.compile(r"\bnot\b|n['’]t\b", re.IGNORECASE)
_OWNED: Final = re.compile(
    r"\b(?:considered|constitutes?|deemed|qualif(?:y|ies)|regarded|treated|amounts?)\b(?: as| to be| to)?\W+"
    r"(?:\w+\W+){0,4}?(?:sales?|sell|selling|sold|sharing)\b|[\"“]shar(?:e|ing)[\"”] \(?as\b",
    re.IGNORECASE,
)
"""Where a policy itself says that what it does may be called a sale, nobody is misled."""
_SELLING: Final = re.compile(
    r"\b(?:we|us)\b[^.\n]{0,60}?\b(?:sell|sold)\b|\b(?:been|be|is|are) sold\b|\bsold or shared\b|\bsells? or shares?\b|"
    r"[\"“‘'](?:sell|sales?|sold|selling|shar(?:e|es|ed|ing))[\"”’']|"
    r"\b(?:sales?|selling)(?: and/or | or | and )sharing\b|"
    r"\b(?:broader|broad|wider?) (?:meaning|definition)|\bcross-context\b",
    re.IGNORECASE,
)
_LINKED: Final = re.compile(r"\bD(?:o|O) N(?:ot|OT) S(?:ell|ELL)\b")
_OTHERS: Final = re.compile(
    r"\b(?:assets?|business(?:es)?|merger|acqui\w+|products?|goods|items?|services|right|request|direct|ask|"
    r"prohibit\w*|purchase)\b",
    re.IGNORECASE,
)


def find_sales(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy: the surest denial of a sale and the surest sharing for advertising."""
    denials = [
        flow
        for flow in reading.denied("share", at_least=_DENIED)
        if flow.manner in SALE and _denies_all(reading, flow)
    ]
    sharings = [
        flow for flow in reading.affirmed("share", at_least=_LEAST) if _advertises(reading, flow)
    ]
    if not denials or not sharings or _tells_both(reading):
        return
    denial = max(denials, key=lambda flow: (flow.confidence, flow.iri))
    sharing = max(sharings, key=lambda flow: _weigh(reading, flow))
    name = _name(reading, sharing)
    aim = " for advertising" if _is_for_advertising(reading, sharing) else ""
    if sharing.rule == "third-party-collect" and not _is_given(sharing, reading.words(sharing)):
        does = f"{name} may collect {sharing.data_words.text}"
    else:
        verb = "may be shared" if sharing.possible else "is shared"
        does = f"{sharing.data_words.text} {verb} with {name}{aim}"
    message = f"The policy denies selling {denial.data_words.text}; elsewhere {does}."
    yield reading.finding(FOR_ADVERTISING, "sale", message, (denial, sharing))


def _name(reading: PolicyReading, flow: StatedFlow) -> str:
    """Return who receives: by its name, else in the words of the quote."""
    whom = reading.recipient(flow)
    if whom is None:
        return "others"
    words = flow.recipient_words
    return whom.label if words is None or whom.role == "named" else " ".join(words.text.split())


def _tells_both(reading: PolicyReading) -> bool:
    """Tell whether the policy owns a sale, or tells beside a denial of sharing for ads and how to opt out."""
    text = reading.policy.text
    for flow in reading.denied("share"):
        if flow.manner in SALE:
            place = reading.place(flow)
            if _OPTED_OUT.search(text, max(0, place.start - _NEAR_BY), place.end + _NEAR_BY):
                return True
    return owns_a_sale(text)


def owns_a_sale(text: str) -> bool:
    """Tell whether a policy says somewhere that it sells or shares in the law's sense, or may be held to."""
    if _LINKED.search(text) or _OWNED.search(text):
        return True
    for selling in _SELLING.finditer(text):
        place = sentence_around(text, *selling.span())
        words = text[place.start : place.end]
        if not NEGATED.search(words) and not _OTHERS.search(words):
            return True
    return False


def _weigh(reading: PolicyReading, flow: StatedFlow) -> tuple[bool, bool, bool, float, str]:
    whole = not PARTIAL.search(flow.data_words.text) and "hash" not in flow.data_words.text
    return _is_for_advertising(reading, flow), whole, not flow.possible, flow.confidence, flow.iri


def _denies_all(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    return (
        flow.condition is None
        and (not flow.purposes or _FOR_MONEY.search(words) is not None)
        and not reading.taxonomy.is_specific(flow.data)
        and is_own(reading, words)
        and not MINORS.search(f"{reading.section(flow)} {words}")
        and not _STATE.search(f"{reading.section(flow)} {words}")
        and not _NEVADA.search(words)
        and NEGATED.search(words) is not None
    )


def _advertises(reading: PolicyReading, flow: StatedFlow) -> bool:
    words = reading.words(flow)
    place = flow.recipient_words.place if flow.recipient_words else None
    return (
        (_is_for_advertising(reading, flow) or _goes_to_advertisers(reading, flow))
        and place is not None
        and stands_in(place, reading.place(flow))
        and not _is_a_servant(reading, flow, place)
        and not flow.condition
        and not MASKED.search(words)
        and not MINORS.search(words)
        and not NEGATED.search(words)
        and flow.rule not in ("table-row", "line-group")
        and (_is_given(flow, words) or _is_read_by_advertisers(flow, words))
        and not _is_of_the_group(reading, flow)
    )


def _is_a_servant(reading: PolicyReading, flow: StatedFlow, place: Place) -> bool:
    """Tell whether the recipient at `place` is hired: by its words, or by the heading or lead above it."""
    text = reading.policy.text
    behind = re.split(r"[,.;:]", text[place.end : place.end + _BEHIND])[0]
    if _SERVANT.search(text[place.start : place.end]) or _SERVANT.match(behind.lstrip()):
        return True
    if _HIRED.search(text[place.start : place.end]):
        return False
    opening = text.rfind("\n", 0, reading.place(flow).start) + 1
    lead = _LEAD.match(text, opening, place.start)
    above = reading.section(flow).rpartition(" > ")[2]
    return _HIRED.search(f"{above} {lead.group() if lead else ''}") is not None


def _is_given(flow: StatedFlow, words: str) -> bool:
    """Tell whether the company hands the data over, not only lets somebody collect it."""
    return flow.manner in GIVING or _FROM_US.search(words) is not None


def _is_read_by_advertisers(flow: StatedFlow, words: str) -> bool:
    """Tell whether somebody called an advertiser collects the data itself, in a whole sentence."""
    receiver = flow.recipient_words
    return (
        flow.rule == "third-party-collect"
        and receiver is not None
        and _ADVERTISING.search(receiver.text) is not None
        and "cookie" not in flow.data_words.text.lower()
        and is_whole(words)
    )


def _is_of_the_group(reading: PolicyReading, flow: StatedFlow) -> bool:
    owners = load_vocabulary().owners
    known = {*reading.owners(flow.recipient or ""), *owners(flow.recipient or "")}
    own = {*reading.owners(reading.policy.company), *owners(reading.policy.company)}
    receiver = reading.recipient(flow)
    if receiver is None or receiver.role != "named":
        return bool(known & own)
    kin = rf"\b{re.escape(receiver.label)}\b[^.\n]{{0,20}}\b(?:owned|affiliate|group|compan(?:y|ies))|"
    kin += (
        rf"\b(?:owned by|part of|affiliates?|parent)\b[^.\n]{{0,40}}\b{re.escape(receiver.label)}\b"
    )
    return bool(known & own) or re.search(kin, reading.policy.text) is not None


def _is_for_advertising(reading: PolicyReading, flow: StatedFlow) -> bool:
    return any(reading.taxonomy.is_under(iri, "Advertising") for iri in flow.purposes)


def _goes_to_advertisers(reading: PolicyReading, flow: StatedFlow) -> bool:
    """Tell whether data goes to a kind of advertiser, by a word that says so, for nothing else."""
    receiver = reading.recipient(flow)
    return (
        receiver is not None
        and receiver.role == "category"
        and reading.taxonomy.is_under(receiver.kind, "Advertiser")
        and flow.recipient_words is not None
        and _ADVERTISING.search(flow.recipient_words.text) is not None
        and not _NOT.search(reading.words(flow))
        and all(reading.taxonomy.is_under(iri, *_NEAR) for iri in flow.purposes)
    )
