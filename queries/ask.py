"""Plain English questions: which named question is meant, with which values, or why none is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from .catalogue import Catalogue, load_catalogue
from .facts import CHILDRENS_DATA, SENSITIVE_DATA, Facts, Part, gather
from .names import NAMED, Names, read_names, shorten
from .questions import NamedQuery, ParameterType
from .rules import Rule, matching_rules
from .spelling import corrections, mend
from .spotting import PERSONAL_DATA, find_quoted, read_lexicon, spot

if TYPE_CHECKING:
    from ..graphs.store import GraphStore
    from ..ontology.concepts import Vocabulary

EXAMPLES: Final = 6
FIRST: Final = (
    "who-receives",
    "what-is-collected",
    "what-does-it-receive",
    "does-it-share",
    "denials",
    "retention",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A question as it was understood: run `query` with `values` to answer it.

    `corrections` pairs words of the user with what they were taken for; `ignored` are words that
    made no difference. `yes_no` tells whether it wants a yes or a no (see `verdicts.py`).
    """

    question: str
    query: NamedQuery
    values: Mapping[str, str]
    yes_no: bool
    corrections: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def reading(self) -> str:
        """The question as the command line takes it: `who-receives data="location"`."""
        given = (f'{name}="{value}"' for name, value in self.values.items())
        return " ".join([self.query.name, *given])

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should know about how the words were taken, one sentence each."""
        taken = [f'"{shorten(words)}" was read as "{value}".' for words, value in self.corrections]
        if self.ignored:
            words = ", ".join(f'"{shorten(word)}"' for word in self.ignored)
            taken.append(f"Left aside: {words}.")
        return tuple(taken)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misunderstood:
    """A question that can't be answered: why, and questions about this graph that can."""

    question: str
    reason: str
    examples: tuple[str, ...]

    @property
    def what(self) -> str:
        """What is wrong, for an error of one line."""
        return f"not understood: {self.reason}"

    @property
    def remedy(self) -> str:
        """What can be asked instead, for an error of one line."""
        return f"Ask for example: {' '.join(self.examples)}"


def understand(
    question: str, vocabulary: Vocabulary, store: GraphStore
) -> Understood | Misunderstood:
    """Find out which named question `question` asks of `store`; no words whatever make it raise.

    Names are those of the store and the vocabulary. Misspelt words are mended where a known word is
    near. A word that nobody knows, where a name is expected, makes the question misunderstood: an
    answer to another question would be worse than none.
    """
    names = read_names(store, vocabulary)
    lexicon = read_lexicon(names)
    spots = mend(spot(question, lexicon), lexicon)
    facts = gather(spots, find_quoted(question))
    catalogue = load_catalogue()
    reason = ""
    for rule in matching_rules(facts):
        query = catalogue[rule.query]
        values = _values(query, rule, facts, names)
        reason = _obstacle(query, values, facts, names)
        if not reason:
            return Understood(
                question=question,
                query=query,
                values=values,
                yes_no=Part.YES_NO in facts.signs and _can_conclude(query),
                corrections=corrections(spots),
                ignored=(*facts.ignored, *_unused(facts, values)),
            )
        break
    return Misunderstood(
        question=question,
        reason=reason or _no_rule(facts),
        examples=tuple(islice(suggest_questions(catalogue, names), EXAMPLES)),
    )


def _can_conclude(query: NamedQuery) -> bool:
    """Tell whether the rows of `query` answer with a yes or a no: they have a state, or are flows
    to a recipient, which there are or aren't."""
    return "state" in query.columns or query.name in {"who-receives", "what-does-it-receive"}


def _unused(facts: Facts, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names in the question for which the named question has no parameter."""
    named = (facts.company, facts.recipient, facts.data, facts.purpose)
    used = {*values.values(), SENSITIVE_DATA, CHILDRENS_DATA}
    return tuple(name for name in named if name is not None and name not in used)


def _values(query: NamedQuery, rule: Rule, facts: Facts, names: Names) -> dict[str, str]:
    found = {
        ParameterType.COMPANY: facts.company,
        ParameterType.RECIPIENT: facts.recipient,
        ParameterType.DATA: facts.data,
        ParameterType.KIND: facts.kind,
        ParameterType.PURPOSE: facts.purpose,
        ParameterType.ACTION: facts.action,
        ParameterType.TEXT: facts.text,
    }
    values = {}
    for parameter in query.parameters:
        value = found[parameter.type]
        if value is None and parameter.required:
            if parameter.type is ParameterType.COMPANY and len(names.companies) == 1:
                value = names.companies[0].label
            elif parameter.type is ParameterType.DATA and (
                rule.all_data or Part.ANY_DATA in facts.signs
            ):
                value = PERSONAL_DATA
        if value:
            values[parameter.name] = value
    return values


def _obstacle(query: NamedQuery, values: Mapping[str, str], facts: Facts, names: Names) -> str:
    """Return why the question can't be answered as `query`, an empty string if it can."""
    open_parameters = [part for part in query.parameters if part.name not in values]
    if facts.strange and open_parameters:
        words = " ".join(facts.strange)
        return f'"{shorten(words)}" is no company, recipient or kind of data known here'
    missing = [parameter for parameter in open_parameters if parameter.required]
    if missing:
        wanted = missing[0]
        there = ""
        if wanted.type is ParameterType.COMPANY:
            there = f" (there are: {', '.join(party.label for party in names.companies[:8])})"
        return f"it doesn't say which {wanted.type}{there}"
    return ""


def _no_rule(facts: Facts) -> str:
    words = (*facts.strange, *facts.ignored)
    if words:
        return f'the words "{shorten(" ".join(words))}" mean nothing here'
    about = [name for name in (facts.company, facts.recipient, facts.data) if name]
    if about:
        return f"what it asks about {' and '.join(about)} is not in the graph"
    return "it names no data, no company and no recipient"


def suggest_questions(catalogue: Catalogue, names: Names) -> Iterator[str]:
    """Yield the catalogue's questions about what is in this graph, the most telling first."""
    companies = [party.label for party in names.companies]
    named = [party for party in names.recipients if party.role == NAMED]
    named.sort(key=lambda party: party.iri not in names.vocabulary.parties)  # the known first
    recipients = [party.label for party in named]
    rest = [name for name in catalogue.names if name not in FIRST]
    for query in (catalogue[name] for name in (*FIRST, *rest)):
        words = query.question
        for parameter in query.parameters:
            if parameter.type is ParameterType.COMPANY and companies:
                words = words.replace(parameter.example, companies[0])
            if parameter.type is ParameterType.RECIPIENT and recipients:
                words = words.replace(parameter.example, recipients[0])
        yield words
