"""Names of companies as text writes them: where one starts and ends, and its short form."""

from __future__ import annotations

import re

_SUFFIX = (
    r"(?:Incorporated|Inc|L\.?L\.?C|L\.?L\.?P|LTD|Ltd|Limited|LIMITED|Corporation|Corp|Company|COMPANY|CO|Co"
    r"|GmbH(?:\s*&\s*Co\.?\s*KG)?|AG|SE|S\.?A\.?S|S\.?A|S\.?L|S\.?p\.?A|S\.?r\.?l|SARL|AB|ASA|AS|A/S|ApS|Oyj?|OY"
    r"|B\.?V|N\.?V|PLC|plc|Plc|Pty|PTY|Pte|PTE|L\.?P|KG|KGaA|UG|e\.V|K\.?K|KK|a\.s|s\.r\.o|S\.à\s?r\.l|PBC|Sdn\.?\s+Bhd|U\.?L\.?C)"
    r"(?![\w'])\.?"
)
_WORD = (
    rf"(?!{_SUFFIX}(?:[\s,.)]|$))"
    r"(?:[A-ZÀ-ÞЀ-Я](?:[\w'&+/-]|\.(?=\w))*|[a-z]+[A-Z]\w*|\d+[A-Za-z]\w*(?:\.\w+)*"  # noqa: RUF001
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
_COMPANIONS = re.compile(
    r",?\s+(?:(?:and|or|including|as well as)\s+(?:any of |all of |certain of )?"
    r"(?:its|their|our|all|any|the|other|related|affiliated|subsidiar\w+|affiliat\w+|associated)\b"
    r"|(?:together|along|in conjunction)\s+with\b|with its\s|d/b/a\b|doing business as\b|dba\b|trading as\b)"
    r".*$|,\s+(?:its|our|a|an|located|with|having|whose|acting|which|who|registered|part|owned|being|the)\s.*$",
    re.DOTALL,
)
# Brackets that are no part of a name, as the "(HK)" of a legal name is.
_ASIDE = re.compile(r"\s*\((?![A-Z][A-Za-z ]{0,14}\))[^()]*\)")
_OPENING = re.compile(
    r"^(?:(?:The|At|By|In|On|For|From|We|When|Welcome|To|This|These|Our|Your|If|As|And|While|Since|With|Here|Dear|Hi"
    r"|Hello|Please|Thank|Thanks|Introduction|Overview|About|Please|Although|Because|It|What|Who|How|Where|Why|Updated"
    r"|Effective|Privacy|Policy|Notice|Statement|Data|Controller)\b[,:]?\s+)+"
)
# What the owner has is not the owner.
_THINGS = re.compile(
    r"(?<=\w)(?:\s+(?:Products?|Services?|[Ww]ebsites?|[Ss]ites?|Apps?|[Oo]nline|Platforms?|Accounts?|Users?|EEA)\b)+$"
)
_INDUSTRY = frozenset(
    "technology technologies network networks information innovation innovations software digital trading trade"
    " electronic electronics internet culture media international interactive entertainment holdings holding group"
    " global games studios studio labs lab systems solutions services service worldwide ventures enterprises online"
    " management corporation company app application platform website site europe america usa uk us".split()
)
_GENERIC = frozenset(
    "privacy policy policies notice notices statement statements data protection cookie cookies personal information"
    " the a an this that these those our your its their we us you i and or of for on in to by with from"
    " general global worldwide international local full complete official important new current online"
    " website websites web site sites webpage app apps application applications mobile platform platforms"
    " product products service services software account accounts user users customer customers consumer consumers"
    " client clients visitor visitors member members subscriber candidate applicant applicants employee"
    " company companies group corporate organization organisation entity entities party parties affiliates"
    " agreement agreements terms term conditions condition use legal security safety rights right request requests"
    " center centre portal home page contents introduction overview summary about contact faq help support"
    " children childrens child kids minors parents parent eu eea uk us usa european union california ccpa gdpr"
    " united states states america american switzerland brazil canada state federal process processing collection"
    " program everyone people update updates last updated effective date version january february march april may june"
    " july august september october november december all any other what who how when where why which is are does do"
    " respect respects provider providers business partner partners content device devices internet html section"
    " additional addendum annex appendix article chapter part table monday google-analytics act law regulation"
    " controller processor subject subjects and/or no not yes commitment practices highlights key points pdf print"
    " collectively including hereinafter together individually trust principles guide guidelines documents document"
    " inc llc ltd limited they there some one check third parties categories used free licensor licensee owner buyer"
    " seller dispute disputes arbitration germany france ireland kingdom england australia canada california japan china"
    " provision provisions license european economic area foundation english ios android bluetooth covid track not".split()
)
_SELVES = frozenset(
    "company group application app platform corporation firm organization organisation website site foundation"
    " licensor controller provider operator association society".split()
)
# No company's name has these, but defined terms and headings do.
_TELLTALE = frozenset(
    "we us our you your they them their it who whom which what how when where information policy policies privacy"
    " notice notices cookie cookies terms agreement law laws rights act regulation framework clauses countries"
    " gdpr ccpa cpra coppa ip api sdk pii ai scc sccs dpo dpf url html gps sms wifi oauth id ids identifiers"
    " subjects controller processor processors section clause article authority commissioner officer usage".split()
)


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
    words = re.findall(r"[\w/]+", name.lower().replace("'", ""))
    if not _TELLTALE.isdisjoint(words) or re.search(r"\d{4}|[:@]| (?:the|and|of|for)$", name):
        return True
    if len(name) == 1:
        return not name.isupper()
    return all(word in _GENERIC or word.isdigit() for word in words)


def can_be_alias(words: str) -> bool:
    """Whether the words can stand for the owner: "Acme", "the Company", not "Device" or an address."""
    if words.count("(") != words.count(")") or re.search(r"\d{2,} \d", words):
        return False
    if is_generic(words):
        return words.split()[-1].lower() in _SELVES
    return any(character.isupper() for character in words)


def strip_industry(name: str) -> str:
    """Return the name without the trade it ends with ("Acme Network Technology" is "Acme")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _INDUSTRY:
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
