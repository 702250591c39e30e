"""The lexicon of one document: is this phrase data, a party, the first party itself?"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ..ontology.concepts import Vocabulary
from ..ontology.records import SourceDocument
from ..ontology.terms import PF
from .cues import Cues
from .own_names import is_own, short_names

_OTHER_DATA = PF + "OtherData"
_ABOUT = re.compile(
    r"\s(?:of|about|regarding|concerning|relating|related|associated|pertaining|surrounding|relevant|specific)\s",
    re.IGNORECASE,
)
_NOT_DATA = re.compile(
    r"\b(?:services?|products?|purposes?|consent|rights?|measures?|polic(?:y|ies)|terms|party"
    r"|parties|providers?|partners?|affiliates?|agreements?|laws?|regulations?"
    r"|technolog(?:y|ies)|means|ways?|methods?|obligations?|interests?|requests?|basis|reasons?"
    r"|cases?|circumstances|companies|features?|functions?|functionality|practices|steps|security"
    r"|experience|business|safeguards|access|opportunit(?:y|ies)|notices?|period|fraud|protection"
    r"|support|marketing|websites?|apps?|sites?|assistance|help|choices?|control|advertis(?:ing"
    r"|ements?)|ads?|newsletters?|offers?|promotions?|updates?|tools?|countries|quality"
    r"|performance|compliance|processing|collection|sharing|storage|disclosure|transfer|use)$",
    re.IGNORECASE,
)
_BARE = frozenset(
    "period time times date dates operations functions features pages products services websites"
    " links files things items actions activities content contents areas sections parts events"
    " activity country region choices".split()
)
_HALVES = frozenset(
    "version versions model models type types number numbers size plug-in plug-ins".split()
)
_RELATIVE = re.compile(
    r"\s(?:that|which|you|we|they|users?|others?|provided|collected|obtained|gathered|received"
    r"|generated|submitted|made|posted|linked|visited|viewed|purchased|accessed|occur(?:ring"
    r"|red)?)\b",
    re.IGNORECASE,
)
_VISITED = re.compile(
    r"^(?:\w+ (?:and|or) )?(?:web ?pages|pages|websites|sites|products|products and services"
    r"|services|content|links|items|features|ads|videos|games|apps|areas|parts)\b.{0,24}?\b(?:you"
    r"|users?)\s(?:have |has |\w+ or )?(?:visit|view|access|buy|bought|purchase|use|search|click"
    r"|order|download|watch|play|browse|select|interact)",
    re.IGNORECASE,
)
_URL = re.compile(r"www\.|://|@|\.(?:com|org|net|ie|eu)\b")
_NEVER_DATA = re.compile(
    r"^(?:fraudulent|illegal|malicious|criminal|unlawful|suspicious|security|marketing"
    r"|deceptive)\b.*\b(?:activit(?:y|ies)|incidents?|actions?|communications?)$|\b(?:acquisition"
    r"|merger|assets|privacy (?:policy|policies|notice|statement)|terms (?:of|and)|version of"
    r"|number of ways|technologies$|requests?$|measures$|rights?$|consent$|parties|providers?"
    r"|authorities|affiliates)\b",
    re.IGNORECASE,
)
# Alone these words name no data, though a table or a longer phrase may use them for some.
_WEAK = frozenset(
    "technical identity contact usage profile transaction financial use storage upload sharing"
    " business description request requests operator choice choices consent evidence time times"
    " link links sender recipient sender and recipient marketing commercial behaviour basic"
    " communication responding further addressing steps permission permissions authorization"
    " authorisation processing browser device devices app identification service services term"
    " terms".split()
)
_ADVERBS = frozenset(
    "how when where which what whether who why depending after before all view access both with"
    " however therefore etc also then thus so otherwise more others respectively accordingly"
    " moreover furthermore finally additionally generally typically please not to in on at example"
    " instance others same following certain".split()
)
_PRONOUNS = re.compile(r"\b(?:we|you|us|they|it|i|he|she|them)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'/-]+")
_UNTELLING = re.compile(
    r"^[\s,]*(?:(?:and|or|your|the|a|an|any|our|their|its|other)\s+)*", re.IGNORECASE
)


def _bare_words(words: str) -> str:
    return _UNTELLING.sub("", words.strip())


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Vocabulary and cues, with the names that the document's own company goes by."""

    vocabulary: Vocabulary
    cues: Cues
    own_names: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, document: SourceDocument, vocabulary: Vocabulary, cues: Cues) -> Lexicon:
        names = {document.company, *document.company_aliases}
        names.update(short for name in list(names) for short in short_names(name, document.text))
        return cls(vocabulary, cues, frozenset(name.lower() for name in names if name))

    def names_data(self, phrase: str, *, weak: bool = False) -> bool:
        """Whether the phrase names data by itself: a known label, or a head noun that means data.

        With `weak`, words that name data only where nothing else can stand, as in a table's data column, count.
        """
        return _names_data(phrase, weak, self.vocabulary, self.cues)

    def is_label(self, words: str) -> bool:
        """Whether the words, "and" included, are one known name."""
        return self.vocabulary.find_data(_bare_words(words)) is not None

    def completes_data(self, before: str, after: str) -> bool:
        """Whether the words before "and" or "or" are a thing of their own, not half of a name.

        "browser type" before "version" is half of one, "photos of the front" before "back of your card" too.
        """
        left, right = _bare_words(before), _bare_words(after)
        if re.search(r"\babout you$", left):
            return False
        if not left or right.lower() in _HALVES:
            return False
        if re.match(r"\s*(?:a|an|your)\s", after) and self.names_data(right):
            return True
        if self.vocabulary.find_data(left) is not None:
            return True
        bare = _RELATIVE.split(left, maxsplit=1)[0]
        head = _WORD.findall(_ABOUT.split(bare, maxsplit=1)[0].lower())
        if not head or head[-1] not in self.cues.data_heads:
            return False
        if _ABOUT.search(left) is None:
            return True
        second = re.split(r"[,;(]|\b(?:and|or|you|that|which)\b", right, maxsplit=1)[0].strip()
        if re.match(
            r"[\s,]*(?:your|the|a|an|any|our|other|information|data)\s", after, re.IGNORECASE
        ):
            return self.names_data(second)
        return len(second.split()) > 1 and self.vocabulary.find_data(second) is not None

    def may_be_data(self, phrase: str) -> bool:
        """Whether an unknown phrase could name data among its neighbours in a list."""
        words = phrase.split()
        if not words or words[0].lower() in _ADVERBS or words[-1].lower() in _ADVERBS:
            return False
        return len(words) <= 7 and not _NOT_DATA.search(phrase) and not _PRONOUNS.search(phrase)

    def is_generic(self, phrase: str) -> bool:
        """Whether the phrase says no more than "information"."""
        return phrase.lower() in self.cues.generic

    def heads_list(self, phrase: str) -> bool:
        """Whether the phrase says nothing beside the list it heads ("information about your device, such as")."""
        words = _WORD.findall(phrase.lower())
        return bool(words) and (
            self.is_generic(phrase)
            or words[0] in {"information", "data", "details"}
            or (words[-1] in {"information", "data", "details", "how"} and len(words) == 1)
        )

    def is_specific(self, phrase: str) -> bool:
        """Whether the phrase is a known name that says more than "information"."""
        return (
            self.vocabulary.find_data(phrase) is not None
            and not self.heads_list(phrase)
            and not self.is_generic(_bare_words(phrase))
        )

    def is_bare(self, phrase: str) -> bool:
        """Whether the noun says little without its relative clause ("information you give us")."""
        words = _WORD.findall(phrase.lower())
        if not words or len(words) > 4:
            return False
        if words[0] in {"other", "any", "additional", "certain"} and len(words) > 1:
            words = words[1:]
        if " ".join(words) in {
            "information",
            "data",
            "details",
            "content",
            "contents",
            "materials",
            "other information",
            "any information",
        }:
            return True
        return self.vocabulary.find_data(phrase) is None and words[-1] in _BARE

    def is_tool(self, phrase: str) -> bool:
        """Whether the phrase names what data is gathered with: cookies, tags, beacons."""
        words = _WORD.findall(phrase.lower())
        return bool(words) and words[-1] in {
            "cookie",
            "cookies",
            "tags",
            "beacons",
            "pixels",
            "technologies",
            "scripts",
            "objects",
        }

    def is_own(self, phrase: str) -> bool:
        """Whether the phrase names the first party: by pronoun, by name, or by its own app or site."""
        return is_own(phrase, self.own_names, self.cues)

    def is_user(self, phrase: str) -> bool:
        """Whether the phrase means the person whose data it is."""
        words = [word.lower() for word in _WORD.findall(phrase)]
        return (
            bool(words)
            and words[-1] in self.cues.user
            and "other" not in words
            and "others" not in words
        )


@lru_cache(maxsize=16384)
def _names_data(phrase: str, weak: bool, vocabulary: Vocabulary, cues: Cues) -> bool:
    if (not weak and phrase.lower() in _WEAK) or phrase.lower() in _ADVERBS:
        return False
    if vocabulary.find_data(phrase) is not None:
        return True
    if _NEVER_DATA.search(phrase) or _is_practice(phrase, cues):
        return False
    if vocabulary.find_kind(phrase) is not None:
        return False
    if _VISITED.match(phrase):
        return True
    head = _ABOUT.split(phrase, maxsplit=1)[0]
    last = head.lower().split()[-1] if head.strip() else ""
    if (
        last in cues.user
        or _URL.search(phrase)
        or (" " not in phrase.strip() and last.endswith("ly"))
    ):
        return False
    phrase = _RELATIVE.split(phrase, maxsplit=1)[0]
    head_phrase = _ABOUT.split(phrase, maxsplit=1)[0]
    words = _WORD.findall(head_phrase.lower())
    if not words:
        return False
    if vocabulary.place_data(phrase).iri != _OTHER_DATA:
        return True
    return words[-1] in cues.data_heads


def _is_practice(phrase: str, cues: Cues) -> bool:
    """Whether the phrase is what is done, not what it is done to ("sharing your personal information")."""
    first = phrase.split(maxsplit=1)[0].lower() if phrase.strip() else ""
    return first.endswith("ing") and cues.lemma(first) is not None
