"""Which question of the catalogue is meant: an ordered table of what must stand in the words.

The first rule that fits counts. A rule fits if the question has every sign of `needs`, at least one of
each of the groups in `any_of`, and none of `without`. Nothing else decides, so that a reader can find out
for every question why it was understood as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from .facts import Facts, Part, Sign
from .wording import Tag

_ASKING: Final = (Tag.WHO, Tag.WHAT, Tag.WHERE)
_GIVING: Final = (Tag.SHARE, Tag.RECEIVE)
_DOING: Final = (Tag.COLLECT, Tag.USE, Tag.SHARE, Tag.STORE, Tag.RECEIVE, Tag.SELL)
_SOMEBODY: Final = (Part.COMPANY, Part.RECIPIENT, Part.DATA)


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
    _rule("search", Part.TEXT),
    _rule("policies", Tag.POLICIES, any_of=(Tag.LIST, Tag.WHAT), without=(*_DOING, *_SOMEBODY)),
    _rule("companies", Tag.COMPANIES, any_of=(Tag.LIST, Tag.WHAT), without=(*_DOING, *_SOMEBODY)),
    # What one word gives away.
    _rule("what-does-it-receive", Tag.SDK, Part.RECIPIENT, without=(Part.COMPANY, Part.KIND)),
    _rule("sdks", Tag.SDK),
    _rule("vague-recipients", Tag.VAGUE),
    _rule("children", Tag.CHILDREN),
    _rule("sales", Tag.SELL, without=(Tag.HOW_LONG,)),
    _rule("retention", Tag.HOW_LONG),
    _rule("cross-border", Tag.COUNTRY),
    _rule(
        "shared-recipients",
        Tag.SEVERAL,
        any_of=(Tag.RECIPIENTS, Tag.COMPANIES, Tag.ANYONE, Tag.POLICIES),
    ),
    _rule("sources", Tag.SOURCE, without=(Tag.WITH,)),
    # Purposes.
    _rule("for-purpose", Part.PURPOSE),
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
        any_of=(Tag.SHARE, Part.RECIPIENT, Tag.RECEIVE),
        all_data=True,
    ),
    _rule("recipients-of-kind", Tag.WHAT, Part.KIND, without=(Part.DATA, Tag.COMPANIES)),
    _rule("who-receives", Part.DATA, any_of=_GIVING),
    _rule("who-receives", Part.DATA, Part.RECIPIENT, without=(Part.COMPANY,)),
    _rule("who-receives", Part.DATA, any_of=(Tag.WHERE, Tag.RECIPIENTS)),
    _rule("what-does-it-receive", Part.RECIPIENT, any_of=(*_DOING, *_ASKING, Tag.COMPANIES)),
    _rule(
        "recipients",
        any_of=(Tag.WHO, Tag.WHERE, Tag.RECIPIENTS, Tag.ANYONE, Tag.LIST),
        and_any_of=(*_GIVING, Tag.RECIPIENTS),
    ),
    _rule("recipients", Tag.SHARE, Part.ANY_DATA, without=(Part.COMPANY,)),
    _rule("who-receives", Tag.SHARE, Part.COMPANY, all_data=True),
    # What is done with it.
    _rule("does-it-collect", Part.YES_NO, Part.COMPANY, Part.DATA),
    _rule(
        "who-collects", Part.DATA, any_of=(Tag.COLLECT, Tag.USE, Tag.STORE), without=(Part.COMPANY,)
    ),
    _rule("data-types", Tag.TYPES, without=(Tag.COLLECT, Tag.USE, Tag.STORE, Tag.RECEIVE)),
    _rule("what-is-collected", Tag.COLLECT),
    _rule("what-is-used", Tag.USE),
    _rule("what-is-stored", Tag.STORE),
    _rule("what-is-collected", Part.COMPANY, any_of=(Tag.RECEIVE, Tag.WHAT)),
    # No verb: the names alone, if every word is understood.
    _rule("does-it-share", Part.COMPANY, Part.DATA, Part.RECIPIENT, Part.NOTHING_ELSE),
    _rule("does-it-collect", Part.COMPANY, Part.DATA, Part.NOTHING_ELSE),
    _rule("who-receives", Part.DATA, Part.NOTHING_ELSE),
    _rule("what-does-it-receive", Part.RECIPIENT, Part.NOTHING_ELSE),
    _rule("what-is-collected", Part.COMPANY, Part.NOTHING_ELSE),
)


def matching_rules(facts: Facts) -> Iterator[Rule]:
    """Yield the rules that fit, the most telling first."""
    return (rule for rule in RULES if rule.fits(facts))
