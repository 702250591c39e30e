"""Whose policy it is: the name users know, and the names the policy uses for itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ...ontology.records import Block, BlockKind
from .candidates import Candidate, gather_candidates, score
from .clues import (
    Clue,
    find_copyright_clues,
    find_defined_terms,
    find_definition_clues,
    find_domain_clues,
    find_frequent_clues,
    find_head_clues,
    find_phrase_clues,
    find_title_clues,
)
from .kin import find_group_names, find_used, is_used
from .masking import mask_markup
from .names import (
    can_be_alias,
    find_common_words,
    has_legal_form,
    is_generic,
    key_of,
    strip_industry,
    strip_legal_form,
)
from .spellings import Spellings

# Owners introduce themselves at the start; copyright lines and addresses stand at the end.
_HEAD_CHARACTERS = 9_000
_TAIL_CHARACTERS = 1_500
_BLOCK_CHARACTERS = 1_500
# A name with less to it is somebody's whom the text happens to name; a mere web address is not.
_LEAST = 1.2
_STRAIGHT = str.maketrans("’‘“”", "''\"\"")
# How many of the candidates are looked for in the whole text.
_LEADING = 8
# What a name is still worth if the policy says "we use" it.
_USED = 0.6
# What a name is still worth if the policy defines it as a term for a thing ("the "Services"").
_TERM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The company a policy belongs to, and every other name the policy gives it."""

    company: str
    aliases: tuple[str, ...] = ()


def find_owner(
    text: str, blocks: Sequence[Block], *, file_name: str, titles: Sequence[str] = ()
) -> Owner:
    """Return the policy's owner as its own words tell, else by the file's name.

    `titles` are what a page's head says of it: the site's name, the title of the window.
    """
    clues, terms = _collect_clues(text, blocks)
    clues += find_head_clues(titles)
    spellings, used = Spellings(text), find_used(text)
    leading = gather_candidates(clues)[:_LEADING]
    for candidate in leading:
        candidate.score = score(spellings, candidate)
        if key_of(candidate.name) in terms and not candidate.introduced:
            candidate.score *= _TERM
        if is_used(used, candidate.name):
            candidate.score *= _USED
    best = max(leading, key=lambda candidate: candidate.score, default=None)
    if best is None or (best.score < _LEAST and spellings.count(best.name)):
        return Owner(company=_stem(file_name))
    aliases = dict.fromkeys([*best.spellings, *best.aliases])
    for clue in clues:
        if clue.personal or (clue.name != best.name and _is_akin(best.name, clue)):
            aliases.update(dict.fromkeys((clue.name, *clue.aliases)))
    company = _restore_article(text, _shorten(best, aliases, clues))
    aliases.update(dict.fromkeys([*find_group_names(text), best.name]))
    kept = [alias for alias in aliases if _is_alias(spellings, alias) and alias != company]
    return Owner(company=company, aliases=tuple(kept))


def _is_alias(spellings: Spellings, alias: str) -> bool:
    """Whether the words can name the owner and nothing else, as "web beacons" do."""
    if not can_be_alias(alias):
        return False
    return is_generic(alias) or alias.islower() or not spellings.count(alias)[alias.lower()]


def _is_akin(name: str, clue: Clue) -> bool:
    """Whether a clue's name is another one of the same owner: it shares its distinctive word."""
    if not (clue.given or clue.titled or has_legal_form(clue.name)):
        return False
    common = strip_industry(find_common_words(name, clue.name))
    return len(common) >= 4 and not is_generic(common)


def _shorten(best: Candidate, aliases: Iterable[str], clues: Sequence[Clue]) -> str:
    """Return the short name that the policy gives, or the words that two names of the owner share."""
    name = best.name
    for clue in clues:
        if clue.given and name in clue.aliases and key_of(clue.name) in key_of(name):
            return clue.name
    if best.introduced or " " not in name:
        return name
    for alias in aliases:
        if key_of(name) in key_of(alias):
            continue
        common = strip_industry(find_common_words(name, strip_legal_form(alias)))
        if 4 <= len(common) < len(name) and not is_generic(common):
            return common
    return name


def _restore_article(text: str, name: str) -> str:
    """Return "The Name" if that is how the text writes it inside sentences."""
    written = re.findall(rf"(?<=[a-z,] )([Tt]he) {re.escape(name)}(?!\w)", text)
    return f"The {name}" if written.count("The") > max(1, written.count("the")) else name


def _stem(file_name: str) -> str:
    return file_name.rsplit(".", 1)[0] if "." in file_name[1:] else file_name


def _collect_clues(text: str, blocks: Sequence[Block]) -> tuple[list[Clue], set[str]]:
    head: list[str] = []
    titles: list[str] = []
    size = 0
    for block in blocks:
        end = min(block.end, block.start + _BLOCK_CHARACTERS)
        words = mask_markup(text[block.start : end]).translate(_STRAIGHT)
        if (block.kind is BlockKind.HEADING and size < 1500) or (size < 200 and len(words) < 80):
            titles.append(words)
        if block.kind is not BlockKind.HEADING:
            head.append(words)
        size += len(words)
        if size > _HEAD_CHARACTERS:
            break
    clues = list(find_title_clues(titles))
    terms: set[str] = set()
    for place, words in enumerate(head):
        nearness = 1.0 if place < 8 else 0.5
        for clue in (*find_definition_clues(words), *find_phrase_clues(words)):
            clues.append(replace(clue, weight=clue.weight * nearness))  # noqa: PERF401
        terms |= find_defined_terms(words)
    clues.extend(find_copyright_clues(text[-_TAIL_CHARACTERS:]))
    clues.extend(find_domain_clues(text))
    clues.extend(find_frequent_clues(text))
    return clues, terms
