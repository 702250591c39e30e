"""The small words by which a sentence excepts, hedges or narrows what it says."""

from __future__ import annotations

import re
from typing import Final

LIMITED: Final = re.compile(
    r"\b(?:except\w*|exclud\w+|unless|until|other than|apart from|aside from|without|with the help|"
    r"only|solely|outside|beyond|besides|otherwise|however|but|if|when|while|where|once|although|"
    r"though|despite|not limited|in general|general(?:ly)?|typical(?:ly)?|normal(?:ly)?|usually|"
    r"ordinary|ordinarily|currently|at (?:this|the present|present) time|presently|knowingly|"
    r"permanent(?:ly)?|direct(?:ly)?|intentionally|actively|automatically|continuously|necessarily|"
    r"always|every|separate(?:ly)?|by default|in principle|as (?:described|defined|permitted|such)|"
    r"such(?! as\b)|this|these|those|that|which|respective|regards?|traditional|technically|sense|"
    r"means?|restricted|certain|any other|for example|in particular|particular|collected (?:via|through|from))\b",
    re.IGNORECASE,
)
"""What makes a denial hold for a part of the cases alone, or leaves open for which."""

MINORS: Final = re.compile(
    r"\b(?:child(?:ren)?(?:['’]s)?|kids?|minors?|teen(?:ager)?s?|students?|parent(?:s|al)?|guardians?|"
    r"under (?:the age of )?(?:\d\d|sixteen|thirteen)|(?:\d\d|sixteen|thirteen) years|age of \d\d)\b",
    re.IGNORECASE,
)
"""Who speaks of children speaks of no one else."""

CONSENT: Final = re.compile(
    r"\b(?:consent\w*|permi(?:t|ts|tted|ssion|ssions)|authori[sz](?:e|es|ed|ation)|opt(?:ed|ing|s)?[- ]?(?:in|out)|"
    r"agree|agreed|agreeing|voluntar\w+|optional\w*|explicit\w*|approv(?:e|ed|al)|grant(?:ed|ing)?|"
    r"(?:you|users?|patients?|members?)(?: \w+){0,2} (?:allow\w*|enabl\w+|choose|decide|elect|wish|want)|"
    r"your (?:choice|option|wish)|decline|refuse|(?:may|can) (?:withdraw|leave|skip)|"
    r"free to|article 9)\b",
    re.IGNORECASE,
)
"""Words of a person's own will, without "this enables us" and "the agreement"."""

NEGATED: Final = re.compile(
    r"\b(?:do|does|did|will|would|shall|have|has|are|is|can|could|may|must)\s*(?:not|n['’]t)\b|"
    r"\b(?:don|doesn|won|isn|aren|haven|hasn|can)['’]?t\b|\b(?:never|neither|nor|cannot)\b",
    re.IGNORECASE,
)

MASKED: Final = re.compile(
    r"\b(?:aggregat\w+|anonym\w+|pseudonym\w+|de-?identif\w+|statistic\w*|non-?(?:personal\w*|"
    r"identif\w+)|not (?:\w+ ){0,2}identif\w+|number of|encrypt\w+|hash\w+)\b",
    re.IGNORECASE,
)
"""Words of data that is made not to tell who it is about."""

PARTED: Final = re.compile(
    r"\b(?:disconnect\w*|detach\w*|dissociat\w*|unlink\w*|separat\w+|decoupl\w+|stripp?\w*|remov\w+|delet\w+|"
    r"eras\w+|discard\w*|without|instead|rather than|free (?:of|from)|exclud\w+|no longer)\b",
    re.IGNORECASE,
)
"""Words by which a sentence names data only to say that it is not in there."""

POINTING: Final = re.compile(
    r"\b(?:these|those|such|said|the following|following|the|that|this|above|other)\W*(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
"""What stands before words that mean somebody named elsewhere."""

COORDINATED: Final = re.compile(
    r"\W*(?:,|and\b|or\b|/|\(|such as|like|including|who\b|that\b|operated|whose|listed|below|on\b|in\b|of\b|:)",
    re.IGNORECASE,
)
"""What stands behind words that are only the first of several, or are told more closely."""

JOINED: Final = re.compile(
    r"\b(?!we\b)\w+,? (?:and|or|as well as) (?:(?:our|its|their|other|selected) )*$", re.IGNORECASE
)
"""Before the words for a recipient: somebody else receives too ("Acme and our ")."""

PARTIAL: Final = re.compile(
    rf"{MASKED.pattern}|\b(?:digits?|partial\w*|truncat\w+|part of|pseudo\w*|token\w*|metadata|masked|"
    r"deleted|other)\b",
    re.IGNORECASE,
)
"""Words of data that is only a part or a shadow of what it is named after."""
