"""Finished answers, kept while there is room: the graph is frozen when it is opened, so none goes stale."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Final

from .replies import Reply

ROOM: Final = 64 << 20
"""How much is kept, in bytes."""

SHARE: Final = 4
"""An answer that takes more than one part in so many of the room is not kept."""

_OVERHEAD: Final = 1_000


class Answers:
    """Keeps the answers that were used last, and lets equal requests at the same time wait for one."""

    def __init__(self, room: int = ROOM) -> None:
        """Take the room in bytes."""
        self._room = room
        self._used = 0
        self._kept: OrderedDict[Hashable, Reply] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Task[Reply]] = {}

    @property
    def used(self) -> int:
        """The bytes that the kept answers take."""
        return self._used

    async def get(self, key: Hashable, answer: Callable[[], Awaitable[Reply]]) -> Reply:
        """Return what is kept for `key`, else what `answer` gives, and keep that.

        Raises what `answer` raises; a failure is not kept.
        """
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        task = self._coming.get(key)
        if task is None:
            task = asyncio.create_task(self._find(key, answer))
            task.add_done_callback(_note_failure)
            self._coming[key] = task
        # Whoever asked first may hang up; the others still want the answer.
        return await asyncio.shield(task)

    async def _find(self, key: Hashable, answer: Callable[[], Awaitable[Reply]]) -> Reply:
        try:
            reply = await answer()
        finally:
            del self._coming[key]
        self._keep(key, reply)
        return reply

    def _keep(self, key: Hashable, reply: Reply) -> None:
        size = _size(key, reply)
        if size > self._room // SHARE:
            return
        self._kept[key] = reply
        self._used += size
        while self._used > self._room:
            oldest, gone = self._kept.popitem(last=False)
            self._used -= _size(oldest, gone)


def _note_failure(task: asyncio.Task[Reply]) -> None:
    """Keep asyncio from complaining where all who asked have hung up."""
    if not task.cancelled():
        task.exception()


def _size(key: Hashable, reply: Reply) -> int:
    return len(reply.content) + len(repr(key)) + _OVERHEAD
