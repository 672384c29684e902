"""Grades files that learners handed in, many at a time, with the pool that the service uses."""

from __future__ import annotations

import asyncio
import pathlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace

from grader.bundle import Bundle, Submission
from grader.text import clean
from grader.verdict import Status, Verdict

from ..ports import GraderPort
from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.handed_in import HandedIn, ManualAnswer, read_submission
from ..problems.source_file import UnreadableError

_WITHOUT = "The other cells were graded without it."


@dataclass(frozen=True, slots=True)
class Graded:
    """A file, the verdict on it, and what a person has still to grade."""

    path: pathlib.Path
    verdict: Verdict
    manual: tuple[ManualAnswer, ...] = ()


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
            read = await asyncio.to_thread(_read, path, problem)
            if isinstance(read, Verdict):
                return Graded(path, read)
            verdict = await _verdict(grader, bundle, read.submission, str(path))
            return Graded(path, _explained(verdict, read.made_for, problem.id), read.manual)

    tasks = [asyncio.create_task(grade(path)) for path in files]
    try:
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _verdict(
    grader: GraderPort, bundle: Bundle, submission: Submission, learner: str
) -> Verdict:
    """Grade; of several answers, one that Python cannot read counts as none, and the rest counts.

    A learner who hands in by hand is told and loses no attempt. Here nobody can try again.
    """
    # A learner of its own for each: files of a batch need no turns.
    first = verdict = await grader.grade(bundle, submission, learner)
    cells = dict(submission.cells)
    while verdict.status is Status.UNGRADABLE and verdict.fault and len(cells) > 1:
        if cells.pop(verdict.fault.grade_id or "", None) is None:
            break
        verdict = await grader.grade(bundle, replace(submission, cells=cells), learner)
    if verdict is first or not verdict.status.counts:
        return verdict
    return replace(verdict, message=f"{first.message} {_WITHOUT}")


def _explained(verdict: Verdict, made_for: str, graded_as: str) -> Verdict:
    """Say of a file without points that it is of another problem, where it says so itself."""
    if verdict.score or verdict.status is Status.GRADER_ERROR or made_for in ("", graded_as):
        return verdict
    told = f"This notebook is of the problem {made_for}; it was graded as {graded_as}."
    return replace(verdict, message=f"{told} {verdict.message}".strip())


def _read(path: pathlib.Path, problem: AuthoredProblem) -> HandedIn | Verdict:
    try:
        return read_submission(path, problem)
    except UnreadableError as error:
        message = f"{error.message[:1].upper()}{error.message[1:]}. {error.remedy}."
        points = sum(test.points for test in problem.tests)
        return Verdict(Status.UNGRADABLE, 0.0, points, (), message=clean(message))
