"""Training: learn from the gold to read what sentences state, and write extractors/judgement/network.onnx.

python benchmarks/train.py       from the parts work and more (the parts held and test are never read)
python benchmarks/train.py -j 2  policies are prepared in two processes

It needs `pip install --group train` and takes about an hour on two cores. On one machine, the same gold and
versions give the same file.
"""

from __future__ import annotations

import argparse
import sys
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Final

from gold import WORK_COUNTS, Gold, Part, gold_of
from lessons import lessons_of_policy
from network import base_pieces, facts_of, learn, write
from privacyflow.extractors.judgement.network import FILE
from privacyflow.extractors.judgement.spelling import Speller

NETWORK: Final = Path(__file__).resolve().parent.parent / "extractors" / "judgement" / FILE


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-j", "--jobs", type=int, default=1, help="how many processes to take")
    parser.add_argument("-o", "--output", type=Path, default=NETWORK, help="where to write")
    options = parser.parse_args()
    work, more = gold_of(Part.WORK), gold_of(Part.MORE)
    golds: list[Gold] = [*work, *more]
    if not golds:
        sys.stderr.write("train: no gold records are here; nothing was learned.\n")
        return 2
    speller = Speller({piece: number for number, piece in enumerate(base_pieces())})
    with Pool(options.jobs) as pool:
        taught = pool.map(partial(lessons_of_policy, speller=speller), golds, chunksize=1)
    repeated = [*taught, *(WORK_COUNTS - 1) * taught[: len(work)]]
    lessons = [lesson for policy in repeated for lesson in policy]
    facts = facts_of(taught)
    write(options.output, learn(lessons, facts), facts)
    sys.stderr.write(
        f"{options.output}: {len(golds)} policies, {len(lessons)} windows, {len(facts)} facts\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
