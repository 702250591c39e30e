"""Every term of the ontology as one page of words, for those who read no Turtle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from .alignment import matched_terms, matches_of
from .axioms import FILES
from .clashes import name_of
from .terms import OWL, PF, PFR, RDF, RDFS, SKOS
from .turtle import VOCABULARY_FILES

EXAMPLES: Final = 3
"""So many of a concept's other labels are shown."""

_BROADER: Final = SKOS + "broader"
_FOLDER: Final = Path(__file__).parent
_SCHEMES: Final = {
    PF + "DataTypes": "Types of data",
    PF + "Purposes": "Purposes",
    PF + "PartyKinds": "Kinds of party",
}
_KINDS: Final = {
    "Classes": {OWL + "Class"},
    "Properties between things": {OWL + "ObjectProperty"},
    "Properties with a literal": {OWL + "DatatypeProperty", OWL + "AnnotationProperty"},
    "Individuals": {OWL + "NamedIndividual"},
}

_Terms = Mapping[str, Mapping[str, list[str]]]
_HEAD: Final = "| term | label | means | {above} | to DPV |\n| --- | --- | --- | --- | --- |"


def describe_terms() -> str:
    """Return the page's sections as Markdown: classes, properties, individuals, concepts, DPV."""
    own = _read(_FOLDER / name for name in FILES)
    vocabulary = _read(VOCABULARY_FILES)
    lines: list[str] = []
    for title, kinds in _KINDS.items():
        lines += [f"## {title}\n", _HEAD.format(above="below")]
        lines += (
            _row(iri, about[RDFS + "label"][0], about[RDFS + "comment"][0], _above(about))
            for iri, about in sorted(own.items())
            if iri.startswith((PF, PFR)) and kinds & {*about.get(RDF + "type", ())}
        )
        lines.append("")
    for scheme, title in _SCHEMES.items():
        lines += [f"## {title}\n", _HEAD.format(above="below")]
        lines += (
            _row(iri, about[SKOS + "prefLabel"][0], _examples(about), about.get(_BROADER, ()))
            for iri, about in sorted(vocabulary.items())
            if scheme in about.get(SKOS + "inScheme", ())
        )
        lines.append("")
    return "\n".join([*lines, *_from_dpv()])


def _row(iri: str, label: str, meaning: str, above: Iterable[str]) -> str:
    uppers = ", ".join(f"`{name_of(each)}`" for each in sorted(above))
    dpv = ", ".join(f"{each.relation} `{name_of(each.other)}`" for each in matches_of(iri))
    return (
        f"| `{name_of(iri)}` | {label} | {meaning.replace('|', chr(92) + '|')} | {uppers} | {dpv} |"
    )


def _above(about: Mapping[str, list[str]]) -> list[str]:
    """Return what a class or property is below, in our own terms."""
    uppers = (*about.get(RDFS + "subClassOf", ()), *about.get(RDFS + "subPropertyOf", ()))
    return [each for each in uppers if each.startswith(PF)]


def _examples(about: Mapping[str, list[str]]) -> str:
    """Return a concept's meaning by the words that policies use for it: it has no other definition."""
    labels = sorted(about.get(SKOS + "altLabel", ()), key=lambda label: (len(label), label))
    return ", ".join(f"“{label}”" for label in labels[:EXAMPLES])


def _from_dpv() -> Iterator[str]:
    yield "## From DPV to ours\n"
    yield "| term of DPV | is |\n| --- | --- |"
    for term in matched_terms():
        if not term.startswith(PF):
            ours = ", ".join(f"{m.relation} `{name_of(m.other)}`" for m in matches_of(term))
            yield f"| `{name_of(term)}` | {ours} |"


def _read(paths: Iterable[Path]) -> _Terms:
    found: dict[str, dict[str, list[str]]] = {}
    for path in paths:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
                about = found.setdefault(quad.subject.value, {})
                about.setdefault(quad.predicate.value, []).append(quad.object.value)
    return found
