"""The records that travel from a document to its triples: frozen, typed, keyword-only.

Every span is a half-open pair of character offsets into `SourceDocument.text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .spots import Spot


class Action(StrEnum):
    """What happens to the data. A third party's own collecting counts as `SHARE` with it."""

    COLLECT = "collect"
    USE = "use"
    SHARE = "share"
    STORE = "store"


class Modality(StrEnum):
    """Whether the policy states the practice ("we collect") or only allows it ("we may collect")."""

    STATED = "stated"
    POSSIBLE = "possible"


class Role(StrEnum):
    """What kind of party a mention names."""

    FIRST_PARTY = "first_party"
    NAMED = "named"
    CATEGORY = "category"
    USER = "user"
    PUBLIC = "public"


class BlockKind(StrEnum):
    """What a block of the document is, as its format or its layout says."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where a table cell stands: table, row and column count from 0, spans are already spread out."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text that the format or the layout sets apart, in reading order.

    `start` and `end` leave out markers ("a)", "- ", "## ") and surrounding space; `marker` keeps the
    marker's own words. `level` is the heading's level (1 is the highest) or the item's nesting depth
    (0 is the outermost). `cell` is set for table cells only.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    marker: str = ""
    cell: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A run of the stored text that stands unchanged in the user's own file.

    Characters `start` to `end` of the stored text are characters `raw` to `raw + raw_length` of the
    file's decoded text; `raw_length` differs from `end - start` only where one character was written
    as an entity ("&amp;").
    """

    start: int
    end: int
    raw: int
    raw_length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDocument:
    """One version of one policy, as it was read.

    `text` is the file itself for `.txt` and `.md`; for other formats it is the blocks joined by newlines,
    and `origins` (HTML) or `spots` (PDF, DOCX) map it back to the file. `sha256` is of the file's bytes.
    `id` is the file's stem as a slug, a dash and the first 12 digits of the hash. `retrieved` is an ISO 8601
    date if known.
    """

    id: str
    company: str
    company_aliases: tuple[str, ...] = ()
    title: str
    file_name: str
    url: str | None = None
    retrieved: str | None = None
    language: str = "en"
    media_type: str = "text/plain"
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    origins: tuple[Origin, ...] = ()
    spots: tuple[Spot, ...] = ()

    def line_of(self, offset: int) -> int:
        """Return the number, from 1, of the line of `text` that the character at `offset` stands in."""
        return self.text.count("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open character offsets into the document's text, with the words that stand there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the policy that names a thing; `concept` is the IRI it stands for, if known."""

    start: int
    end: int
    text: str
    concept: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who acts, receives or supplies.

    `mention` is None only where the policy's sentence leaves the first party unsaid. `organisation` is
    the IRI of a known organisation, service or SDK; `kind` the IRI of a kind of recipient for
    `Role.CATEGORY`.
    """

    role: Role
    mention: Mention | None = None
    organisation: str | None = None
    kind: str | None = None


class Bound(StrEnum):
    """Whether a duration is told exactly, or as the longest or the shortest."""

    EXACT = "exact"
    MAX = "max"
    MIN = "min"


class ConditionKind(StrEnum):
    """What a condition hangs on."""

    CONSENT = "consent"
    PERMISSION = "permission"
    LEGAL_DUTY = "legal-duty"
    FEATURE_USE = "feature-use"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration:
    """How long: an ISO 8601 duration ("P90D") in its canonical form, in years, months, days and hours."""

    iso: str
    bound: Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedData:
    """One piece of data that a definition lists. `term` and `data` both stand in `evidence`.

    `section` holds the headings above it.
    """

    term: Span
    data: Mention
    evidence: Span
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinedTerm:
    """A policy's own term for data ("Usage Data"), with all that its definitions list."""

    label: str
    listed: tuple[ListedData, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsFor:
    """What words that only point back stand for; all `mentions` stand in `evidence`, before those words."""

    mentions: tuple[Mention, ...]
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFlow:
    """One (action, data, counterparty) that the policy states in one place.

    `manner` is the lemma of the practice verb ("sell", "disclose", "delete"). `evidence` is the sentence,
    list item or table row that states the flow; `lead_in` the heading or lead-in sentence needed to
    understand it; `section` the headings above it. `rule` names the pattern that found it,
    `confidence` (0 to 1) how far it is to be trusted. `term` is set where the words for the data are a
    term that the policy defines elsewhere; `data_stands_for` and `recipient_stands_for` where the words only
    point back ("this information", "these partners"); `retention_duration` is what the words of `retention`
    tell, where they tell a duration; `condition_kind` what the words of `condition` hang on.
    """

    action: Action
    manner: str
    negated: bool
    modality: Modality
    actor: Party
    data: Mention
    recipient: Party | None = None
    source: Party | None = None
    purposes: tuple[Mention, ...] = ()
    condition: Span | None = None
    retention: Span | None = None
    evidence: Span
    section: tuple[str, ...] = ()
    lead_in: Span | None = None
    extractor: str
    rule: str
    confidence: float
    term: DefinedTerm | None = None
    retention_duration: Duration | None = None
    condition_kind: ConditionKind | None = None
    data_stands_for: StandsFor | None = None
    recipient_stands_for: StandsFor | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceCounts:
    """How far a policy was understood, in sentences; items and rows of tables count as one each.

    `stating` ones state a flow, `silent` ones name data and a practice and gave none.
    """

    sentences: int
    stating: int
    silent: int

    @property
    def rate(self) -> float | None:
        """The share, from 0 to 1, of sentences that gave a flow among those that could; None where none could."""
        speaking = self.stating + self.silent
        return self.stating / speaking if speaking else None


def total_counts(counts: Iterable[SentenceCounts]) -> SentenceCounts:
    """Return the sum over several policies; of none, zero."""
    each = list(counts)
    return SentenceCounts(
        sentences=sum(one.sentences for one in each),
        stating=sum(one.stating for one in each),
        silent=sum(one.silent for one in each),
    )
