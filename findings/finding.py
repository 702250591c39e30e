"""What `check` finds in a policy: a rule, what it means here, and the quotes that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ..ontology.resources import digest


class Severity(StrEnum):
    """How much a finding weighs.

    An `ERROR` is two statements that can't both hold, a `WARNING` a statement that leaves open what it
    should tell, a `NOTE` something that was not found or that a reader should look at.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing to look for. `code` never changes its meaning; the rest are words for people.

    `what` says what a finding says, `why` why it matters, `decided` how it is decided, and `fix` what
    the policy's author can do about it.
    """

    code: str
    name: str
    severity: Severity
    title: str
    what: str
    why: str
    decided: str
    fix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a policy: `text` stands at `start` to `end` (half-open, in characters) of its text.

    `section` is the path of headings above, `flow` the IRI of the flow that is stated there; both are
    empty where no flow was found in these words.
    """

    text: str
    start: int
    end: int
    section: str
    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found in one policy version (an IRI), with one quote or more.

    `subject` is what it is about, in words that stay the same from run to run: it keeps findings of
    one rule apart.
    """

    rule: Rule
    policy: str
    subject: str
    message: str
    quotes: tuple[Quote, ...]

    @property
    def fingerprint(self) -> str:
        """The same 16 hex digits wherever the same words give the same finding, whatever moved."""
        return digest(self.rule.code, self.subject, sorted(quote.text for quote in self.quotes))
