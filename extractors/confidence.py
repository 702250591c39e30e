"""Confidence: how far each rule is to be trusted, by how often it was right on hand-made gold."""

from __future__ import annotations

# Rule → (right flows, wrong flows) on the thirteen policies of the work part of the gold, counted with
# `benchmarks/accuracy.py --rules`; a pair is replaced when that count is run again.
_COUNTS = {
    "active-collect": (148, 17),
    "lead-in-data": (94, 24),
    "continuation": (96, 16),
    "table-row": (84, 5),
    "user-gives": (60, 8),
    "active-share": (52, 14),
    "active-use": (48, 15),
    "active-store": (49, 6),
    "lead-in-recipient": (35, 14),
    "line-group": (31, 0),
    "third-party-collect": (8, 6),
    "tool-use": (11, 2),
    "passive-store": (10, 2),
    "passive-share": (10, 0),
    "passive-use": (8, 1),
    "active-share-resolved": (8, 0),
    "passive-collect": (6, 2),
    "third-party-use": (5, 1),
    "data-helps": (3, 1),
    "lead-in-purpose": (1, 2),
    "active-to-us": (1, 2),
    "active-share-around": (1, 1),
    "third-party-store": (1, 0),
    "passive-share-resolved": (1, 0),
}
# Before anything is counted, a rule is held to be as good as all rules together: 4 of 5, worth five flows.
_PRIOR_RIGHT, _PRIOR = 4, 5


def confidence_of(rule: str) -> float:
    """Return the share of right flows to expect of the rule, from 0 to 1, to two digits."""
    right, wrong = _COUNTS.get(rule, (0, 0))
    return round((right + _PRIOR_RIGHT) / (right + wrong + _PRIOR), 2)
