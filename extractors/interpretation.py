"""Interpretation: the statements of one parsed sentence, and who makes them."""

from __future__ import annotations

import re
from dataclasses import replace

from ..ontology.records import Action, Party, Role
from .clauses import Clause
from .embedding import Embedding
from .frames import Frame
from .parses import Parse
from .passages import Passage
from .readings import read_clause
from .slots import Filler, Slot
from .statements import FIRST_PARTY, Statement

_QUESTION = re.compile(r"^.*\?\W*$|^(?:how|what|why|who|which)\b[^,]*[^.:,]$", re.IGNORECASE)
_USER_AGENT = re.compile(r"(?:you|the user|users?|our users|customers?|individuals?)\b")
# Under these words a practice is asked for, chosen or only spoken of, not stated.
_UNSTATED = frozenset(
    "request requests requested ask object opt withdraw exercise exercising right rights entitled"
    " demand refuse decline prevent"
    " restrict prohibit instruct revoke prefer choose like wish want unable consider explain"
    " explains describe describes describing"
    " outline outlines learn understand know read review see covers apply applies govern governs inform informs".split()
)
_RECEIVES = frozenset({"receive", "collect", "obtain", "gather"})
_GIVES = frozenset({"provide", "give", "submit", "enter", "upload", "add", "share", "supply"})
_OURS_TO_ASK = frozenset({"ask", "request", "like", "want", "choose", "wish", "know"})
_COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "advcl", "prep", "csubj", "relcl", "dobj", "pobj"}
)


def interpret(
    passage: Passage, *, default_actor: bool = False, embedded: bool = False
) -> list[Statement]:
    """Return the statements of a parsed passage from left to right.

    With `default_actor`, a verb without a subject is the first party's ("Share it with …" under a lead-in).
    With `embedded`, the verbs of relative clauses and questions count too ("The data we collect is:").
    """
    doc = passage.doc
    assert doc is not None
    if _defines(doc) or (not embedded and is_question(passage.text)):
        return []
    if not embedded and not default_actor and _is_title(doc):
        return []
    statements: list[Statement] = []
    later: tuple[Frame, Statement] | None = None
    for frame in reversed(passage.frames):
        receivers = _antecedents(passage, frame)
        if (
            not embedded
            and not receivers
            and (
                frame.embedding not in {Embedding.MAIN, Embedding.PURPOSE}
                or _is_unstated(doc, frame)
            )
        ):
            continue
        clause = clause_of(passage, frame)
        shared = later[1] if later is not None and _adjoins(doc, frame, later[0]) else None
        read = (
            read_clause(clause, actor, shared)
            for actor in receivers or actors_of(passage, frame, default_actor)
        )
        found = [statement for statement in read if statement is not None]
        statements.extend(found)
        if found:
            later = frame, found[-1]
    return _referred(sorted(statements, key=lambda statement: statement.place))


def is_question(text: str) -> bool:
    """Whether the sentence asks, or only names what is told below ("How we use your data")."""
    return _QUESTION.match(text) is not None


def clause_of(passage: Passage, frame: Frame) -> Clause:
    """Return one of the passage's frames as a clause of its words."""
    cues = passage.lexicon.cues
    following = next(
        (
            f
            for f in passage.frames
            if f.verb > frame.tail and f.embedding in {Embedding.MAIN, Embedding.PURPOSE}
        ),
        None,
    )
    return Clause(
        passage,
        frame,
        next_verb=passage.place_of(following.verb) if following else len(passage.text),
        next_gathers=following is not None and cues.action(following.lemma) is Action.COLLECT,
    )


def _antecedents(passage: Passage, frame: Frame) -> list[Party | None]:
    """Return the named parties that a relative clause says receive data ("we use Acme, which receives …")."""
    assert passage.doc is not None
    verb = passage.doc[frame.head]
    if verb.dep_ != "relcl" or frame.passive or frame.lemma not in _RECEIVES:
        return []
    parties = passage.parties(passage.range_of(verb.head.left_edge.i, verb.head.i + 1))
    return [party for party in parties if party.role is Role.NAMED]


def _is_title(doc: Parse) -> bool:
    """Whether the words are a title ("Sharing information with third parties"), not a sentence."""
    return (
        len(doc) <= 10
        and doc[-1].text not in {".", "!", ";", ":"}
        and doc[0].lower_.endswith("ing")
    )


def _defines(doc: Parse) -> bool:
    """Whether the sentence only says what a word means."""
    return any(
        token.dep_ == "ROOT" and token.lower_ in {"means", "mean", "refers", "refer", "defined"}
        for token in doc
    )


def _referred(statements: list[Statement]) -> list[Statement]:
    """Give "it" and "them" the data of the statement before, and drop a bare "use" beside "collect"."""
    read: list[Statement] = []
    for statement in statements:
        if statement.refers_back and not statement.data:
            before = next((other for other in reversed(read) if other.data), None)
            statement = replace(statement, data=before.data) if before is not None else statement
        collected = any(
            other.action is Action.COLLECT and other.data == statement.data for other in read
        )
        bare = statement.manner in {"use", "process", "handle"} and not statement.purposes
        if not (statement.action is Action.USE and bare and collected):
            read.append(statement)
    return read


def _adjoins(doc: Parse, frame: Frame, later: Frame) -> bool:
    """Whether the frame is coordinated with the later one and may share its object."""
    token, other = doc[frame.verb], doc[later.verb]
    while other.dep_ == "conj":
        other = other.head
        if other.i == token.i:
            return True
    near = frame.end <= later.verb and later.verb - frame.verb <= 6
    return near and not any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in doc[later.verb].children
    )


def _is_unstated(doc: Parse, frame: Frame) -> bool:
    """Whether the verb stands under a right, a request or a description ("you may ask us to delete")."""
    token = doc[frame.verb]
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            return False
        if token.dep_ in _COMPLEMENTS and head.lower_ in _UNSTATED:
            subjects = {
                child.lower_ for child in head.children if child.dep_ in {"nsubj", "nsubjpass"}
            }
            asked = any(child.dep_ == "auxpass" for child in head.children)
            reserved = head.lower_ == "right" and head.head.lower_ in {
                "reserve",
                "reserves",
                "reserved",
            }
            ours = head.lower_ in _OURS_TO_ASK and bool(subjects & {"we", "us"})
            offered = head.lower_ in {"choose", "like", "want", "wish"} and "you" in subjects
            if offered and frame.lemma in _GIVES and not frame.negated:
                return False
            return not (asked or reserved or ours)
        token = head
    return False


def actors_of(passage: Passage, frame: Frame, default_actor: bool) -> list[Party | None]:
    """Return who does it; None stands for the user."""
    if frame.passive:
        return _agents(passage, frame.fillers)
    actors = [actor for part in frame.subjects for actor in subject_parties(passage, *part)]
    return [FIRST_PARTY] if not frame.subjects and default_actor else actors


def _agents(passage: Passage, fillers: tuple[Filler, ...]) -> list[Party | None]:
    assert passage.doc is not None
    agents = [filler for filler in fillers if filler.slot is Slot.AGENT]
    if any(_USER_AGENT.match(passage.doc.words(f.start + 1, f.end).lower()) for f in agents):
        return [None]
    parts = [passage.range_of(f.start + 1, f.end) for f in agents if f.end - f.start > 1]
    return [party for part in parts for party in passage.parties(part)] or [FIRST_PARTY]


def subject_parties(passage: Passage, start: int, end: int) -> list[Party | None]:
    """Return whom the tokens `start` to `end` name as subject: None stands for the user.

    A tool or the data itself acts for the first party.
    """
    assert passage.doc is not None
    words, lexicon = passage.doc.words(start, end), passage.lexicon
    part = passage.range_of(start, end)
    if lexicon.is_own(words):
        return [Party(role=Role.FIRST_PARTY, mention=passage.mention(part))]
    if lexicon.is_user(words):
        return [None]
    parties = passage.parties(part)
    if parties:
        return list(parties)
    if (
        end - start == 1
        and passage.doc[start].tag_ == "NNP"
        and lexicon.vocabulary.find_data(words) is None
    ):
        return [Party(role=Role.NAMED, mention=passage.mention(part))]
    last = words.lower().split()[-1] if words else ""
    return [FIRST_PARTY] if last in lexicon.cues.tools or lexicon.names_data(words) else []
