"""Facts: what the lexicon, the grammar and the rules know of a phrase, for the network to weigh with its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...ontology.records import Party
from ..lexicon import Lexicon
from .phrases import Phrase
from .practices_seen import SeenPractice
from .rules_said import RulesSaid

_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one document's phrases; `known` are those of words that were met before."""

    lexicon: Lexicon
    rules: RulesSaid
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_data(self, phrase: Phrase, start: int, end: int, words: str) -> tuple[str, ...]:
        """Return the facts of a phrase that could name data, from `start` to `end` in the document."""
        if words not in self.known:
            self.known[words] = tuple(_of_words(words, self.lexicon))
        bracketed = ("bracketed",) if phrase.bracketed else ()
        return (
            f"length={phrase.length}",
            f"length={phrase.length.partition('-')[0]}",
            *bracketed,
            *self.known[words],
            *self.rules.of_data(start, end),
        )

    def of_receiver(self, start: int, words: str, party: Party | None) -> tuple[str, ...]:
        """Return the facts of a phrase that could name a receiver; it begins at `start` in the document."""
        return (*_of_party(words, party, self.lexicon), *self.rules.of_receiver(start))


def _of_words(words: str, lexicon: Lexicon) -> Iterator[str]:
    vocabulary, cues = lexicon.vocabulary, lexicon.cues
    last = _last(words)
    yield f"known={vocabulary.find_data(words) is not None}"
    yield f"names-data={lexicon.names_data(words)}"
    yield f"generic={lexicon.is_generic(words)}"
    yield f"heads-list={lexicon.heads_list(words)}"
    yield f"data-head={last in cues.data_heads}"
    yield f"tool={lexicon.is_tool(words)}"
    yield f"kind-of-party={vocabulary.find_kind(words) is not None}"
    yield f"party-head={last in cues.party_heads}"


def _of_party(words: str, party: Party | None, lexicon: Lexicon) -> Iterator[str]:
    yield f"role={party.role.value if party else 'none'}"
    yield f"own={lexicon.is_own(words)}"
    yield f"user={lexicon.is_user(words)}"
    yield f"names-data={lexicon.names_data(words)}"
    yield f"party-head={_last(words) in lexicon.cues.party_heads}"
    if party is not None and party.organisation:
        yield "organisation"
    if party is not None and party.kind:
        yield f"kind-of-party={party.kind.rsplit('#', 1)[-1].rsplit('/', 1)[-1]}"


def _last(words: str) -> str:
    return next(iter(_WORD.findall(words.lower())[::-1]), "")


def of_place(place: int, practices: list[SeenPractice]) -> tuple[str, ...]:
    """Return what the token at `place` is to each practice of its sentence."""
    return tuple(_in_frames(place, practices)) or ("slot=none",)


def _in_frames(place: int, practices: list[SeenPractice]) -> Iterator[str]:
    for seen in practices:
        slot = seen.slot_of(place)
        if slot is not None:
            yield f"slot={seen.action}/{slot}/{seen.actor}"
            yield f"slot-denied={seen.action}/{slot}/{seen.frame.negated}"
            yield f"slot-party={seen.action}/{slot}/{seen.to_party}"
