"""The tree of tags of a PDF (ISO 32000-1, 14.7 and 14.8): which marked content is a heading, item or cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from .limits import DEEPEST

if TYPE_CHECKING:
    from pdfplumber.pdf import PDF

# pdfminer's objects: numbers, names, arrays, dictionaries and references to them.
_Object: TypeAlias = Any

_MOST_TAGS: Final = 500_000
_MOST_ROLES: Final = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """An element opens: its standard type, and the spans of a cell."""

    kind: str
    spans: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Closing:
    """The element that was opened last closes."""


@dataclass(frozen=True, slots=True)
class Content:
    """Marked content: its page, from 1, and its number on the page."""

    page: int
    mark: int


Tag: TypeAlias = Opening | Closing | Content


def read_tags(pdf: PDF) -> Iterator[Tag]:
    """Yield the tags of a PDF in reading order; nothing where it has none."""
    from pdfminer.pdftypes import resolve1

    root = resolve1(pdf.doc.catalog.get("StructTreeRoot"))
    if not isinstance(root, dict):
        return
    roles = resolve1(root.get("RoleMap"))
    pages: dict[Any, int] = {page.page_obj.pageid: page.page_number for page in pdf.pages}
    yield from _Reader(resolve1, roles if isinstance(roles, dict) else {}, pages).read(root)


@dataclass(slots=True)
class _Reader:
    resolve: _Object
    roles: dict[str, _Object]
    pages: Mapping[_Object, int]
    count: int = 0

    def read(self, root: dict[str, _Object]) -> Iterator[Tag]:
        yield from self._read_kids(root, 0, 0)

    def _read_kids(self, element: dict[str, _Object], page: int, depth: int) -> Iterator[Tag]:
        kids = self.resolve(element.get("K"))
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from self._read_kid(self.resolve(kid), page, depth)

    def _read_kid(self, kid: _Object, page: int, depth: int) -> Iterator[Tag]:
        self.count += 1
        # A broken tree may lead back to itself.
        if depth > DEEPEST or self.count > _MOST_TAGS:
            return
        if isinstance(kid, int):
            yield Content(page, kid)
            return
        if not isinstance(kid, dict):
            return
        page = self.pages.get(getattr(kid.get("Pg"), "objid", -1), page)
        mark = self.resolve(kid.get("MCID"))
        if isinstance(mark, int):
            yield Content(page, mark)
        elif "S" in kid:
            yield Opening(self._kind_of(kid), self._spans_of(kid))
            yield from self._read_kids(kid, page, depth + 1)
            yield Closing()

    def _kind_of(self, element: dict[str, _Object]) -> str:
        kind = _name(self.resolve(element.get("S")))
        for _ in range(_MOST_ROLES):
            if kind not in self.roles:
                break
            kind = _name(self.resolve(self.roles[kind]))
        return kind

    def _spans_of(self, element: dict[str, _Object]) -> dict[str, str]:
        found: dict[str, str] = {}
        attributes = self.resolve(element.get("A"))
        for each in attributes if isinstance(attributes, list) else [attributes]:
            owner = self.resolve(each)
            if isinstance(owner, dict):
                for name in ("RowSpan", "ColSpan"):
                    value = self.resolve(owner.get(name))
                    if isinstance(value, int):
                        found[name.lower()] = str(value)
        return found


def _name(found: _Object) -> str:
    name = getattr(found, "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)
