"""Columns: what the cells below a header hold, by the header's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ..ontology.records import Action


class Column(StrEnum):
    """What the cells of a column hold."""

    DATA = "data"
    DETAIL = "detail"
    PURPOSE = "purpose"
    RECIPIENT = "recipient"
    SOURCE = "source"
    RETENTION = "retention"
    CONDITION = "condition"
    CHECK = "check"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A column's header: its words, what its cells hold, the practices it speaks of.

    `plain` tells that the words name a group of anything ("Category", "Type"), `names_data` that they
    speak of data outright.
    """

    text: str
    kind: Column
    practices: frozenset[Action] = frozenset()
    plain: bool = False
    names_data: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


_DATA = r"(?:data|information|pii?|identifiers?)"
# In this order: "Third parties to whom information is disclosed" tells recipients, not data.
_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        Column.RECIPIENT,
        _words(
            r"""^\W*(?:names?|categor(?:y|ies)|types?|kinds?)\W+(?:\w+\W+){0,2}?(?:of|or)\W+(?:\w+\W+){0,3}?
              (?:third|3rd|external|recipients?|providers|partners|entities|companies)\b
            |^\W*(?:with\ )?whom?\b.*\b(?:shar|disclos|receiv|access)"""
        ),
    ),
    (
        Column.DATA,
        _words(
            rf"""^\W*categor(?:y|ies)\ of\ (?:(?:the|your|personal|sensitive|personally|identifiable|customer|user)\ )*
              {_DATA}\b(?!\W+subjects?)"""
        ),
    ),
    (
        Column.PURPOSE,
        _words(
            r"""^\W*(?:(?:the|our|your|general|business|commercial|primary|specific|main|intended|additional
              |internal|and|or|why|/)\W+)*
            (?:purposes?|reasons?|why|uses?\b|usage|how\b(?!\ long).*\buse|functions?$|activit(?:y|ies)
              |processing\ activit(?:y|ies)|what\b.*\buse.*\bfor$)"""
        ),
    ),
    (
        Column.OTHER,
        _words(
            r"""\b(?:legal\ (?:bas[ie]s|grounds?)|lawful|legitimate\ interests?|justification|grounds?|link|url
              |privacy\ polic(?:y|ies)|location\ of|countr(?:y|ies)|yes/no|opt[- ]out|rights?|cookies?
              |data\ subjects?|controllers?|data\ protection|contact\ \w+|officers?|safeguards|business\ need
              |criteria|do(?:es)?\b.*\bdo\ with|method|how\ to)\b"""
        ),
    ),
    (
        Column.RETENTION,
        _words(
            r"""\b(?:retention|retain(?:ed)?|how\ long|storage|period|duration|expir\w+|lifespan|lifetime|kept
              |time\ ?(?:frame|limit)|deletion)\b"""
        ),
    ),
    (
        Column.SOURCE,
        _words(
            r"\b(?:sources?|where\ (?:do\ )?we\ (?:get|obtain)|(?:collect|obtain|receiv)ed\ from)\b"
        ),
    ),
    (
        Column.RECIPIENT,
        _words(
            r"""\b(?:(?:third|3rd)[- ]part(?:y|ies)|external\ part(?:y|ies)|recipients?|shared?\ with|disclosed?\ to
              |disclos\w+\ .*\bto\b|compan(?:y|ies)|organi[sz]ations?|partners?|vendors?|suppliers?|sdks?|processors?
              |(?:sub-?)?contractors?|affiliates?|institutions?|to\ whom|used\ by
              |(?:service\ )?providers?|with\ whom?|who\ we\ share|name\ of\ party|entit(?:y|ies))\b
            |^\W*(?:disclosures?\ of|(?:data\ )?receivers?\b)"""
        ),
    ),
    (
        Column.DETAIL,
        _words(
            r"""\b(?:examples?|descriptions?|details|includes?|types?\ of\ personal|what\ it\ (?:is|includes)
              |elements)\b"""
        ),
    ),
    (
        Column.DATA,
        _words(rf"^\W*(?:categor(?:y|ies)|types?|kinds?|personal|statutory|what)\b.*\b{_DATA}\b"),
    ),
    (
        Column.PURPOSE,
        _words(
            r"\b(?:purposes?|why|uses?|activit(?:y|ies)|reasons?|how\ we\ use|function|intended\ use)\b"
        ),
    ),
    (
        Column.CONDITION,
        _words(r"\b(?:scenarios?|when|situations?|circumstances)\b"),
    ),
    (Column.DATA, _words(rf"\b(?:{_DATA}|items?|categor(?:y|ies))\b|^\W*types?\W*$")),
)
# Tables of these tell nothing of data, whatever their other columns are called.
_FOREIGN = _words(
    r"""^\W*(?:your\ |the\ |data\ subject\ )?(?:rights?|requests?|choices|terms?|definition|meaning|versions?
      |revision|changes?|jurisdictions?|representatives?|where\ you\ reside|timescale|received)\b(?!.*\bdata\b)
    |\bdata\ subject\ (?:rights?|requests?)\b|\brevision\b"""
)
# Headers of a column of names, which are third parties where the words above the table speak of such.
_NAMES = _words(
    r"""^\W*(?:the\ )?(?:\w+\W+){0,2}?(?:names?|services?|tools?|systems?|platforms?|products?|solutions?|softwares?
      |applications?|apps?|plug-?ins?|who|part(?:y|ies)|brands?|websites?|agenc(?:y|ies))\W*$"""
)
_THIRD_PARTIES = _words(
    r"""\b(?:third[- ]part(?:y|ies)|recipients?|(?:sub-?)?processors?|(?:sub-?)?contractors?|suppliers?|vendors?
      |partners?|service\ providers?|shar(?:e[sd]?|ing)|disclos\w+|transfer\w*|external)\b"""
)
_SPEAKS_OF_DATA = _words(rf"\b{_DATA}\b")
# Of two columns of data the later one tells it in particular, or says what a law calls it.
_PARTICULAR = _words(
    r"\b(?:concerned|examples?|specific|elements?|collect(?:ed)?|included|involved)\b"
)
_RECEIVES = _words(r"\b(?:recipients?|receiv\w+|processors?|to\ whom|with\ whom)\b")
_PLAIN = _words(r"^\W*(?:categor(?:y|ies)|types?|items?|details|descriptions?|examples?)\W*$")
_PRACTICES: tuple[tuple[Action, re.Pattern[str]], ...] = (
    (Action.COLLECT, _words(r"\b(?:collect|gather|obtain|captur)\w*|\byou\ (?:give|provide)")),
    (Action.USE, _words(r"\b(?:use[sd]?|using|process(?:es|ed|ing)?)\b")),
    (
        Action.SHARE,
        _words(r"\b(?:shar(?:e[sd]?|ing)|disclos\w+|sold|sell|sales?|selling|transfer\w*)\b"),
    ),
    (Action.STORE, _words(r"\b(?:retain|retention|stor(?:e|ed|age))\b")),
)
# What is longer is no header, and shall not keep the patterns busy.
_LONGEST = 400
_BRACKET = re.compile(r"\([^()]*\)|•.*", re.DOTALL)


def read_heading(text: str) -> Heading:
    """Return what a header's words say of the cells below it."""
    text = text[:_LONGEST]
    words = _BRACKET.sub(" ", text).strip(" :*?") or text
    practices = frozenset(action for action, said in _PRACTICES if said.search(words))
    plain, names_data = _PLAIN.match(words) is not None, _SPEAKS_OF_DATA.search(words) is not None
    kind = next((kind for kind, header in _HEADERS if header.search(words)), Column.OTHER)
    return Heading(text=words, kind=kind, practices=practices, plain=plain, names_data=names_data)


def is_foreign(heading: Heading) -> bool:
    """Whether the header is one of a table about rights, terms or versions."""
    return _FOREIGN.search(heading.text) is not None


def receives(heading: Heading) -> bool:
    """Whether the header itself says that data goes to those below it."""
    return Action.SHARE in heading.practices or _RECEIVES.search(heading.text) is not None


def is_particular(heading: Heading) -> bool:
    """Whether a second column of data tells the very data that the first one groups."""
    return _PARTICULAR.search(heading.text) is not None


def names_third_parties(heading: Heading, above: str) -> bool:
    """Whether a header such as "Name" heads third parties, by the words above the table."""
    return (
        heading.kind is Column.OTHER
        and _NAMES.match(heading.text) is not None
        and _THIRD_PARTIES.search(above) is not None
    )


def practices_of(text: str) -> frozenset[Action]:
    """Return the practices that the words above a table speak of."""
    return frozenset(action for action, said in _PRACTICES if said.search(text))
