"""The real policies that may stand beside the repository: every one is read, and its owner is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from privacyflow.extractors.reading import read_document
from privacyflow.ontology.records import BlockKind, SourceDocument

POLICIES = Path(__file__).parents[4] / "shared" / "policies"
SEEDS = POLICIES / "seeds"

pytestmark = pytest.mark.skipif(not POLICIES.is_dir(), reason="../shared/policies is not there")


def read_seed(name: str) -> SourceDocument:
    return read_document(SEEDS / f"{name}.txt")


@pytest.mark.parametrize(
    ("name", "company", "alias"),
    [
        ("baijinxiu", "Baijinxiu", "Wali"),
        ("baituo", "Baituo", "this Application"),
        ("baseus", "Baseus", "BESING TECHNOLOGY (HK) CO., LIMITED"),
        ("bestqi", "BESTQI INTERNATIONAL LLC.", "BESTQI INTERNATIONAL"),
        ("unnamed-shop", "unnamed-shop", None),
    ],
)
def test_owners_of_the_seeds(name: str, company: str, alias: str | None) -> None:
    document = read_seed(name)
    assert document.company == company
    assert alias is None or alias in document.company_aliases


@pytest.mark.parametrize(
    ("name", "headings", "items"),
    [
        ("baijinxiu", 36, 69),
        ("baituo", 13, 37),
        ("baseus", 8, 14),
        ("bestqi", 2, 35),
        ("unnamed-shop", 12, 3),
    ],
)
def test_blocks_of_the_seeds(name: str, headings: int, items: int) -> None:
    kinds = [block.kind for block in read_seed(name).blocks]
    assert kinds.count(BlockKind.HEADING) == headings
    assert kinds.count(BlockKind.ITEM) == items


def test_every_policy_is_read_whole() -> None:
    paths = sorted((POLICIES / "ota").glob("*/*.md"))
    assert len(paths) > 250
    named = 0
    for path in paths:
        document = read_document(path)
        words = [document.text[block.start : block.end] for block in document.blocks]
        assert words and all(word and word == word.strip() for word in words), path.name
        starts = [block.start for block in document.blocks]
        assert starts == sorted(starts), path.name
        stem = re.sub(r"\W", "", path.stem.lower())
        named += stem in re.sub(
            r"\W", "", " ".join((document.company, *document.company_aliases)).lower()
        )
    # The rest go by their company's name: a service of another company, or one that has been renamed.
    assert named >= 0.7 * len(paths)
