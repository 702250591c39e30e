"""Which format a client gets: by its Accept header, or by a format's name in the address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from ..queries.result_formats import MEDIA_TYPES, RowFormat, TripleFormat
from .refusals import Refusal, Refused

_QUOTED: Final = re.compile(r'"[^"]*"')

LONGEST_ACCEPT: Final = 2_000
"""How much of an Accept header is read, in characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A format that an answer can be had in: its names in an address, and its media types.

    The first media type is the one that the answer is sent with.
    """

    names: tuple[str, ...]
    media_types: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def media_type(self) -> str:
        return self.media_types[0]


def _offer(form: RowFormat | TripleFormat, names: str = "", others: str = "") -> Offer:
    return Offer(
        names=(form.value, *names.split()), media_types=(MEDIA_TYPES[form], *others.split())
    )


ROWS: Final = (
    _offer(RowFormat.JSON, "srj", "application/json"),
    _offer(RowFormat.XML, "srx", "application/xml text/xml"),
    _offer(RowFormat.CSV),
    _offer(RowFormat.TSV),
)
TRIPLES: Final = (
    _offer(TripleFormat.TURTLE, "turtle", "application/x-turtle"),
    _offer(TripleFormat.N_TRIPLES, "ntriples n-triples", "text/plain"),
    _offer(TripleFormat.JSON_LD, "json-ld json", "application/json"),
    _offer(TripleFormat.RDF_XML, "rdf+xml xml", "application/xml text/xml"),
)
HTML: Final = Offer(names=("html",), media_types=("text/html; charset=utf-8",))
PLAIN_JSON: Final = Offer(
    names=("json",), media_types=("application/json", "application/sparql-results+json")
)
CSV: Final = ROWS[2]

_LABELS: Final = {
    "csv": "CSV",
    "json": "JSON",
    "ndjson": "NDJSON",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF/XML",
}
NDJSON: Final = Offer(
    names=("ndjson", "jsonl"), media_types=("application/x-ndjson", "application/jsonl")
)


def choose(offers: Sequence[Offer], *, accept: str, name: str = "") -> Offer:
    """Return the offer that the client likes best, the first of several.

    `name` is a format's name or media type out of the address and outdoes `accept`. Raises Refused,
    with what there is.
    """
    if name:
        wanted = name.strip().lower()
        for offer in offers:
            if wanted in offer.names or wanted in map(_essence, offer.media_types):
                return offer
        raise _not_acceptable(offers, f"the format {wanted[:40]!r}")
    wishes = _read_wishes(accept or "*/*")
    best = max(offers, key=lambda offer: _quality(offer, wishes))
    if _quality(best, wishes) == 0:
        raise _not_acceptable(offers, "the formats that the Accept header names")
    return best


def prefers_html(accept: str) -> bool:
    """Tell whether it is a browser that a person looks at: HTML is asked for by name, and first."""
    wishes = _read_wishes(accept)
    wished = wishes.get("text/html", 0)
    return wished > 0 and wished >= max(wishes.values())


def link_to(offer: Offer, address: str) -> tuple[str, str, str]:
    """Return a link to an answer in the offered format: its words, its type, its address."""
    return _LABELS.get(offer.name, offer.name), _essence(offer.media_type), address


def _read_wishes(accept: str) -> dict[str, float]:
    """Return the quality by media range; what can't be read counts as not said."""
    wishes: dict[str, float] = {}
    for part in _QUOTED.sub("", accept[:LONGEST_ACCEPT].lower()).split(","):
        media_range, *parameters = (each.strip() for each in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _read_quality(value.strip())
        if media_range.count("/") == 1:
            wishes[media_range] = max(quality, wishes.get(media_range, 0))
    return wishes


def _read_quality(text: str) -> float:
    try:
        quality = float(text)
    except ValueError:
        return 0.0
    return quality if 0 <= quality <= 1 else 0.0


def _quality(offer: Offer, wishes: dict[str, float]) -> float:
    """The nearest range that fits decides: the type itself, then its family, then anything."""
    types = [_essence(media_type) for media_type in offer.media_types]
    named = [wishes[media_type] for media_type in types if media_type in wishes]
    if named:
        return max(named)
    family = types[0].partition("/")[0] + "/*"
    return wishes.get(family, wishes.get("*/*", 0))


def _essence(media_type: str) -> str:
    return media_type.partition(";")[0].strip()


def _not_acceptable(offers: Sequence[Offer], asked: str) -> Refused:
    there = tuple(_essence(offer.media_type) for offer in offers)
    return Refused(
        Refusal(
            status=HTTPStatus.NOT_ACCEPTABLE,
            title="No such format",
            where="the answer",
            what=f"it can't be had in {asked}",
            remedy=f"There is {', '.join(there)}.",
            allow=there,
        )
    )
