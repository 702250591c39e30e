"""Twenty policies of invented companies as parts, to be put into any format: six examples and fourteen drawn.

The drawn ones are made of sentences of our own by chance with a fixed seed, so that each has other
headings, lists and tables than the next.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import BlockKind

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "policies"

_COMPANIES = (
    "Brindlewick Larkmoor Tolliver Sandpiper Osterley Fennimore Quayside Harrowgate Wexcombe Pellwood "
    "Thistledown Marlinspike Copperfen Windlestraw"
).split()
_KINDS = "a weather app|a shop for bicycles|a booking site|a reading club|a language course".split(
    "|"
)
_DATA = (
    "your name and email address|your postal address|your telephone number|your IP address|device identifiers"
    "|your precise location|payment details|your date of birth|photos that you upload|the pages that you view"
    "|your purchase history|your search queries|crash reports|the messages that you send to us|your heart rate"
    "|your username and password|the make and model of your device|your contacts"
).split("|")
_PURPOSES = (
    "to provide the service|to prevent fraud|to send you our newsletter|to show advertisements|to answer your questions"
    "|to improve our service|to process your payments|for analytics|to comply with the law"
).split("|")
_RECIPIENTS = (
    "Stripe|Google Analytics|our hosting providers|advertising partners|payment processors|Mailchimp|law enforcement"
    "|our affiliates|analytics providers|delivery companies"
).split("|")
_PERIODS = "30 days|90 days|six months|two years|seven years|14 days".split("|")
_MARKS = re.compile(r"\*\*|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|`")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading (`level` from 1), a paragraph, an item (`level` its depth from 0) or a table's rows."""

    kind: str
    words: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy of an invented company, in parts."""

    name: str
    parts: tuple[Part, ...]


def own_policies() -> list[Policy]:
    """Return all twenty, the examples first."""
    examples = [_read_example(path) for path in sorted(EXAMPLES.iterdir())]
    return [*examples, *(draw_policy(number) for number in range(len(_COMPANIES)))]


def draw_policy(number: int) -> Policy:
    """Return the drawn policy of this number, from 0; the same each time."""
    draw = random.Random(f"policy {number}")
    company = _COMPANIES[number]
    parts = [
        Part("heading", f"{company} Privacy Policy", 1),
        Part(
            "paragraph",
            f'{company} Ltd ("{company}", "we", "us") runs {draw.choice(_KINDS)}. '
            "This policy explains what we do with personal information.",
        ),
    ]
    sections = [_collecting, _using, _sharing, _keeping, _denying]
    draw.shuffle(sections)
    for section in sections:
        parts.extend(section(draw))
    parts += [
        Part("heading", "Contact us", 2),
        Part("paragraph", f"Write to privacy@{company.lower()}.example if you have a question."),
    ]
    return Policy(company.lower(), tuple(parts))


def _collecting(draw: random.Random) -> Iterator[Part]:
    yield Part("heading", draw.choice(["What we collect", "Information we collect"]), 2)
    yield Part("paragraph", f"When you register, we collect {draw.choice(_DATA)}.")
    yield Part("heading", "Information you give us", 3)
    yield Part("paragraph", "We collect the following information from you:")
    for data in draw.sample(_DATA, 5):
        yield Part("item", data, 0)
    yield Part("heading", "Information collected automatically", 3)
    first, second, third = draw.sample(_DATA, 3)
    yield Part(
        "paragraph",
        f"When you use the service, we automatically collect {first} and {second}. "
        f"We may also receive {third} from {draw.choice(_RECIPIENTS)}.",
    )


def _using(draw: random.Random) -> Iterator[Part]:
    yield Part("heading", "How we use information", 2)
    if draw.random() < 0.5:
        rows = [("Information", "Purpose", "Retention")]
        for data, purpose in zip(draw.sample(_DATA, 4), draw.sample(_PURPOSES, 4), strict=True):
            rows.append((data.capitalize(), purpose.capitalize(), draw.choice(_PERIODS)))
        yield Part("table", rows=tuple(rows))
        return
    for data, purpose in zip(draw.sample(_DATA, 3), draw.sample(_PURPOSES, 3), strict=True):
        yield Part("paragraph", f"We use {data} {purpose}.")


def _sharing(draw: random.Random) -> Iterator[Part]:
    yield Part("heading", draw.choice(["Who receives information", "How we share information"]), 2)
    if draw.random() < 0.5:
        yield Part("paragraph", "We share personal information with the following third parties:")
        for recipient in draw.sample(_RECIPIENTS, 3):
            data = draw.choice(_DATA)
            yield Part("item", f"{recipient}, with which we share {data}", 0)
    for recipient, data in zip(draw.sample(_RECIPIENTS, 3), draw.sample(_DATA, 3), strict=True):
        purpose = draw.choice(_PURPOSES)
        yield Part("paragraph", f"We share {data} with {recipient} {purpose}.")


def _keeping(draw: random.Random) -> Iterator[Part]:
    yield Part("heading", "How long we keep information", 2)
    for data in draw.sample(_DATA, 2):
        yield Part("paragraph", f"We keep {data} for {draw.choice(_PERIODS)}.")


def _denying(draw: random.Random) -> Iterator[Part]:
    yield Part("heading", "What we don't do", 2)
    first, second, third = draw.sample(_DATA, 3)
    yield Part("item", f"We do not sell {first}.", 0)
    yield Part("item", f"We never share {second} with {draw.choice(_RECIPIENTS)}.", 0)
    yield Part("item", f"We do not collect {third}.", 0)


def _read_example(path: Path) -> Policy:
    document = read_document(path)
    parts: list[Part] = []
    rows: dict[tuple[int, int], dict[int, str]] = {}
    table = -1
    for block in document.blocks:
        words = " ".join(_MARKS.sub("", document.text[block.start : block.end]).split())
        if block.cell is None:
            parts.append(Part(block.kind.value, words, block.level))
            if block.kind is BlockKind.ITEM and block.marker[:1].isdigit():
                parts[-1] = Part("item", words, block.level)
            continue
        if block.cell.table != table:
            table = block.cell.table
            parts.append(Part("table", level=table))
        rows.setdefault((table, block.cell.row), {})[block.cell.column] = words
    return Policy(path.stem, tuple(_fill(part, rows) for part in parts))


def _fill(part: Part, rows: dict[tuple[int, int], dict[int, str]]) -> Part:
    if part.kind != "table":
        return part
    own = [cells for (table, _), cells in sorted(rows.items()) if table == part.level]
    width = max(max(cells) for cells in own) + 1
    return Part(
        "table",
        rows=tuple(tuple(cells.get(column, "") for column in range(width)) for cells in own),
    )
