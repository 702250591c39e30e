"""Where the measurements find their policies and the shared gold, which are no part of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SHARED: Final = Path(os.environ.get("PRIVACYFLOW_SHARED", ROOT.parent / "shared"))
POLICIES: Final = SHARED / "policies"
SENTENCES: Final = SHARED / "benchmarks" / "policyie-train.jsonl"
EXAMPLES: Final = ROOT / "examples" / "policies"

# Gold name → policy file, where more than case, dots and dashes differ.
SPELLINGS: Final[Mapping[str, str]] = {"hide-me": "hide.me VPN.md"}


def slug(stem: str) -> str:
    """Return the name of a policy's gold for its file's stem: "Donkey Republic" → donkey-republic."""
    return stem.lower().replace(".", "-").replace(" ", "-")


def policy_of(name: str, policies: Path = POLICIES) -> Path:
    """Return the policy, below the folder `policies`, that the gold of this name describes.

    Raises LookupError where it is not there.
    """
    seed = policies / "seeds" / f"{name}.txt"
    if seed.exists():
        return seed
    ota = (
        path
        for folder in ("contrib", "pga")
        for path in sorted((policies / "ota" / folder).glob("*.md"))
    )
    for candidate in ota:
        if slug(candidate.stem) == name or candidate.name == SPELLINGS.get(name):
            return candidate
    raise LookupError(f"no policy below {policies} is called {name}")
