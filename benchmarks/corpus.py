"""Where the measurements find their policies and gold records, which are no part of the project."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("PRIVACYFLOW_SHARED", ROOT.parent / "shared"))
EXAMPLES: Final = ROOT / "examples" / "policies"

# Gold name → policy file, where more than case and dashes differ.
SPELLINGS: Final[Mapping[str, str]] = {
    "hide-me": "hide.me VPN.md",
    "mouthshut": "MouthShut.com.md",
    "usa-gov": "USA.gov.md",
    "wordpress-org": "WordPress.org.md",
}

Counts = dict[str, list[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorer:
    """The shared scorer's own functions, so that its figures and these are the same."""

    load: Callable[[Path], list[dict[str, Any]]]
    evaluate: Callable[..., tuple[Counts, list[dict[str, Any]], list[dict[str, Any]]]]
    show: Callable[[str, Counts], None]
    normalise: Callable[[dict[str, Any]], dict[str, Any]]
    distinct: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
    prf: Callable[[int, int, int], tuple[float, float, float]]


def gold_files(part: str) -> tuple[Path, ...]:
    """The gold files of a part ("work" or "test") by name; empty where there are none."""
    return tuple(sorted((SHARED / "gold" / part).glob("*.jsonl")))


def policy_of(gold: Path) -> Path:
    """The policy that a gold file describes.

    Raises LookupError where it is not there.
    """
    seed = SHARED / "policies" / "seeds" / f"{gold.stem}.txt"
    if seed.exists():
        return seed
    for candidate in sorted((SHARED / "policies" / "ota" / "contrib").glob("*.md")):
        slug = candidate.stem.lower().replace(" ", "-")
        if slug == gold.stem or candidate.name == SPELLINGS.get(gold.stem):
            return candidate
    raise LookupError(f"no policy for {gold.name}")


def load_scorer() -> Scorer:
    """Load the scorer that the gold records come with."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    if spec is None or spec.loader is None:
        raise LookupError(f"{SHARED}/tools/score.py is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return Scorer(
        load=module.load,
        evaluate=module.evaluate,
        show=module.show,
        normalise=module.normalise,
        distinct=module.distinct,
        prf=module.prf,
    )
