"""Jobs that take long leave a worker to those that don't; a worker keeps the rows it found last."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from privacyflow.queries.catalogue import load_catalogue
from privacyflow.tests.web.conftest import run_async
from privacyflow.tests.web.slow_jobs import sleep
from privacyflow.web import jobs
from privacyflow.web.limits import Limits
from privacyflow.web.page_jobs import open_nothing
from privacyflow.web.workers import Lane, WorkerPool

PAUSE = 0.5
LIMITS = Limits(seconds=20, memory=None, workers=2, advice="")


@pytest.mark.parametrize("lane", Lane)
def test_the_jobs_of_a_lane_leave_a_worker_to_the_others(lane: Lane) -> None:
    async def ask() -> tuple[list[float], float]:
        pool = WorkerPool(open_nothing, LIMITS)
        await pool.start()
        try:
            while pool.ready < LIMITS.workers:
                await asyncio.sleep(0.02)
            long = [asyncio.create_task(pool.run_in(lane, sleep, PAUSE)) for _ in range(3)]
            await asyncio.sleep(0.1)
            quick = await pool.run(sleep, 0.0)
            return await asyncio.gather(*long), quick
        finally:
            await pool.close()

    ends, quick = run_async(ask())
    assert quick < min(ends)
    first, second, third = sorted(ends)
    assert second - first >= PAUSE
    assert third - second >= PAUSE


def test_a_worker_keeps_the_rows_it_found_last(
    graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = jobs.open_graph(graph)
    statements = load_catalogue()["statements"]
    everything = opened.answer(statements, {})
    assert opened.answer(statements, {}) is everything
    about_one = opened.answer(statements, {"company": "Skyloom"})
    assert 0 < len(about_one.rows) < len(everything.rows)

    monkeypatch.setattr(jobs, "KEPT_ROWS", len(about_one.rows))
    assert opened.answer(statements, {"company": "Skyloom"}) is about_one
    assert opened.answer(statements, {}) is not everything
