"""Readings: one clause and one actor read into a statement."""

from __future__ import annotations

import re
from dataclasses import replace

from ..ontology.records import Action, Mention, Party, Role
from .clauses import Clause
from .embedding import Embedding
from .frames import VISIBLE
from .lists import Range, find_triggers
from .objects import find_data
from .practices import goes_abroad, practice_of
from .retention import find_period
from .slots import Slot
from .statements import FIRST_PARTY, Statement

_PERMISSION = re.compile(
    r"^\W*(?:(?:the|a|your|us|any|our|relevant|corresponding)\s+)*(?:permissions?|authori[sz]ation"
    r"|authorit(?:y|ies)|access)\W*$",
    re.IGNORECASE,
)
_OPENS_DATA = re.compile(
    r"\W*(?:(?:the|a|your|us|any|our)\s+)*(?:permissions?|authori[sz]ation|authorit(?:y|ies)"
    r"|access)?\s*(?:on|to|for|of)?\s+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\s*(?:it|them|this|these|those)\b\s*(?:$|[^\s\w]|\b(?:to|with|for|in|on|from|only)\b)",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?:additional|more|further)\b")
_PUBLIC = re.compile(r"\bpublicly\b")
_TOOLS = re.compile(
    r"\b(?:cookies?|objects|technolog\w+|pixels?|beacons?|tags|data|information)\b", re.IGNORECASE
)
_HANDLES = re.compile(
    r"\b(?:process|stor|handl|collect|manag|host|analy[sz]|track|transmit|deliver|verify|gather|receiv|secur)\w*\b",
    re.IGNORECASE,
)
_HANDS_OVER = frozenset({"provide", "supply", "furnish", "give"})
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
    data, recipients = _data_and_recipients(clause, action)
    statement = Statement(
        action=action,
        manner=frame.lemma,
        negated=frame.negated,
        modality=clause.modality,
        actor=actor or FIRST_PARTY,
        data=data,
        recipients=recipients,
        sources=clause.sources() if action is Action.COLLECT else (),
        purposes=clause.purposes(),
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
        if to_us and not passive:
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


def _data_and_recipients(
    clause: Clause, action: Action
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    """Return the object's data and, where data is shared, who receives it."""
    frame, dative = clause.frame, clause.dative()
    objects, receivers = clause.ranges(Slot.OBJECT), clause.ranges(Slot.RECIPIENT)
    if (
        frame.lemma in _HANDS_OVER
        and not frame.passive
        and (handed := _handed(clause, receivers)) is not None
    ):
        return _handed_over(clause, handed, action)
    if frame.lemma in {"ask", "request"} and dative == "you":
        objects = [
            (part[0] + len("for "), part[1])
            for part in clause.ranges(Slot.PURPOSE)
            if clause.passage.words(part).lower().startswith("for ")
        ]
    if dative == "you" and action is Action.SHARE:
        return (), ()
    permits = _PERMISSION.match(clause.words(Slot.OBJECT)) is not None
    if permits and action is Action.SHARE and len(receivers) > 1:
        objects, receivers = [_opened(clause, part) for part in receivers[:1]], receivers[1:]
    elif permits or frame.lemma == "have":
        around = [*objects, *clause.ranges(Slot.OTHER), *receivers, *clause.ranges(Slot.PURPOSE)]
        objects, receivers = [_opened(clause, part) for part in around], []
    data = find_data(clause, objects, action)
    return _with_receivers(clause, data, receivers) if action is Action.SHARE else (data, ())


def _handed(clause: Clause, receivers: list[Range]) -> Range | None:
    """Return the range of the data in "provide us with your name"."""
    for part in receivers:
        if re.match(r"with (?!which|whom)", clause.passage.words(part), re.IGNORECASE):
            return part[0] + len("with "), part[1]
    return None


def _handed_over(
    clause: Clause, handed: Range, action: Action
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    if clause.dative() == "you" or clause.passage.lexicon.is_user(clause.words(Slot.OBJECT)):
        return (), ()
    data = find_data(clause, [handed], action)
    receivers = () if clause.dative() == "us" else tuple(clause.parties(Slot.OBJECT))
    return data, tuple(party for party in receivers if party.role is not Role.FIRST_PARTY)


def _opened(clause: Clause, part: Range) -> Range:
    """Leave out "permission on", "access to" before the data they open."""
    match = _OPENS_DATA.match(clause.passage.words(part))
    return (part[0] + match.end(), part[1]) if match and part[0] + match.end() < part[1] else part


def _with_receivers(
    clause: Clause, data: tuple[Mention, ...], receivers: list[Range]
) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
    passage = clause.passage
    found = [party for part in receivers for party in passage.parties(part)]
    if found:
        found.extend(_listed_receivers(clause, receivers))
    recipients = tuple(party for party in found if party.role is not Role.FIRST_PARTY)
    if not recipients and _PUBLIC.search(clause.parsed(clause.frame.verb - 1, clause.frame.end)):
        recipients = (Party(role=Role.PUBLIC, mention=_public(clause)),)
    to_user = any(
        re.search(r"\b(?:you|your)\b", passage.words(part), re.IGNORECASE) for part in receivers
    )
    return ((), ()) if to_user and not recipients else (data, recipients)


def _listed_receivers(clause: Clause, receivers: list[Range]) -> list[Party]:
    """Return the receivers that "such as" lists behind a relative clause ("providers who …, such as")."""
    passage, known = clause.passage, {part for part in receivers}
    listed: list[Party] = []
    for part in clause.ranges_behind():
        if part in known or part[0] < min(start for start, _ in receivers):
            continue
        for opening, closing in find_triggers(passage.text, *part):
            if passage.data_items((closing, part[1])) or opening > clause.next_verb:
                continue
            listed.extend(
                p
                for p in passage.parties((closing, part[1]))
                if p.role in {Role.NAMED, Role.CATEGORY}
            )
    return listed


def _public(clause: Clause) -> Mention | None:
    match = _PUBLIC.search(clause.passage.text)
    if match is None:
        return None
    span = clause.passage.span(match.span())
    return Mention(start=span.start, end=span.end, text=span.text)
