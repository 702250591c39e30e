"""A query made simpler for a server once its parameters are known; its answer stays the same.

A question chooses between two ways by whether a parameter is given: each is a branch of a UNION
whose FILTER is false where the other is to be gone. The embedded engine drops such a branch before
it starts. Not every server does, and some answer wrongly (Virtuoso 7.2 joins nothing with a column
of a sub-select that is never bound). So the branches and columns that can't matter are taken out.

- `COALESCE(isIRI(x), false)` becomes true or false where `x` is a value, or is bound by nothing.
- A branch of a UNION that can have no row goes.
- A column of a sub-select that nothing in it binds goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias, TypeGuard

from .tokens import Kind, Token, tokens_of

_FALSE: Final = Token(kind=Kind.WORD, text="false", gap=" ")
_TRUE: Final = Token(kind=Kind.WORD, text="true", gap=" ")
_CLOSING: Final = {"{": "}", "(": ")"}
_APART: Final = ("OPTIONAL", "MINUS", "EXISTS", "UNION")


@dataclass(slots=True)
class _Group:
    """What stands between two brackets."""

    opening: Token
    parts: list[_Part] = field(default_factory=list)
    closing: Token | None = None

    @property
    def is_select(self) -> bool:
        return bool(self.parts) and _is_word(self.parts[0], "SELECT")

    def __str__(self) -> str:
        inner = "".join(map(str, self.parts))
        return f"{self.opening}{inner}{self.closing or ''}"


_Part: TypeAlias = "Token | _Group"


def simplify(sparql: str) -> str:
    """Return a query with the same answer and without what can't matter to it."""
    parts = _read(tokens_of(sparql))
    for part in parts:
        if _is_group(part, "{"):
            _simplify(part)
    return "".join(map(str, parts))


def _read(tokens: Iterable[Token]) -> list[_Part]:
    """Return the tokens with what is in brackets put together."""
    whole: list[_Part] = []
    open_groups: list[_Group] = []
    for token in tokens:
        parts = open_groups[-1].parts if open_groups else whole
        if token.text in _CLOSING:
            group = _Group(token)
            parts.append(group)
            open_groups.append(group)
        elif open_groups and token.text == _CLOSING[open_groups[-1].opening.text]:
            open_groups.pop().closing = token
        else:
            parts.append(token)
    return whole


def _simplify(group: _Group) -> None:
    for part in group.parts:
        if isinstance(part, _Group):
            _simplify(part)
    if group.is_select:
        _decide(group, _unbound(group))
        _drop_branches(group)
        _drop_columns(group)
    else:
        _decide(group, frozenset())
        _drop_branches(group)


def _decide(group: _Group, unbound: frozenset[str]) -> None:
    """Write true and false for what is known to be so."""
    parts, done = group.parts, list[_Part]()
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        if isinstance(part, _Group):
            _decide(part, unbound)
        elif part.text == "!" and _is_word(following, "TRUE", "FALSE"):
            done.append(_FALSE if _is_word(following, "TRUE") else _TRUE)
            at += 2
            continue
        elif _is_word(part, "COALESCE") and _is_group(following, "("):
            _decide(following, unbound)
            known = _is_iri(following, unbound)
            if known is not None:
                # "!" may stand before it.
                if done and isinstance(done[-1], Token) and done[-1].text == "!":
                    done.pop()
                    known = not known
                done.append(_TRUE if known else _FALSE)
                at += 2
                continue
        done.append(part)
        at += 1
    group.parts = done


def _is_iri(arguments: _Group, unbound: frozenset[str]) -> bool | None:
    """Return what `COALESCE(isIRI(x), false)` is, None where that isn't known or it is another."""
    match arguments.parts:
        case [
            Token() as call,
            _Group(parts=[Token() as x, *rest]),
            Token(text=","),
            Token() as last,
        ]:
            if not call.is_word("ISIRI") or not last.is_word("FALSE"):
                return None
            if x.kind is Kind.IRI and not rest:
                return True
            if x.kind is Kind.STRING or (not rest and x.variable in unbound):
                return False
    return None


def _unbound(select: _Group) -> frozenset[str]:
    """Return the variables of a sub-select that stand in its FILTERs and column list only."""
    body = next((part for part in select.parts if _is_group(part, "{")), None)
    if body is None:
        return frozenset()
    bound = set(_bound(select.parts[select.parts.index(body) :]))
    columns = _columns(select)
    return frozenset({*columns, *_variables(body)} - bound)


def _bound(parts: Iterable[_Part]) -> Iterator[str]:
    """Yield the variables that may be bound: all but those in a FILTER's brackets."""
    filters = False
    for part in parts:
        if isinstance(part, Token):
            filters = part.is_word("FILTER")
            if part.variable:
                yield part.variable
        elif not (filters and part.opening.text == "("):
            yield from _bound(part.parts)
            filters = False
        else:
            filters = False


def _variables(group: _Group) -> Iterator[str]:
    for part in group.parts:
        if isinstance(part, _Group):
            yield from _variables(part)
        elif part.variable:
            yield part.variable


def _columns(select: _Group) -> list[str]:
    found = []
    for part in select.parts[1:]:
        if _is_group(part, "{") or _is_word(part, "WHERE"):
            break
        if isinstance(part, Token) and part.variable:
            found.append(part.variable)
    return found


def _drop_columns(select: _Group) -> None:
    idle = _unbound(select).intersection(_columns(select))
    kept = [
        part for part in _head(select) if not (isinstance(part, Token) and part.variable in idle)
    ]
    if len(kept) > 1 and not all(_is_word(part, "SELECT", "DISTINCT", "REDUCED") for part in kept):
        select.parts[: len(_head(select))] = kept


def _head(select: _Group) -> list[_Part]:
    body = next(i for i, part in enumerate(select.parts) if _is_group(part, "{"))
    return select.parts[:body]


def _drop_branches(group: _Group) -> None:
    """Take out the branches of each UNION that have no row, but never the last."""
    at = 0
    parts = group.parts
    while at < len(parts):
        if not _is_group(parts[at], "{") or not _is_word(_at(parts, at + 1), "UNION"):
            at += 1
            continue
        end = at + 1
        while _is_word(_at(parts, end), "UNION") and _is_group(_at(parts, end + 1), "{"):
            end += 2
        branches = [part for part in parts[at:end:2] if isinstance(part, _Group)]
        alive = [branch for branch in branches if not _is_empty(branch)] or branches[:1]
        union = Token(kind=Kind.WORD, text="UNION", gap=" ")
        joined: list[_Part] = []
        for branch in alive:
            joined += [union, branch] if joined else [branch]
        parts[at:end] = joined
        at += len(joined)


def _is_empty(group: _Group) -> bool:
    """Tell whether a group is sure to have no row."""
    if group.is_select and any(_is_group(part, "(") for part in _head(group)):
        return False  # without rows, an aggregate still gives one
    for i, part in enumerate(group.parts):
        before, after = _at(group.parts, i - 1) if i else None, _at(group.parts, i + 1)
        if _is_group(part, "(") and _is_word(before, "FILTER"):
            if len(part.parts) == 1 and _is_word(part.parts[0], "FALSE"):
                return True
        elif _is_group(part, "{") and _is_empty(part):
            joined = not _is_word(before, *_APART) and not _is_word(after, "UNION")
            if joined:
                return True
    return False


def _at(parts: list[_Part], place: int) -> _Part | None:
    return parts[place] if place < len(parts) else None


def _is_word(part: _Part | None, *words: str) -> bool:
    return isinstance(part, Token) and part.is_word(*words)


def _is_group(part: _Part | None, opening: str) -> TypeGuard[_Group]:
    return isinstance(part, _Group) and part.opening.text == opening
