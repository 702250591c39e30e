"""Definitions: the sentences, brackets and labels by which a policy gives a term of its own to a list."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..ontology.records import BlockKind
from .leadins import label_end
from .lists import Range, find_triggers
from .passages import Passage, Source
from .prose import Prose, read_prose
from .segments import Segment
from .sentences import split_sentences

_QUOTED: Final = r'"(?P<term>[A-Za-z][^"]{2,48}?)[,.]?"'
_ALSO: Final = r'(?:(?:\s*,|\s+(?:and|or))+\s*"(?P<also>[A-Za-z][^"]{2,48}?)[,.]?")?'
_SAYS: Final = (
    r"\s+(?:(?:also|generally|may|can|might|shall|will|typically|further|collectively)\s+)*"
    r"(?P<verb>means?|includes?|refers?\s+to|consists?\s+of|comprises?|is\s+defined\s+as"
)
_MEANS: Final = re.compile(
    rf"^[^\"]{{0,60}}?{_QUOTED}{_ALSO}(?:\s*\([^()]*\))?{_SAYS}|(?:is|are)(?=\s+(?:\w+\s+){{0,2}}?(?:information|data)\b))\b"
)
_PLAIN_MEANS: Final = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:(?:[Tt]he term|This|Such|The|These)\s+(?=[A-Z]))?"
    r"(?P<term>[A-Z][\w/-]+(?:\s+[A-Z][\w/-]+){1,3}"
    r"|[A-Z][\w/-]+\s+(?:[a-z]+able\s+)?(?:data|information))"
    rf"(?:\s*\([^()]*\))?{_SAYS})\b"
)
_LABEL: Final = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?P<term>[A-Z][\w/-]+(?:\s+(?:&\s+)?[\w/-]+){0,2}\s+(?:[Ii]nformation|[Dd]ata"
    r"|[Ii]dentifiers|[Dd]etails|[Cc]ontent))(?P<verb>\s*(?::|\s[–—-])\s+)"
)
# What a sentence right behind a definition may begin with, to go on with its list.
_GOES_ON: Final = re.compile(
    r"^(?:Such|This|These|The|It|They|Examples?)\b[^.,:]{0,40}?\b(?P<verb>includes?|consists?\s+of|comprises?|are)\b",
)
_SUCH_AS: Final = re.compile(
    rf"{_QUOTED}\s*\)?\s*,?\s*(?P<verb>such\s+as|including|for\s+example|namely|\(?e\.g\.)"
)
_TOGETHER: Final = re.compile(
    r"\((?=[^()\"]*\b(?:collectively|together|all\s+of\s+which|taken\s+together)\b)"
    rf"[^()\"]{{0,60}}{_QUOTED}[^()]{{0,40}}\)",
    re.IGNORECASE,
)
# Without "collectively" the brackets may name the last item only, unless they end the sentence or clause.
_NAMED: Final = re.compile(rf"\(\s*(?:the|your|our)?\s*{_QUOTED}\s*\)(?=\s*(?:[.;]|$))")
_CALLED: Final = re.compile(
    r"(?:\b(?:[Ww]e|which|that)\b[^.\"]{0,30}?\b(?:call|refer\s+to|define)\b[^.\"]{0,50}?"
    r"|\b(?:is|are)\s+(?:collectively\s+)?(?:referred\s+to|called|known|defined)\b[^.\"]{0,40}?)"
    rf"(?:as\s+)?(?:the\s+|our\s+)?{_QUOTED}"
)
_POINTS_BACK: Final = re.compile(
    r"\W*(?:together,?\s+|collectively,?\s+)?(?:we\s+(?:may\s+|will\s+|collectively\s+)?"
    r"(?:call|refer\s+to|define)\s+(?:all\s+(?:of\s+)?)?(?:this|these|such|it|them|that)\b"
    r"|(?:all\s+(?:of\s+)?)?(?:this|these|such|it|they)\b)",
    re.IGNORECASE,
)
# What is said of one part of the policy only, and not of the whole.
_PART: Final = re.compile(r"\b(?:section|paragraph|table)\b", re.IGNORECASE)
_DENIES: Final = re.compile(
    r"\b(?:not(?!\s+(?:be\s+)?(?:limited|only))|never|excludes?|unless)\b|n't\b"
)
# Here the list is over: what follows leaves something out, or says what is done with it.
_ENDS: Final = re.compile(
    r"[\s,;(]+(?:but(?!\s+not\s+limited)|except|excluding|other\s+than|does\s+not|do\s+not|if\s+you|when\s+you"
    r"|in\s+order|so\s+that|(?:and\s+)?we\s|(?:and\s+)?(?:is|are)\s+(?:used|collected|shared)|to\s+(?:help"
    r"|provide|improve|enable|allow)|which\s+(?:we|may|can|will)|and\s+may\b)|;\s*-",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(r"\b(?:we|you|us|our|your|my|i)\b", re.IGNORECASE)
POINTERS: Final = frozenset(
    "this these those such that the other some any our your certain all additional what which it"
    " in for as when if however also and or no each".split()
)
# A definition whose term and item stand farther apart, in characters, can't be quoted in one piece.
_LONGEST: Final = 1200
_LIST_VERBS: Final = ("include", "consist", "comprise")


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms, each with its range, and the range of their list, all in one passage."""

    passage: Passage
    terms: tuple[Range, ...]
    listed: Range
    least: int = 1


def definitions_in(found: Segment, source: Source) -> Iterator[tuple[Definition, tuple[str, ...]]]:
    section = tuple(" ".join(heading.text.split()) for heading in found.section)
    before: Prose | None = None
    for prose in split_sentences(found.prose):
        if not _PART.search(prose.text):
            for definition in _in_sentence(source.passage(prose), before, found.prose, source):
                yield definition, section
        before = prose
    label = _LABEL.match(found.prose.text)
    if label is not None:
        first = next(split_sentences(found.prose)).text
        passage = source.passage(found.prose[: len(first)])
        end = _end(passage.text, label.end())
        trigger = next(find_triggers(passage.text, label.end(), end), None)
        start = (
            trigger[1]
            if trigger and _PRONOUN.search(passage.text, label.end(), trigger[0])
            else label.end()
        )
        yield Definition(passage, (label.span("term"),), (start, end), least=2), section
    above = _from_lead_in(found, source)
    if above is not None:
        yield above, section


def _in_sentence(
    passage: Passage, before: Prose | None, whole: Prose, source: Source
) -> Iterator[Definition]:
    text = passage.text
    means = _means(text)
    if means is not None:
        yield from _said(passage, means)
    elif before is not None and (goes_on := _GOES_ON.match(text)) is not None:
        yield from _gone_on(passage, before, whole, goes_on, source)
    for match in _SUCH_AS.finditer(text):
        yield Definition(passage, (match.span("term"),), (match.end(), _end(text, match.end())))
    for match in (*_TOGETHER.finditer(text), *_NAMED.finditer(text)):
        yield from _gathered(passage, match, match.start())
    for match in _CALLED.finditer(text):
        if before is not None and _POINTS_BACK.match(text):
            joined = source.passage(_joined(before, passage.sentence.prose, whole))
            shift = len(joined.text) - len(text)
            term = (match.start("term") + shift, match.end("term") + shift)
            yield from _list_before(joined, term, len(before.text), least=2)
        else:
            yield from _gathered(passage, match, match.start())


def _means(text: str) -> re.Match[str] | None:
    match = _MEANS.match(text)
    if match is not None:
        return match
    match = _PLAIN_MEANS.match(text)
    if match is None or match["term"].split()[0].lower() in POINTERS:
        return None
    return match


def _said(passage: Passage, match: re.Match[str]) -> Iterator[Definition]:
    """Yield what a sentence such as ""Usage Data" means …" defines, where it lists anything."""
    text, start = passage.text, match.end()
    if _DENIES.search(text[: start + 12]):
        return
    names = [match.span("term")]
    if match.groupdict().get("also"):
        names.append(match.span("also"))
    end = _end(text, start)
    trigger = next(find_triggers(text, start, end), None)
    if trigger is not None:
        start = trigger[1]
    elif match["verb"] in {"is", "are"}:
        return
    elif not match["verb"].startswith(_LIST_VERBS):
        yield Definition(passage, tuple(names), (start, end), least=2)
        return
    yield Definition(passage, tuple(names), (start, end))


def _gone_on(
    passage: Passage, before: Prose, whole: Prose, match: re.Match[str], source: Source
) -> Iterator[Definition]:
    """Yield what "Such information may include …" lists right behind the definition of a term."""
    means = _means(before.text) or next(_NAMED.finditer(before.text), None)
    if means is None or _DENIES.search(passage.text[: match.end() + 12]):
        return
    joined = source.passage(_joined(before, passage.sentence.prose, whole))
    shift = len(joined.text) - len(passage.text)
    start = match.end() + shift
    yield Definition(joined, (means.span("term"),), (start, _end(joined.text, start)))


def _gathered(passage: Passage, match: re.Match[str], end: int) -> Iterator[Definition]:
    if not _DENIES.search(passage.text[:end]):
        yield from _list_before(passage, match.span("term"), end, least=2)


def _list_before(passage: Passage, term: Range, end: int, *, least: int) -> Iterator[Definition]:
    """Yield the definition whose list reaches up to `end`: from its "such as", else from its verb."""
    text = passage.text[:end]
    triggers = [place for place in find_triggers(passage.text, 0, end) if text[place[0]] != ":"]
    if triggers:
        yield Definition(passage, (term,), (triggers[0][1], end), least=least)
        return
    verbs = [
        word.end()
        for word in re.finditer(r"[A-Za-z]+", text)
        if passage.lexicon.cues.lemma(word.group()) is not None
    ]
    if len(verbs) == 1:
        yield Definition(passage, (term,), (verbs[0], end), least=least)


def _from_lead_in(found: Segment, source: Source) -> Definition | None:
    """Return what an item adds to the definition that its lead-in opens (""Usage Data" includes:")."""
    above = found.lead_in
    if above is None or above.kind is BlockKind.CELL or not above.opens_list:
        return None
    last = list(split_sentences(above.prose))[-1:]
    if not last or _PART.search(last[0].text):
        return None
    match = _means(last[0].text) or next(_SUCH_AS.finditer(last[0].text), None)
    if match is None or _DENIES.search(last[0].text):
        return None
    if last[0].text[match.end() :].strip(" :-–—").count(" ") > 5:
        return None
    first, end = last[0].offsets[0], found.prose.offsets[-1] + 1
    if end - first > _LONGEST:
        return None
    joined = source.passage(_read(source, first, end))
    item = joined.place_of_span(found.prose.offsets[0], end)
    label = label_end(found.prose.text)
    stop = item[0] + label if label else _end(joined.text, item[0])
    return Definition(joined, (match.span("term"),), (item[0], stop))


def _read(source: Source, start: int, end: int) -> Prose:
    return read_prose(source.document.text, start, end)


def _joined(before: Prose, after: Prose, whole: Prose) -> Prose:
    """Return two sentences of a segment, one behind the other, as one stretch of it."""
    start = bisect_left(whole.offsets, before.offsets[0])
    end = bisect_left(whole.offsets, after.offsets[-1]) + 1
    return whole[start:end]


def _end(text: str, start: int) -> int:
    match = _ENDS.search(text, start)
    return match.start() if match else len(text)
