"""Own recipients: whom a policy names as a receiver and who is the policy's own company after all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, Self

from ..ontology.records import Action, Party, Role
from .own_names import is_legal_form
from .passages import Source
from .roles import party_resource, publisher_resource
from .segments import Segment
from .statements import FIRST_PARTY, Finding

_QUOTED: Final = re.compile(r'"([^"]{2,60}?)[,.;]?"')
# "Acme", "we" or "us": quoted names in one breath are names of one party.
_BREATH: Final = re.compile(r"[\s,;/]*(?:\b(?:and|or|as|collectively)\b[\s,;/]*)*")
_PERSONAL: Final = frozenset({"we", "us", "our", "ours", "ourselves"})
_PRONOUN: Final = re.compile(r"[Ii]t|[Tt]his|[Tt]hese|[Tt]hose|[Ww]hich|[Ww]ho")
_OURS: Final = re.compile(r"\bour ([A-Z]\w+(?: [A-Z]\w+)?)\b")
_WORD: Final = re.compile(r"[\w'&-]+")
# What a company offers: a heading or a term of its policy for these is nobody who receives.
_OFFERED: Final = frozenset(
    "app apps application applications website websites site sites service services platform"
    " platforms product products offering offerings properties".split()
)
# How often "our Services" must stand in a policy for "Services" to be its own.
_OFTEN: Final = 2
# What may stand before such a head without making it somebody else's.
_PLAIN: Final = frozenset(
    "the our all online web mobile digital official internet client customer and".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnParties:
    """How one policy speaks of its own company: `names` are in lower case, `terms` as they are defined."""

    source: Source
    names: frozenset[str]
    terms: frozenset[str]

    @classmethod
    def of(cls, segments: Iterable[Segment], source: Source) -> Self:
        """Read what a document's segments define as names of its company and of its own site, app and services."""
        names: set[str] = set()
        quoted: set[str] = set()
        for breath in _breaths(segments):
            quoted.update(breath)
            if _PERSONAL & {words.lower() for words in breath}:
                names.update(words.lower() for words in breath if words[0].isupper())
        return cls(
            source=source,
            names=frozenset(names | source.lexicon.own_names) - _PERSONAL,
            terms=frozenset(
                words
                for words in (*quoted, *_called_ours(source))
                if _is_own_thing(words, names, source)
            ),
        )

    def holds(self, party: Party) -> bool:
        """Whether the party is the policy's own company, or words that stand for nobody else."""
        if party.role is Role.FIRST_PARTY:
            return True
        if party.role not in {Role.NAMED, Role.CATEGORY} or party.mention is None:
            return False
        document = self.source.document
        if party_resource(document, party).iri == publisher_resource(document).iri:
            return True
        words = " ".join(party.mention.text.split())
        bare = re.sub(r"^(?:[Tt]he|[Oo]ur) ", "", words)
        if party.role is Role.CATEGORY:
            return bare.lower() in self.names
        return (
            _PRONOUN.fullmatch(bare) is not None
            or bare.lower() in self.names
            or bare in self.terms
            or _abbreviates(document.company, bare)
        )


def without_own_recipients(findings: Iterable[Finding], own: OwnParties) -> Iterator[Finding]:
    """Yield the findings without the policy's own company among their receivers.

    What would go to nobody else is no sharing (decision 0062): it is left out, denied or not, unless
    the verb says that the company collects.
    """
    for finding in findings:
        statement = finding.statement
        others = tuple(party for party in statement.recipients if not own.holds(party))
        if len(others) == len(statement.recipients):
            yield finding
        elif others or statement.action is not Action.SHARE:
            yield replace(finding, statement=replace(statement, recipients=others))
        elif own.source.lexicon.cues.action(statement.manner) is Action.COLLECT and all(
            _names_somebody(party) for party in statement.recipients
        ):
            collected = replace(statement, action=Action.COLLECT, recipients=(), actor=FIRST_PARTY)
            yield replace(finding, statement=collected)


def _names_somebody(party: Party) -> bool:
    return party.mention is None or _PRONOUN.fullmatch(party.mention.text) is None


def _breaths(segments: Iterable[Segment]) -> Iterator[tuple[str, ...]]:
    """Yield the quoted words of the segments, those together that stand beside each other."""
    for segment in segments:
        prose = segment.prose.text
        breath: list[str] = []
        end = 0
        for match in _QUOTED.finditer(prose):
            if breath and not _BREATH.fullmatch(prose, end, match.start()):
                yield tuple(breath)
                breath = []
            breath.append(match.group(1).strip(" ,."))
            end = match.end()
        if breath:
            yield tuple(words for words in breath if words)


def _is_own_thing(term: str, names: set[str], source: Source) -> bool:
    """Whether a defined term such as "Services" or "Acme Offerings" says of nobody else whose they are."""
    words = [word.lower() for word in _WORD.findall(term)]
    if not words or not term[0].isupper():
        return False
    own_words = {word for name in names | source.lexicon.own_names for word in name.split()}
    return words[-1] in _OFFERED and set(words[:-1]) <= _PLAIN | own_words | _OFFERED


def _called_ours(source: Source) -> Iterator[str]:
    """Yield the capitalised words that the policy often says "our" before."""
    found = Counter(_OURS.findall(source.document.text))
    yield from (words for words, times in found.items() if times >= _OFTEN)


def _abbreviates(company: str, words: str) -> bool:
    """Whether the company's name is the initials of the words ("AWC" of "Alder Water Company Ltd")."""
    if not (company.isupper() and company.isalpha() and len(company) > 1):
        return False
    initials = [word[0] for word in _WORD.findall(words) if not is_legal_form(word)]
    return "".join(initials) == company
