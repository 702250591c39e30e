"""JSON-LD with the context of `context.jsonld`: short keys, named graphs, nothing to be fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from types import MappingProxyType
from typing import BinaryIO, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from ...ontology.terms import PREFIXES, RDF, XSD

_TYPE: Final = RDF + "type"
_STRING: Final = XSD + "string"
_TAGGED: Final = RDF + "langString"
_IRI: Final = "@id"

Node = dict[str, object]


def read_context() -> Mapping[str, str | Mapping[str, str]]:
    """Return the published context: prefixes, and for each term its IRI and type."""
    text = (files("privacyflow.graphs.export") / "context.jsonld").read_text(encoding="utf-8")
    context: Mapping[str, str | Mapping[str, str]] = json.loads(text)["@context"]
    return MappingProxyType(context)


def write_json_ld(graphs: Iterable[list[Quad]], file: BinaryIO) -> None:
    """Write graphs, none of them empty, to `file` as one JSON-LD document.

    One is in memory at a time. The context is embedded, so that no reader has to ask anybody for it.
    """
    file.write(b'{\n"@context": ' + _dump(dict(read_context())) + b',\n"@graph": [')
    before = b"\n"
    for quads in graphs:
        file.write(before + _graph(quads))
        before = b",\n"
    file.write(b"\n]\n}\n")


def _graph(quads: list[Quad]) -> bytes:
    nodes = b",\n".join(_dump(node) for node in _nodes(quads))
    name = _dump(_compact(_name(quads[0].graph_name)))
    return b'{"@id": ' + name + b', "@graph": [\n' + nodes + b"\n]}"


def _nodes(quads: Iterable[Quad]) -> Iterator[Node]:
    ordered = sorted(quads, key=lambda quad: (str(quad.subject), str(quad.predicate), str(quad)))
    for subject, about in groupby(ordered, key=lambda quad: quad.subject):
        node: Node = {_IRI: _compact(_name(subject))}
        for predicate, found in groupby(about, key=lambda quad: quad.predicate):
            key, of_type = _term(predicate.value)
            values = [_value(quad.object, of_type) for quad in found]
            node[key] = values[0] if len(values) == 1 else values
        yield node


def _value(term: NamedNode | BlankNode | Literal | Triple, of_type: str | None) -> object:
    """Return an object of a statement, as short as its term's type in the context allows."""
    if not isinstance(term, Literal):
        name = _compact(_name(term))
        return name if of_type in (_IRI, "@type") else {_IRI: name}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if (datatype == _STRING and of_type is None) or datatype == of_type:
        return term.value
    return {"@value": term.value, "@type": _compact(datatype)}


@cache
def _terms() -> Mapping[str, tuple[str, str | None]]:
    """Return by IRI the key and the type, both as the context gives them."""
    return MappingProxyType(
        {
            _expand(about["@id"]): (key, _expand(about["@type"]) if "@type" in about else None)
            for key, about in read_context().items()
            if not isinstance(about, str)
        }
    )


def _term(predicate: str) -> tuple[str, str | None]:
    if predicate == _TYPE:
        return "@type", "@type"
    return _terms().get(predicate, (_compact(predicate), None))


def _expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _compact(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and not iri.startswith("//", len(namespace)):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _name(term: object) -> str:
    return str(getattr(term, "value", term))


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
