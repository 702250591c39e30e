"""Practices seen: a sentence's frames, each with who acts and which words fill its slots."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.records import Role
from ..filling import read_fillers
from ..frames import Frame, find_frames
from ..interpretation import subject_parties
from ..passages import Passage
from ..slots import Filler, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPractice:
    """A frame with its fillers; `action` is what the first party does by its verb ("give" where only users do),
    `actor` the kind of its subject, `to_party` whether its receiver's words name a party.
    """

    frame: Frame
    fillers: tuple[Filler, ...]
    action: str
    actor: str
    to_party: bool

    def slot_of(self, place: int) -> str | None:
        """Return what the token at `place` is to the frame; None where it stands outside its clause."""
        frame = self.frame
        if not frame.passive and any(start <= place < end for start, end in frame.subjects):
            return "subject"
        for filler in reversed(self.fillers):
            if filler.start <= place < filler.end:
                return filler.slot.value
        return "inside" if frame.start <= place < frame.end else None


def see_practices(passage: Passage) -> list[SeenPractice]:
    """Return the passage's frames from left to right."""
    assert passage.doc is not None
    cues = passage.lexicon.cues
    seen = []
    for frame in find_frames(passage.doc, cues):
        action = cues.action(frame.lemma)
        fillers = tuple(read_fillers(passage.doc, frame, cues))
        seen.append(
            SeenPractice(
                frame=frame,
                fillers=fillers,
                action=action.value if action else "give",
                actor=_actor(passage, frame, fillers),
                to_party=any(
                    filler.slot is Slot.RECIPIENT
                    and passage.parties(passage.range_of(filler.start, filler.end))
                    for filler in fillers
                ),
            )
        )
    return seen


def _actor(passage: Passage, frame: Frame, fillers: tuple[Filler, ...]) -> str:
    if frame.passive:
        by = any(filler.slot is Slot.AGENT for filler in fillers)
        return "passive-by" if by else "passive"
    if not frame.subjects:
        return "nobody"
    parties = subject_parties(passage, *frame.subjects[0])
    if not parties:
        return "thing"
    first = parties[0]
    return "user" if first is None else "we" if first.role is Role.FIRST_PARTY else first.role.value
