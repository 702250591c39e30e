"""Quotations: evidence in RDF, each piece of it checked against the text that it is said to be from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.records import Mention, SourceDocument, Span
from ..ontology.resources import digest, policy_iri, policy_key, stated_graph
from ..ontology.terms import OA, PF, PFR, RDF
from .found_places import find_places
from .literals import words_literal

CONTEXT_LENGTH: Final = 32
_TYPE: Final = NamedNode(RDF + "type")

Place: TypeAlias = Mention | Span


@dataclass(slots=True, kw_only=True)
class Quotations:
    """Quotes one policy; remembers the evidence that it has written already."""

    document: SourceDocument
    written: set[NamedNode] = field(default_factory=set)

    def checked(self, place: Place) -> str:
        """Return the words at `place`.

        Raises ValueError if it doesn't lie in the text or doesn't hold the words that it claims.
        """
        text = self.document.text
        if not 0 <= place.start < place.end <= len(text):
            raise ValueError(
                f"{self.document.file_name}: characters {place.start} to {place.end} "
                f"lie outside a text of {len(text)}"
            )
        words = text[place.start : place.end]
        if words != place.text:
            raise ValueError(
                f"{self.document.file_name}: characters {place.start} to {place.end} "
                f"are {words[:60]!r}, not {place.text[:60]!r}"
            )
        return words

    def evidence(
        self, subject: NamedNode, predicate: NamedNode, place: Place, section: tuple[str, ...]
    ) -> Iterator[Quad]:
        """Yield that `subject` rests on the words at `place`, and where they stand."""
        start, end = place.start, place.end
        name = digest(policy_key(self.document.id), start, end)
        node = NamedNode(f"{PFR}evidence-{name}")
        yield from self.quads(subject, (predicate, node))
        if node in self.written:
            return
        self.written.add(node)
        position, quote = NamedNode(f"{PFR}position-{name}"), NamedNode(f"{PFR}quote-{name}")
        text = self.document.text
        yield from self.quads(
            node,
            (_TYPE, _oa("SpecificResource")),
            (_oa("hasSource"), NamedNode(policy_iri(self.document.id))),
            (_oa("hasSelector"), position),
            (_oa("hasSelector"), quote),
        )
        if section:
            yield from self.quads(
                node, (NamedNode(PF + "section"), words_literal(" > ".join(section)))
            )
        for found in find_places(self.document, start, end):
            yield from self.quads(node, (NamedNode(PF + "foundAt"), words_literal(found)))
        yield from self.quads(
            position,
            (_TYPE, _oa("TextPositionSelector")),
            (_oa("start"), Literal(start)),
            (_oa("end"), Literal(end)),
        )
        yield from self.quads(
            quote,
            (_TYPE, _oa("TextQuoteSelector")),
            (_oa("exact"), words_literal(self.checked(place))),
            (_oa("prefix"), words_literal(text[max(0, start - CONTEXT_LENGTH) : start])),
            (_oa("suffix"), words_literal(text[end : end + CONTEXT_LENGTH])),
        )

    def quads(
        self, subject: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal]
    ) -> Iterator[Quad]:
        """Yield a quad of the policy's stated graph for each pair of property and value."""
        graph = NamedNode(stated_graph(self.document.id))
        for predicate, value in pairs:
            yield Quad(subject, predicate, value, graph)


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)
