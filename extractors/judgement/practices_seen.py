"""Practices seen: a sentence's frames, each with who acts and which words fill its slots."""

from __future__ import annotations

from dataclasses import dataclass

from ...ontology.records import Role
from ..frames import Frame
from ..interpretation import subject_parties
from ..passages import Passage
from ..slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPractice:
    """A frame; `action` is what the first party does by its verb ("give" where only users do),
    `actor` the kind of its subject, `to_party` whether its receiver's words name a party.
    """

    frame: Frame
    action: str
    actor: str
    to_party: bool

    def slot_of(self, place: int) -> str | None:
        """Return what the token at `place` is to the frame; None where it stands outside its clause."""
        frame = self.frame
        if not frame.passive and any(start <= place < end for start, end in frame.subjects):
            return "subject"
        for filler in reversed(frame.fillers):
            if filler.start <= place < filler.end:
                return filler.slot.value
        return "inside" if frame.start <= place < frame.end else None


def see_practices(passage: Passage) -> list[SeenPractice]:
    """Return the passage's frames from left to right."""
    cues = passage.lexicon.cues
    seen = []
    for frame in passage.frames:
        action = cues.action(frame.lemma)
        seen.append(
            SeenPractice(
                frame=frame,
                action=action.value if action else "give",
                actor=_actor(passage, frame),
                to_party=any(
                    filler.slot is Slot.RECIPIENT
                    and passage.parties(passage.range_of(filler.start, filler.end))
                    for filler in frame.fillers
                ),
            )
        )
    return seen


def _actor(passage: Passage, frame: Frame) -> str:
    if frame.passive:
        by = any(filler.slot is Slot.AGENT for filler in frame.fillers)
        return "passive-by" if by else "passive"
    if not frame.subjects:
        return "nobody"
    parties = subject_parties(passage, *frame.subjects[0])
    if not parties:
        return "thing"
    first = parties[0]
    return "user" if first is None else "we" if first.role is Role.FIRST_PARTY else first.role.value
