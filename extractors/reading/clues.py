"""Clues in a policy's own words to whose policy it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .names import (
    NAME,
    find_name_at_end,
    has_legal_form,
    is_generic,
    key_of,
    load_words,
    tidy_name,
)
from .spellings import Spellings


@dataclass(frozen=True, slots=True)
class Clue:
    """A name that may be the owner's, how much it counts, and other names said of the same party.

    `given` says that the policy itself gives the name ("Acme, Inc. ("Acme")"): it is kept as spelled.
    `personal` says that it calls the same party "we", `titled` that the policy's title has the name.
    """

    name: str
    weight: float
    aliases: tuple[str, ...] = ()
    given: bool = False
    personal: bool = False
    titled: bool = False


_TITLE_WEIGHT = 3.5
_PRONOUNS = frozenset(
    ("we", "us", "our", "ours", "ourselves", "i", "me", "my", "you", "your", "they", "it")
)
_WE = r"\"(?:[Ww]e|[Uu]s|[Oo]ur)[,.]?\""
_QUOTED = re.compile(r"\"([^\"]{1,70})\"|(?<!\w)'([^\"']{1,70})'(?!\w)")
_FIRST_PERSON = re.compile(
    r"[\"'](?:we|us|our|ours|me|i)[,.]?\s*[\"']|^\W*(?:we|us|our)\W*(?:,|or\b|and\b|/|$)"
    r"|\b(?:or|and|,|/) ?(?:we|us|our)\W*$",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"\b(?:referred? to|known|called|defined)\s+(?:\w+\s+)?as:?\s+((?:the |this )?[A-Z\"'].+)$"
)
_TITLE = re.compile(
    r"(?:privacy|data|cookies?)(?:\s*(?:and|&|,)\s*\w+)*\s+(?:\w+\s+)?(?:policy|policies|notice"
    r"|statement|agreement|guidelines?|declaration|principles|protection|information)",
    re.IGNORECASE,
)
_BREAK_IN_TITLE = re.compile(r"\s+[|–—·:»-]\s+|\s*\|\s*|: ")
_AROUND_TITLE = " -–—|:·,/()"

_VERB = (
    r"(?:is committed|are committed|respects?|takes?|values?|collects?|understands?|believes?"
    r"|process(?:es)?|uses?|knows|cares|strives|wants|recogni[sz]es?|handles?|treats?|gathers?"
    r"|obtains?|stores?|shares?|protects?|manages?|may|will|does|do|has|have|complies|comply"
    r"|considers?|provides?|offers?|operates?|is dedicated|maintains?)\b"
)
_OWNED = (
    r"\b(?:operated|owned|provided|offered|published|run|managed|controlled|collected"
    r"|made available|maintained|powered|developed)(?: and \w+)? by"
)
_COVERS = (
    r"\b[Tt]h(?:is|e) (?:[Pp]rivacy )?(?:[Pp]olicy|[Nn]otice|[Ss]tatement)"
    r" (?:applies to|covers|governs|describes|explains|sets out)[^.]{0,60}?"
)
_GREETS = r"\b(?:[Ww]elcome to|[Tt]hank you for (?:using|visiting|choosing|your interest in))"
_VISITS = r"\b(?:use of|using|use|visit|access|accessing|visiting)"
_HAS = r"(?:website|site|app|service|platform|product|mobile|online)"
_OWNER = rf"(?P<name>{NAME})"

# Sentences that mostly have the owner in this place, and what each of them counts.
_PHRASES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern))
    for weight, pattern in (
        (
            3.0,
            rf"\b(?:At|Here at|We at|we at|Within) {_OWNER}(?: \([^()]{{1,60}}\))?(?:,| we\b| your\b)",
        ),
        (3.0, rf"\b[Ww]e(?: at|,) (?:the )?{_OWNER}(?:,| [a-z])"),
        (3.0, rf"{_GREETS} (?:the )?{_OWNER}"),
        (2.5, rf"\bhow (?:we,? )?(?:at )?(?:the )?{_OWNER}(?: and [\w' ,-]{{1,40}})? {_VERB}"),
        (
            4.0,
            rf"{_WE}[^.]{{0,100}}?\b(?:refers?|references?|means?|mean|is|are)\s+"
            rf"(?:collectively |to |the |company ){{0,4}}{_OWNER}",
        ),
        (2.0, rf"{_OWNED} (?:the )?{_OWNER}"),
        (2.0, rf"(?:^|[.!?:] )(?:The )?{_OWNER}(?: \([^()]{{1,90}}\))? {_VERB}"),
        (2.0, rf"(?:^|[.!?:] )(?:The )?{_OWNER} (?:is|are) (?:an?|the|one)\b"),
        (
            2.0,
            rf"\b{_OWNER}(?: \([^()]{{0,80}}\))?,? (?:is|are|acts as) (?:the|a)"
            r" (?:data |joint )?controllers?\b",
        ),
        (2.0, rf"\bcontroller[^.]{{0,60}}? (?:is|are|shall be|:) (?:the )?{_OWNER}"),
        (1.5, rf"{_COVERS} (?:the )?{_OWNER}"),
        (1.0, rf"{_VISITS} (?:the |our )?{_OWNER}(?:'s)? {_HAS}"),
        (1.0, rf"{_OWNER} and its (?:affiliat|subsidiar|related|group)"),
    )
)
_COPYRIGHT = re.compile(
    rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:©\s*)?(?:\d{{4}}\s*[-–]?\s*)*(?:by )?{_OWNER}"
)
_FREQUENT = re.compile(
    r"(?<=[a-z,] )([A-Z][\w&.]*(?: [A-Z][\w&]*){0,3})(?:['’]s)? "
    r"(?:may|will|does|collects?|uses?|shares?|account|accounts|services?|websites?|site|app|apps"
    r"|users?|platform|products?|affiliates)\b"
)
_HOST = re.compile(r"(?:@|//)((?:[\w-]+\.)+[a-z]{2,8})\b", re.IGNORECASE)


def find_title_clues(titles: Sequence[str]) -> Iterator[Clue]:
    """Yield what is left of each title without "Privacy Policy": "Acme", "Acme Mobile"."""
    for place, title in enumerate(titles):
        match = _TITLE.search(title)
        if match is None:
            continue
        before = title[: match.start()].strip(" -–—|:·,/")
        after = title[match.end() :].strip(" -–—|:·,/()")
        after = re.sub(r"^(?:of|for|by|at|from)\s+(?:the\s+|use of\s+)?", "", after)
        for words in (before, after):
            name = tidy_name(words)
            if name and not is_generic(name) and len(name.split()) <= 7 and not name[0].islower():
                first = place < 2
                yield Clue(name, _TITLE_WEIGHT if first else 1.5, titled=first)


def find_head_clues(titles: Sequence[str]) -> Iterator[Clue]:
    """Yield the parts of a page's head that name the site: "Privacy Policy | Acme" is Acme's."""
    for title in titles:
        for part in re.split(r"\s+[|–—·:»-]\s+|\s*\|\s*|: ", title):
            name = tidy_name(_TITLE.sub("", part))
            if name and not is_generic(name) and len(name.split()) <= 5:
                yield Clue(name, 2.0)


def find_definition_clues(text: str) -> Iterator[Clue]:
    """Yield the names followed by "("we", "us" …)", with the names the brackets give them."""
    for opening in re.finditer(r"\(", text):
        closing = _find_closing(text, opening.start())
        if closing is None:
            continue
        given, personal = _read_given_names(text[opening.end() : closing])
        if not personal and not given:
            continue
        named = [name for name in given if not is_generic(name)]
        legal = _find_name_before(text, opening.start())
        akin = bool(named and legal) and key_of(named[0]) in key_of(legal or "")
        if not personal and not akin and not (named and legal and has_legal_form(legal)):
            continue
        weight = 4.0 if personal else 2.0 if akin else 1.5
        others = tuple(name for name in given if is_generic(name))
        if named:
            names = (*named[1:], *([legal] if legal else []), *others)
            yield Clue(named[0], weight, names, given=True, personal=personal)
        elif legal:
            yield Clue(legal, weight, others, personal=personal)


def _find_name_before(text: str, opening: int) -> str | None:
    sentence = text[max(0, opening - 220) : opening]
    sentence = re.sub(r"^.*[.!?]\s+(?=[A-Z](?!\w*\.))", "", sentence)
    if (name := find_name_at_end(sentence)) is not None:
        return name
    lower = sentence.strip()
    return lower if re.fullmatch(r"[a-z][\w.]{2,20}", lower) and opening < 40 else None


def _find_closing(text: str, opening: int) -> int | None:
    depth = 0
    for place in range(opening, min(len(text), opening + 300)):
        if text[place] == "(":
            depth += 1
        elif text[place] == ")":
            depth -= 1
            if depth == 0:
                return place
    return None


def _read_given_names(inside: str) -> tuple[list[str], bool]:
    """Return the names that brackets give, and whether they also say "we"."""
    personal = bool(_FIRST_PERSON.search(inside))
    quoted = [(match[1] or match[2]).strip(" ,;") for match in _QUOTED.finditer(inside)]
    if not quoted and (referred := _REFERRED.search(inside)):
        quoted = [part.strip(" \"'") for part in re.split(r",| or | and ", referred[1])]
        personal = True
    names = [
        name
        for name in quoted
        if len(name) > 1 and not _PRONOUNS & set(re.findall(r"\w+", name.lower()))
    ]
    names = [name if has_legal_form(name) else name.rstrip(".") for name in names]
    return [name for name in names if not name.islower() or _may_be_brand(name)], personal


def _may_be_brand(name: str) -> bool:
    """Whether a name without capitals may be given to a company ("acme", "the company")."""
    return " " not in name or name.lower().startswith(("the ", "this "))


def find_phrase_clues(text: str) -> Iterator[Clue]:
    """Yield the names in sentences that mostly the owner is the subject of."""
    for weight, phrase in _PHRASES:
        for match in phrase.finditer(text):
            name = tidy_name(match["name"])
            if name and not is_generic(name):
                yield Clue(name, weight)
    if len(text) < 80 and has_legal_form(text) and re.fullmatch(NAME, text):
        yield Clue(tidy_name(text), 1.5)


def find_copyright_clues(text: str) -> Iterator[Clue]:
    """Yield the names behind a copyright sign."""
    for match in _COPYRIGHT.finditer(text):
        name = tidy_name(match["name"])
        if name and not is_generic(name):
            yield Clue(name, 1.5)


def find_domain_clues(text: str) -> Iterator[Clue]:
    """Yield the domains that mail and links go to, as the text spells their words."""
    mails: Counter[str] = Counter()
    links: Counter[str] = Counter()
    for match in _HOST.finditer(text):
        labels = match[1].lower().split(".")[:-1]
        if len(labels) > 1 and labels[-1] in ("co", "com", "org"):
            labels.pop()
        (mails if match.group()[0] == "@" else links)[labels[-1]] += 1
    weights = {domain: 1.0 + min(count, 4) / 2 for domain, count in mails.most_common(3)}
    for domain, count in links.most_common(1):
        if count >= 0.3 * links.total():
            weights[domain] = weights.get(domain, 0.0) + 1.0
    for domain, weight in weights.items():
        if domain not in load_words()["mail_hosts"] and not is_generic(domain):
            spellings = Spellings(text).count(domain)
            yield Clue(next((word for word in spellings if not word.islower()), domain), weight)


def find_frequent_clues(text: str) -> Iterator[Clue]:
    """Yield the names that most often do something, or have something, inside sentences."""
    counts = Counter(match[1] for match in _FREQUENT.finditer(text))
    taken = 0
    for words, count in counts.most_common(12):
        name = tidy_name(words)
        if count >= 2 and name and not is_generic(name):
            yield Clue(name, 0.5)
            taken += 1
        if taken == 3:
            break


def find_defined_terms(text: str) -> set[str]:
    """Return the keys of the terms that brackets define for things, as "(the "Services")" does."""
    terms: set[str] = set()
    for match in re.finditer(r"\(([^()\"]{0,60}\"[^()]{1,200})\)", text):
        if not _FIRST_PERSON.search(match[1]):
            terms.update(key_of(found[1]) for found in _QUOTED.finditer(match[1]) if found[1])
    return terms
