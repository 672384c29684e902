"""Grades files that learners handed in, many at a time, with the pool that the service uses."""

from __future__ import annotations

import asyncio
import pathlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from grader.bundle import Bundle
from grader.text import clean
from grader.verdict import Status, Verdict

from ..ports import GraderPort
from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.handed_in import read_submission
from ..problems.source_file import UnreadableError


@dataclass(frozen=True, slots=True)
class Graded:
    """A file and the verdict on it."""

    path: pathlib.Path
    verdict: Verdict


async def grade_files(
    grader: GraderPort, problem: AuthoredProblem, files: Sequence[pathlib.Path], *, at_once: int
) -> AsyncIterator[Graded]:
    """Yield a verdict for each file, in the order of the files.

    A file that holds no answer gets the verdict `ungradable`; nothing raises for what is in it.

    Args:
        grader: A started pool.
        problem: What the files answer.
        files: Scripts and notebooks.
        at_once: Files that are read ahead and graded at the same time.

    Raises:
        GraderUnavailable: This machine offers no safe place to run learner code.
    """
    bundle = build_bundle(problem)
    room = asyncio.Semaphore(at_once)

    async def grade(path: pathlib.Path) -> Graded:
        async with room:
            return Graded(path, await _verdict(grader, problem, bundle, path))

    tasks = [asyncio.create_task(grade(path)) for path in files]
    try:
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _verdict(
    grader: GraderPort, problem: AuthoredProblem, bundle: Bundle, path: pathlib.Path
) -> Verdict:
    try:
        submission = await asyncio.to_thread(read_submission, path, problem)
    except UnreadableError as error:
        message = f"{error.message[:1].upper()}{error.message[1:]}. {error.remedy}."
        points = sum(test.points for test in problem.tests)
        return Verdict(Status.UNGRADABLE, 0.0, points, (), message=clean(message))
    # Its own learner each: files of a batch need no turns.
    return await grader.grade(bundle, submission, str(path))
