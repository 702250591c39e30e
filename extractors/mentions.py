"""Mentions of data: the smallest noun phrase that names it, out of an item's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .lexicon import Lexicon
from .lists import Range, is_measure, join_measures, split_items

_LEADING = re.compile(
    r"""^(?:[\s,;:"'.\-–—•*|>\[\]&]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[).]\s|[①-⑳]
    |(?:and|or|and/or|no|meaning|namely|also|as\s+well\s+as|both|either|neither|nor|any|all|each|every
      |certain|some|the|a
      |an|this|that|these|those|such|your|our|their|its|his|her|my|
       user's|users'|customer's|customers'|of|about|only|even|just|necessary|required|following|various
         |different|specific|particular|relevant|applicable|limited|more|
       additional(?=\s+\w+\s+\w)|types?\s+of|categor(?:y|ies)\s+of|kinds?\s+of|pieces?\s+of|sorts?\s+of
         |forms?\s+of|part\s+of|parts\s+of|copy\s+of|copies\s+of|amounts?\s+of(?=\s+(?:data|information
         |personal))|set\s+of|collection\s+of|
       in\s+addition|aggregate(?=d?\s+\w+\s+of)|sufficient|minimum|minimal|basic(?=\s+information)|true
         |valid|correct|accurate|complete|includes?|including|such\s+as|like|e\.g\.|i\.e\.|possibly
         |potentially|sometimes|directly|automatically|not|limited\s+to|but|without\s+limitation
         |among\s+(?:other\s+things|others)|for\s+(?:example|instance))\b(?!'))+""",
    re.VERBOSE | re.IGNORECASE,
)
_DETERMINER = re.compile(r"\s*(?:the\s+|your\s+)?", re.IGNORECASE)
_KEEP_TYPE = re.compile(
    r"^(?:(?:the|your)\s+)?(?:type|types|kind|kinds)\s+of\s+(?:device|browser|operating|computer|mobile|card|vehicle"
    r"|content|service|product)",
    re.IGNORECASE,
)
# After these words a data noun phrase is over: what follows tells where, when, how or by whom.
_CUT = re.compile(
    r"""\s(?:that|which|who|whom|whose|where|when|if|unless|until|while|once|because|so|in|on|at|from|by
      |through|via|with|within|without|for|to|into|during|under|upon|as|using|
      is|are|was|were|be|been|may|might|can|could|will|would|shall|must|should|has|have|had|do|does|did
        |not|we|you|they|it|he|she|us|them|i|per|after|before|between|across|against|
      used|uses|provided|collected|obtained|gathered|received|generated|submitted|stored|shared|sent|held
        |processed|disclosed|given|entered|created|posted|made|contained|transmitted|retained|recorded
        |displayed|available|necessary|required|needed|
      described|listed|mentioned|stated|specified|outlined|above|below|etc\.?|automatically|directly
        |voluntarily|online(?=\s+and)|including|such|e\.g\.|like|linked|included|purchased|visited|viewed
        |accessed|requested|ordered|uploaded)\b(?!-)""",
    re.VERBOSE | re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\s(?:about|regarding|concerning|relating\s+to|related\s+to|associated\s+with|pertaining\s+to"
    r"|relevant\s+to|specific\s+to|surrounding)\s",
    re.IGNORECASE,
)
_INFORMATION = re.compile(
    r"\b(?:information|data|details|records|statistics|feedback|time)$", re.IGNORECASE
)
# What brackets say of the words before them, not of data: a defined name, a pointer, a choice.
_ASIDE = re.compile(
    r"\s*(?:[\"']|“|referred to|collectively|hereinafter|called|also (?:known|called)|together"
    r"|see\b|if\b|when\b|where\b|as defined|optional|mandatory|necessary|required"
    r"|which\b(?!\s+(?:may\s+|can\s+|could\s+)?includ)|https?:|www\.)",
    re.IGNORECASE,
)
_SIMILAR = re.compile(
    r"\s+(?:and|or)\s+(?:any\s+)?(?:other\s+)?(?:similar|other|tracking|related)\b[\w\s]*\btechnolog",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\b(?:related|relating|relevant|pertaining|specific|linked|links?|access|associated|connected"
    r"|belonging|responses?|visits?|subscriptions?|exposure|interactions?|engagement|relation"
    r"|relationship|communications?|connections?)$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\s(?:relat|associat|regard|concern|pertain|relevant|surround)", re.IGNORECASE
)
_CLAUSE = re.compile(
    r"^(?:(?:[Hh]ow|[Ww]hat|[Ww]hether|where)\s|[Ww]hich\s(?!\w+s\b)\w+(?:\s\w+){0,3}?\s(?:you"
    r"|users?)\b)(?!.*\b(?:we|our|us)\b)"
    r"(?=.*\b(?:you|your|users?|crashes|errors|visitors|customers)\b)"
)
_OWN_WORDS = re.compile(
    r"^\s*(?:that|which)\s+(?!is\b|are\b|we\b|may\b|can\b)\w+|^\s*(?:you|we|users?|others?"
    r"|they)\s+(?:\w+\s+){0,2}?\w+|^\s*(?:provided|collected|obtained|gathered|received|generated"
    r"|submitted|stored|made|posted|accessed|linked|necessary|visited|viewed|purchased)\b",
    re.IGNORECASE,
)
_LONGEST = 14


def data_items(
    text: str, start: int, end: int, lexicon: Lexicon, *, clauses: bool = False, weak: bool = False
) -> list[Range]:
    """Return the half-open ranges in `text[start:end]` that name data, in order, without doubles.

    An item in brackets after a data noun is a range of its own. With `clauses`, an item may be a clause
    ("how you use the app"); with `weak`, single words that name data only in a table ("Identity",
    "Contact") count. An unknown noun phrase counts as data where most of its list is known.
    """
    found: list[Range] = []
    unknown: list[Range] = []
    items = join_measures(
        text,
        list(
            split_items(text, start, end, complete=lexicon.completes_data, single=lexicon.is_label)
        ),
    )
    for item_start, item_end in items:
        for part_start, part_end in _with_brackets(
            text, item_start, item_end, lexicon.completes_data
        ):
            part = trim_data(text, part_start, part_end, lexicon, clauses=clauses)
            if part is None:
                continue
            words = text[slice(*part)]
            if lexicon.names_data(words, weak=weak) or (clauses and _CLAUSE.match(words)):
                found.append(part)
            elif lexicon.may_be_data(words):
                unknown.append(part)
    if len(items) > 2 and len(found) >= len(unknown):
        found.extend(unknown)
    return sorted(set(found))


def _with_brackets(
    text: str, start: int, end: int, complete: Callable[[str, str], bool]
) -> Iterator[Range]:
    """Yield the item's words outside brackets, then each item inside a bracket."""
    place = start
    inside: list[Range] = []
    for match in re.finditer(r"\(([^()]*)(?:\)|$)", text[start:end]):
        if _abbreviates(match.group(1), text[start : start + match.start()]):
            continue
        aside = _ASIDE.match(match.group(1)) is not None
        if place < start + match.start():
            yield place, start + match.start()
        if not aside:
            inside.append((start + match.start(1), start + match.end(1)))
        place = start + match.end()
    if place < end:
        yield place, end
    for opening, closing in inside:
        if closing - opening > 2:
            yield from split_items(text, opening, closing, complete=complete, slashes=True)


def _abbreviates(words: str, before: str) -> bool:
    """Whether the bracket only repeats the words before it ("internet protocol (IP) address")."""
    words = words.strip("\"' ")
    if len(words) > 6 or not words.isupper():
        return False
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", before)).upper()
    return initials.endswith(words)


def trim_data(
    text: str, start: int, end: int, lexicon: Lexicon, *, clauses: bool = False
) -> Range | None:
    """Return the range of the noun phrase that names the data, or None if nothing is left."""
    words = text[start:end]
    if _KEEP_TYPE.match(words.lstrip()):
        leading = _DETERMINER.match(words)
        start += leading.end() if leading else 0
        words = text[start:end]
    else:
        leading = _LEADING.match(words)
        if leading:
            start += leading.end()
            words = text[start:end]
    if not words.strip():
        return None
    if clauses and _CLAUSE.match(words):
        return _bounded(text, start, end)
    cut = _first_cut(words)
    if re.match(
        r"(?:in|on|at|from|by|through|via|with|within|without|for|to|into|during|under|upon|as"
        r"|using|if|when|where|that|which|who|we|you|it|they|is|are)\b",
        words,
        re.IGNORECASE,
    ):
        return None
    tools = _SIMILAR.search(words)
    if tools and (cut is None or tools.start() < cut.start()):
        return _bounded(text, start, start + tools.start())
    if cut:
        head, tail = words[: cut.start()], words[cut.start() :]
        if cut.start() == 0:
            return None
        about = _ABOUT.search(head)
        told = _OWN_WORDS.match(tail) is not None and (
            lexicon.is_bare(head) if about is None else lexicon.heads_list(head)
        )
        end = start + cut.start() + (_relative_end(tail) if told else 0)
    else:
        about = _ABOUT.search(words)
    if (
        about is not None
        and _RELATED.match(about.group())
        and lexicon.is_specific(words[: about.start()])
    ):
        end = start + about.start()
    return _bounded(text, start, end)


def trim_leading(text: str, start: int, end: int) -> int:
    """Return where the phrase begins behind determiners, numbers and "certain", "types of" and the like."""
    leading = _LEADING.match(text[start:end])
    return start + leading.end() if leading and start + leading.end() < end else start


def _first_cut(words: str) -> re.Match[str] | None:
    """Return where the noun phrase ends: not at the "to" of "related to", nor the "on" of "information on"."""
    for cut in _CUT.finditer(words):
        word, before = cut.group().strip().lower(), words[: cut.start()]
        if word in {"to", "with"} and _JOINED.search(before):
            continue
        if word in {"you", "us", "them"} and re.search(
            r"\b(?:about|of|to|regarding|concerning)$", before, re.IGNORECASE
        ):
            continue
        if (
            word == "on"
            and _INFORMATION.search(before)
            and not re.match(
                r"\s+(?:our|the basis|that basis|this|its|a|servers)\b", words[cut.end() :]
            )
        ):
            continue
        return cut
    return None


def _relative_end(tail: str) -> int:
    """Return how far a short relative clause reaches ("you give us", "that you upload")."""
    words = list(re.finditer(r"\S+", tail))
    last = 0
    for index, word in enumerate(words[:8]):
        token = word.group().lower().strip(",.")
        if index > 1 and token in {
            "when",
            "if",
            "to",
            "in",
            "for",
            "so",
            "and",
            "through",
            "by",
            "as",
            "while",
            "during",
            "including",
            "such",
            "via",
            "with",
            "from",
        }:
            break
        last = word.end()
    return last


def _bounded(text: str, start: int, end: int) -> Range | None:
    words = text[start:end]
    stripped = re.sub(
        r"(?:\s+(?:of|about|to|on|with|from|and|or))+$", "", words.rstrip(" ,;:.\"'|-–—•*[]!?")
    )
    if stripped.count(")") > stripped.count("("):
        stripped = stripped.rstrip(") ")
    if stripped.count("(") > stripped.count(")"):
        stripped = stripped[: stripped.rindex("(")].rstrip()
    if not stripped or len(stripped.split()) > _LONGEST or not any(c.isalpha() for c in stripped):
        return None
    return start, start + len(stripped)


__all__ = ["data_items", "is_measure", "trim_data", "trim_leading"]
