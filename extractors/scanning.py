"""Scanning: one walk over the words behind a practice verb, opening a slot at each word that asks for one."""

from __future__ import annotations

import re

from ..ontology.records import Action
from .cues import Cues
from .frames import Frame
from .parses import Parse, Word
from .slots import CONDITIONS, CONSENT, Filler, Slot

_WITH_INSIDE = frozenset(
    "associated connected linked interact interaction interactions along together combined interacting compatible"
    " integrated communicate relationship communications".split()
)
_TO_INSIDE = frozenset(
    "related relating access according respect addition specific unique pursuant prior due relevant subject linked"
    " connected assigned visit visits limited belonging belongs similar responses"
    " referring pertaining contrary next".split()
)
_FOR_INSIDE = frozenset("search searched look request requests except reason reasons".split())
_ASIDES = frozenset("provided applicable any available necessary required given needed so".split())
_PLACES = frozenset(
    "in on at into through via using under within outside throughout across as according pursuant based only"
    " solely per".split()
)
_TOLD_ON = frozenset("information data details records statistics time feedback".split())
_SIDES = {"from": Slot.SOURCE, "by": Slot.AGENT}
_AIMS = frozenset({("so", "that"), ("so", "as"), ("in", "order")})
_CONTRASTS = frozenset({"although", "though", "whereas", "because", "but"})
_TIMES = frozenset({"time", "times", "date", "dates", "how", "and", "or", "day", "moment"})
_DURATION = re.compile(
    r"for\s+(?:(?:up to|at least|about|no (?:more|longer) than|a (?:minimum|maximum|period|limited"
    r"|further|longer|reasonable|certain)|an additional|as long as|so long as|the (?:period"
    r"|duration|time|shortest|life|remainder|statutory))\b"
    r"|(?:\w+\s)?\(?\d+\)?\s+(?:\w+\s)?(?:second|minute|hour|day|week|month|year)s?|(?:one|two"
    r"|three|four|five|six|seven|eight|nine|ten|twelve|several)\s+(?:\(\d+\)\s)?(?:hour|day|week"
    r"|month|year)s?)",
    re.IGNORECASE,
)
_TRIGGER = frozenset({"including", "include", "includes", "like", ":", "namely"})


class Scan:
    """One walk over the words after the verb."""

    def __init__(self, doc: Parse, frame: Frame, cues: Cues, first: Slot) -> None:
        self.doc, self.frame, self.cues = doc, frame, cues
        self.slot = first
        self.start = frame.tail + 1
        self.listing = False
        self.fillers: list[Filler] = []

    def run(self) -> list[Filler]:
        place = self.frame.tail + 1
        if self.slot is Slot.OBJECT:
            place = self.start = self._object_start()
        while place < self.frame.end:
            opened = self._opens(self.doc[place])
            if opened is not None:
                self._close(place)
                self.slot, self.start, self.listing = opened, place, False
            elif self.doc[place].lower_ in _TRIGGER or self._such_as(place):
                self.listing = True
            place += 1
        self._close(self.frame.end)
        return self.fillers

    def _object_start(self) -> int:
        """Skip adverbs, and a prepositional phrase before a heavy object ("store in our logs your IP")."""
        verb = self.doc[self.frame.tail]
        target = next(
            (
                child
                for child in verb.children
                if child.dep_ in {"dobj", "attr"} and child.i > verb.i
            ),
            None,
        )
        if (
            target is not None
            and verb.i < target.left_edge.i <= target.i
            and target.left_edge.i < self.frame.end
        ):
            between = self.doc[verb.i + 1 : target.left_edge.i]
            if len(between) and between[0].tag_ in {"IN", "RB", "TO", "RP", "PRP"}:
                if between[0].lower_ in {"to", "with"}:
                    self.fillers.append(Filler(Slot.RECIPIENT, verb.i + 1, target.left_edge.i))
                return target.left_edge.i
        return verb.i + 1

    def _close(self, end: int) -> None:
        if end > self.start:
            self.fillers.append(Filler(self.slot, self.start, end))

    def _such_as(self, place: int) -> bool:
        return (
            self.doc[place].lower_ == "such"
            and place + 1 < len(self.doc)
            and self.doc[place + 1].lower_ == "as"
        )

    def _opens(self, token: Word) -> Slot | None:
        """Return the slot that this word opens, if it opens one."""
        word = token.lower_
        before = token.nbor(-1).lower_ if token.i else ""
        if word in {"only", "solely"} and token.i == self.start:
            return None
        if word == "to":
            return self._opened_by_to(token, before)
        if word in {"with", "between", "amongst", "among"} and token.i + 1 < len(self.doc):
            return self._opened_by_with(token, before)
        if word == "for":
            return self._opened_by_for(token, before)
        if word in {"from", "by"}:
            return None if self.listing else _SIDES[word]
        if (word, self._next(token)) in _AIMS:
            return Slot.PURPOSE
        if word in {"but", "without"} and self._next(token) in {"not", "limitation"}:
            return None  # "including but not limited to", "including without limitation"
        if word in CONDITIONS and (word != "subject" or self._next(token) == "to"):
            return self._opened_by_condition(token, before)
        if word in _CONTRASTS and self.slot is Slot.OBJECT:
            return Slot.OTHER
        return self._opened_otherwise(token, word)

    def _opened_by_for(self, token: Word, before: str) -> Slot | None:
        if self._next(token) in {"example", "instance"} or self._lasts(token):
            return Slot.OTHER if self.slot is Slot.OBJECT else None
        inside = before in _FOR_INSIDE or (self.listing and before != ",")
        return None if inside else Slot.PURPOSE

    def _lasts(self, token: Word) -> bool:
        """Whether "for" tells how long ("for 30 days"), not what for."""
        return bool(_DURATION.match(self.doc.words(token.i, token.i + 8)))

    def _next(self, token: Word) -> str:
        return self.doc[token.i + 1].lower_ if token.i + 1 < len(self.doc) else ""

    def _opened_by_to(self, token: Word, before: str) -> Slot | None:
        following = next(
            (
                self.doc[i]
                for i in range(token.i + 1, min(token.i + 4, len(self.doc)))
                if self.doc[i].tag_ != "RB"
            ),
            None,
        )
        if following is None or (following.text[:1].isupper() and following.tag_ != "PRP"):
            return Slot.RECIPIENT if self._reachable(token, before) else None
        if following.tag_ == "VB" or (following.dep_ != "pobj" and token.dep_ == "aux"):
            return (
                None
                if before
                in {
                    "order",
                    "as",
                    "how",
                    "required",
                    "able",
                    "necessary",
                    "ability",
                    "choose",
                    "wish",
                    "want",
                    "chose",
                }
                else Slot.PURPOSE
            )
        if before in _TO_INSIDE or before == "order":
            return None
        if self.listing and before != "," and not self._names_receiver(token):
            return None
        return Slot.RECIPIENT if self._reachable(token, before) else None

    def _opened_by_with(self, token: Word, before: str) -> Slot | None:
        if before in _WITH_INSIDE or (
            self.listing and before != "," and not self._names_receiver(token)
        ):
            return None
        words = self.doc.words(token.i, token.i + 7)
        if CONSENT.match(words):
            return Slot.CONDITION
        return Slot.RECIPIENT if self._reachable(token, before) else None

    def _names_receiver(self, token: Word) -> bool:
        """Whether a sharing's list ends here: "such as your name and age with our partners"."""
        if self.cues.action(self.frame.lemma) is not Action.SHARE:
            return False
        for word in self.doc[token.i + 1 : token.i + 6]:
            if word.text in {",", ";", "."} or word.lower_ in {"you", "and", "or"}:
                return False
            if word.lower_ in self.cues.party_heads or word.tag_ == "NNP":
                return True
        return False

    def _reachable(self, token: Word, before: str) -> bool:
        """Whether "with" or "to" can still belong to the frame's verb, not to a purpose or condition in between."""
        if self.slot not in {Slot.PURPOSE, Slot.CONDITION} or before in {",", "or", "and"}:
            return True
        if self.doc[self.start].lower_ == "for" and token.i - self.start < 6:
            return True
        return self.frame.head <= token.head.i <= self.frame.tail

    def _opened_by_condition(self, token: Word, before: str) -> Slot | None:
        following = [word.lower_ for word in self.doc[token.i + 1 : token.i + 3]]
        if (
            token.lower_ == "if"
            and following[:1]
            and following[0] in _ASIDES
            and following[1:] == [","]
        ):
            return None
        if before in _TIMES and token.lower_ in {"when", "where", "during", "while"}:
            return None
        if (
            self.listing
            and before != ","
            and token.lower_ in {"when", "where", "during", "while", "before", "after", "if"}
            and self._more_items(token)
        ):
            return None
        return Slot.CONDITION

    def _more_items(self, token: Word) -> bool:
        """Whether the list goes on after this word."""
        rest = self.doc.words(token.i, self.frame.end)
        return bool(re.search(r",\s*(?:and|or)\s", rest))

    def _opened_otherwise(self, token: Word, word: str) -> Slot | None:
        before = token.nbor(-1).lower_ if token.i else ""
        if before == "," and (reopened := self._opened_behind_comma(token, word)) is not None:
            return reopened
        if word not in _PLACES:
            return None
        if word == "as" and (before in {"such", "well", "so"} or self._next(token) == "well"):
            goes_on = (
                self.slot in {Slot.PURPOSE, Slot.OTHER, Slot.SOURCE} and not self.frame.passive
            )
            return Slot.OBJECT if goes_on and self._next(token) == "well" else None
        if word == "on" and before in _TOLD_ON:
            return None
        if self.listing or self.slot in {Slot.PURPOSE, Slot.CONDITION, Slot.RECIPIENT}:
            return None
        return Slot.OTHER

    def _opened_behind_comma(self, token: Word, word: str) -> Slot | None:
        """End the object at ", which …"; reopen it at ", the following …" behind a receiver."""
        if word in {"which", "who", "whom"} and self.slot is Slot.OBJECT and not self.listing:
            return Slot.OTHER
        heavy = word == "the" and self._next(token) == "following" and not self.frame.passive
        return Slot.OBJECT if heavy and self.slot is not Slot.OBJECT else None
