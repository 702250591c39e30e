"""Names of companies as text writes them: where one starts and ends, and its short form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SUFFIX = (
    r"(?:Incorporated|Inc|L\.?L\.?C|L\.?L\.?P|LTD|Ltd|Limited|LIMITED|Corporation|Corp|Company"
    r"|COMPANY|CO|Co|GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|SE|S\.?A\.?S|S\.?A|S\.?L|S\.?p\.?A|S\.?r\.?l"
    r"|SARL|AB|ASA|AS|A/S|ApS|Oyj?|OY|B\.?V|N\.?V|PLC|plc|Plc|Pty|PTY|Pte|PTE|L\.?P|KG|KGaA|UG"
    r"|e\.V|K\.?K|KK|a\.s|s\.r\.o|S\.à\s?r\.l|PBC|Sdn\.?\s+Bhd|U\.?L\.?C)(?![\w'])\.?"
)
_WORD = (
    rf"(?!{_SUFFIX}(?:[\s,.)]|$))"
    r"(?:[A-ZÀ-ÞЀ-Я](?:[\w'&+/-]|\.(?=\w))*|[a-z]+[A-Z]\w*|\d+[A-Za-z]\w*(?:\.\w+)*"
    r"|[a-z]\w*\.(?:com|net|org|io|me|ai|co|eu|gg|tv)\b)"
)
_LINK = r"(?:of|and|&|for|the|de|la|du|von|van|der|in|by)"
NAME = (
    rf"(?<![\w.@/-])(?:{_WORD})(?:\s+(?:{_LINK}\s+){{0,2}}"
    rf"(?:\([A-Z][\w ]{{0,30}}\)|{_WORD}|\d+(?![.\w]))){{0,8}}(?:,?\s+{_SUFFIX}){{0,3}}"
)
"""Pattern of a run of capitalised words with the legal form that may follow."""

_AT_END = re.compile(rf"(?<![\w.])(?:{NAME})[.,]?\s*$")
_LEGAL_TAIL = re.compile(rf"(?:,?\s+(?:\([^()]*\)\s*,?\s*)?{_SUFFIX},?)+$")
# "and its affiliates", "together with its subsidiaries", ", a company registered in …".
_COMPANIONS = re.compile(
    r",?\s+(?:(?:and|or|including|as well as)\s+(?:any of |all of |certain of )?(?:its|their|our|all"
    r"|any|the|other|related|affiliated|subsidiar\w+|affiliat\w+|associated)\b|(?:together|along"
    r"|in conjunction)\s+with\b|with its\s|d/b/a\b|doing business as\b|dba\b|trading as\b).*$"
    r"|,\s+(?:its|our|a|an|located|with|having|whose|acting|which|who|registered|part|owned|being"
    r"|the)\s.*$",
    re.DOTALL,
)
# Brackets that are no part of a name, as the "(HK)" of a legal name is.
_ASIDE = re.compile(r"\s*\((?![A-Z][A-Za-z ]{0,14}\))[^()]*\)")
# Words that open a sentence and are no part of the name that follows.
_OPENING = re.compile(
    r"^(?:(?:The|At|By|In|On|For|From|We|When|Welcome|To|This|These|Our|Your|If|As|And|While|Since"
    r"|With|Here|Dear|Hi|Hello|Please|Thank|Thanks|Introduction|Overview|About|Although|Because|It"
    r"|What|Who|How|Where|Why|Updated|Effective|Privacy|Policy|Notice|Statement|Data|Controller)\b"
    r"[,:]?\s+)+"
)
# What the owner has is not the owner.
_THINGS = re.compile(
    r"(?<=\w)(?:\s+(?:Products?|Services?|[Ww]ebsites?|[Ss]ites?|Apps?|[Oo]nline|Platforms?"
    r"|Accounts?|Users?|EEA)\b)+$"
)
_UNLIKE = re.compile(r"\d{4}|[:@]| (?:the|and|of|for)$")


@cache
def load_words() -> Mapping[str, frozenset[str]]:
    """Return the lists of `owner_words.toml`."""
    package = __name__.rsplit(".", 2)[0]
    written = files(package).joinpath("owner_words.toml").read_text("utf-8")
    return {key: frozenset(words.split()) for key, words in tomllib.loads(written).items()}


def find_name_at_end(words: str) -> str | None:
    """Return the name that `words` end with, its companions ("and its affiliates") left aside."""
    words = _ASIDE.sub("", _ASIDE.sub("", words))
    words = words.rstrip(" ,:")
    for candidate in (words, _COMPANIONS.sub("", words)):
        found = None
        place = candidate[-200:]
        while match := _AT_END.search(place):
            name = tidy_name(match.group())
            if not name or is_generic(name):
                break
            # Of several companies the first is the best known.
            found, before = name, place[: match.start()]
            place = re.sub(r",?\s+(?:and|or|&)\s*$", "", before)
            if place == before:
                break
        if found is not None:
            return found
    return None


def tidy_name(words: str) -> str:
    """Take off what a sentence puts before and after a name."""
    words = " ".join(words.split()).strip(" ,;:\"'*_()[]")
    words = _OPENING.sub("", words + " ").strip()
    words = re.sub(r"(?:'s|(?<=s)')$", "", words)
    words = _THINGS.sub("", words)
    if words.endswith(".") and not _LEGAL_TAIL.search(words):
        words = words.rstrip(".")
    return words.strip(" ,;:")


def strip_legal_form(name: str) -> str:
    """Return the name without "Inc.", "Co., Ltd." and their like."""
    short = _LEGAL_TAIL.sub("", name).strip(" ,")
    return short if len(short) > 1 else name


def has_legal_form(name: str) -> bool:
    """Whether a legal form ends the name."""
    return bool(_LEGAL_TAIL.search(name))


def is_generic(name: str) -> bool:
    """Whether the words could stand in any company's policy ("Privacy Policy", "the Company")."""
    known = load_words()
    words = re.findall(r"[\w/]+", name.lower().replace("'", ""))
    if not known["telltale"].isdisjoint(words) or _UNLIKE.search(name):
        return True
    if len(name) == 1:
        return not name.isupper()
    return all(word in known["generic"] or word.isdigit() for word in words)


def can_be_alias(words: str) -> bool:
    """Whether the words can stand for the owner: "Acme", "the Company", not "Device"."""
    if words.count("(") != words.count(")") or re.search(r"\d{2,} \d", words):
        return False
    if is_generic(words):
        return words.split()[-1].lower() in load_words()["selves"]
    return any(character.isupper() for character in words)


def strip_industry(name: str) -> str:
    """Return the name without the trade it ends with ("Acme Network Technology" is "Acme")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in load_words()["industry"]:
        words.pop()
    return " ".join(words)


def find_common_words(name: str, other: str) -> str:
    """Return the longest run of words that both names have, "" if there is none."""
    mine, theirs = name.split(), f" {other} "
    best = ""
    for start in range(len(mine)):
        for end in range(len(mine), start, -1):
            run = " ".join(mine[start:end])
            if len(run) > len(best) and f" {run} " in theirs:
                best = run
    return best


def key_of(name: str) -> str:
    """Return what two spellings of a name have in common."""
    bare = strip_legal_form(name).lower()
    return re.sub(r"^the\s+|[^\w]|\.(?:com|net|org)$", "", bare)
