"""The site behind every way of asking: its workers, its finished answers, and the page."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from ..graphs.places import Place
from .answers import Answers
from .forms import SentPolicy
from .jobs import open_graph, run_sparql
from .limits import Limits
from .negotiation import Offer
from .page_jobs import DrawnPage, draw_page, open_nothing, read_policy
from .protocol import SparqlRequest
from .question_jobs import answer_question, answer_text
from .refusals import refuse
from .replies import Reply
from .resource_jobs import show_flow, show_policy
from .workers import Lane, WorkerPool

DRAWING_SECONDS: Final = 3_600.0
READING_SECONDS: Final = 60.0
READING_MEMORY: Final = 4 << 30

# Answers that differ although nothing was changed; found in a string or a name, nothing is lost.
_FLEETING: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID|BNODE)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server serves and how much it gives.

    `seconds` is the time limit of a request, `rows` the most rows or triples of an answer, `memory`
    what one process may take above what it needs to start, in bytes.
    """

    graph: Place
    title: str = "Where the data goes"
    seconds: float = 10.0
    rows: int = 100_000
    memory: int = 2 << 30
    workers: int = 2


class Site:
    """Answers requests out of one graph. Everything that takes time happens in other processes."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; `open` starts the processes."""
        self._settings = settings
        self._answers = Answers()
        self._workers = WorkerPool(
            partial(open_graph, settings.graph),
            Limits(
                seconds=settings.seconds,
                memory=settings.memory,
                workers=settings.workers,
                advice="Ask for less: add LIMIT, or name a company or a kind of data.",
            ),
        )
        self._readers = WorkerPool(
            open_nothing,
            Limits(
                seconds=READING_SECONDS,
                memory=READING_MEMORY,
                workers=1,
                waiting=8,
                advice="Send a shorter policy, or read it with privacyflow extract.",
            ),
        )
        self._reading = asyncio.Lock()
        self._reads = False
        self._drawing: asyncio.Task[DrawnPage] | None = None

    async def open(self) -> None:
        """Start the workers, and return when the first can answer. Raises Refused."""
        await self._workers.start()

    def draw(self) -> None:
        """Begin to draw the page of the whole graph, in a process of its own."""
        self._drawing = asyncio.create_task(self._draw())

    async def close(self) -> None:
        """End all processes."""
        if self._drawing is not None:
            self._drawing.cancel()
            await asyncio.wait([self._drawing])
        await asyncio.gather(self._workers.close(), self._readers.close())

    @property
    def state(self) -> Mapping[str, object]:
        """What is at work, for whoever watches over the server."""
        drawing = self._drawing
        failed = drawing is not None and drawing.done() and drawing.exception() is not None
        done = drawing is not None and drawing.done()
        page = "failed" if failed else "drawn" if done else "being drawn"
        return {"status": "ok", "workers": self._workers.ready, "page": page}

    async def page(self, patience: float) -> DrawnPage | None:
        """Return the page, None if it is still being drawn after so many seconds. Raises Refused."""
        if self._drawing is None:
            raise refuse(HTTPStatus.NOT_FOUND, "the page", "this server draws none")
        done, _ = await asyncio.wait([self._drawing], timeout=patience)
        return self._drawing.result() if done else None

    async def sparql(self, request: SparqlRequest) -> Reply:
        """Answer a SPARQL query. Raises Refused."""
        ask = partial(self._workers.run_in, Lane.FREE, run_sparql, request, self._settings.rows)
        if _FLEETING.search(request.query):
            return await ask()
        return await self._answers.get(request, ask)

    async def question(self, name: str, values: Mapping[str, str], offer: Offer) -> Reply:
        """Answer a named question. Raises Refused."""
        given = {key: value for key, value in values.items() if value.strip()}
        pool = self._workers
        run = pool.run if "company" in given else partial(pool.run_in, Lane.BROAD)
        return await self._answers.get(
            ("question", name, tuple(sorted(given.items())), offer),
            partial(run, answer_question, name, given, offer, self._settings.rows),
        )

    async def ask(self, text: str, offer: Offer) -> Reply:
        """Answer a question in plain English. Raises Refused."""
        return await self._answers.get(
            ("ask", text, offer),
            partial(self._workers.run, answer_text, text, offer, self._settings.rows),
        )

    async def flow(self, name: str, offer: Offer) -> Reply:
        """Tell about a flow. Raises Refused."""
        return await self._answers.get(
            ("flow", name, offer), partial(self._workers.run, show_flow, name, offer)
        )

    async def policy(self, key: str, offer: Offer) -> Reply:
        """Tell about a policy version. Raises Refused."""
        return await self._answers.get(
            ("policy", key, offer), partial(self._workers.run, show_policy, key, offer)
        )

    async def read(self, sent: SentPolicy, as_page: bool) -> bytes:
        """Read a policy, keep nothing, and return the page on it or what that embeds, as JSON.

        Raises Refused.
        """
        async with self._reading:
            if not self._reads:
                await self._readers.start()
                self._reads = True
        return await self._readers.run(read_policy, sent, as_page)

    async def _draw(self) -> DrawnPage:
        pool = WorkerPool(
            partial(open_graph, self._settings.graph),
            Limits(
                seconds=DRAWING_SECONDS,
                memory=None,
                workers=1,
                advice="Draw a smaller graph, or use the questions.",
            ),
        )
        try:
            await pool.start()
            return await pool.run(draw_page, self._settings.title)
        finally:
            await pool.close()
