"""Parties: who stands in a recipient, source or actor slot."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from ..ontology.records import Mention, Party, Role
from .lexicon import Lexicon
from .lists import Range, split_items
from .prose import Prose

_LEADING = re.compile(
    r"""^(?:[\s,;:"'.\-–—•*|>&(]|(?:and|or|and/or|also|both|either|neither|nor|any|all|each|every|certain
      |some|the|a|an|this|that|these|those|such|your|our|their|its|
    his|her|various|with|to|by|from|only|between|among|as\s+well\s+as|including|includes?|such\s+as|like
      |e\.g\.|other\s+than|one\s+or\s+more\s+of|other(?=\s+\w+\s+\w+\s*$)|selected|carefully|trusted
      |relevant|appropriate|specific|different|following|several|many|most|a\s+number\s+of|types?\s+of
      |categor(?:y|ies)\s+of|members\s+of(?=\s+our))\b(?!'))+""",
    re.VERBOSE | re.IGNORECASE,
)
_CUT = re.compile(
    r"""\s(?:that|which|who|whom|whose|where|when|if|unless|while|once|because|so|in|on|at|by|through|via
      |with|within|without|for|to|into|from|during|under|upon|as|using|is|are|was|were|be|may|might|
      can|could|will|would|shall|must|should|has|have|had|do|does|we|you|they|it|per|after|following|before
        |involved|acting|providing|located|based|engaged|authorized|authorised|designated|contracted|
      described|listed|mentioned|including|such|e\.g\.|working|performing|outside|inside|necessary|used
        |pursuant|regarding|about|not|only|solely|worldwide|around|throughout|across|responsible|bound
        |subject|cooperating|approved|selected|respectively|provided|offering|employed|hired|assisting
        |helping|linked|currently|[a-z]+ed(?=\s+(?:by|with|to|for|in|on|under)\b))\b(?!-)""",
    re.VERBOSE | re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"^(?:general\s+)?public(?:ly)?(?:\s+at\s+large)?$|^(?:everyone|anyone|anybody|world)\b",
    re.IGNORECASE,
)
_OTHER_USERS = re.compile(
    r"^(?:other\s+)?(?:\w+\s+){0,3}(?:users|players|members|participants|viewers|friends|followers"
    r"|contacts|people|individuals|persons|customers|visitors)$|^others$"
    r"|^other\s+(?:\w+\s+)?(?:user|player|member|person|people|party to)s?\b",
    re.IGNORECASE,
)
_NO_PARTY = frozenset(
    "recipients recipient services service products product platform platforms store stores site"
    " sites app apps application applications"
    " business businesses group side account parent unit office label media".split()
)
_INTRODUCED = re.compile(
    r"(?:[a-z][\w-]*\s+){0,3}?(?P<head>[a-z][\w-]*)\s+(?P<name>[A-Z][\w.&'-]*(?:\s+[A-Z][\w.&'-]*)*)$"
)
_FORM_BEFORE = re.compile(r"\b(?:Inc|LLC|Ltd|Limited|GmbH|AG|plc|Corp|AB|Oy|UAB|B\.V|S\.A)\.?,\s*$")
_PLAIN_MODIFIERS = frozenset({"third", "service", "business", "other"})
_BEYOND_USERS = re.compile(
    r"\b(?:friends?|contacts?|followers?|viewers?|participants?|players|fellow|teachers?|parents?)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"^(?:[A-Z0-9][\w'.&+-]*|de|of|the|and|for)(?:\s+(?:[A-Z0-9][\w'.&+!-]*|of|the|and|for|&|de|[a-z]+(?=\s*$)))*$"
)
_NOT_NAMES = re.compile(
    r"^(?:Personal|Data|Information|Services?|Policy|Terms|Privacy|Account|Website|Site|App"
    r"|Platform|Products?|Cookies?|Law|EU|EEA|UK|US|USA|GDPR|CCPA|European|United|Content|Section"
    r"|URL|Agreement|Section|IP|Europe|China|India|America|California|Canada|Switzerland|Japan"
    r"|Australia|Singapore|Internet|Appendix|Article|State)\b"
)
_WORD = re.compile(r"[\w'/-]+")


def find_parties(
    prose: Prose, document_text: str, start: int, end: int, lexicon: Lexicon
) -> tuple[Party, ...]:
    """Return the parties named in `prose.text[start:end]`, in order; words that name no party are left."""
    parties: list[Party] = []
    seen: set[str] = set()
    for item_start, item_end in split_items(
        prose.text,
        start,
        end,
        complete=lambda before, after: _complete(before, after, document_text, lexicon),
    ):
        for part_start, part_end in _with_brackets(prose.text, item_start, item_end):
            part = _trim(prose.text, part_start, part_end)
            if part is None or _only_opens(prose.text, part, document_text, lexicon):
                continue
            if parties and _is_seat(prose.text, part, lexicon):
                continue
            part = _behind_category(prose.text, part, lexicon)
            restricted = part[1] < part_end and bool(_CUT.match(prose.text, part[1], part_end))
            party = classify(prose, document_text, part, lexicon, restricted=restricted)
            if (
                party is not None
                and party.mention is not None
                and party.mention.text.lower() not in seen
            ):
                seen.add(party.mention.text.lower())
                parties.append(party)
    return tuple(parties)


def _behind_category(text: str, part: Range, lexicon: Lexicon) -> Range:
    """Return the name alone in "our hosting provider Acme"."""
    match = _INTRODUCED.match(text[slice(*part)])
    if match is None or match.group("head").lower() not in lexicon.cues.party_heads:
        return part
    return part[0] + match.start("name"), part[1]


def _is_seat(text: str, part: Range, lexicon: Lexicon) -> bool:
    """Whether the words only say where the company before them sits ("Acme Bank AB, Stockholm")."""
    words = text[slice(*part)]
    after_form = _FORM_BEFORE.search(text[max(0, part[0] - 24) : part[0]]) is not None
    return after_form and words.isalpha() and lexicon.vocabulary.find_party(words) is None


def _only_opens(text: str, part: Range, document_text: str, lexicon: Lexicon) -> bool:
    """Whether a capital only comes from the start of the sentence ("Maintenance of …")."""
    words = text[slice(*part)]
    if part[0] > 0 and text[part[0] - 2 : part[0]] not in {". ", ": "}:
        return False
    single = " " not in words and words[1:].islower()
    return (
        single
        and lexicon.vocabulary.find_party(words) is None
        and words.lower() not in lexicon.cues.party_heads
        and not _stands_inside(words, document_text)
    )


def classify(
    prose: Prose, document_text: str, part: Range, lexicon: Lexicon, *, restricted: bool = False
) -> Party | None:
    """Tell what kind of party the words are; None if they are none.

    `restricted` tells that a relative clause follows: "the company that made it" is not the first party.
    """
    words = prose.text[slice(*part)]
    if words.lower() in _NO_PARTY:
        return None
    start, end = prose.place(*part)
    mention = Mention(start=start, end=end, text=document_text[start:end])
    lowered = words.lower()
    if lexicon.is_own(words) or (not restricted and lexicon.is_own("the " + words)):
        return Party(role=Role.FIRST_PARTY, mention=mention)
    if _PUBLIC.match(words):
        return Party(role=Role.PUBLIC, mention=mention)
    if lexicon.is_user(words) and not _BEYOND_USERS.search(words):
        return None
    if _OTHER_USERS.match(words) and not re.match(r"(?:third|service|business)", lowered):
        role = (
            Role.CATEGORY
            if lowered in {"others", "people", "individuals", "persons"}
            else Role.USER
        )
        return Party(
            role=role,
            mention=mention,
            kind=lexicon.vocabulary.place_kind(words).iri,
        )
    return _third_party(words, mention, lexicon)


def _group_company(words: str, lexicon: Lexicon) -> bool:
    """Whether the words mean the first party's sister companies ("the Acme companies", "other Acme entities")."""
    return re.search(
        r"\b(?:companies|entities|affiliates|subsidiaries|group companies)$", words, re.IGNORECASE
    ) is not None and any(
        re.search(rf"\b{re.escape(name)}\b", words.lower())
        for name in lexicon.own_names
        if len(name) > 2
    )


def _third_party(words: str, mention: Mention, lexicon: Lexicon) -> Party | None:
    vocabulary = lexicon.vocabulary
    if _group_company(words, lexicon):
        kind = vocabulary.place_kind("affiliates").iri
        return Party(role=Role.CATEGORY, mention=mention, kind=kind)
    known = vocabulary.find_party(words)
    if known is not None:
        mention = replace(mention, concept=known.iri)
    if known is not None and (
        not words[:1].islower() or words in {*known.alternatives, known.label}
    ):
        return Party(role=Role.NAMED, mention=mention, organisation=known.iri)
    if (found := vocabulary.find_kind(words)) is not None:
        return Party(role=Role.CATEGORY, mention=mention, kind=found.iri)
    tokens = _WORD.findall(words)
    if (
        _NAME.match(words)
        and any(t[0].isupper() for t in tokens[1:] or tokens)
        and not _NOT_NAMES.match(words)
    ):
        role = _role_of_capitalised(words, tokens, lexicon)
    else:
        head = _WORD.findall(re.split(r"\s(?:of|within)\s", words, maxsplit=1)[0])
        heads = head and head[-1].lower() in lexicon.cues.party_heads
        role = Role.CATEGORY if heads else None
    if role is Role.CATEGORY:
        return Party(role=role, mention=mention, kind=vocabulary.place_kind(words).iri)
    return None if role is None else Party(role=role, mention=mention)


def _role_of_capitalised(words: str, tokens: list[str], lexicon: Lexicon) -> Role | None:
    """Tell a name from a category or a type of data that is only written with capitals."""
    cues, head = lexicon.cues, tokens[-1].lower()
    heads = head in cues.party_heads
    if heads and not tokens[0].isupper() and not all(token[0].isupper() for token in tokens):
        return Role.CATEGORY
    if head in cues.data_heads and lexicon.names_data(words):
        return None
    plain = all(token.lower() in cues.party_heads | _PLAIN_MODIFIERS for token in tokens)
    return Role.CATEGORY if heads and plain else Role.NAMED


@lru_cache(maxsize=4096)
def _stands_inside(word: str, document_text: str) -> bool:
    """Whether the document writes the word with a capital inside a sentence too: then it is a name."""
    return re.search(rf"[a-z,;]\s{re.escape(word)}\b", document_text) is not None


def _known(words: str, lexicon: Lexicon) -> bool:
    return lexicon.vocabulary.find_party(words) is not None


def _complete(words: str, after: str, document_text: str, lexicon: Lexicon) -> bool:
    tokens = _WORD.findall(re.sub(r"\s*\([^)]*\)", "", words))
    if not tokens:
        return False
    return (
        tokens[-1].lower() in lexicon.cues.party_heads
        or (
            tokens[-1][0].isupper()
            and (
                len(tokens) > 1
                or after[:1].isupper()
                or _known(words, lexicon)
                or _stands_inside(tokens[-1], document_text)
            )
        )
        or lexicon.vocabulary.find_kind(words) is not None
        or tokens[-1].lower() in lexicon.cues.first
    )


def _with_brackets(text: str, start: int, end: int) -> list[Range]:
    opening = text.find("(", start, end)
    if opening < 0:
        return [(start, end)]
    closing = text.find(")", opening, end)
    closing = end if closing < 0 else closing
    parts = [(start, opening)]
    if text[opening + 1 : closing].lstrip().startswith(('"', "'", "hereinafter", "collectively")):
        return parts
    inner = opening + 1
    for match in re.finditer(r",|;|\band\b|\bor\b|$", text[inner:closing]):
        if match.start() + opening + 1 > inner:
            parts.append((inner, opening + 1 + match.start()))
        inner = opening + 1 + match.end()
    return parts


def _trim(text: str, start: int, end: int) -> Range | None:
    leading = _LEADING.match(text[start:end])
    if leading:
        start += leading.end()
    cut = _CUT.search(text, start, end)
    if cut:
        end = cut.start()
    words = text[start:end]
    if ")" in words and "(" not in words:
        words = words[: words.index(")")]  # the rest stands outside the bracket these words close
    words = words.rstrip(" ,;:.\"'|-–—•*[]!?")
    if not words or len(words.split()) > 12:
        return None
    return start, start + len(words)
