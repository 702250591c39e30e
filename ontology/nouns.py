"""The small words that decide where a noun phrase has its head, and how far it can be trusted."""

from __future__ import annotations

from typing import Final

from .labels import words
from .terms import PF

AND: Final = words("and or")

# Words after which the head noun is over: a clause begins, or what the head is about.
CLAUSE: Final = words(
    "that which who whom whose you we they it i when where while after before during if how what "
    "whether because since is are was were be been being may might can could will would has have "
    "had do does did used provided given submitted collected generated obtained received stored "
    "contained held transmitted entered uploaded posted created made sent shared shown set provide "
    "submit choose enter required needed necessary available under through via using by with "
    "without to for at upon into onto within between among including like as than designated"
)
TOPICAL: Final = words(
    "about regarding concerning relating related pertaining associated connected linked on in from "
    "describing reflecting"
)
BREAKS: Final = CLAUSE | TOPICAL | {"of"}
# What may stand between such a word and the topic: "related to", "from and about".
JOINTS: Final = words("to with by from of on about and")

QUESTIONS: Final = words("how whether which what where when if way")

# Heads that name no type; what they are about decides.
GENERIC_HEADS: Final = words("information data detail record fact material")
TAILS: Final = words("information data detail")

# A copy of X is an X, the history of X is about X.
TRANSPARENT: Final = words(
    "copy scan list type kind category nature content history set combination part piece portion "
    "result form extract summary confirmation proof evidence analysis digit side"
)
# A photo of an identity document is one, a photo of your house is no house.
PICTURES: Final = words("photo picture image photograph")
DOCUMENT: Final = PF + "GovernmentID"

# Heads whose meaning hangs on the word before: a dealership's name is nobody's name. They count
# after a word for a person or a loose word only; "order number" and the like are labels anyway.
# What one has with a company ("PayPal orders") counts after its name too.
DEALINGS: Final = words("order request inquiry")
WEAK_HEADS: Final = DEALINGS | words(
    "name address id age title language icon date time identity processor"
)
PERSONS: Final = words(
    "user customer person people child friend contact recipient sender buyer seller holder owner "
    "guardian parent member participant individual applicant candidate employee staff you yourself "
    "passenger guest driver patient student subscriber client visitor spouse player cardholder "
    "shopper consignee receiver beneficiary payer payee adult minor"
)

# Words before a label that change nothing about what it is.
LOOSE: Final = words(
    "that other additional relevant following more further own personal specific necessary basic "
    "detailed related general full complete current new limited required correct accurate real "
    "corresponding above mentioned aforementioned foregoing same available collected provided "
    "individual similar actual valid primary secondary alternative registered associated existing "
    "multiple different original standard private confidential first second preferred chosen "
    "selected previous updated exact partial external internal sufficient historic historical raw "
    "non identifiable sensitive recent online"
)
