"""Receivers: every phrase of a sentence that could name who gets the data."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ...ontology.records import Mention, Party, Role
from ..lists import Range
from ..own_names import is_company_of_group
from ..passages import Passage
from .phrases import Phrase, first_of_phrase, head_of
from .tokens import NOUNS, Tokens

# "The following recipients" are those of the list.
_POINTS = re.compile(r"(?:the\s+)?following\b", re.IGNORECASE)
_MARKS = frozenset(",:;(-–—|*./")
_LONE = frozenset({"others", "public", "publicly", "anyone", "everyone", "them"})


@dataclass(frozen=True, slots=True)
class PossibleReceiver:
    """A phrase that could name a receiver; `party` is what the words are known to name, if anything."""

    phrase: Phrase
    mention: Mention
    party: Party | None


def possible_receivers(tokens: Tokens) -> list[PossibleReceiver]:
    """Return the phrases that could name a receiver, in order."""
    found: dict[Range, PossibleReceiver] = {}
    heads = [*_heads(tokens)]
    for receiver in (*_known(tokens, heads), *_unknown(tokens, heads)):
        if _POINTS.match(receiver.mention.text):
            continue
        taken = any(
            receiver.party is None and start < receiver.mention.end and receiver.mention.start < end
            for start, end in found
        )
        if not taken:
            found.setdefault((receiver.mention.start, receiver.mention.end), receiver)
    return [found[place] for place in sorted(found)]


def _known(tokens: Tokens, heads: list[int]) -> Iterator[PossibleReceiver]:
    """Yield the parties of each noun phrase, and those of the sentence read as one list."""
    passage = tokens.passage
    parts = [part for place in heads for part in _parts(tokens, place)]
    if "(" in passage.text or len(tokens) < 12:
        parts.append((0, len(passage.text)))
    for part in parts:
        for party in passage.parties(part):
            if party.mention is not None and party.role is not Role.FIRST_PARTY:
                start, end = passage.place_of_span(party.mention.start, party.mention.end)
                phrase = Phrase(start, end, *_head(tokens, start, end))
                yield PossibleReceiver(phrase, party.mention, party)


def _stands_alone(tokens: Tokens, first: int, place: int) -> bool:
    """Whether the sentence is nothing but the words, or names them and goes on behind a mark: a name in a list."""
    return first == 0 and (place + 1 == len(tokens) or tokens.words[place + 1] in _MARKS)


def _head(tokens: Tokens, start: int, end: int) -> tuple[int, str, bool]:
    head, bracketed = head_of(tokens, start, end)
    return head, "party", bracketed


def _heads(tokens: Tokens) -> Iterator[int]:
    party_heads = tokens.passage.lexicon.cues.party_heads
    capitals = [place for place, c in enumerate(tokens.passage.text) if c.isupper()]
    for place, (word, tag) in enumerate(zip(tokens.words, tokens.tags, strict=True)):
        noun = tag in NOUNS and not tokens.is_inside_compound(place)
        heavy = tokens.rights[place] > place and tag in {"NN", "NNS"}
        if word in _LONE or (
            noun and (word in party_heads or heavy or _is_capital(tokens, place, capitals))
        ):
            yield place


def _is_capital(tokens: Tokens, place: int, capitals: list[int]) -> bool:
    """Whether one of `capitals`, the text's capital letters, stands in the noun's phrase."""
    start = tokens.starts[first_of_phrase(tokens, place)]
    return bisect_left(capitals, start) < bisect_left(capitals, tokens.ends[place])


def _parts(tokens: Tokens, place: int) -> Iterator[Range]:
    start, end = tokens.starts[first_of_phrase(tokens, place)], tokens.ends[place]
    for child in tokens.children(place):
        if tokens.words[child] in {"of", "like"} and tokens.rights[child] < place + 9:
            yield start, tokens.ends[tokens.rights[child]]
    yield start, end


def _unknown(tokens: Tokens, heads: list[int]) -> Iterator[PossibleReceiver]:
    """Yield capitalised phrases and those with a party's head noun that name no party by themselves."""
    passage: Passage = tokens.passage
    cues = passage.lexicon.cues
    for place in heads:
        first = first_of_phrase(tokens, place)
        start, end = tokens.starts[first], tokens.ends[place]
        words = passage.text[start:end]
        earliest = first if _stands_alone(tokens, first, place) else max(1, first)
        named = any(passage.text[tokens.starts[i]].isupper() for i in range(earliest, place + 1))
        own = passage.lexicon.is_own(words) and not is_company_of_group(words)
        if (named or tokens.words[place] in cues.party_heads) and not own:
            phrase = Phrase(start, end, place, "party")
            yield PossibleReceiver(phrase, passage.mention(phrase.range), None)
