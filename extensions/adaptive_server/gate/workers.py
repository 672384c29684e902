"""Runs the gate over many files, several at a time."""

from __future__ import annotations

import atexit
import multiprocessing
import pathlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from ..problems.files import is_lesson
from ..problems.finding import Finding, Level
from ..problems.format import parse_file
from ..problems.lesson_format import parse_lesson
from ..problems.skills_file import SkillsFile
from .check import check_bank, check_problem
from .derived import check_derived
from .lessons import check_lesson, check_lessons_together
from .outcome import RunError, Runner
from .runner import JudgeRunner
from .translations import check_translations


def check(
    files: Sequence[pathlib.Path],
    skills: SkillsFile,
    *,
    jobs: int = 1,
    walls: str = "required",
    bank: Sequence[pathlib.Path] = (),
    done: Callable[[], None] = lambda: None,
) -> list[Finding]:
    """Check notebooks and return all findings, file by file.

    Args:
        files: Notebooks of problems and lessons.
        skills: The skill graph that they are written for.
        jobs: Notebooks checked at a time, each in a process of its own.
        walls: `required`, or `available` to do without a sandbox where the machine has none.
        bank: Problems of the same course, for ids and likeness only.
        done: Called each time a file has been checked.

    Raises:
        RunError: Answers cannot be run on this machine.
    """
    checked: dict[pathlib.Path, list[Finding]] = {}
    run = _in_turn(files, skills, walls) if jobs == 1 else _at_once(files, skills, walls, jobs)
    for file, found in run:
        checked[file] = found
        done()
    together = check_bank({f: parse_file(f) for f in files if not is_lesson(f)}, bank)
    together += check_translations(files, skills)
    together += check_lessons_together([parse_lesson(f) for f in files if is_lesson(f)])
    return [finding for file in files for finding in checked[file]] + together


def _in_turn(
    files: Sequence[pathlib.Path], skills: SkillsFile, walls: str
) -> Iterator[tuple[pathlib.Path, list[Finding]]]:
    with JudgeRunner(walls=walls) as runner:
        for file in files:
            yield file, _one(file, skills, runner)


def _one(file: pathlib.Path, skills: SkillsFile, runner: Runner) -> list[Finding]:
    if is_lesson(file):
        return check_lesson(parse_lesson(file), skills, runner)
    parsed = parse_file(file)
    found = check_problem(parsed, skills, runner)
    if parsed.problem is None or any(f.level is Level.ERROR for f in found):
        return found
    return found + check_derived(parsed.problem, skills, runner)


def _at_once(
    files: Sequence[pathlib.Path], skills: SkillsFile, walls: str, jobs: int
) -> Iterator[tuple[pathlib.Path, list[Finding]]]:
    # A judge redirects the whole process's output and uses its alarm: one judge a process. Spawned,
    # because a fork of a process with a progress bar's thread may hang.
    context = multiprocessing.get_context("spawn")
    JudgeRunner(walls=walls).close()  # tell here, not in a worker, what this machine lacks
    with ProcessPoolExecutor(
        min(jobs, len(files)), mp_context=context, initializer=_start, initargs=(walls, skills)
    ) as pool:
        waiting = {pool.submit(_check, file): file for file in files}
        try:
            for future in as_completed(waiting):
                yield waiting[future], future.result()
        except BrokenProcessPool:
            raise RunError("a worker process ended; there may be too little memory") from None


_worker: tuple[JudgeRunner, SkillsFile] | None = None


def _start(walls: str, skills: SkillsFile) -> None:
    global _worker
    runner = JudgeRunner(walls=walls)
    atexit.register(runner.close)
    _worker = runner, skills


def _check(file: pathlib.Path) -> list[Finding]:
    assert _worker, "the pool calls _start first"
    runner, skills = _worker
    return _one(file, skills, runner)
