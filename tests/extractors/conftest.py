"""What the tests of extraction share: a way to look at a few words as the extractor does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from privacyflow.extractors.cues import load_cues
from privacyflow.extractors.lexicon import Lexicon
from privacyflow.extractors.passages import Passage, Source
from privacyflow.extractors.prose import read_prose
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.tests.extractors.rows import read

PassageOf = Callable[[str], Passage]


@pytest.fixture
def passage_of() -> PassageOf:
    """Return a function that gives words of the invented Fernlight's policy as a passage, not parsed."""

    def passage(words: str) -> Passage:
        document = read(f"We sell lamps.\n\n{words}\n")
        lexicon = Lexicon.of(document, load_vocabulary(), load_cues())
        start = document.text.index(words)
        prose = read_prose(document.text, start, start + len(words))
        return Source(document, lexicon).passage(prose)

    return passage
