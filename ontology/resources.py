"""The IRIs that privacyflow mints: slugs and hashes, the same for the same input everywhere."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from .terms import PFR

SLUG_LENGTH: Final = 60
POLICY_ID_LENGTH: Final = 120

VOCABULARY_GRAPH: Final = PFR + "vocabulary"
ORGANISATIONS_GRAPH: Final = PFR + "organisations"
STORE_GRAPH: Final = PFR + "store"

_PLAIN_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def digest(*parts: object) -> str:
    """Return the first 16 hex digits of the SHA-256 of `parts` written as JSON."""
    written = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()[:16]


def slug(words: str) -> str:
    """Return `words` as `[a-z0-9-]`, at most 69 characters.

    Accents are dropped ("Café" is "cafe"). Where other letters are lost ("微信") or the end is cut,
    8 digits of a hash of the whole keep different words apart.
    """
    plain = unicodedata.normalize("NFKD", words.lower())
    without_accents = "".join(c for c in plain if not unicodedata.combining(c))
    kept = re.sub(r"[^a-z0-9]+", "-", without_accents).strip("-")
    lost = any(c.isalnum() and not c.isascii() for c in without_accents)
    if kept and not lost and len(kept) <= SLUG_LENGTH:
        return kept
    return f"{kept[:SLUG_LENGTH].rstrip('-')}-{digest(words.lower())[:8]}".lstrip("-")


def policy_key(policy_id: str) -> str:
    """Return `policy_id` as the part of an IRI: unchanged where it is a slug already."""
    if len(policy_id) <= POLICY_ID_LENGTH and _PLAIN_ID.fullmatch(policy_id):
        return policy_id
    return slug(policy_id)


def policy_iri(policy_id: str) -> str:
    """Return the IRI of a policy version."""
    return f"{PFR}policy-{policy_key(policy_id)}"


def fragment_iri(policy_id: str, start: int, end: int) -> str:
    """Return the IRI of characters `start` to `end` (half-open) of a policy's stored text.

    The form is RFC 5147's `#char=start,end`, whose positions lie between characters.
    """
    return f"{policy_iri(policy_id)}#char={start},{end}"


def stated_graph(policy_id: str) -> str:
    """Return the name of the graph that holds what the policy states."""
    return f"{PFR}stated-{policy_key(policy_id)}"


def derived_graph(policy_id: str) -> str:
    """Return the name of the graph that holds what follows from the stated graph."""
    return f"{PFR}derived-{policy_key(policy_id)}"


def inferred_graph(policy_id: str) -> str:
    """Return the name of the graph that holds the classes which a reasoner found."""
    return f"{PFR}inferred-{policy_key(policy_id)}"


def text_graph(policy_id: str) -> str:
    """Return the name of the graph that holds the policy's whole text."""
    return f"{PFR}text-{policy_key(policy_id)}"


def graphs_mark(graphs: Iterable[str]) -> str:
    """Return the name of the graph, and of the one thing in it, that tells what `graphs` hold."""
    return f"{PFR}loaded-{digest(*graphs)}"


def run_iri(version: str) -> str:
    """Return the IRI of the software of this version at work on a policy."""
    return f"{PFR}run-privacyflow-{slug(version)}"
