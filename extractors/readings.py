"""Readings: one clause and one actor read into a statement."""

from __future__ import annotations

import re
from dataclasses import replace

from ..ontology.records import Action, Party, Role
from .clauses import Clause
from .embedding import Embedding
from .frames import VISIBLE
from .lists import Range
from .objects import find_data
from .practices import goes_abroad, practice_of
from .receivers import data_and_receivers
from .retention import find_period
from .slots import Slot
from .statements import FIRST_PARTY, Statement

_PRONOUN = re.compile(
    r"\s*(?:it|them|this|these|those)\b\s*(?:$|[^\s\w]|\b(?:to|with|for|in|on|from|only)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:additional|more|further)\b")
_TOOLS = re.compile(
    r"\b(?:cookies?|objects|technolog\w+|pixels?|beacons?|tags|data|information)\b", re.IGNORECASE
)
_HANDLES = re.compile(
    r"\b(?:process|stor|handl|collect|manag|host|analy[sz]|track|transmit|deliver|verify|gather|receiv|secur)\w*\b",
    re.IGNORECASE,
)
_ASKS = frozenset({"ask", "request", "require", "need"})


def read_clause(clause: Clause, actor: Party | None, later: Statement | None) -> Statement | None:
    """Return what the clause states of `actor`; None where it states no practice.

    `actor` None stands for the user. `later` is the statement of the verb that this one is coordinated
    with: an object that stands only there is shared ("store, and may use, your name").
    """
    frame = clause.frame
    if frame.lemma in {"help", "allow", "enable"}:
        return _helping(clause)
    practice = practice_of(clause, actor)
    if practice is None:
        return None
    action, rule = practice
    if action is Action.USE and not frame.passive and (through := _through(clause)) is not None:
        return through
    data, recipients = data_and_receivers(clause, action)
    statement = Statement(
        action=action,
        manner=frame.lemma,
        negated=frame.negated,
        modality=clause.modality,
        actor=actor or FIRST_PARTY,
        data=data,
        recipients=recipients,
        sources=clause.sources() if action is Action.COLLECT else (),
        purposes=tuple(
            p for p in clause.purposes() if not any(p.start <= d.start < p.end for d in data)
        ),
        condition=clause.condition(),
        rule=rule,
        place=clause.place,
        refers_back=bool(_PRONOUN.match(clause.words(Slot.OBJECT))),
    )
    if not data and later is not None:
        statement = _sharing_object(statement, later)
    if not statement.recipients and goes_abroad(clause):
        statement = replace(statement, action=Action.STORE)
    turned = _turned(clause, statement)
    if turned is None:
        return None
    if turned.action is Action.STORE:
        turned = replace(turned, retention=find_period(clause.passage))
    return _checked(clause, turned)


def _sharing_object(statement: Statement, later: Statement) -> Statement:
    sharing = statement.action is Action.SHARE
    return replace(
        statement,
        data=later.data,
        recipients=statement.recipients or (later.recipients if sharing else ()),
        purposes=statement.purposes or later.purposes,
        condition=statement.condition or later.condition,
    )


def _turned(clause: Clause, statement: Statement) -> Statement | None:
    """Turn a third party's practice round: its collecting is sharing with it, its giving us is a source."""
    actor, passive = statement.actor, clause.frame.passive
    if actor.role is Role.FIRST_PARTY:
        return statement
    action = statement.action
    if clause.frame.causative and action in {Action.USE, Action.STORE}:
        action = Action.COLLECT
    to_us = clause.goes_to_first_party()
    if action is Action.COLLECT:
        if to_us:
            return replace(statement, action=action, sources=(actor,))
        return replace(statement, action=Action.SHARE, recipients=(actor,), sources=())
    if action is Action.SHARE:
        if clause.frame.lemma in VISIBLE:
            return replace(statement, actor=FIRST_PARTY, recipients=(actor,))
        if to_us:
            return replace(statement, action=Action.COLLECT, sources=(actor,), actor=FIRST_PARTY)
        return statement if passive else None
    return statement


def _through(clause: Clause) -> Statement | None:
    """Read "we use a payment platform (Acme Pay) to process your card": the data goes to whom is used."""
    frame = clause.frame
    if (
        frame.lemma not in {"use", "utilize", "utilise", "employ"}
        or frame.embedding is not Embedding.MAIN
    ):
        return None
    parties = [p for p in clause.parties(Slot.OBJECT) if p.role in {Role.NAMED, Role.CATEGORY}]
    if _TOOLS.search(clause.words(Slot.OBJECT)):
        return None
    handled = parties and _HANDLES.search(clause.words(Slot.PURPOSE)) is not None
    parts = [_behind_verb(clause, part) for part in clause.ranges(Slot.PURPOSE)]
    data = find_data(clause, parts, Action.SHARE) if handled else ()
    if not data:
        return None
    return Statement(
        action=Action.SHARE,
        manner=frame.lemma,
        negated=frame.negated,
        modality=clause.modality,
        actor=FIRST_PARTY,
        data=data,
        recipients=tuple([p for p in parties if p.role is Role.NAMED] or parties),
        purposes=clause.purposes(),
        condition=clause.condition(),
        rule="share-through",
        place=clause.whole[0],
    )


def _behind_verb(clause: Clause, part: Range) -> Range:
    """Leave out "to securely process and store" before the object of a purpose."""
    match = re.match(
        r"(?:in order )?to\s+(?:\w+\s+){0,4}?" + _HANDLES.pattern + r"(?:\s+and\s+\w+)?\s+",
        clause.passage.words(part),
        re.IGNORECASE,
    )
    return (part[0] + match.end(), part[1]) if match and part[0] + match.end() < part[1] else part


def _helping(clause: Clause) -> Statement | None:
    """Read "this information helps us to …": the subject is data, used for what follows."""
    frame, passage = clause.frame, clause.passage
    if frame.passive or frame.embedding is not Embedding.MAIN or not frame.subjects:
        return None
    following = clause.parsed(frame.verb + 1, frame.verb + 8)
    helped = re.match(r"(?:us|to)\b|(?:(?:our|the|this)\s+)?[\w ]{2,30}?\s+(?=to\b)", following)
    if helped is None or not (
        following.startswith(("us ", "to ")) or passage.lexicon.is_own(helped.group().strip())
    ):
        return None
    data = find_data(clause, [passage.range_of(*part) for part in frame.subjects], Action.USE)
    if not data or any(passage.lexicon.is_tool(mention.text) for mention in data):
        return None
    start = passage.place_of(frame.verb + 1)
    purpose = passage.purpose((start, clause.whole[1]))
    return Statement(
        action=Action.USE,
        manner=frame.lemma,
        negated=frame.negated,
        modality=clause.modality,
        actor=FIRST_PARTY,
        data=data,
        purposes=(purpose,) if purpose else (),
        rule="data-helps",
        place=start,
    )


def _checked(clause: Clause, statement: Statement) -> Statement | None:
    """Refuse readings that are no practice, and mark what only opens a list of receivers."""
    lexicon, lemma = clause.passage.lexicon, clause.frame.lemma
    statement = _as_gathering(clause, statement)
    if clause.frame.embedding is Embedding.PURPOSE and not _stands_in_purpose(clause, statement):
        return None
    words = [mention.text for mention in statement.data]
    if (
        statement.action is Action.SHARE
        and not statement.recipients
        and lemma not in lexicon.cues.giving_away
    ):
        opens = re.search(r"\b(?:to|with)\W*$|\brecipients\b", clause.passage.text) is not None
        return replace(statement, rule="open") if opens and words else None
    vague = (lexicon.heads_list(word) or _MORE.match(word) for word in words)
    if lemma in _ASKS and statement.action is Action.COLLECT and words and all(vague):
        return None
    if lemma in {"verify", "confirm", "authenticate"} and all(
        word.lower().endswith("identity") for word in words
    ):
        return None
    return statement


def _as_gathering(clause: Clause, statement: Statement) -> Statement:
    """Read a bare use of cookies, or their use to collect, as collecting with them."""
    told = statement.purposes and not clause.next_gathers
    tools = all(clause.passage.lexicon.is_tool(mention.text) for mention in statement.data)
    if statement.action is not Action.USE or not statement.data or told or not tools:
        return statement
    if statement.actor.role is Role.FIRST_PARTY:
        return replace(statement, action=Action.COLLECT, rule="tool-use")
    return replace(statement, action=Action.SHARE, recipients=(statement.actor,), rule="tool-use")


def _stands_in_purpose(clause: Clause, statement: Statement) -> bool:
    """Whether a verb inside "to …" states a flow of its own, not only what another is for."""
    assert clause.passage.doc is not None
    governor = clause.passage.doc[clause.frame.head].head.lower_
    by_use = governor in {"use", "uses", "used", "using", "place", "deploy", "set"}
    if statement.rule.startswith("third-party") and not by_use:
        return False
    if statement.action is Action.SHARE:
        return bool(statement.recipients)
    thin = clause.frame.lemma in clause.passage.lexicon.cues.thin
    return statement.action in {Action.COLLECT, Action.STORE} and not thin
