"""Clauses: one frame's words in their passage, and what they say of receiver, purpose, condition, time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..ontology.records import Mention, Modality, Party, Role, Span
from .frames import Frame
from .lists import Range
from .passages import Passage
from .slots import Slot

_CONSENT = re.compile(
    r"""\b(?:(?:only\s+)?with(?:out)?|unless|subject\ to|based\ on|upon|except\ with
      |only\ after)\s+(?:we\s+have\s+)?
        (?:(?!part(?:ies|ners)|providers|others|users|advertisers)\w+\s+){0,4}?
        (?:consent|permission|authori[sz]ation|approval)\b(?:\s+from\s+you)?
    | \b(?:as|when|where|if|unless|except\ as|except\ when|to\ the\ extent)\s+(?:\w+\s+){0,3}?(?:required
      |permitted|allowed)\s+
        (?:or\s+\w+\s+)?by\s+(?:applicable\s+)?(?:law|laws|regulations?)\b
    | \b(?:except|unless)\b[^.;]{3,140}""",
    re.IGNORECASE | re.VERBOSE,
)
_LISTS = re.compile(r",\s+(?:including|such as)\b", re.IGNORECASE)
_OUR_PLACE = re.compile(
    r"\b(?:us|our (?:servers?|systems?|website|site|app|platform|team|services?|support|company))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A frame in its passage; a `Range` counts in the passage's readable words.

    `next_verb` is where the next practice of the sentence begins, and `next_gathers` whether that one
    collects: a list behind it is no longer this clause's.
    """

    passage: Passage
    frame: Frame
    next_verb: int
    next_gathers: bool

    @property
    def place(self) -> int:
        """Where the verb stands."""
        return self.passage.place_of(self.frame.verb)

    @property
    def whole(self) -> Range:
        return self.passage.range_of(self.frame.start, self.frame.end)

    @property
    def modality(self) -> Modality:
        return Modality.POSSIBLE if self.frame.possible else Modality.STATED

    def parsed(self, start: int, end: int) -> str:
        """Return the words of a token range of the parse."""
        assert self.passage.doc is not None
        return self.passage.doc.words(max(0, start), end)

    def behind(self) -> str:
        """Return the clause's words from the verb on."""
        return self.parsed(self.frame.verb, self.frame.end)

    def ranges(self, slot: Slot) -> list[Range]:
        return [self.passage.range_of(f.start, f.end) for f in self.frame.fillers if f.slot is slot]

    def ranges_behind(self) -> list[Range]:
        """Return what follows the verb and is not its object."""
        return [
            self.passage.range_of(f.start, f.end)
            for f in self.frame.fillers
            if f.slot is not Slot.OBJECT and f.start > self.frame.tail
        ]

    def words(self, slot: Slot) -> str:
        return " ".join(self.passage.words(part) for part in self.ranges(slot)).strip()

    def parties(self, slot: Slot) -> list[Party]:
        return [party for part in self.ranges(slot) for party in self.passage.parties(part)]

    def dative(self) -> str:
        """Return the bare pronoun right behind the verb ("send us"), or nothing."""
        word = self.parsed(self.frame.verb + 1, self.frame.verb + 2).lower()
        return word if word in {"us", "you", "them"} else ""

    def goes_to_first_party(self) -> bool:
        """Whether what is nearest to the verb of all receivers is the first party or its own place."""
        if self.dative() == "us":
            return True
        for part in self.ranges(Slot.RECIPIENT)[:1]:
            nearest = " ".join(self.passage.words(part).split()[:5])
            parties = self.passage.parties(part)
            if _OUR_PLACE.search(nearest) or (parties and parties[0].role is Role.FIRST_PARTY):
                return True
        return False

    def goes_to_third_party(self) -> bool:
        """Whether another receives it; "provide us with" introduces the data, not a receiver."""
        to_us = self.dative() == "us"
        return any(
            party.role is not Role.FIRST_PARTY
            for part in self.ranges(Slot.RECIPIENT)
            if not (to_us and self.passage.words(part).lower().startswith("with"))
            for party in self.passage.parties(part)
        )

    def sources(self) -> tuple[Party, ...]:
        found = [party for party in self.parties(Slot.SOURCE) if party.role is not Role.FIRST_PARTY]
        return tuple(found) or self._named_way()

    def _named_way(self) -> tuple[Party, ...]:
        """Return the known party whose data or account is the way ("through your linked Acme account")."""
        for part in self.ranges(Slot.OTHER):
            words = self.passage.words(part)
            if not re.match(r"(?:through|via|from)\b", words, re.IGNORECASE):
                continue
            way = re.split(r",|\bwhich\b|\bthat\b", words, maxsplit=1)[0]
            for match in re.finditer(r"\b[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*)*", way):
                known = self.passage.lexicon.vocabulary.find_party(match.group())
                if known is not None and not self.passage.lexicon.is_own(match.group()):
                    span = self.passage.span((part[0] + match.start(), part[0] + match.end()))
                    mention = Mention(
                        start=span.start, end=span.end, text=span.text, concept=known.iri
                    )
                    return (Party(role=Role.NAMED, mention=mention, organisation=known.iri),)
        return ()

    def purposes(self) -> tuple[Mention, ...]:
        found = (self.passage.purpose(part) for part in self.ranges(Slot.PURPOSE))
        return tuple(purpose for purpose in found if purpose is not None)

    def condition(self) -> Span | None:
        """Return the consent or legal ground the clause names, else its "if" or "when"."""
        match = _CONSENT.search(self.passage.text, *self.whole)
        if match:
            return self.passage.span(match.span())
        for part in self.ranges(Slot.CONDITION):
            words = _LISTS.split(self.passage.words(part), maxsplit=1)[0].rstrip(" ,.;:")
            if len(words.split()) > 1:
                return self.passage.span((part[0], part[0] + len(words)))
        return None
