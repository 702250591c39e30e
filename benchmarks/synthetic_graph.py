"""A graph of any size without extraction: flows of invented companies, written as real ones are.

    python benchmarks/synthetic_graph.py GRAPH --quads 1000000

Sentences of our own are filled with the vocabulary's types of data, purposes, kinds of recipient and
known parties, and with invented parties, and each becomes flows as the extractor would have read
them. They go through `flow_quads` and `GraphStore.replace_policy`, a policy a transaction. The
shares below are those of a graph of 294 real policies (57,689 flows, 1.8 million quads). Of one seed
the policies are always the same, and a larger graph begins with the smaller one's.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from privacyflow.extractors.triples import flow_quads
from privacyflow.graphs.store import GraphStore
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.entries import Scheme
from privacyflow.ontology.records import (
    Action,
    DataFlow,
    DefinedTerm,
    ListedData,
    Mention,
    Modality,
    Party,
    Role,
    SourceDocument,
    Span,
)
from privacyflow.ontology.terms import PF

SEED: Final = 7
FLOWS: Final = (5.05, 0.65)
"""The logarithm of a policy's flows: mean and deviation; 196 flows on average."""
ACTIONS: Final = (("collect", 0.35), ("use", 0.29), ("share", 0.28), ("store", 0.08))
RECEIVERS: Final = (
    ("category", 0.5),
    ("vague", 0.27),
    ("known", 0.11),
    ("named", 0.06),
    ("user", 0.03),
    ("public", 0.03),
)
UNSPECIFIC: Final = 0.45  # of the flows that speak of personal data and name no type of it
DENIED, POSSIBLE, LED_IN, CONDITIONAL, PURPOSEFUL = 0.04, 0.2, 0.58, 0.22, 0.42
SUPPLIED, DEFINED = 0.1, 0.014
TOGETHER: Final = (1, 1, 2, 3, 5)  # pieces of data in one sentence
FILLER: Final = (
    "We wrote this page with care, and we tell you of any change to it in good time. " * 2
)
FIRST, SECOND = (
    "Fern Kettle Lantern Murmur Quill Amber Bristle Cinder Dapple Ember Flint Gable".split(),
    ("way works live loom box mill gate field ridge stone wick mark".split()),
)
MANNERS: Final = {"collect": "collect", "use": "use", "share": "share", "store": "keep"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What sentences are filled with: labels, each with the IRI that it stands for."""

    data: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    vague: tuple[tuple[str, str], ...]
    parties: tuple[tuple[str, str], ...]


def read_words() -> Words:
    """Take the words from the vocabulary, all but "personal data", which is no type of it."""
    vocabulary = load_vocabulary()

    def labels(scheme: Scheme, *, vague: bool = False) -> tuple[tuple[str, str], ...]:
        concepts = (each for each in vocabulary.concepts.values() if each.scheme == scheme)
        found = ((each.label, each.iri) for each in concepts if each.vague == vague)
        return tuple(sorted(pair for pair in found if pair[1] != PF + "PersonalData"))

    return Words(
        data=labels(Scheme.DATA),
        purposes=labels(Scheme.PURPOSES),
        kinds=labels(Scheme.KINDS),
        vague=labels(Scheme.KINDS, vague=True),
        parties=tuple(sorted((party.label, iri) for iri, party in vocabulary.parties.items())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePolicy:
    """A policy that nobody wrote, and what it states."""

    document: SourceDocument
    flows: tuple[DataFlow, ...]
    terms: tuple[DefinedTerm, ...]


@dataclass(slots=True)
class Writing:
    """A text in the making; what is written tells where it stands."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, words: str) -> Span:
        start = self.length
        self.pieces.append(words)
        self.length += len(words)
        return Span(start=start, end=self.length, text=words)

    def mention(self, named: tuple[str, str | None]) -> Mention:
        span = self.write(named[0])
        return Mention(start=span.start, end=span.end, text=span.text, concept=named[1])

    def since(self, piece: int) -> Span:
        """All that was written from this piece on."""
        text = "".join(self.pieces[piece:])
        return Span(start=self.length - len(text), end=self.length, text=text)


def make_policies(seed: int = SEED) -> Iterator[MadePolicy]:
    """Yield policies without end, each of another invented company, the same ones for a seed."""
    words, number = read_words(), 0
    while True:
        yield PolicyMaker(Random(f"{seed}-{number}"), words).make(number)
        number += 1


class PolicyMaker:
    """Writes one policy."""

    def __init__(self, random: Random, words: Words) -> None:
        self._random = random
        self._words = words
        self._text = Writing()
        self._terms: list[DefinedTerm] = []

    def make(self, number: int) -> MadePolicy:
        random = self._random
        company = f"{random.choice(FIRST)}{random.choice(SECOND)} {number + 1}"
        self._text.write(f"{company} Privacy Policy\n\n")
        self._define()
        wanted = max(5, round(random.lognormvariate(*FLOWS)))
        flows: list[DataFlow] = []
        while len(flows) < wanted:
            flows += self._sentence(len(flows) // 12)
        text = "".join(self._text.pieces)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        document = SourceDocument(
            id=f"made-{number}-{sha256[:12]}",
            company=company,
            title=f"{company} Privacy Policy",
            file_name=f"made-{number}.txt",
            url=f"https://made-{number}.example/privacy",
            text=text,
            sha256=sha256,
        )
        return MadePolicy(document=document, flows=tuple(flows), terms=tuple(self._terms))

    def _pick(self, shares: Sequence[tuple[str, float]]) -> str:
        return self._random.choices([name for name, _ in shares], [share for _, share in shares])[0]

    def _define(self) -> None:
        """Write what one term of the policy means, as a third of all policies do."""
        if self._random.random() > 1 / 3:
            return
        first = len(self._text.pieces)
        term = self._text.write("Service Data")
        self._text.write(" means ")
        listed = []
        for _ in range(4):
            listed.append(self._text.mention(self._random.choice(self._words.data)))
            self._text.write(", ")
        evidence = self._text.since(first)
        self._text.write("and the like.\n\n")
        data = tuple(ListedData(term=term, data=each, evidence=evidence) for each in listed)
        self._terms.append(DefinedTerm(label="Service Data", listed=data))

    def _sentence(self, section: int) -> Iterator[DataFlow]:
        """Write a sentence, perhaps below a lead-in; yield a flow for each piece of its data."""
        random, text, words = self._random, self._text, self._words
        action, denied = self._pick(ACTIONS), random.random() < DENIED
        possible = not denied and random.random() < POSSIBLE
        led_in = random.random() < LED_IN
        lead_in = text.write("What happens with your data:") if led_in else None
        text.write("\n")
        first, condition = len(text.pieces), None
        if random.random() < CONDITIONAL:
            condition = text.write(f"If you {random.choice(('agree', 'sign in', 'pay', 'ask'))}")
            text.write(", ")
        we = text.mention(("we", None))
        text.write(f" {'do not ' if denied else 'may ' if possible else ''}{MANNERS[action]} your ")
        data, term = self._data()
        recipient = source = retention = None
        if action == "share":
            text.write("with ")
            recipient = self._receiver()
        elif action == "collect" and random.random() < SUPPLIED:
            text.write("from ")
            source = self._receiver()
        elif action == "store" and random.random() < 1 / 3:
            text.write("for ")
            retention = text.write(f"{random.randrange(10, 400)} days")
        purposes: list[Mention] = []
        while random.random() < PURPOSEFUL and len(purposes) < 3:
            text.write(" for ")
            purposes.append(text.mention(random.choice(words.purposes)))
        text.write(".")
        evidence = text.since(first)
        text.write(f"\n{FILLER}\n")
        for each in data:
            yield DataFlow(
                action=Action(action),
                manner=MANNERS[action],
                negated=denied,
                modality=Modality.POSSIBLE if possible else Modality.STATED,
                actor=Party(role=Role.FIRST_PARTY, mention=we),
                data=each,
                recipient=recipient,
                source=source,
                purposes=tuple(purposes),
                condition=condition,
                retention=retention,
                evidence=evidence,
                section=(f"{section + 1}. What we do",),
                lead_in=lead_in,
                extractor="frames",
                rule="active",
                confidence=0.9,
                term=term,
            )

    def _data(self) -> tuple[list[Mention], DefinedTerm | None]:
        random, text = self._random, self._text
        if self._terms and random.random() < 3 * DEFINED:
            mention = text.mention(("Service Data", PF + "PersonalData"))
            text.write(" ")
            return [mention], self._terms[0]
        found = []
        for _ in range(random.choice(TOGETHER)):
            if random.random() < UNSPECIFIC:
                found.append(text.mention(("personal data", PF + "PersonalData")))
            else:
                found.append(text.mention(random.choice(self._words.data)))
            text.write(" ")
        return found, None

    def _receiver(self) -> Party:
        random, text, words = self._random, self._text, self._words
        what = self._pick(RECEIVERS)
        if what == "known":
            label, iri = random.choice(words.parties)
            return Party(role=Role.NAMED, mention=text.mention((label, None)), organisation=iri)
        if what == "named":
            name = f"{random.choice(FIRST)}{random.choice(SECOND)} Partner {random.randrange(2000)}"
            return Party(role=Role.NAMED, mention=text.mention((name, None)))
        if what in ("category", "vague"):
            label, iri = random.choice(words.vague if what == "vague" else words.kinds)
            return Party(role=Role.CATEGORY, mention=text.mention((label, None)), kind=iri)
        role = Role.USER if what == "user" else Role.PUBLIC
        return Party(role=role, mention=text.mention(("others", None)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("graph", type=Path, help="a folder that is not there yet")
    parser.add_argument("--quads", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    written = 0
    with GraphStore.open(options.graph) as store:
        for made in make_policies(options.seed):
            if written >= options.quads:
                break
            policy = made.document.id
            store.replace_policy(policy, flow_quads(made.document, made.flows, terms=made.terms))
            written += sum(1 for _ in store.quads(policy_id=policy))
        store.compact()
    sys.stdout.write(f"{written:,} quads of policies in {options.graph}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
