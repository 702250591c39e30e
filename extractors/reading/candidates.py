"""Candidates for a policy's owner: a name in all its spellings, with what speaks for it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .clues import Clue
from .names import has_legal_form, key_of, strip_legal_form
from .spellings import Spellings


@dataclass(slots=True)
class Candidate:
    """One name, however it is spelled.

    `introduced` says that the policy's title has it or that the policy gives it to its company.
    """

    score: float = 0.0
    introduced: bool = False
    met: Counter[float] = field(default_factory=Counter)
    spellings: dict[str, float] = field(default_factory=dict)
    aliases: dict[str, None] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The spelling that has most for it, one with capitals if there is one."""
        return max(self.spellings, key=lambda name: (not name.islower(), self.spellings[name]))

    def take(self, clue: Clue) -> None:
        """Add what a clue says; the same kind of clue says less each time."""
        self.met[clue.weight] += 1
        self.score += clue.weight / self.met[clue.weight]
        self.introduced = self.introduced or clue.given or clue.titled
        short = clue.name if clue.given else strip_legal_form(clue.name)
        self.spellings[short] = self.spellings.get(short, 0.0) + clue.weight
        if has_legal_form(clue.name):
            self.aliases[clue.name] = None
        self.aliases.update(dict.fromkeys(clue.aliases))


def gather_candidates(clues: Iterable[Clue]) -> list[Candidate]:
    """Return a candidate for each name, those whose clues weigh most first."""
    candidates: dict[str, Candidate] = {}
    for clue in clues:
        candidates.setdefault(key_of(clue.name), Candidate()).take(clue)
    return sorted(candidates.values(), key=lambda candidate: -candidate.score)


def score(spellings: Spellings, candidate: Candidate) -> float:
    """Weigh what speaks for a candidate, how often the text has the name and how often it is a name there.

    The spelling that the text prefers becomes the candidate's, unless the policy itself gave one.
    """
    counts: Counter[str] = Counter()
    for name in dict.fromkeys(spelling.lower() for spelling in candidate.spellings):
        counts += spellings.count(name)
    total = counts.total()
    lower = sum(count for spelling, count in counts.items() if spelling.islower())
    if candidate.name.islower():
        lower = sum(count for spelling, count in counts.items() if spelling.istitle())
    properness = 1.0 - lower / (total + 1)
    for spelling, count in counts.items():
        if not spelling.isupper() or candidate.name.isupper():
            candidate.spellings[spelling] = candidate.spellings.get(spelling, 0.0) + count / 10
    if not total:
        return min(candidate.score, 0.5 + candidate.score / 100)
    weight = 1.0 if candidate.score > 1.5 else 0.5
    return (candidate.score + weight * math.log1p(total)) * properness
