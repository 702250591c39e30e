"""Chains as JSON and as indented lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..graphs.page_data import JsonObject, JsonValue
from .chains import Clash, Link
from .change_report import locate

INFERENCE = (
    "Each hop is one statement of one policy. That a recipient treats this data as its own policy "
    "says is an inference; no statement makes it."
)


def chain_json(links: Sequence[Link], *, company: str) -> JsonObject:
    """Return chains as JSON; offsets are characters of the policies' stored texts."""
    found: list[JsonValue] = [_link(link) for link in links]
    return {"company": company, "inference": INFERENCE, "hops": found}


def chain_lines(links: Sequence[Link], depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield chains as pieces of text, each with its style, deeper hops further in."""
    inset = "    " * depth
    for link in links:
        step = link.step
        fit = f" ({step.fit.value})" if step.fit else ""
        whose = "own policy says it shares" if depth else "says it shares"
        name = f"{step.company}'s" if depth else step.company
        yield f"\n{inset}{name} {whose} ", ""
        yield str(step.data), "bold #56b4e9"
        yield f"{fit} with ", ""
        yield str(step.recipient), "bold #e69f00"
        if step.purposes:
            yield f", for {', '.join(step.purposes)}", ""
        words = " ".join(step.quote.text.split())
        yield f"\n{inset}  “{words}”", "italic"
        yield f"\n{inset}  {locate(step.quote)}", "dim"
        yield from _joined(link, inset)
        yield from chain_lines(link.onward, depth + 1)
        if link.left_out:
            yield f"\n{inset}    … and {link.left_out} more recipients", "dim"


def _joined(link: Link, inset: str) -> Iterator[tuple[str, str]]:
    if len(link.through) > 1:
        yield f"\n{inset}  {' belongs to '.join(link.through)}", "dim"
    for clash in link.clashes:
        words = " ".join(clash.quote.text.split())
        yield f"\n{inset}  ! {clash.what}", "bold #d55e00"
        yield f"\n{inset}    “{words}”", "italic"
        yield f"\n{inset}    {locate(clash.quote)}", "dim"


def _link(link: Link) -> JsonObject:
    step = link.step
    through: list[JsonValue] = list(link.through)
    purposes: list[JsonValue] = list(step.purposes)
    return {
        "company": step.company,
        "policy": step.policy,
        "data": {"words": step.data.words, "type": step.data.type},
        "recipient": {"words": step.recipient.words, "type": step.recipient.type},
        "fit": step.fit.value if step.fit else None,
        "purposes": purposes,
        "quote": _quote(step.quote.text, step.quote.section, step.quote.start, step.quote.end),
        "flow": step.quote.flow,
        "through": through,
        "next_policy": link.next_policy or None,
        "disagreements": [_clash(clash) for clash in link.clashes],
        "onward": [_link(each) for each in link.onward],
        "left_out": link.left_out,
    }


def _clash(clash: Clash) -> JsonObject:
    quote = clash.quote
    return {
        "what": clash.what,
        "company": clash.company,
        "flow": quote.flow,
        "quote": _quote(quote.text, quote.section, quote.start, quote.end),
    }


def _quote(text: str, section: str, start: int, end: int) -> JsonObject:
    return {"text": text, "section": section, "start": start, "end": end}
