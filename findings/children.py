"""Children's data, where no word of a parent's consent stands near."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..graphs.statements import StatedFlow
from .cues import NEGATED
from .finding import Finding, Rule, Severity
from .reading import PolicyReading

WITHOUT_PARENTS: Final = Rule(
    code="PF701",
    name="children-without-parents",
    severity=Severity.NOTE,
    title="Children's data, and no word of parents found beside it",
    what="The policy collects, uses or shares data of children, and nothing found near says that a parent agrees.",
    why=(
        "COPPA (under 13) and GDPR article 8 (under 13 to 16, by country) ask for a parent's consent "
        "before a child's data is collected."
    ),
    decided=(
        "A sure statement whose sentence speaks of a child's data or of users under an age, not of "
        "deleting it or of keeping children safe, and no word of parents, guardians or consent within "
        "700 characters or in the headings above; and the policy asks for a parent's consent nowhere. One finding a "
        "policy, with up to three quotes."
    ),
    fix="Say that a parent's consent is asked for first, and how, or which exception of the law applies.",
)
RULES: Final = (WITHOUT_PARENTS,)

_LEAST: Final = 0.78
_AROUND: Final = 700
_SHOWN: Final = 3
_OF_CHILDREN: Final = re.compile(
    r"\b(?:your child(?:ren)?(?:['’]s)?|a child (?:uses|provides|enters|creates|registers)|(?:from|about|of) "
    r"(?:a child|children|minors|kids)|directed to children|"
    r"(?:users?|players?|people|persons?|individuals?|children) (?:who are )?(?:under|younger than) (?:the age of )?"
    r"(?:1[0-8]|thirteen|sixteen|eighteen)|under[- ]1[0-8] experience)\b",
    re.IGNORECASE,
)
_OTHERWISE: Final = re.compile(
    r"\b(?:parent\w*|guardian\w*|consent\w*|famil\w+|teacher\w*|school\w*)\b", re.IGNORECASE
)
_PARENTS_AGREE: Final = re.compile(
    r"\b(?:parent\w*|guardian\w*)\b[^.\n]{0,80}\b(?:consent\w*|permission|approv\w+|agree\w*|authori[sz]\w+)|"
    r"\b(?:consent\w*|permission|approv\w+|agree\w*|authori[sz]\w+)\b[^.\n]{0,60}\b(?:parent|guardian)",
    re.IGNORECASE,
)
_SAFETY: Final = re.compile(
    r"\b(?:abus\w+|exploit\w+|safety|safeguard\w*|protect\w*|harm\w*|learn(?:s|ed)?|aware|discover\w*|"
    r"inadvertent\w*|believe\w*|delet\w+|remov\w+|unless|sexual)\b",
    re.IGNORECASE,
)


def find_children(reading: PolicyReading) -> Iterator[Finding]:
    """Yield one finding a policy, with the sentences on children's data that no parent stands near."""
    if _PARENTS_AGREE.search(reading.policy.text):
        return
    found: dict[str, StatedFlow] = {}
    for flow in reading.affirmed("collect", "use", "share", at_least=_LEAST):
        words = reading.words(flow)
        if (
            _OF_CHILDREN.search(words)
            and not _SAFETY.search(words)
            and not NEGATED.search(words)
            and flow.rule not in ("table-row", "line-group")
            and not _OTHERWISE.search(reading.section(flow))
            and not _OTHERWISE.search(reading.surroundings(flow, _AROUND))
        ):
            found.setdefault(flow.evidence, flow)
    if found:
        chosen = list(found.values())[:_SHOWN]
        data = ", ".join(dict.fromkeys(flow.data_words.text for flow in chosen))
        message = f"No word of a parent's consent was found near these statements on children's data: {data}."
        yield reading.finding(WITHOUT_PARENTS, "children", message, chosen)
