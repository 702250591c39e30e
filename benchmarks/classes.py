"""Classes: group the words that policies use alike, and write extractors/judgement/word_classes.tsv.

python benchmarks/classes.py     from all policies below ../shared/policies

Words are told apart by their neighbours: positive pointwise mutual information with the words two places around,
reduced to 100 dimensions, grouped by k-means in three grains. Names are left out: words that mostly begin with a
capital. It needs scikit-learn, which nothing else here does. The same policies give the same classes.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from corpus import POLICIES, ROOT

if TYPE_CHECKING:
    from numpy.typing import NDArray

CLASSES: Final = ROOT / "extractors" / "judgement" / "word_classes.tsv"
GRAINS: Final = (50, 200, 800)
# A word needs as many uses, in as many policies, to show what it is like.
FEWEST_USES: Final = 5
FEWEST_POLICIES: Final = 3
NEIGHBOURS: Final = 4000
DIMENSIONS: Final = 100
PLACES: Final = (-2, -1, 1, 2)
HEAD: Final = (
    "# A word and its classes in three grains, the coarsest first; made by benchmarks/classes.py."
)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]+")
_ADDRESS: Final = re.compile(r"https?://\S+")


def words_of(paths: Iterable[Path]) -> list[list[str]]:
    """Return the words of each policy, capitals kept."""
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [_WORD.findall(_ADDRESS.sub("", text)) for text in texts]


def known_words(policies: list[list[str]]) -> list[str]:
    """Return the words with enough uses, the most used first."""
    uses = Counter(word.lower() for words in policies for word in words)
    spread = Counter(word for words in policies for word in {word.lower() for word in words})
    kept = (w for w, n in uses.items() if n >= FEWEST_USES and spread[w] >= FEWEST_POLICIES)
    return sorted(kept, key=lambda word: (-uses[word], word))


def vectors(policies: list[list[str]], words: list[str]) -> NDArray[np.float64]:
    """Return a vector for each word by the company that it keeps."""
    from scipy.sparse import csr_matrix
    from sklearn.utils.extmath import randomized_svd

    rows = {word: row for row, word in enumerate(words)}
    together: Counter[tuple[int, int]] = Counter()
    for policy in policies:
        numbers = [rows.get(word.lower(), -1) for word in policy]
        for place, number in enumerate(numbers):
            for side, step in enumerate(PLACES):
                other = numbers[place + step] if 0 <= place + step < len(numbers) else -1
                if number >= 0 and 0 <= other < NEIGHBOURS:
                    together[number, other * len(PLACES) + side] += 1
    row, column = np.array([*together]).T
    count = np.array([*together.values()], dtype=float)
    shape = (len(words), NEIGHBOURS * len(PLACES))
    by_row = np.bincount(row, count, shape[0])
    by_column = np.bincount(column, count, shape[1]) ** 0.75
    information = np.log(count / (by_row[row] * by_column[column] / by_column.sum()))
    kept = information > 0
    matrix: Any = csr_matrix((information[kept], (row[kept], column[kept])), shape=shape)
    left, strength, _ = randomized_svd(matrix, DIMENSIONS, random_state=0)
    scaled = left * np.sqrt(strength)
    result: NDArray[np.float64] = scaled / (np.linalg.norm(scaled, axis=1, keepdims=True) + 1e-9)
    return result


def ordinary(policies: list[list[str]]) -> frozenset[str]:
    """Return the words that mostly stand without a capital."""
    small = Counter(word for words in policies for word in words if word[0].islower())
    all_uses = Counter(word.lower() for words in policies for word in words)
    return frozenset(w for w, n in small.items() if n >= FEWEST_USES and 2 * n >= all_uses[w])


def main() -> int:
    from sklearn.cluster import KMeans

    policies = words_of(sorted(POLICIES.glob("ota/*/*.md")))
    if not policies:
        sys.stderr.write("classes: no policies are here; nothing was learned.\n")
        return 2
    words = known_words(policies)
    places = vectors(policies, words)
    grains = [
        KMeans(grain, n_init=2, random_state=0, max_iter=50).fit_predict(places) for grain in GRAINS
    ]
    kept = ordinary(policies)
    classes = zip(words, *grains, strict=True)
    lines = ["\t".join(map(str, each)) for each in sorted(classes) if each[0] in kept]
    CLASSES.write_text("\n".join([HEAD, *lines, ""]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
