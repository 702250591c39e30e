"""What a question says, gathered from its spots: the verbs, and who plays which part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .spotting import PERSONAL_DATA, Kind, Spot
from .wording import Tag

CHILDRENS_DATA: Final = "children's personal data"
SENSITIVE_DATA: Final = "sensitive personal data"

_TAKES_A_NAME: Final = frozenset({Tag.WITH, Tag.FROM, Tag.FOR, Tag.BY, Tag.AUXILIARY})
_TAKES_DATA: Final = frozenset({"my", "your", "our", "their", "his", "her", "about", "the"})
_DATA_HEADS: Final = frozenset(
    {"data", "information", "details", "history", "records", "number", "numbers", "id"}
)
_ACTIONS: Final = (
    ("share", frozenset({Tag.SHARE, Tag.SELL})),
    ("store", frozenset({Tag.STORE})),
    ("collect", frozenset({Tag.COLLECT})),
    ("use", frozenset({Tag.USE})),
)


class Part(StrEnum):
    """What else than wording a question may hold; a rule may ask for it as it asks for a `Tag`."""

    COMPANY = "a company"
    RECIPIENT = "a recipient"
    DATA = "a kind of data"
    ANY_DATA = "data of whatever kind"
    KIND = "a kind of recipient"
    PURPOSE = "a purpose"
    TEXT = "words in quotation marks"
    GIVER = "a company that is given something"
    SENSITIVE = "sensitive data in general"
    YES_NO = "yes or no"
    NOTHING_ELSE = "no word that is not understood"


Sign = Tag | Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found in a question.

    `strange` are the words nobody knows that stand where a name or a kind of data would; `ignored`
    are the other words nobody knows, and names that there was no part for.
    """

    signs: frozenset[Sign]
    company: str | None = None
    recipient: str | None = None
    data: str | None = None
    kind: str | None = None
    purpose: str | None = None
    text: str | None = None
    strange: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def action(self) -> str | None:
        """The one of the four actions that the question speaks of, None if none or several."""
        found = [name for name, tags in _ACTIONS if tags & self.signs]
        return found[0] if len(found) == 1 else None


def gather(spots: Sequence[Spot], text: str | None) -> Facts:
    """Gather what the spots of a question say together; `text` stands in quotation marks in it."""
    data = _specific_data(spots)
    cast = _cast(spots)
    kinds = _kinds(spots)
    purpose = next((spot.value for spot in spots if spot.kind is Kind.PURPOSE), None)
    strange, ignored = _unknown_words(spots)
    recipient = cast.recipient or (kinds[0] if kinds else None)
    parts: dict[Sign, object] = {
        Part.COMPANY: cast.company,
        Part.RECIPIENT: recipient,
        Part.GIVER: cast.is_given,
        Part.DATA: data,
        Part.ANY_DATA: any(spot.kind is Kind.DATA for spot in spots),
        Part.KIND: kinds,
        Part.PURPOSE: purpose,
        Part.TEXT: text,
        Part.SENSITIVE: data[:1] == (SENSITIVE_DATA,),
        Part.YES_NO: _is_yes_no(spots),
        Part.NOTHING_ELSE: not (strange or ignored),
        Tag.CHILDREN: data[:1] == (CHILDRENS_DATA,),
        Tag.SOURCE: cast.is_source or _last_word(spots) == "from",
        Tag.WHY: _last_word(spots) == "for",
    }
    return Facts(
        signs=frozenset(spot.tag for spot in spots if spot.tag)
        | frozenset(part for part, found in parts.items() if found),
        company=cast.company,
        recipient=recipient,
        data=data[0] if data else None,
        kind=kinds[0] if kinds else None,
        purpose=purpose,
        text=text,
        strange=strange,
        ignored=(*ignored, *data[1:], *kinds[1:], *cast.unused),
    )


def _kinds(spots: Sequence[Spot]) -> tuple[str, ...]:
    """Return the kinds of recipient; but not what ends a company's name ("Murmur Clinic")."""
    before = (None, *spots)
    return tuple(
        spot.value
        for last, spot in zip(before, spots, strict=False)
        if spot.kind is Kind.RECIPIENT_KIND and not (last and last.publishes)
    )


def _last_word(spots: Sequence[Spot]) -> str:
    return spots[-1].words.casefold() if spots else ""


def _specific_data(spots: Sequence[Spot]) -> tuple[str, ...]:
    named = (spot.value for spot in spots if spot.kind is Kind.DATA)
    return tuple(dict.fromkeys(value for value in named if value != PERSONAL_DATA))


def _is_yes_no(spots: Sequence[Spot]) -> bool:
    asks = {Tag.WHO, Tag.WHAT, Tag.WHERE, Tag.WHY, Tag.WHEN, Tag.SINCE, Tag.HOW_LONG}
    if any(spot.tag in asks for spot in spots):
        return False
    return any(spot.tag is Tag.AUXILIARY or spot.words.casefold() == "whether" for spot in spots)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cast:
    """Which party plays which part.

    `is_source`: the company has data from the recipient; `is_given`: something is given to it.
    """

    company: str | None = None
    recipient: str | None = None
    is_source: bool = False
    is_given: bool = False
    unused: tuple[str, ...] = ()


def _cast(spots: Sequence[Spot]) -> _Cast:
    tags = {spot.tag for spot in spots}
    receiving = Tag.RECEIVE in tags and Tag.SHARE not in tags
    cast = _Cast()
    for place, spot in enumerate(spots):
        if spot.kind is not Kind.PARTY or spot.value in (cast.company, cast.recipient):
            continue
        before = next((one for one in reversed(spots[:place]) if one.tag is not Tag.FILLER), None)
        led = before.tag if before else None
        to = led is Tag.WITH or (receiving and led not in (Tag.FROM, Tag.BY)) or cast.company
        if spot.receives and cast.recipient is None and (to or not spot.publishes):
            supplies = led is Tag.FROM and Tag.SHARE not in tags and not spot.publishes
            cast = replace(cast, recipient=spot.value, is_source=supplies)
        elif spot.publishes and cast.company is None:
            given = Tag.WHO in tags and led in (Tag.WITH, Tag.SHARE)
            cast = replace(cast, company=spot.value, is_given=given)
        else:
            cast = replace(cast, unused=(*cast.unused, spot.words))
    return cast


def _unknown_words(spots: Sequence[Spot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    strange: list[str] = []
    ignored: list[str] = []
    for place, spot in enumerate(spots):
        if spot.kind is Kind.UNKNOWN and not spot.words.isdigit():
            (strange if _stands_for_a_name(spots, place) else ignored).append(spot.words)
    return tuple(strange), tuple(ignored)


def _stands_for_a_name(spots: Sequence[Spot], place: int) -> bool:
    """Tell whether an unknown word stands where a company, a recipient or data is expected."""
    if place and spots[place].words[0].isupper():
        return True
    if place + 1 < len(spots) and spots[place + 1].words.casefold() in _DATA_HEADS:
        return True
    before = place - 1
    while before >= 0 and spots[before].kind is Kind.UNKNOWN:
        before -= 1
    if before < 0:
        return False
    return spots[before].tag in _TAKES_A_NAME or spots[before].words.casefold() in _TAKES_DATA
