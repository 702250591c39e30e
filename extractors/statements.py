"""Statements: what one sentence says of data, read from its frames and their slots."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..ontology.records import Action, Mention, Modality, Party, Role, SourceDocument, Span
from .frames import Embedding, Frame, find_frames
from .lexicon import Lexicon
from .lists import Range, find_triggers
from .mentions import data_items
from .parties import classify, find_parties
from .sentences import Sentence
from .slots import Filler, Slot, read_fillers

if TYPE_CHECKING:
    from spacy.tokens import Doc

FIRST_PARTY = Party(role=Role.FIRST_PARTY)

_RIGHTS = frozenset(
    "request requests requested ask object opt withdraw exercise exercising right rights entitled demand refuse decline prevent restrict prohibit instruct revoke prefer choose like wish want unable consider"
    " explain explains describe describes describing outline outlines learn understand know read review see covers apply applies govern governs inform informs".split()
)
_RETENTION = re.compile(
    r"\b(?:for\s+(?:a\s+)?(?:(?:maximum|minimum|limited|shortest|longer|additional|certain)\s+)?(?:period|term|duration)s?\s+(?:of\s+|necessary\s+|required\s+)?[^,.;]{2,80}|(?:for\s+)?(?:up\s+to|at\s+least|no\s+(?:longer|more)\s+than|a\s+maximum\s+of|within|after|for)\s+(?:\w+\s+){0,3}?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)[\s-]+(?:\(\d+\)\s+)?(?:business\s+|working\s+|calendar\s+)?(?:hours?|days?|weeks?|months?|years?)\b[^,.;]{0,60}|(?:only\s+)?(?:for\s+)?(?:as|so)\s+long\s+as\s+[^,.;]{2,90}|until\s+[^,.;]{2,80}|(?:\d+)\s+(?:hours?|days?|weeks?|months?|years?)\b[^,.;]{0,50}|indefinitely|permanently|for\s+the\s+(?:duration|shortest\s+period|minimum\s+period|period|time|lifetime)\s+[^,.;]{2,80})",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:(?:only\s+)?with(?:out)?|unless|subject to|based on|upon|except with|only after)\s+(?:we\s+have\s+)?(?:\w+\s+){0,4}?(?:consent|permission|authori[sz]ation|approval)\b(?:\s+from\s+you)?|\b(?:as|when|where|if|unless|except as|except when|to the extent)\s+(?:\w+\s+){0,3}?(?:required|permitted|allowed)\s+(?:or\s+\w+\s+)?by\s+(?:applicable\s+)?(?:law|laws|regulations?)\b|\b(?:except|unless)\b[^.;]{3,140}",
    re.IGNORECASE,
)


_PERMISSION = re.compile(r"^\W*(?:(?:the|a|your|us|any|our|relevant|corresponding)\s+)*(?:permissions?|authori[sz]ation|authorit(?:y|ies)|access)\W*$", re.IGNORECASE)
_QUESTION = re.compile(r"^.*\?\W*$|^(?:how|what|why|who|which)\b[^,]*[^.:,]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A practice with what the sentence says about it; every span is in document offsets."""

    action: Action
    manner: str
    negated: bool
    modality: Modality
    actor: Party
    data: tuple[Mention, ...] = ()
    recipients: tuple[Party, ...] = ()
    sources: tuple[Party, ...] = ()
    purposes: tuple[Mention, ...] = ()
    condition: Span | None = None
    retention: Span | None = None
    rule: str
    place: int
    refers_back: bool = False
    coordinated: bool = False


class Reader:
    """Reads the sentences of one document."""

    def __init__(self, document: SourceDocument, lexicon: Lexicon) -> None:
        self.document = document
        self.lexicon = lexicon

    # ---- words of the document -------------------------------------------------------------
    def mention(self, sentence: Sentence, part: Range) -> Mention:
        span = sentence.prose.span(self.document.text, *part)
        words = sentence.prose.text[slice(*part)]
        return Mention(start=span.start, end=span.end, text=span.text, concept=self.lexicon.vocabulary.place_data(words).iri)

    def span(self, sentence: Sentence, part: Range) -> Span:
        return sentence.prose.span(self.document.text, *part)

    def parties(self, sentence: Sentence, part: Range) -> tuple[Party, ...]:
        return find_parties(sentence.prose, self.document.text, part[0], part[1], self.lexicon)

    def data_items(self, sentence: Sentence, doc: Doc, start: int, end: int, *, clauses: bool = False) -> list[Range]:
        """Return the ranges that name data, without items that the parser reads as verbs ("create an account")."""
        items = data_items(sentence.prose.text, start, end, self.lexicon, clauses=clauses)
        return [item for item in items if not self._is_verb(sentence, doc, item)]

    def _is_verb(self, sentence: Sentence, doc: Doc, item: Range) -> bool:
        if self.lexicon.vocabulary.find_data(sentence.prose.text[slice(*item)]) is not None:
            return False
        place = bisect_left(sentence.inner, item[0])
        token = next((t for t in doc if t.idx <= place < t.idx + len(t)), None)
        return token is not None and token.tag_ in {"VB", "VBP", "MD"} and sentence.inner[place] == item[0]

    # ---- reading a sentence ----------------------------------------------------------------
    def read(self, sentence: Sentence, doc: Doc, *, default_actor: bool = False, embedded: bool = False) -> list[Statement]:
        """Return the statements of the sentence from left to right.

        With `default_actor`, a verb without a subject is the first party's ("Share it with …" under a lead-in).
        With `embedded`, the verbs of relative clauses and questions count too ("The data we collect is:").
        """
        if _defines(doc):
            return []
        if not embedded and _QUESTION.match(sentence.prose.text):
            return []
        if not embedded and not default_actor and _is_title(doc):
            return []
        frames = find_frames(doc, self.lexicon.cues)
        statements: list[Statement] = []
        later: Statement | None = None
        later_frame: Frame | None = None
        for frame in reversed(frames):
            found = self._read_frame(sentence, doc, frame, default_actor, embedded, later if _adjoins(doc, frame, later_frame) else None, tuple(f.verb for f in frames if f.verb > frame.tail and f.embedding in {Embedding.MAIN, Embedding.PURPOSE}))
            statements.extend(found)
            if found:
                later, later_frame = found[-1], frame
        return _referred(sorted(statements, key=lambda s: s.place))

    def _read_frame(self, sentence: Sentence, doc: Doc, frame: Frame, default_actor: bool, embedded: bool, later: Statement | None, others: tuple[int, ...] = ()) -> list[Statement]:
        if not embedded and (frame.embedding in {Embedding.CONDITION, Embedding.QUESTION, Embedding.RELATIVE} or _under_right(doc, frame)):
            return []
        fillers = read_fillers(doc, frame, self.lexicon.cues)
        actors = self._actors(sentence, doc, frame, fillers, default_actor)
        clause = _Clause(self, sentence, doc, frame, fillers, others)
        statements: list[Statement] = []
        for actor in actors:
            statement = clause.statement(actor, later)
            if statement is not None:
                statements.append(statement)
        return statements

    def _actors(self, sentence: Sentence, doc: Doc, frame: Frame, fillers: list[Filler], default_actor: bool) -> list[Party | None]:
        """Return who does it; None stands for the user."""
        if frame.passive:
            agents = [self.parties(sentence, _outer(doc, sentence, f.start + 1, f.end)) for f in fillers if f.slot is Slot.AGENT and f.end - f.start > 1]
            found = [party for group in agents for party in group]
            agent_words = [doc[f.start + 1 : f.end].text.lower() for f in fillers if f.slot is Slot.AGENT]
            if any(re.match(r"(?:you|the user|users?|our users|customers?|individuals?)\b", words) for words in agent_words):
                return [None]
            return list(found) or [FIRST_PARTY]
        actors: list[Party | None] = []
        for start, end in frame.subjects:
            actors.extend(self._actor(sentence, doc, start, end))
        if not frame.subjects and default_actor:
            return [FIRST_PARTY]
        return actors

    def _actor(self, sentence: Sentence, doc: Doc, start: int, end: int) -> list[Party | None]:
        words = doc[start:end].text
        lexicon = self.lexicon
        if lexicon.is_own(words):
            part = _outer(doc, sentence, start, end)
            span = self.span(sentence, part)
            return [Party(role=Role.FIRST_PARTY, mention=Mention(start=span.start, end=span.end, text=span.text))]
        if lexicon.is_user(words):
            return [None]
        last = words.lower().split()[-1] if words else ""
        parties = self.parties(sentence, _outer(doc, sentence, start, end))
        if parties:
            return list(parties)
        if last in lexicon.cues.tools or lexicon.names_data(words):
            return [FIRST_PARTY]
        return []


def _is_title(doc: Doc) -> bool:
    """Whether the words are a title ("Sharing information with third parties"), not a sentence."""
    return len(doc) <= 10 and doc[-1].text not in {".", "!", ";", ":"} and doc[0].lower_.endswith("ing")


def _defines(doc: Doc) -> bool:
    """Whether the sentence only says what a word means."""
    return any(token.dep_ == "ROOT" and token.lower_ in {"means", "mean", "refers", "refer", "defined"} for token in doc)


def _referred(statements: list[Statement]) -> list[Statement]:
    """Give "it" and "them" the data of the statement before, and drop a bare "use" beside "collect"."""
    read: list[Statement] = []
    for statement in statements:
        if statement.refers_back and not statement.data:
            before = next((s for s in reversed(read) if s.data), None)
            if before is not None:
                statement = replace(statement, data=before.data)
        beside = any(s.action is Action.COLLECT and s.data == statement.data for s in read)
        if statement.action is Action.USE and statement.manner in {"use", "process", "handle"} and beside and not statement.purposes:
            continue
        read.append(statement)
    return read


def _adjoins(doc: Doc, frame: Frame, later: Frame | None) -> bool:
    """Whether the frame is coordinated with the later one and may share its object."""
    if later is None:
        return False
    token, other = doc[frame.verb], doc[later.verb]
    while other.dep_ == "conj":
        other = other.head
        if other.i == token.i:
            return True
    return frame.end <= later.verb and later.verb - frame.verb <= 6 and not any(
        child.dep_ in {"nsubj", "nsubjpass"} for child in doc[later.verb].children
    )


def _under_right(doc: Doc, frame: Frame) -> bool:
    """Whether the verb stands under a right, a request or a description ("you may ask us to delete")."""
    token = doc[frame.verb]
    for _ in range(8):
        if token.head.i == token.i:
            return False
        head = token.head
        if token.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "advcl", "prep", "csubj", "relcl", "dobj", "pobj"} and head.lower_ in _RIGHTS:
            subjects = [child.lower_ for child in head.children if child.dep_ in {"nsubj", "nsubjpass"}]
            if any(child.dep_ == "auxpass" for child in head.children):
                return False
            if head.lower_ == "right" and head.head.lower_ in {"reserve", "reserves", "reserved"}:
                return False
            if head.lower_ in {"ask", "request", "like", "want", "choose", "wish", "know"} and any(word in {"we", "us"} for word in subjects):
                return False
            return True
        token = head
    return False


def _after(text: str, part: Range) -> Range:
    """Leave out "permission on", "access to" before the data they open."""
    match = re.match(r"\W*(?:(?:the|a|your|us|any|our)\s+)*(?:permissions?|authori[sz]ation|authorit(?:y|ies)|access)?\s*(?:on|to|for|of)?\s+", text[slice(*part)], re.IGNORECASE)
    return (part[0] + match.end(), part[1]) if match and part[0] + match.end() < part[1] else part


def _outer(doc: Doc, sentence: Sentence, start: int, end: int) -> Range:
    first, last = doc[start], doc[end - 1]
    outer = sentence.outer(first.idx, last.idx + len(last))
    text = sentence.prose.text
    rest = text[outer[1] :]
    if rest.startswith(" (") or rest.startswith("("):  # brackets the parser did not see belong to the words before
        closing = text.find(")", outer[1])
        if closing > 0:
            return outer[0], closing + 1
    return outer


class _Clause:
    """One frame's clause, read for one actor at a time."""

    def __init__(self, reader: Reader, sentence: Sentence, doc: Doc, frame: Frame, fillers: list[Filler], others: tuple[int, ...]) -> None:
        self.next_verb = sentence.outer(doc[others[0]].idx, doc[others[0]].idx + 1)[0] if others else len(sentence.prose.text)
        self.next_gathers = bool(others) and self._gathers(doc[others[0]].text, reader)
        self.reader, self.sentence, self.doc, self.frame, self.fillers = reader, sentence, doc, frame, fillers
        self.lexicon = reader.lexicon
        self.cues = reader.lexicon.cues

    @staticmethod
    def _gathers(verb: str, reader: Reader) -> bool:
        lemma = reader.lexicon.cues.lemma(verb)
        return lemma is not None and reader.lexicon.cues.action(lemma) is Action.COLLECT

    def ranges(self, slot: Slot) -> list[Range]:
        return [_outer(self.doc, self.sentence, f.start, f.end) for f in self.fillers if f.slot is slot]

    def words(self, slot: Slot) -> str:
        return " ".join(self.sentence.prose.text[slice(*part)] for part in self.ranges(slot)).strip()

    # ---- the reading -----------------------------------------------------------------------
    def statement(self, actor: Party | None, later: Statement | None) -> Statement | None:
        frame = self.frame
        if frame.lemma in {"help", "allow", "enable"}:
            return self._helping()
        reading = self._action(actor)
        if reading is None:
            return None
        action, rule = reading
        if action is Action.USE and not frame.passive and (through := self._through()) is not None:
            return through
        data, recipients = self._data_and_recipients(action, actor)
        purposes, condition = self._purposes(), self._condition()
        sources = self._sources(action)
        if not data and later is not None:
            data = later.data
            recipients = recipients or later.recipients if action is Action.SHARE else recipients
            purposes, condition = purposes or later.purposes, condition or later.condition
        if frame.lemma == "transfer" and not recipients and self._abroad():
            action = Action.STORE
        third = actor is not None and actor.role not in {Role.FIRST_PARTY}
        if third and frame.causative and action in {Action.USE, Action.STORE}:
            action = Action.COLLECT
        if third and action is Action.COLLECT and actor is not None:
            if self._to_first_party() and not frame.passive:
                sources, action = (actor,), Action.COLLECT
            else:
                action, recipients, sources = Action.SHARE, (actor,), ()
        elif third and action is Action.SHARE and actor is not None:
            if not self._to_first_party() and not frame.passive:
                return None
            if self._to_first_party():
                action, sources, actor = Action.COLLECT, (actor,), FIRST_PARTY
        statement = Statement(
            action=action,
            manner=frame.lemma,
            negated=frame.negated,
            modality=Modality.POSSIBLE if frame.possible else Modality.STATED,
            actor=actor or FIRST_PARTY,
            data=data,
            recipients=recipients,
            sources=sources,
            purposes=purposes,
            condition=condition,
            retention=self._retention(action),
            rule=rule,
            refers_back=bool(re.match(r"\s*(?:it|them|this|these|those)\b\s*(?:$|[^\s\w]|\b(?:to|with|for|in|on|from|only)\b)", self.words(Slot.OBJECT), re.IGNORECASE)),
            place=self.sentence.outer(self.doc[frame.verb].idx, self.doc[frame.verb].idx + 1)[0],
        )
        return self._checked(statement)

    def _through(self) -> Statement | None:
        """Read "we use a payment platform (Acme Pay) to process your card": the data goes to whom is used."""
        if self.frame.lemma not in {"use", "utilize", "utilise", "employ"} or self.frame.embedding is not Embedding.MAIN:
            return None
        parties = [p for part in self.ranges(Slot.OBJECT) for p in self.reader.parties(self.sentence, part) if p.role in {Role.NAMED, Role.CATEGORY}]
        data = self._mentions(self.ranges(Slot.PURPOSE), Action.SHARE) if parties else ()
        if not data:
            return None
        named = [p for p in parties if p.role is Role.NAMED]
        return Statement(
            action=Action.SHARE,
            manner=self.frame.lemma,
            negated=self.frame.negated,
            modality=Modality.POSSIBLE if self.frame.possible else Modality.STATED,
            actor=FIRST_PARTY,
            data=data,
            recipients=tuple(named or parties),
            purposes=self._purposes(),
            condition=self._condition(),
            rule="share-through",
            place=self._clause_range()[0],
        )

    def _helping(self) -> Statement | None:
        """Read "this information helps us to …": the subject is data, used for what follows."""
        frame, text = self.frame, self.doc[self.frame.verb + 1 : self.frame.verb + 8].text
        if frame.passive or frame.embedding is not Embedding.MAIN or not frame.subjects:
            return None
        follower = re.match(r"(?:us|to)\b|(?:(?:our|the|this)\s+)?[\w ]{2,30}?\s+(?=to\b)", text)
        own = follower is not None and (text.startswith(("us ", "to ")) or self.lexicon.is_own(follower.group().strip()))
        data = self._mentions([_outer(self.doc, self.sentence, *part) for part in frame.subjects], Action.USE) if own else ()
        if not data or any(self.lexicon.is_tool(d.text) for d in data):
            return None
        start = self.sentence.outer(self.doc[frame.verb + 1].idx, self.doc[frame.verb + 1].idx + 1)[0]
        purpose = self._purpose((start, self._clause_range()[1]))
        return Statement(
            action=Action.USE,
            manner=frame.lemma,
            negated=frame.negated,
            modality=Modality.POSSIBLE if frame.possible else Modality.STATED,
            actor=FIRST_PARTY,
            data=data,
            purposes=(purpose,) if purpose else (),
            rule="data-helps",
            place=start,
        )

    def _checked(self, statement: Statement) -> Statement | None:
        """Refuse readings that are no practice, and mark what is left open for a list."""
        frame, embedding = self.frame, self.frame.embedding
        if statement.action is Action.USE and statement.data and (not statement.purposes or self.next_gathers) and all(self.lexicon.is_tool(d.text) for d in statement.data):
            third = statement.actor.role is not Role.FIRST_PARTY
            statement = replace(
                statement, action=Action.SHARE if third else Action.COLLECT, recipients=(statement.actor,) if third else (), rule="tool-use"
            )
        if embedding is Embedding.PURPOSE:
            if statement.rule.startswith("third-party") and not self._by_use():
                return None
            kept = (statement.action is Action.SHARE and bool(statement.recipients)) or (
                statement.action in {Action.COLLECT, Action.STORE} and frame.lemma not in self.cues.thin
            )
            if not kept:
                return None
        if statement.action is Action.SHARE and not statement.recipients and frame.lemma not in self.cues.giving_away:
            opens = re.search(r"\b(?:to|with)\W*$|\brecipients\b", self.sentence.prose.text) is not None
            return replace(statement, rule="open") if opens and statement.data else None
        if frame.lemma in {"ask", "request", "require", "need"} and statement.action is Action.COLLECT:
            if all(self.lexicon.heads_list(d.text) or re.match(r"(?:additional|more|further)\b", d.text) for d in statement.data) and statement.data:
                return None
        if frame.lemma in {"verify", "confirm", "authenticate"} and all(d.text.lower().endswith("identity") for d in statement.data):
            return None
        return statement

    def _by_use(self) -> bool:
        """Whether the verb is what something is used for ("use cookies to collect")."""
        token = self.doc[self.frame.head]
        return token.head.lower_ in {"use", "uses", "used", "using", "place", "deploy", "set"}

    def _action(self, actor: Party | None) -> tuple[Action, str] | None:
        frame = self.frame
        action = self.cues.action(frame.lemma)
        if frame.lemma == "have" and not re.match(r"(?:\w+\s+)?access to\b", self.doc[frame.verb + 1 : frame.end].text, re.IGNORECASE):
            return None
        if frame.lemma == "make" and "available" not in self.doc[frame.verb : frame.end].text.lower():
            return None
        if frame.passive:
            return self._passive_action(actor, action)
        if actor is None:
            if frame.lemma in self.cues.giving and not self._to_third_party():
                if frame.lemma in {"take", "record"} and not re.search(r"\b(?:photo|picture|image|video|audio|voice)", self.words(Slot.OBJECT), re.IGNORECASE):
                    return None
                if frame.negated or self._optional_giving():
                    return None
                return Action.COLLECT, "user-gives"
            if frame.lemma in {"collect", "gather"}:
                return Action.COLLECT, "active-collect"
            return None
        if action is None:
            return None
        third = actor.role is not Role.FIRST_PARTY
        if frame.lemma in {"need", "require"} and not third and self.ranges(Slot.PURPOSE) and action is Action.COLLECT and not frame.passive:
            return Action.USE, "active-use"
        if not third and frame.lemma in {"see", "view", "hear", "read", "help", "allow", "enable"}:
            return None
        if third and action in {Action.USE, Action.STORE, Action.COLLECT, Action.SHARE}:
            return action, f"third-party-{action.value}"
        return action, f"active-{action.value}"

    def _passive_action(self, actor: Party | None, action: Action | None) -> tuple[Action, str] | None:
        frame = self.frame
        if action is None:
            return (Action.COLLECT, "passive-give") if actor is None and frame.lemma in self.cues.giving else None
        if action is Action.SHARE and (self._to_first_party() or (actor is None and not self._to_third_party())):
            return Action.COLLECT, "passive-to-us"
        if actor is None:
            return None
        return action, f"passive-{action.value}"

    def _abroad(self) -> bool:
        return bool(re.search(r"\b(?:outside|abroad|overseas|countr(?:y|ies)|jurisdictions?|cross-border|borders|international(?:ly)?|EEA|EU|UK|US|U\.S\.)\b", self.doc[self.frame.verb : self.frame.end].text))

    def _optional_giving(self) -> bool:
        before = self.doc[max(0, self.frame.verb - 6) : self.frame.verb].text.lower()
        return bool(re.search(r"\b(?:not (?:required|obliged|have|need)|whether or not|refuse|without|avoid|stop)\b", before))

    def _to_first_party(self) -> bool:
        words = self.words(Slot.RECIPIENT) + " " + self._dative()
        return bool(re.search(r"\b(?:us|our (?:servers?|systems?|website|site|app|platform|team|services?|support|company))\b", words, re.IGNORECASE)) or any(
            party.role is Role.FIRST_PARTY for part in self.ranges(Slot.RECIPIENT) for party in self.reader.parties(self.sentence, part)
        )

    def _to_third_party(self) -> bool:
        text = self.sentence.prose.text
        return any(
            party.role is not Role.FIRST_PARTY
            for part in self.ranges(Slot.RECIPIENT)
            if not (self._dative() == "us" and text[part[0] : part[0] + 4].lower() == "with")
            for party in self.reader.parties(self.sentence, part)
        )

    def _dative(self) -> str:
        verb = self.frame.verb
        return str(self.doc[verb + 1].lower_) if verb + 1 < len(self.doc) and self.doc[verb + 1].lower_ in {"us", "you", "them"} else ""

    # ---- slots -----------------------------------------------------------------------------
    def _data_and_recipients(self, action: Action, actor: Party | None) -> tuple[tuple[Mention, ...], tuple[Party, ...]]:
        object_ranges = self.ranges(Slot.OBJECT)
        recipient_ranges = self.ranges(Slot.RECIPIENT)
        object_words = self.words(Slot.OBJECT)
        dative = self._dative()
        if self.frame.lemma in {"provide", "supply", "furnish", "give"} and not self.frame.passive and recipient_ranges:
            with_part = next((part for part in recipient_ranges if re.match(r"with (?!which|whom)", self.sentence.prose.text[part[0] : part[0] + 12], re.IGNORECASE)), None)
            if with_part is not None:
                if dative == "you" or self.lexicon.is_user(object_words):
                    return (), ()
                data = self._mentions([(with_part[0] + 5, with_part[1])], action)
                parties = () if dative == "us" else tuple(p for part in object_ranges for p in self.reader.parties(self.sentence, part))
                return data, tuple(p for p in parties if p.role is not Role.FIRST_PARTY)
        if self.frame.lemma in {"ask", "request"} and dative == "you":
            object_ranges = [part for part in self.ranges(Slot.PURPOSE) if self.sentence.prose.text[part[0] : part[0] + 4].lower() == "for "]
        if dative == "you" and action is Action.SHARE:
            return (), ()
        if action is Action.SHARE and _PERMISSION.match(object_words) and len(recipient_ranges) > 1:
            object_ranges, recipient_ranges = recipient_ranges[:1], recipient_ranges[1:]
            object_ranges = [_after(self.sentence.prose.text, part) for part in object_ranges]
        elif _PERMISSION.match(object_words) or self.frame.lemma == "have":
            object_ranges = [*object_ranges, *self.ranges(Slot.OTHER), *recipient_ranges, *self.ranges(Slot.PURPOSE)]
            object_ranges = [_after(self.sentence.prose.text, part) for part in object_ranges]
            recipient_ranges = []
        data = self._mentions(object_ranges, action)
        recipients: tuple[Party, ...] = ()
        if action is Action.SHARE:
            found = [party for part in recipient_ranges for party in self.reader.parties(self.sentence, part)]
            recipients = tuple(p for p in found if p.role is not Role.FIRST_PARTY)
            if not recipients and re.search(r"\bpublic(?:ly)?\b", self.doc[self.frame.verb - 1 if self.frame.verb else 0 : self.frame.end].text):
                recipients = (Party(role=Role.PUBLIC, mention=self._public()),)
            user_only = bool(recipient_ranges) and not recipients and any(
                re.search(r"\b(?:you|your)\b", self.sentence.prose.text[slice(*part)], re.IGNORECASE) for part in recipient_ranges
            )
            if user_only:
                return (), ()
        return data, recipients

    def _public(self) -> Mention | None:
        match = re.search(r"\bpublic(?:ly)?\b", self.sentence.prose.text)
        if match is None:
            return None
        span = self.reader.span(self.sentence, match.span())
        return Mention(start=span.start, end=span.end, text=span.text)

    def _mentions(self, parts: list[Range], action: Action) -> tuple[Mention, ...]:
        clauses = action is Action.COLLECT and not self.frame.passive
        text = self.sentence.prose.text
        listed = [part for part in self._lists(parts)]
        found: list[Range] = []
        for start, end in parts:
            inner = next((trigger for trigger, _ in listed if start <= trigger < end), None)
            items = self._items(start, end, clauses)
            if inner is not None or any(trigger >= end for trigger, _ in listed):
                boundary = inner if inner is not None else end
                specific = [item for item in items if item[0] >= boundary or not self.lexicon.heads_list(text[slice(*item)])]
                if not all(self.lexicon.is_tool(text[slice(*item)]) for item in specific):
                    items = specific or items
            found.extend(self._with_place(item) for item in items)
        for start, end in listed:
            if not any(first <= start < last for first, last in parts):
                found.extend(self._items(start, end, clauses))
        return tuple(self.reader.mention(self.sentence, part) for part in sorted(set(found)))

    def _with_place(self, item: Range) -> Range:
        """Reach "information" on to "from your images": alone it would not name the data."""
        text = self.sentence.prose.text
        if text[slice(*item)].lower() not in {"information", "data"}:
            return item
        place = re.match(r"\s+from\s+(?:your|the (?:user|customer|device|way)\w*)\s+(?:[\w'’-]+\s*){1,3}?(?=[,.;]|\s(?:when|if|to|for|and|or|such|including|in|on|so|through|by|at|with|as)\b|$)", text[item[1] :])
        if place is None or self.reader.parties(self.sentence, (item[1], item[1] + place.end())):
            return item
        return item[0], item[1] + len(place.group().rstrip())

    def _items(self, start: int, end: int, clauses: bool) -> list[Range]:
        return self.reader.data_items(self.sentence, self.doc, start, end, clauses=clauses)

    def _lists(self, objects: list[Range]) -> list[Range]:
        """Return the ranges of the lists that "such as", "including" or ":" open behind the data.

        A list belongs to the nearest data noun on its left, wherever the parser hangs it.
        """
        text = self.sentence.prose.text
        lists: list[Range] = []
        behind = [
            _outer(self.doc, self.sentence, f.start, f.end)
            for f in self.fillers
            if f.slot is not Slot.OBJECT and f.start > self.frame.tail
        ]
        parts = [*objects, *behind]
        for start, end in parts:
            for trigger in find_triggers(text, start, end):
                opening, closing = trigger[1], end
                if trigger[0] > self.next_verb and (start, end) not in objects:
                    continue
                if text[: trigger[0]].count("(") > text[: trigger[0]].count(")"):
                    bracket = text.find(")", opening, end)
                    closing = bracket if bracket > 0 else end
                if (start, end) in objects or self._lists_data(text, start, trigger[0], opening, closing):
                    lists.append((opening, closing))
        return lists

    def _lists_data(self, text: str, start: int, trigger: int, opening: int, closing: int) -> bool:
        if opening >= closing:
            return False
        parties = self.reader.parties(self.sentence, (start, trigger))
        if parties and parties[-1].mention is not None and parties[-1].role is not Role.FIRST_PARTY:
            return False
        items = data_items(text, opening, closing, self.lexicon)
        return len(items) * 2 >= len(re.findall(r"[,;]", text[opening:closing])) + 1

    def _sources(self, action: Action) -> tuple[Party, ...]:
        if action is not Action.COLLECT:
            return ()
        found = [party for part in self.ranges(Slot.SOURCE) for party in self.reader.parties(self.sentence, part)]
        return tuple(p for p in found if p.role is not Role.FIRST_PARTY)

    def _purposes(self) -> tuple[Mention, ...]:
        found = (self._purpose(part) for part in self.ranges(Slot.PURPOSE))
        return tuple(purpose for purpose in found if purpose is not None)

    def _purpose(self, part: Range) -> Mention | None:
        words = self.sentence.prose.text[slice(*part)].rstrip(" ,.;:")
        if len(words.split()) < 2:
            return None
        span = self.reader.span(self.sentence, (part[0], part[0] + len(words)))
        concept = self.lexicon.vocabulary.place_purpose(words).iri
        return Mention(start=span.start, end=span.end, text=span.text, concept=concept)

    def _condition(self) -> Span | None:
        start, end = self._clause_range()
        match = _CONSENT.search(self.sentence.prose.text, start, end)
        if match:
            return self.reader.span(self.sentence, match.span())
        for part in self.ranges(Slot.CONDITION):
            words = self.sentence.prose.text[slice(*part)].rstrip(" ,.;:")
            if len(words.split()) > 1:
                return self.reader.span(self.sentence, (part[0], part[0] + len(words)))
        return None

    def _retention(self, action: Action) -> Span | None:
        if action is not Action.STORE:
            return None
        match = _RETENTION.search(self.sentence.prose.text)
        return self.reader.span(self.sentence, match.span()) if match else None

    def _clause_range(self) -> Range:
        return _outer(self.doc, self.sentence, self.frame.start, self.frame.end)


__all__ = ["FIRST_PARTY", "Reader", "Statement", "classify"]
