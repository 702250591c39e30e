"""Whose policy it is: the name users know, and the names the policy uses for itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...ontology.records import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The company a policy belongs to, and every other name the policy gives it."""

    company: str
    aliases: tuple[str, ...] = ()


def find_owner(text: str, blocks: Sequence[Block], *, file_name: str) -> Owner:
    """Return the policy's owner as its own words tell, else by the file's name."""
    return Owner(company=file_name.rsplit(".", 1)[0])
