"""Filling: which words of a frame's clause are the object, the recipient, the source, a purpose, a condition."""

from __future__ import annotations

import re
from dataclasses import replace

from .cues import Cues
from .frames import Frame, find_frames
from .parses import Parse
from .scanning import Scan
from .slots import CONDITIONS, CONSENT, Filler, Slot

_PURPOSE_START = re.compile(
    r"^(?:in order to|so as to|so that|for the (?:sole )?purposes? of|with a view to|to)\b",
    re.IGNORECASE,
)
_FILLING = re.compile(
    r"^(?:for (?:example|instance)|to (?:do|achieve|accomplish) (?:so|this|that|these))\b",
    re.IGNORECASE,
)


def read_frames(doc: Parse, cues: Cues) -> tuple[Frame, ...]:
    """Return the sentence's frames from left to right, each with its fillers."""
    return tuple(_filled(doc, frame, cues) for frame in find_frames(doc, cues))


def _filled(doc: Parse, frame: Frame, cues: Cues) -> Frame:
    first = Slot.OTHER if frame.passive else Slot.OBJECT
    scan = Scan(doc, frame, cues, first)
    return replace(frame, fillers=(*_before(doc, frame), *scan.run()))


def _before(doc: Parse, frame: Frame) -> list[Filler]:
    """Read what stands before the verb: a fronted purpose or condition, the passive's subject."""
    fillers: list[Filler] = []
    subject = min((start for start, _ in frame.subjects if start < frame.head), default=frame.head)
    comma = next(
        (i for i in range(subject - 1, frame.start - 1, -1) if doc[i].text in {",", ":"}), None
    )
    if comma is not None and comma > frame.start:
        words = doc.words(frame.start, comma)
        opener = doc[frame.start].lower_
        if opener in CONDITIONS or CONSENT.search(words) or opener in {"as", "depending", "with"}:
            fillers.append(Filler(Slot.CONDITION, frame.start, comma))
        elif not _FILLING.match(words) and (_PURPOSE_START.match(words) or opener == "for"):
            fillers.append(Filler(Slot.PURPOSE, frame.start, comma))
    if frame.passive:
        fillers.append(Filler(Slot.OBJECT, subject, _auxiliary(doc, frame)))
    elif (antecedent := _antecedent(doc, frame)) is not None:
        fillers.append(antecedent)
    return fillers


def _antecedent(doc: Parse, frame: Frame) -> Filler | None:
    """Return the noun before a relative clause without an object of its own ("the data that you provide")."""
    verb = doc[frame.head]
    if verb.dep_ != "relcl" or any(
        child.dep_ == "dobj" and child.i > verb.i for child in verb.children
    ):
        return None
    noun = verb.head
    return Filler(Slot.OBJECT, noun.left_edge.i, noun.i + 1) if noun.i < verb.i else None


def _auxiliary(doc: Parse, frame: Frame) -> int:
    """Return where the passive's auxiliaries begin."""
    place = frame.head
    floor = max((end for _, end in frame.subjects if end <= frame.head), default=frame.start)
    while place > floor and (
        doc[place - 1].dep_ in {"aux", "auxpass", "neg", "advmod", "cc", "conj"}
        or doc[place - 1].tag_ in {"MD", "RB"}
    ):
        place -= 1
    return place
