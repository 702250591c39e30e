"""Answers are kept while there is room, and found once for all who ask at the same time."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from privacyflow.tests.web.conftest import run_async
from privacyflow.web.answers import Answers
from privacyflow.web.replies import Reply, make_reply


class Source:
    """Counts how often it was asked."""

    def __init__(self, size: int = 1, error: Exception | None = None) -> None:
        self.asked = 0
        self._size = size
        self._error = error

    async def __call__(self) -> Reply:
        self.asked += 1
        await asyncio.sleep(0)
        if self._error:
            raise self._error
        return make_reply(b"x" * self._size, "text/plain")


def test_an_answer_is_found_once() -> None:
    source = Source()

    async def ask() -> None:
        answers = Answers()
        assert await answers.get("a", source) == await answers.get("a", source)
        await answers.get("b", source)

    run_async(ask())
    assert source.asked == 2


def test_those_who_ask_at_the_same_time_share_one() -> None:
    source = Source()

    async def ask() -> None:
        answers = Answers()
        await asyncio.gather(*(answers.get("a", source) for _ in range(20)))

    run_async(ask())
    assert source.asked == 1


def test_who_hangs_up_takes_nothing_from_the_others() -> None:
    source = Source()

    async def ask() -> Reply:
        answers = Answers()
        first = asyncio.create_task(answers.get("a", source))
        second = asyncio.create_task(answers.get("a", source))
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert run_async(ask()).content == b"x"
    assert source.asked == 1


def test_a_failure_is_told_to_all_and_not_kept() -> None:
    source = Source(error=ValueError("no"))

    async def ask() -> None:
        answers = Answers()
        both = await asyncio.gather(
            answers.get("a", source), answers.get("a", source), return_exceptions=True
        )
        assert [str(each) for each in both] == ["no", "no"]
        with pytest.raises(ValueError, match="no"):
            await answers.get("a", source)

    run_async(ask())
    assert source.asked == 2


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 40_000)), max_size=60))
def test_the_room_is_never_exceeded(requests: list[tuple[int, int]]) -> None:
    async def ask() -> None:
        answers = Answers(room=100_000)
        for key, size in requests:
            await answers.get((key, size), Source(size))
            assert answers.used <= 100_000

    run_async(ask())


def test_what_was_used_last_stays() -> None:
    source = Source(size=20_000)

    async def ask() -> None:
        answers = Answers(room=100_000)
        for key in "abcd":
            await answers.get(key, source)
        await answers.get("a", source)
        await answers.get("e", source)  # in the place of b
        await answers.get("a", source)
        assert source.asked == 5
        await answers.get("b", source)
        assert source.asked == 6

    run_async(ask())
