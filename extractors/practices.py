"""Practices: what a verb means for who does it: collecting, using, sharing, storing, or nothing of these."""

from __future__ import annotations

import re

from ..ontology.records import Action, Party, Role
from .clauses import Clause
from .slots import Slot

_ABROAD = re.compile(
    r"\b(?:outside|abroad|overseas|countr(?:y|ies)|jurisdictions?|cross-border|borders"
    r"|[Ii]nternational(?:ly)?|EEA|EU|UK|US|U\.S\.)\b"
)
_OPTIONAL = re.compile(
    r"\b(?:not (?:required|obliged|have|need)|whether or not|refuse|without|avoid|stop)\b"
)
_TAKEN = re.compile(r"\b(?:photo|picture|image|video|audio|voice)", re.IGNORECASE)
# Seeing and reading is a practice of those who receive, never of the first party.
_PERCEIVES = frozenset({"see", "view", "hear", "read", "help", "allow", "enable"})


def practice_of(clause: Clause, actor: Party | None) -> tuple[Action, str] | None:
    """Return the action and the rule that reads it; None where the verb is no practice.

    `actor` None stands for the user, whose giving is the first party's collecting.
    """
    frame, cues = clause.frame, clause.passage.lexicon.cues
    action = cues.action(frame.lemma)
    if not _means_data(clause):
        return None
    if frame.passive:
        return _passive(clause, actor, action)
    if actor is None:
        return _given(clause)
    if action is None:
        return None
    if actor.role is not Role.FIRST_PARTY:
        return action, f"third-party-{action.value}"
    if action is Action.SHARE and clause.goes_to_first_party() and not clause.goes_to_third_party():
        return Action.COLLECT, "active-to-us"
    if frame.lemma in _PERCEIVES:
        return None
    if frame.lemma in {"need", "require"} and clause.ranges(Slot.PURPOSE):
        return Action.USE, "active-use"
    return action, f"active-{action.value}"


def _means_data(clause: Clause) -> bool:
    """Whether a verb of many meanings has the one that moves data ("have access to", "make available")."""
    frame = clause.frame
    if frame.lemma == "have":
        following = clause.parsed(frame.verb + 1, frame.end)
        return bool(re.match(r"(?:\w+\s+)?access to\b", following, re.IGNORECASE))
    if frame.lemma in {"place", "set", "deploy"}:
        return clause.passage.lexicon.is_tool(clause.words(Slot.OBJECT))
    return frame.lemma != "make" or "available" in clause.behind().lower()


def _given(clause: Clause) -> tuple[Action, str] | None:
    frame, cues = clause.frame, clause.passage.lexicon.cues
    if frame.lemma in {"collect", "gather"}:
        return Action.COLLECT, "active-collect"
    if frame.lemma not in cues.giving or clause.goes_to_third_party() or frame.negated:
        return None
    if frame.lemma in {"take", "record"} and not _TAKEN.search(clause.words(Slot.OBJECT)):
        return None
    if _OPTIONAL.search(clause.parsed(frame.verb - 6, frame.verb).lower()):
        return None
    return Action.COLLECT, "user-gives"


def _passive(
    clause: Clause, actor: Party | None, action: Action | None
) -> tuple[Action, str] | None:
    if action is None:
        gives = clause.frame.lemma in clause.passage.lexicon.cues.giving
        return (Action.COLLECT, "passive-give") if actor is None and gives else None
    from_user = actor is None and not clause.goes_to_third_party()
    if action is Action.SHARE and (clause.goes_to_first_party() or from_user):
        return Action.COLLECT, "passive-to-us"
    return None if actor is None else (action, f"passive-{action.value}")


def goes_abroad(clause: Clause) -> bool:
    """Whether data is transferred to other countries, with no receiver named: that is storing elsewhere."""
    return clause.frame.lemma == "transfer" and bool(_ABROAD.search(clause.behind()))
