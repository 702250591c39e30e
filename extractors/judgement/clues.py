"""Clues: what speaks for and against one phrase: its words, the words beside it, the verbs that it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...ontology.records import Party
from ..lexicon import Lexicon
from ..lists import find_triggers
from .phrases import Phrase
from .practices_seen import SeenPractice
from .surroundings import words_of
from .tokens import VERBS, Tokens
from .word_classes import WordClasses

_LEFT = re.compile(r"[\w'/-]+|[,;:()•]")
_RIGHT = re.compile(r"[\w'/-]+|[,;:().]")
_JOINS = frozenset({"conj", "appos"})
_BESIDE = 60
_LONG = 40


def head_clues(
    tokens: Tokens, place: int, practices: list[SeenPractice], classes: WordClasses
) -> list[str]:
    """Return the clues of the token that a phrase hangs on."""
    top, steps = tokens.climb(place, _JOINS)
    clues = [
        f"head={tokens.words[place]}",
        f"tag={tokens.tags[place]}",
        f"dep={tokens.deps[place]}",
        f"top={tokens.deps[top]}",
        f"listed={min(steps, 2)}",
        *classes.clues("head", tokens.words[place]),
        *_above(tokens, top, classes),
        *_in_frames(tokens, place, practices),
        *_beside(tokens, place, practices),
    ]
    if tokens.deps[top] == "pobj" and tokens.deps[tokens.heads[top]] == "prep":
        preposition = tokens.heads[top]
        noun = tokens.words[tokens.heads[preposition]]
        clues.append(f"noun-above={noun}-{tokens.words[preposition]}")
        clues.extend(classes.clues("noun-above", noun))
    return clues


def _above(tokens: Tokens, top: int, classes: WordClasses) -> Iterator[str]:
    """Yield the verbs above a noun and the path to each."""
    if tokens.deps[top] == "ROOT":
        yield "verb0=root"
    path: list[str] = []
    place, verbs = top, 0
    for _ in range(9):
        above = tokens.heads[place]
        if above == place or verbs == 3:
            break
        path.append(tokens.deps[place])
        if tokens.tags[above] in VERBS or tokens.deps[above] == "ROOT":
            yield from _verb_above(tokens, above, f"verb{verbs}", "-".join(path[-2:]), classes)
            verbs += 1
        if tokens.deps[above] == "prep" or tokens.tags[above] == "IN":
            path.append(tokens.words[above])
        place = above
    yield "path=" + "-".join(path[:4])


def _verb_above(
    tokens: Tokens, place: int, name: str, path: str, classes: WordClasses
) -> Iterator[str]:
    practice = tokens.practices[place]
    word = practice or tokens.words[place]
    kind = _kind(tokens, practice)
    yield f"{name}={word}"
    yield f"{name}={word}-{path}"
    yield f"{name}-is={kind}"
    yield f"{name}-is={kind}-{path}"
    yield from classes.clues(name, tokens.words[place])


def _kind(tokens: Tokens, practice: str | None) -> str:
    if practice is None:
        return "none"
    action = tokens.passage.lexicon.cues.action(practice)
    return action.value if action else "give"


def _in_frames(tokens: Tokens, place: int, practices: list[SeenPractice]) -> Iterator[str]:
    """Yield what the token is to each practice of the sentence."""
    outside = True
    for seen in practices:
        slot = seen.slot_of(place)
        if slot is None:
            continue
        outside, frame = False, seen.frame
        yield f"slot={seen.action}/{slot}/{seen.actor}/{frame.embedding.value}"
        yield f"slot={seen.action}/{slot}/{seen.actor}"
        yield f"slot={seen.action}/{slot}"
        yield f"slot-denied={seen.action}/{slot}/{frame.negated}"
        yield f"slot-verb={frame.lemma}/{slot}"
        yield f"slot-verb={frame.lemma}/{slot}/{seen.actor}"
        yield f"slot-party={seen.action}/{slot}/{seen.to_party}"
        if frame.causative:
            yield f"slot-caused={seen.action}/{slot}"
    if outside:
        yield "slot=none"


def _beside(tokens: Tokens, place: int, practices: list[SeenPractice]) -> Iterator[str]:
    """Yield the nearest practice verbs on both sides."""
    for side, reach in (
        ("before", range(place - 1, -1, -1)),
        ("behind", range(place + 1, len(tokens))),
    ):
        verb = next((i for i in reach if tokens.practices[i] is not None), None)
        if verb is None:
            yield f"{side}=none"
            continue
        kind = _kind(tokens, tokens.practices[verb])
        actor = next((seen.actor for seen in practices if seen.frame.verb == verb), "none")
        yield f"{side}={tokens.practices[verb]}"
        yield f"{side}-is={kind}"
        yield f"{side}-is={kind}/{actor}"
        yield f"{side}-far={min(5, abs(place - verb) // 4)}"


class Beside:
    """The clues of a sentence's phrases: their own words, and those right beside them.

    Many phrases begin or end at the same place: what stands there is looked at once.
    """

    def __init__(self, tokens: Tokens, classes: WordClasses) -> None:
        self.text, self.classes = tokens.passage.text, classes
        self.before: dict[int, list[str]] = {}
        self.behind: dict[int, list[str]] = {}

    def clues(self, phrase: Phrase) -> list[str]:
        """Return the clues of one phrase."""
        words = words_of(self.text[phrase.start : phrase.end])
        first, last = (words[0], words[-1]) if words else ("", "")
        clues = [
            f"length={phrase.length}",
            f"length={phrase.length.split('-')[0]}",
            f"count={min(len(words), 6)}",
            f"first={first}",
            f"last={last}",
            *self.classes.clues("first", first),
            *self.classes.clues("last", last),
            *self._before(phrase.start),
            *self._behind(phrase.end),
        ]
        if phrase.bracketed:
            clues.append("bracketed")
        return clues

    def _before(self, start: int) -> list[str]:
        if start not in self.before:
            self.before[start] = self._left(start)
        return self.before[start]

    def _left(self, start: int) -> list[str]:
        text = self.text
        left = _LEFT.findall(text[max(0, start - _BESIDE) : start].lower())
        clues = [
            f"left={' '.join(left[-1:])}",
            f"left={' '.join(left[-2:])}",
            f"left={' '.join(left[-3:])}",
            *self.classes.clues("left", left[-1] if left else ""),
        ]
        if text[start].isupper():
            clues.append("capital")
        if any(True for _ in find_triggers(text, 0, start)):
            clues.append("behind-trigger")
        return clues

    def _behind(self, end: int) -> list[str]:
        if end not in self.behind:
            right = _RIGHT.findall(self.text[end : end + _BESIDE].lower())
            self.behind[end] = [
                f"right={' '.join(right[:1])}",
                f"right={' '.join(right[:2])}",
                f"right={' '.join(right[:3])}",
                *self.classes.clues("right", right[0] if right else ""),
            ]
        return self.behind[end]


def data_clues(words: str, lexicon: Lexicon) -> list[str]:
    """Return what the lexicon knows of words that could name data."""
    vocabulary, cues = lexicon.vocabulary, lexicon.cues
    concept = vocabulary.place_data(words).iri
    last = (words_of(words) or [""])[-1]
    clues = [
        f"known={vocabulary.find_data(words) is not None}",
        f"concept={_name(concept)}",
        *(f"under={_name(iri)}" for iri in vocabulary.ancestors(concept)[:4]),
        f"names-data={lexicon.names_data(words)}",
        f"generic={lexicon.is_generic(words)}",
        f"heads-list={lexicon.heads_list(words)}",
        f"data-head={last in cues.data_heads}",
        f"tool={lexicon.is_tool(words)}",
        f"kind-of-party={vocabulary.find_kind(words) is not None}",
        f"party-head={last in cues.party_heads}",
    ]
    if len(words) < _LONG:
        clues.append(f"words={words.lower()}")
    return clues


def party_clues(words: str, party: Party | None, lexicon: Lexicon) -> list[str]:
    """Return what the lexicon knows of words that could name a receiver."""
    last = (words_of(words) or [""])[-1]
    clues = [
        f"role={party.role.value if party else 'none'}",
        f"own={lexicon.is_own(words)}",
        f"user={lexicon.is_user(words)}",
        f"names-data={lexicon.names_data(words)}",
        f"party-head={last in lexicon.cues.party_heads}",
    ]
    if party is not None and party.organisation:
        clues.append("organisation")
    if party is not None and party.kind:
        clues.append(f"kind-of-party={_name(party.kind)}")
    clues.extend(f"party-word={word}" for word in set(re.findall(r"\b[a-z][a-z'-]+", words)))
    return clues


def _name(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
