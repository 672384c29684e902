"""A grader as the service has it: one sandboxed worker, for all tests of a module."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from adaptive_server.adapters.grader import PoolGrader

from grader.pool import GraderPool, Mode


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def grader() -> AsyncIterator[PoolGrader]:
    pool = GraderPool(1, mode=Mode.SANDBOX)
    await pool.start()
    yield PoolGrader(pool)
    await pool.close()
