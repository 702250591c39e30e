"""Which question of the catalogue is meant: an ordered table of what must stand in the words.

The first rule that fits counts. A rule fits if the question has every sign of `needs`, at least one
of each of the groups in `any_of`, and none of `without`. Nothing else decides, so that a reader can
find out for every question why it was understood as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .facts import Facts, Part, Sign
from .wording import Tag

_GIVING: Final = (Tag.SHARE, Tag.RECEIVE)
_DOING: Final = (Tag.COLLECT, Tag.USE, Tag.SHARE, Tag.STORE, Tag.RECEIVE, Tag.SELL)
_OF_ITSELF: Final = (Tag.COLLECT, Tag.USE, Tag.STORE)
_SOMEBODY: Final = (Part.COMPANY, Part.RECIPIENT, Part.DATA)
_ASKING_MORE: Final = (Tag.WHERE, Tag.SEAT, Tag.WHY, Tag.PROMISE, Tag.SEVERAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """If a question has these signs, it is the question `query` of the catalogue.

    With `all_data`, a question that names no kind of data is about personal data of every kind.
    """

    query: str
    needs: frozenset[Sign] = frozenset()
    any_of: tuple[frozenset[Sign], ...] = ()
    without: frozenset[Sign] = frozenset()
    all_data: bool = False

    def fits(self, facts: Facts) -> bool:
        """Tell whether the signs of `facts` are those of this rule."""
        return (
            self.needs <= facts.signs
            and all(group & facts.signs for group in self.any_of)
            and not self.without & facts.signs
        )


def _rule(
    query: str,
    *needs: Sign,
    any_of: tuple[Sign, ...] = (),
    and_any_of: tuple[Sign, ...] = (),
    without: tuple[Sign, ...] = (),
    all_data: bool = False,
) -> Rule:
    return Rule(
        query=query,
        needs=frozenset(needs),
        any_of=tuple(frozenset(group) for group in (any_of, and_any_of) if group),
        without=frozenset(without),
        all_data=all_data,
    )


RULES: Final = (
    _rule("search", Part.TEXT, Tag.MENTION),
    # What one word gives away.
    _rule("what-does-it-receive", Tag.SDK, Part.RECIPIENT, without=(Part.COMPANY, Part.KIND)),
    _rule("since-when", Tag.SINCE, Part.COMPANY, Part.DATA),
    _rule("sdks", Tag.SDK),
    _rule("vague-recipients", Tag.VAGUE),
    _rule("children", Tag.CHILDREN),
    _rule("sales", Tag.SELL, without=(Tag.HOW_LONG,)),
    _rule("retention", Tag.HOW_LONG),
    _rule("cross-border", Tag.COUNTRY),
    _rule("cross-border", Tag.SEAT, any_of=(Tag.RECIPIENTS, Tag.ANYONE)),
    _rule(
        "shared-recipients",
        Tag.SEVERAL,
        any_of=(Tag.RECIPIENTS, Tag.COMPANIES, Tag.ANYONE, Tag.POLICIES, Tag.WHO),
    ),
    _rule("sources", Tag.SOURCE, without=(Tag.WITH,)),
    _rule("sources", Tag.WHO, Part.GIVER, Tag.SHARE, without=(Part.RECIPIENT,)),
    # Purposes. Who receives something, and why, is told in one answer.
    _rule("for-purpose", Part.PURPOSE),
    _rule("who-receives", Tag.WHY, Part.DATA, any_of=(Tag.WHO, Tag.ANYONE), and_any_of=_GIVING),
    _rule("who-receives", Tag.WHY, Part.DATA, Part.RECIPIENT),
    _rule("what-does-it-receive", Tag.WHY, Part.RECIPIENT),
    _rule("why", Tag.WHY, Part.COMPANY, Part.DATA),
    _rule("purposes", Tag.WHY),
    # What is denied, allowed, or tied to a condition.
    _rule("denials", any_of=(Tag.NOT, Tag.PROMISE), without=(Part.YES_NO, Tag.CONSENT)),
    _rule("denials", Tag.PROMISE),
    _rule("consent", Tag.CONSENT),
    _rule("possible", Tag.POSSIBLE),
    _rule("conditions", Tag.WHEN),
    # Who gets what.
    _rule(
        "does-it-share",
        Part.YES_NO,
        Part.COMPANY,
        any_of=(Tag.SHARE, Tag.RECIPIENTS),
        all_data=True,
    ),
    _rule(
        "does-it-share",
        Part.YES_NO,
        Part.COMPANY,
        Tag.RECEIVE,
        any_of=(Part.RECIPIENT, Tag.ANYONE),
        all_data=True,
    ),
    _rule("does-it-collect", Part.YES_NO, Part.COMPANY, Part.DATA, Tag.RECEIVE),
    _rule("recipients-of-kind", Tag.WHO, Part.KIND, without=(Part.DATA, *_DOING)),
    _rule("recipients-of-kind", Tag.WHAT, Part.KIND, without=(Part.DATA, Tag.COMPANIES)),
    _rule("who-receives", Part.DATA, any_of=_GIVING),
    _rule("who-receives", Part.DATA, any_of=(Tag.WHERE, Tag.RECIPIENTS)),
    _rule("who-receives", Part.DATA, Tag.WHO, without=(*_OF_ITSELF, Tag.DO)),
    _rule("who-receives", Part.DATA, Part.RECIPIENT, any_of=_DOING, without=(Part.COMPANY,)),
    _rule("what-does-it-receive", Part.RECIPIENT, any_of=_DOING),
    _rule(
        "recipients",
        any_of=(Tag.WHO, Tag.WHERE, Tag.RECIPIENTS, Tag.ANYONE, Tag.LIST),
        and_any_of=(*_GIVING, Tag.RECIPIENTS),
    ),
    _rule("recipients", Tag.SHARE, Part.ANY_DATA, without=(Part.COMPANY,)),
    _rule("recipients", Tag.ANYONE, Part.NOTHING_ELSE, without=(*_DOING, Part.DATA)),
    _rule("who-receives", Tag.SHARE, Part.COMPANY, all_data=True),
    # What is done with it.
    _rule("sensitive-data", Part.SENSITIVE, without=(Part.YES_NO, Tag.WHO)),
    _rule("does-it-collect", Part.YES_NO, Part.COMPANY, Part.DATA, any_of=_OF_ITSELF),
    _rule("data-types", Tag.TYPES, without=(Tag.COLLECT, Tag.STORE)),
    _rule("statements", Tag.DO, any_of=(Part.COMPANY, Part.DATA)),
    _rule("who-collects", Part.DATA, any_of=_OF_ITSELF, without=(Part.COMPANY,)),
    _rule("who-collects", Tag.WHO, Tag.COLLECT, without=(Part.COMPANY,), all_data=True),
    _rule("what-is-collected", Tag.COLLECT),
    _rule("what-is-used", Tag.USE),
    _rule("what-is-stored", Tag.STORE),
    _rule("what-is-collected", Part.COMPANY, Tag.RECEIVE),
    _rule("search", Part.TEXT, without=(Part.COMPANY, Part.RECIPIENT, Part.DATA)),
    # Lists of what is there.
    _rule("policies", Tag.POLICIES, any_of=(Tag.LIST, Tag.WHAT), without=(*_DOING, *_SOMEBODY)),
    _rule("companies", Tag.COMPANIES, any_of=(Tag.LIST, Tag.WHAT), without=(*_DOING, *_SOMEBODY)),
    # No verb: the names alone, if every word is understood and asks for nothing more.
    *(
        _rule(query, *names, Part.NOTHING_ELSE, without=_ASKING_MORE)
        for query, names in (
            ("does-it-share", (Part.COMPANY, Part.DATA, Part.RECIPIENT)),
            ("who-receives", (Part.DATA, Part.RECIPIENT)),
            ("statements", (Part.COMPANY, Part.DATA)),
            ("who-receives", (Part.DATA,)),
            ("what-does-it-receive", (Part.RECIPIENT,)),
            ("statements", (Part.COMPANY,)),
        )
    ),
)


def matching_rules(facts: Facts) -> Iterator[Rule]:
    """Yield the rules that fit, the most telling first."""
    return (rule for rule in RULES if rule.fits(facts))
