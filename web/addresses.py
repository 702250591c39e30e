"""Addresses on this server: where the graph's own things are found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, urlencode

from ..ontology.terms import PFR

_FLOW: Final = re.compile(r"flow-([0-9a-f]{16})")
_POLICY: Final = re.compile(r"policy-([a-z0-9-]{1,200})")
_NAME: Final = re.compile(r"[A-Za-z0-9][\w.~-]*", re.ASCII)


def address_of(iri: str) -> str:
    """Return the path under which the server tells about a resource of the graph, "" if none."""
    name = iri.removeprefix(PFR)
    if name == iri:
        return ""
    if flow := _FLOW.fullmatch(name):
        return f"/flows/{flow[1]}"
    if policy := _POLICY.fullmatch(name.partition("#")[0]):
        return f"/policies/{policy[1]}"
    return f"/resource/{name}" if _NAME.fullmatch(name) else ""


def description_of(name: str) -> str:
    """Return the path that tells about the resource pfr:`name`, "" where there is no such name."""
    if not _NAME.fullmatch(name):
        return ""
    own = address_of(PFR + name)
    if not own.startswith("/resource/"):
        return own
    return f"/sparql?{urlencode({'query': f'DESCRIBE <{PFR}{name}>'})}"


def question_address(name: str, values: Mapping[str, str], ending: str = "") -> str:
    """Return the path that asks a named question with these values."""
    path = f"/queries/{quote(name, safe='')}{ending}"
    return f"{path}?{urlencode(values)}" if values else path
