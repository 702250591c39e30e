"""Surroundings: what a sentence, its block, its lead-in and its headings say for all the phrases in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..cues import Cues
from ..segments import Segment
from ..silence import is_silent
from .practices_seen import SeenPractice
from .tokens import Tokens

_WORD = re.compile(r"[a-z']+")
_NEGATION = re.compile(r"\b(?:not|never)\b|n't\b")
_TELLING = (
    "not never no may if when cookies third request please delete law consent policy right rights parties share"
).split()
_REACH = 250


def words_of(text: str) -> list[str]:
    """Return the lower-case words of a text."""
    return _WORD.findall(text.lower())


def _named_practices(text: str, place: str, cues: Cues) -> Iterator[str]:
    last = None
    for word in words_of(text):
        lemma = cues.lemma(word)
        if lemma is not None:
            action = cues.action(lemma)
            last = f"{action.value if action else 'give'}"
            yield f"{place}-verb={lemma}"
            yield f"{place}-action={last}"
    if last is not None:
        yield f"{place}-last={last}"


def block_clues(segment: Segment, cues: Cues) -> list[str]:
    """Return the clues of a block's kind, its headings and its lead-in's words."""
    clues = [f"kind={segment.kind.value}"]
    if segment.section:
        heading = segment.section[-1].text
        clues.extend(f"heading={word}" for word in set(words_of(heading)[:14]))
        clues.extend(_named_practices(heading, "heading", cues))
        clues.append("heading-begins=" + " ".join(words_of(heading)[:2]))
        for outer in segment.section[:-1]:
            clues.extend(f"above={word}" for word in set(words_of(outer.text)[:12]))
    if is_silent(segment.section):
        clues.append("silent")
    lead_in = segment.lead_in
    if lead_in is None:
        return [*clues, "lead-in=no"]
    text = lead_in.prose.text
    tail = text if text.endswith(".") else text.split(". ")[-1]
    tail = tail[-_REACH:]
    words = words_of(tail)
    clues.extend(_named_practices(tail, "lead-in", cues))
    clues.extend(f"lead-in-ends={word}" for word in set(words[-6:]))
    clues.append("lead-in-begins=" + " ".join(words[:3]))
    clues.append(f"lead-in={'colon' if text.rstrip().endswith(':') else 'yes'}")
    if _NEGATION.search(tail.lower()):
        clues.append("lead-in-denies")
    if lead_in.lead_in is not None:
        clues.extend(_named_practices(lead_in.lead_in.prose.text[-_REACH:], "lead-in2", cues))
    return clues


def lead_in_clues(tokens: Tokens, practices: Iterable[SeenPractice]) -> list[str]:
    """Return the clues of the parse of the lead-in's last sentence."""
    clues: list[str] = []
    for seen in [*practices][-3:]:
        frame = seen.frame
        clues.append(
            f"lead-in-frame={seen.action}/{seen.actor}/{frame.embedding.value}/{frame.negated}"
        )
        clues.append(f"lead-in-frame-verb={frame.lemma}/{seen.actor}")
    root, subject = _root(tokens)
    clues.extend(
        (f"lead-in-root={root}", f"lead-in-root={root}/{subject}", f"lead-in-who={subject}")
    )
    words = words_of(tokens.passage.text)
    clues.extend(("lead-in-last=" + " ".join(words[-2:]), "lead-in-last=" + " ".join(words[-1:])))
    return clues


def sentence_clues(tokens: Tokens, practices: list[SeenPractice], number: int) -> list[str]:
    """Return the clues of the sentence itself; `number` counts its block's sentences from 0."""
    text = tokens.passage.text
    words = words_of(text)
    clues = [f"begins={' '.join(words[:count])}" for count in (1, 2, 3)]
    clues.extend(
        (f"long={min(6, len(words) // 8)}", f"number={min(number, 3)}", f"ends={text[-1:]}")
    )
    for seen in practices:
        clues.append(f"frame={seen.action}/{seen.actor}/{seen.frame.embedding.value}")
        clues.append(f"verb={seen.frame.lemma}")
        if seen.to_party:
            clues.append(f"reaches-party={seen.action}")
    if not practices:
        clues.append("frame=none")
    root, subject = _root(tokens)
    clues.extend((f"root={root}", f"root-who={subject}", f"root={root}/{subject}"))
    present = set(words)
    clues.extend(f"says={word}" for word in _TELLING if word in present)
    if _NEGATION.search(text.lower()):
        clues.append("says-negation")
    return clues


def _root(tokens: Tokens) -> tuple[str, str]:
    for place, dep in enumerate(tokens.deps):
        if dep == "ROOT":
            subject = next(
                (
                    tokens.words[i]
                    for i, (head, kind) in enumerate(zip(tokens.heads, tokens.deps, strict=True))
                    if head == place and kind in {"nsubj", "nsubjpass", "expl"}
                ),
                "none",
            )
            return tokens.words[place], subject
    return "none", "none"
