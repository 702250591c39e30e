"""What a question says, gathered from its spots: the verbs, and who plays which part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .spotting import Kind, Spot
from .wording import Tag

PERSONAL_DATA: Final = "personal data"  # the label at the top of the tree of data
CHILDRENS_DATA: Final = "children's personal data"

_TAKES_A_NAME: Final = frozenset({Tag.WITH, Tag.FROM, Tag.FOR, Tag.BY, Tag.AUXILIARY})
_TAKES_DATA: Final = frozenset("my your our their his her about the".split())
_DATA_HEADS: Final = frozenset("data information details history records number numbers id".split())
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
    YES_NO = "yes or no"
    NOTHING_ELSE = "no word that is not understood"


Sign = Tag | Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was found in a question. `strange` are the words nobody knows that stand where a name or
    a kind of data would; `ignored` are the other words nobody knows, and names there was no use for."""

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
    """Gather what the spots of a question say together; `text` is what stands in quotation marks."""
    tags = [spot.tag for spot in spots if spot.tag]
    data = _specific_data(spots)
    purpose = next((spot.value for spot in spots if spot.kind is Kind.PURPOSE), None)
    company, recipient, unused = _cast(spots, frozenset(tags))
    kinds = [spot.value for spot in spots if spot.kind is Kind.RECIPIENT_KIND]
    strange, ignored = _unknown_words(spots)
    parts = {
        Part.COMPANY: company,
        Part.RECIPIENT: recipient,
        Part.DATA: data,
        Part.ANY_DATA: any(spot.kind is Kind.DATA for spot in spots),
        Part.KIND: kinds,
        Part.PURPOSE: purpose,
        Part.TEXT: text,
        Part.YES_NO: _is_yes_no(spots),
        Part.NOTHING_ELSE: not (strange or ignored),
    }
    signs: set[Sign] = {*tags, *(part for part, found in parts.items() if found)}
    if _ends_with_from(spots):
        signs.add(Tag.SOURCE)
    if data and data[0] == CHILDRENS_DATA:
        signs.add(Tag.CHILDREN)
    return Facts(
        signs=frozenset(signs),
        company=company,
        recipient=recipient,
        data=data[0] if data else None,
        kind=kinds[0] if kinds else None,
        purpose=purpose,
        text=text,
        strange=strange,
        ignored=(*ignored, *data[1:], *kinds[1:], *unused),
    )


def _specific_data(spots: Sequence[Spot]) -> tuple[str, ...]:
    named = (spot.value for spot in spots if spot.kind is Kind.DATA)
    return tuple(dict.fromkeys(value for value in named if value != PERSONAL_DATA))


def _is_yes_no(spots: Sequence[Spot]) -> bool:
    asks = {Tag.WHO, Tag.WHAT, Tag.WHERE, Tag.WHY, Tag.WHEN}
    if any(spot.tag in asks for spot in spots):
        return False
    return any(spot.tag is Tag.AUXILIARY or spot.words.casefold() == "whether" for spot in spots)


def _ends_with_from(spots: Sequence[Spot]) -> bool:
    telling = [spot for spot in spots if spot.tag is not Tag.FILLER and not _is_any_data(spot)]
    return bool(telling) and telling[-1].words.casefold() == "from"


def _is_any_data(spot: Spot) -> bool:
    return spot.kind is Kind.DATA and spot.value == PERSONAL_DATA


def _cast(
    spots: Sequence[Spot], tags: frozenset[Tag]
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return who is the company, who the recipient, and the parties that there is no part for."""
    company: str | None = None
    recipient: str | None = None
    unused: list[str] = []
    for place, spot in enumerate(spots):
        if spot.kind is not Kind.PARTY or spot.value in (company, recipient):
            continue
        receives = _plays_recipient(spots, place, tags) or company is not None
        if receives and spot.receives and recipient is None:
            recipient = spot.value
        elif spot.publishes and company is None:
            company = spot.value
        elif spot.receives and recipient is None:
            recipient = spot.value
        else:
            unused.append(spot.words)
    kinds = [spot for spot in spots if spot.kind is Kind.RECIPIENT_KIND]
    if recipient is None and kinds:
        recipient = kinds[0].value
    return company, recipient, tuple(unused)


def _plays_recipient(spots: Sequence[Spot], place: int, tags: frozenset[Tag]) -> bool:
    before = next((spot for spot in reversed(spots[:place]) if spot.tag is not Tag.FILLER), None)
    receiving = Tag.RECEIVE in tags and Tag.SHARE not in tags
    if before and before.tag is Tag.WITH:
        return True
    if before and before.tag is Tag.FROM:
        return False
    return receiving


def _unknown_words(spots: Sequence[Spot]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    strange: list[str] = []
    ignored: list[str] = []
    for place, spot in enumerate(spots):
        if spot.kind is Kind.UNKNOWN:
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
