"""Policies of invented companies, as many as one likes: sentences drawn from a grammar of our own.

    python benchmarks/synthetic_policies.py FOLDER --count 2000                  Markdown files, a thousand a folder
    python benchmarks/synthetic_policies.py CRAWL.parquet --count 100000         rows with name, text, company and url
    python benchmarks/synthetic_policies.py FOLDER --count 2000 --words 120-180  short ones

The grammar's nouns are the vocabulary's: types of data, purposes, kinds of recipients, known parties. Of one
seed the policy of a number is always the same, however many are drawn; lengths are drawn evenly. They are
there to measure speed and size, not accuracy: people write less evenly.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.entries import Scheme

FOLDER: Final = 1_000
WORDS: Final = (300, 3_000)

_STARTS: Final = (
    "Bram Cald Dorr Elm Fenn Gal Hart Ivo Jun Kest Lor "
    "Mar Nim Ost Pell Quin Ros Sel Tam Ulv Wex Yar"
).split()
_ENDS: Final = (
    "abrook acre adale aforth amere andale apatch aquay "
    "areed astow atide awick ayard ebury efield enote"
).split()
_KINDS: Final = (
    "Analytics Apps Bakery Bikes Books Cloud Fitness Foods "
    "Games Health Homes Kitchens Maps Media Music Travel"
).split()
_FORMS: Final = ("Ltd", "Inc.", "GmbH", "LLC", "B.V.")
_OCCASIONS: Final = (
    "When you create an account",
    "When you place an order",
    "If you write to our support team",
    "While the app is open",
    "When you take part in a survey",
    "If you allow it in the settings of your device",
    "Each time you visit our website",
    "With your consent",
)
_PERIODS: Final = ("30 days", "90 days", "six months", "one year", "two years", "seven years")
_FILLERS: Final = (
    "Please read this page with care, and come back to it now and then.",
    "The buttons at the top of the screen lead to every part of our help pages.",
    "You may write to us at any time, and a person will answer within four weeks.",
    "Words in the plural stand for one thing as well, and headings are there for convenience only.",
    "Where the law of your country gives you further rights, nothing on this page takes them from you.",
    "We train everybody who works here once a year, and we check our buildings and computers often.",
    "Older versions of this page can be had from the address below.",
)


@dataclass(frozen=True, slots=True)
class Words:
    """The nouns that policies are drawn from."""

    data: tuple[str, ...]
    purposes: tuple[str, ...]
    kinds: tuple[str, ...]
    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SyntheticPolicy:
    """One policy: a file's name without ending, whose it is, and its text as Markdown."""

    name: str
    company: str
    text: str


def load_words() -> Words:
    """Return the vocabulary's labels, but those that only group others."""
    vocabulary = load_vocabulary()

    def labels(scheme: Scheme) -> tuple[str, ...]:
        concepts = vocabulary.concepts.values()
        return tuple(
            sorted(c.label for c in concepts if c.scheme is scheme and not c.generic and c.broader)
        )

    parties = tuple(sorted(party.label for party in vocabulary.parties.values()))
    return Words(labels(Scheme.DATA), labels(Scheme.PURPOSES), labels(Scheme.KINDS), parties)


def draw_policy(
    number: int, words: Words, length: tuple[int, int] = WORDS, seed: int = 1
) -> SyntheticPolicy:
    """Return the policy of this number, of about so many words."""
    draw = Random(f"{seed} {number} {length}")
    name = draw.choice(_STARTS) + draw.choice(_ENDS)
    company = f"{name} {draw.choice(_KINDS)} {draw.choice(_FORMS)}"
    least = draw.randint(*length)
    parts = [
        f"# Privacy policy of {name}",
        f'{company} ("{name}", "we" or "us") runs this service. This policy says what we do with personal data.',
    ]
    count = sum(len(part.split()) for part in parts)
    sections = list(_SECTIONS)
    draw.shuffle(sections)
    while count < least:
        section = sections[len(parts) % len(sections)]
        part = "\n\n".join(section(draw, words, min(6, 1 + (least - count) // 25)))
        count += len(part.split())
        parts.append(part)
    parts.append(f"## Contact\n\nWrite to privacy@{name.lower()}.example.")
    return SyntheticPolicy(f"{name.lower()}-{number:07d}", company, "\n\n".join(parts) + "\n")


def draw_policies(
    count: int, length: tuple[int, int] = WORDS, seed: int = 1
) -> Iterator[SyntheticPolicy]:
    """Yield the first `count` policies."""
    words = load_words()
    return (draw_policy(number, words, length, seed) for number in range(count))


def write_folder(policies: Iterator[SyntheticPolicy], folder: Path) -> int:
    """Write each policy as a Markdown file, and return how many bytes they have."""
    size = 0
    for number, policy in enumerate(policies):
        place = folder / f"{number // FOLDER:04d}"
        place.mkdir(parents=True, exist_ok=True)
        size += (place / f"{policy.name}.md").write_bytes(policy.text.encode())
    return size


def write_table(policies: Iterator[SyntheticPolicy], path: Path) -> int:
    """Write a row a policy, and return how many bytes the texts have."""
    import pyarrow
    from pyarrow import parquet

    names = ("name", "text", "company", "url")
    schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
    size = 0
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        rows: list[tuple[str, ...]] = []

        def flush() -> None:
            columns = [list(column) for column in zip(*rows, strict=True)] or [[]] * len(names)
            writer.write_table(pyarrow.table(columns, schema=schema))
            rows.clear()

        for policy in policies:
            url = f"https://{policy.name.partition('-')[0]}.example/privacy"
            rows.append((f"{policy.name}.md", policy.text, policy.company, url))
            size += len(policy.text.encode())
            if len(rows) == FOLDER:
                flush()
        flush()
    return size


def _some(draw: Random, nouns: Sequence[str], most: int = 3) -> str:
    chosen = draw.sample(nouns, draw.randint(1, most))
    return chosen[0] if len(chosen) == 1 else f"{', '.join(chosen[:-1])} and {chosen[-1]}"


def _recipient(draw: Random, words: Words) -> str:
    if draw.random() < 0.5:
        return draw.choice(words.parties)
    return draw.choice(words.kinds).removeprefix("the ")


def _collect(draw: Random, words: Words, count: int) -> Iterator[str]:
    yield "## What we collect"
    for _ in range(count):
        if draw.random() < 0.3:
            yield f"{draw.choice(_OCCASIONS)}, we collect the following:"
            yield "\n".join(f"- {draw.choice(words.data)}" for _ in range(draw.randint(2, 5)))
        else:
            yield f"{draw.choice(_OCCASIONS)}, we collect your {_some(draw, words.data)}."


def _use(draw: Random, words: Words, count: int) -> Iterator[str]:
    yield "## What we use it for"
    if count > 3 and draw.random() < 0.3:
        rows = [(_some(draw, words.data, 2), draw.choice(words.purposes)) for _ in range(count)]
        cells = [f"| {data} | {purpose} |" for data, purpose in rows]
        yield "\n".join(["| Personal data | Purpose |", "| --- | --- |", *cells])
        return
    for _ in range(count):
        yield f"We use your {_some(draw, words.data)} for {_some(draw, words.purposes, 2)}."
        yield draw.choice(_FILLERS)


def _share(draw: Random, words: Words, count: int) -> Iterator[str]:
    yield "## Who receives it"
    for _ in range(count):
        purpose = f" for {draw.choice(words.purposes)}" if draw.random() < 0.5 else ""
        receiver = f"{draw.choice(['our', 'a'])} {_recipient(draw, words)}"
        if draw.random() < 0.5:
            receiver = draw.choice(words.parties)
        verb = draw.choice(["share", "disclose", "send"])
        link = "to" if verb != "share" else "with"
        yield f"We {verb} your {_some(draw, words.data)} {link} {receiver}{purpose}."


def _keep(draw: Random, words: Words, count: int) -> Iterator[str]:
    yield "## How long we keep it"
    for _ in range(max(1, count // 2)):
        yield f"We keep your {_some(draw, words.data)} for {draw.choice(_PERIODS)}. {draw.choice(_FILLERS)}"


def _deny(draw: Random, words: Words, count: int) -> Iterator[str]:
    yield "## What we do not do"
    for _ in range(max(1, count // 2)):
        yield draw.choice(
            [
                f"We do not sell your {_some(draw, words.data, 2)}.",
                f"We never share your {_some(draw, words.data, 2)} with {draw.choice(words.parties)}.",
                f"We do not collect your {draw.choice(words.data)}.",
            ]
        )


_Section = Callable[[Random, Words, int], Iterator[str]]
_SECTIONS: Final[tuple[_Section, ...]] = (_collect, _use, _share, _keep, _deny)


def read_range(text: str) -> tuple[int, int]:
    """Return "300-3000" as two numbers. Raises ValueError."""
    least, _, most = text.partition("-")
    return int(least), int(most or least)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("target", type=Path, help="a folder, or a .parquet file")
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--words", type=read_range, default=WORDS, help="such as 300-3000")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    policies = draw_policies(options.count, options.words, options.seed)
    write = write_table if options.target.suffix == ".parquet" else write_folder
    size = write(policies, options.target)
    sys.stdout.write(f"{options.target}: {options.count:,} policies, {size:,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
