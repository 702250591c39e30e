"""Cues: the words of `cues.toml`, their inflected forms, and how a practice verb maps to an action."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..ontology.records import Action


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cues:
    """The lexicon of practices. Keys and members are lower-case words."""

    lemmas: Mapping[str, str]
    actions: Mapping[str, Action]
    giving: frozenset[str]
    thin: frozenset[str]
    erasing: frozenset[str]
    giving_away: frozenset[str]
    first: frozenset[str]
    user: frozenset[str]
    own: frozenset[str]
    tools: frozenset[str]
    party_heads: frozenset[str]
    data_heads: frozenset[str]
    generic: frozenset[str]
    relative: frozenset[str]
    enumerates: tuple[str, ...]
    ends: frozenset[str]
    about: frozenset[str]

    def lemma(self, word: str) -> str | None:
        """Return the practice verb that `word` is a form of, if it is one."""
        return self.lemmas.get(word.lower())

    def action(self, lemma: str) -> Action | None:
        """Return what the first party does when it does `lemma` to data."""
        return self.actions.get(lemma)


@cache
def load_cues() -> Cues:
    """Read `cues.toml` once."""
    table = tomllib.loads(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))
    practices: dict[str, list[str]] = table["practices"]
    meanings, parties, data, slots = (
        table["meanings"],
        table["parties"],
        table["data"],
        table["slots"],
    )
    actions = {verb: action for action in Action for verb in practices[action.value]}
    lemmas = {
        form: verb
        for verb in {*actions, *practices["give"]}
        for form in _forms(verb, table["irregular"].get(verb, ()))
    }
    return Cues(
        lemmas=lemmas,
        actions=actions,
        giving=frozenset(practices["give"]),
        thin=frozenset(meanings["thin"]),
        erasing=frozenset(meanings["erasing"]),
        giving_away=frozenset(meanings["giving_away"]),
        first=frozenset(parties["first"]),
        user=frozenset(parties["user"]),
        own=frozenset(parties["own"]),
        tools=frozenset(parties["tools"]),
        party_heads=frozenset(parties["heads"]),
        data_heads=frozenset(data["heads"]),
        generic=frozenset(data["generic"]),
        relative=frozenset(slots["relative"]),
        enumerates=tuple(sorted(slots["enumerates"], key=len, reverse=True)),
        ends=frozenset(slots["ends"]),
        about=frozenset(slots["about"]),
    )


def _forms(verb: str, irregular: Iterable[str]) -> Iterable[str]:
    """Return the inflected forms of an English verb: regular ones by rule, others as given."""
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeou":
        return {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing", *irregular}
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    return {verb, third, stem + "ed", stem + "ing", *irregular}
