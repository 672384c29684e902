"""Judges for a command: the pool of the service, as long as the command needs it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Annotated

import typer

from grader.container import missing_for_containers

from .. import settings
from ..adapters.grader import PoolGrader, make_pool
from ..adapters.grader_choice import choose_pool
from ..problems.curriculum_error import CurriculumError

Unprotected = Annotated[
    bool,
    typer.Option("--unprotected", help="Do without a sandbox where this machine has none."),
]
"""What every command takes that runs answers; for answers that one trusts."""


@asynccontextmanager
async def open_judges(
    workers: int, *, waiting: int = 8, unprotected: bool = False
) -> AsyncIterator[PoolGrader]:
    """Give judges where the settings want them.

    Args:
        workers: Judges at a time.
        waiting: Most submissions that wait.
        unprotected: Do without a sandbox where this machine has none.

    Raises:
        CurriculumError: This machine offers no safe place to run answers.
    """
    chosen = replace(settings.read(), grader_workers=workers, grader_queue=waiting)
    if unprotected:
        chosen = replace(chosen, grader_socket="")
    choice = await choose_pool(
        "unprotected" if unprotected else chosen.grading,
        partial(make_pool, chosen),
        missing_for_containers=partial(missing_for_containers, chosen.grader_image),
        local=False,
        socket=bool(chosen.grader_socket),
    )
    if choice.pool.describe()[0] == "unavailable" or choice.pool.away:
        await choice.pool.close()
        raise CurriculumError(
            f"answers cannot be graded on this machine: {choice.note}. "
            "Use --unprotected for answers that you trust.",
            code="sandbox-missing",
        )
    grader = PoolGrader(choice.pool)
    try:
        yield grader
    finally:
        await grader.close()
