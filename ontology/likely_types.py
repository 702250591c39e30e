"""The likeliest type of words that surely name data, where no concept is surely right for them.

Whether words name data at all is asked of `placing`, which would rather know nothing. Here that is
settled, by the sentence that they stand in, and weaker evidence counts: a label or a topic anywhere in
the words, nearest to their head first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from .labels import tokens_of, words
from .nouns import GENERIC_HEADS, WEAK_HEADS
from .placing import Lexicon, head_end, is_false_friend, place_noun_phrase
from .terms import PF

PERSONAL: Final = PF + "PersonalData"
OTHER: Final = PF + "OtherData"
# Words that say of data, not of things, that it is about nobody.
_COUNTED: Final = words("aggregate aggregated summary summarized")
_NAMELESS: Final = words(
    "anonymous anonymously anonymized deidentified depersonalized nonpersonal nonpersonally"
)
# Heads that still name no type when they are counted or made nameless.
_COUNTED_HEADS: Final = GENERIC_HEADS | words("statistic metric form report insight trend")
# Words behind which a clause says what data is about.
_MATTERS: Final = words("about regarding concerning relating related generated contained in")
# Behind "in" these name no place where data stands: "in connection with".
_LINKS: Final = words("connection relation order accordance addition area way context course")
# Heads that say enough where nothing else does: when something was done, how many and how often.
_WHEN: Final = words("time date")
_COUNTS: Final = {
    "number": PF + "UsageStatistics",
    "count": PF + "UsageStatistics",
    "frequency": PF + "UsageFrequency",
}
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)|\\(?=_)")
_LONGEST: Final = 6


def likely_type(phrase: str, lexicon: Lexicon) -> str:
    """Return the likeliest concept of words that name data; `pf:OtherData` where nothing tells."""
    sure = place_noun_phrase(phrase, lexicon)
    if sure is not None and sure not in lexicon.generic:
        return sure
    tokens = tokens_of(_LINK.sub(r"\1", phrase))
    nobody = _about_nobody(tokens)
    if nobody is not None:
        return nobody
    if sure is not None:
        return _told_behind(_matter(tokens), lexicon) or sure if sure == PERSONAL else sure
    return _likeliest(tokens, lexicon) or (PERSONAL if _is_generic(tokens) else OTHER)


def _likeliest(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    head = tokens[: head_end(tokens)]
    if not head or is_false_friend(head, lexicon):
        return None
    if head[-1] in _WHEN:
        return PF + "AccessTime"
    return _told_anywhere(tokens, lexicon) or next(
        (_COUNTS[word] for word in reversed(head) if word in _COUNTS), None
    )


def _about_nobody(tokens: Sequence[str]) -> str | None:
    """Return what counted or nameless data is, where the head names no type of its own."""
    head = tokens[: head_end(tokens)]
    if not head or head[-1] not in _COUNTED_HEADS:
        return None
    if not _COUNTED.isdisjoint(head):
        return PF + "AggregatedData"
    if not _NAMELESS.isdisjoint(head) or ("de", "identified") in pairwise(head):
        return PF + "AnonymisedData"
    return None


def _is_generic(tokens: Sequence[str]) -> bool:
    """Whether the words before what the data is about, or any in a clause, say "data" or "information"."""
    return not GENERIC_HEADS.isdisjoint(tokens)


def _told_anywhere(tokens: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return what the words say that are nearest to the head, before it or else behind it."""
    end = head_end(tokens)
    for stop in range(end, 0, -1):
        for start in range(max(0, stop - _LONGEST), stop):
            if (found := _named(tokens[start:stop], lexicon)) is not None:
                return found
    return _told_behind(tokens, lexicon, end)


def _matter(tokens: Sequence[str]) -> Sequence[str]:
    """Return the words behind "about", "generated from", "contained in"; none where there is no such."""
    for place, word in enumerate(tokens[:-1]):
        if place and word in _MATTERS and tokens[place + 1] not in _LINKS:
            return tokens[place + 1 :]
    return ()


def _told_behind(tokens: Sequence[str], lexicon: Lexicon, start: int = 0) -> str | None:
    """Return what the first words from `start` on say."""
    for first in range(start, len(tokens)):
        for stop in range(min(len(tokens), first + _LONGEST), first, -1):
            if (found := _named(tokens[first:stop], lexicon)) is not None:
                return found
    return None


def _named(span: Sequence[str], lexicon: Lexicon) -> str | None:
    if len(span) == 1 and span[0] in WEAK_HEADS:
        return None
    key = " ".join(span)
    for labels in (lexicon.labels, lexicon.topics):
        iri = labels.get(key)
        if iri is not None and iri not in lexicon.generic:
            return iri
    return None
