"""Literals: the words, numbers, durations and addresses of a policy as RDF terms."""

from __future__ import annotations

import re
from typing import Final

from pyoxigraph import Literal, NamedNode

from ..ontology.terms import XSD

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_WEB_ADDRESS: Final = re.compile(r"https?://", re.IGNORECASE)
_DECIMAL: Final = NamedNode(XSD + "decimal")
_DURATION: Final = NamedNode(XSD + "duration")


def words_literal(text: str) -> Literal:
    """Return words as a plain literal; lone surrogates, which none can hold, become U+FFFD one for one."""
    return Literal(_LONE_SURROGATE.sub("\ufffd", text))


def decimal_literal(number: float) -> Literal:
    """Return a number in thousandths."""
    # The canonical form, which stores turn every other form into: "1", not "1.0".
    return Literal(f"{number:.3f}".rstrip("0").rstrip("."), datatype=_DECIMAL)


def duration_literal(iso: str) -> Literal:
    """Return an ISO 8601 duration, which has to be in its canonical form already."""
    return Literal(iso, datatype=_DURATION)


def address_term(url: str) -> NamedNode | Literal:
    """Return a web address as an IRI; anything else, such as "javascript:…", as plain words."""
    if _WEB_ADDRESS.match(url):
        try:
            return NamedNode(url)
        except ValueError:
            return words_literal(url)
    return words_literal(url)
