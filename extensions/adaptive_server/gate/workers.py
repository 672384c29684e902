"""Runs the gate over many files, several at a time."""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import pathlib
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from grader import libc
from grader.spawner import ORDINARY

from ..problems.files import is_lesson
from ..problems.finding import END_IT, NEVER_ENDS, Finding, Findings
from ..problems.format import parse_file
from ..problems.lesson_format import parse_lesson
from ..problems.skills_file import SkillsFile
from .cache import Cache, seen_by_gate
from .check import check_bank, check_problem
from .checked import Checked
from .deaf import StepFile, deaf_cell
from .derived import check_derived
from .duplicates import ProblemText, text_of
from .lessons import check_lesson, check_lessons_together
from .outcome import RunError, Runner
from .remembered import RememberedRunner
from .runner import JudgeRunner
from .translations import check_translations

_HASH_SEED = "PYTHONHASHSEED"
_LEAVE_SECONDS = 2.0


def check(
    files: Sequence[pathlib.Path],
    skills: SkillsFile,
    *,
    jobs: int = 1,
    walls: str = "required",
    bank: Sequence[pathlib.Path] = (),
    cache: Cache | None = None,
    done: Callable[[], None] = lambda: None,
) -> list[Finding]:
    """Check notebooks and return all findings, file by file.

    Args:
        files: Notebooks of problems and lessons.
        skills: The skill graph that they are written for.
        jobs: Notebooks checked at a time, never in this process: a test may end or hang its own.
        walls: `required`, or `available` to do without a sandbox where the machine has none.
        bank: Problems of the same course, for ids and likeness only.
        cache: Where results are kept; None to check everything.
        done: Called each time a file has been checked.

    Raises:
        RunError: Answers cannot be run on this machine.
    """
    checked: dict[pathlib.Path, Checked] = {}
    for file in files:
        if cache and (found := cache.find(file)):
            checked[file] = found
            done()
    for file, found in _run([f for f in files if f not in checked], skills, walls, jobs):
        checked[file] = found
        if cache:
            cache.keep(found)
        done()
    seen = {os.path.realpath(f) for f in checked}  # `resolve` fails at links that go in a circle
    others = {f: _text(f, cache) for f in bank if os.path.realpath(f) not in seen}
    # In the order of the files, not in that of ending: the later one of two is told.
    together = check_bank({f: checked[f].text for f in files}, others)
    together += check_translations(files, skills)
    together += check_lessons_together([parse_lesson(f) for f in files if is_lesson(f)])
    if cache:
        cache.tidy()
    return [finding for file in files for finding in checked[file].findings] + together


def _text(file: pathlib.Path, cache: Cache | None) -> ProblemText | None:
    known = cache.text(file) if cache else None
    if known:
        return known
    problem = parse_file(file).problem
    text = text_of(problem) if problem else None
    if cache and problem and text:
        cache.keep_text(problem.content_hash, text)
    return text


def _run(
    files: Sequence[pathlib.Path], skills: SkillsFile, walls: str, jobs: int
) -> Iterator[tuple[pathlib.Path, Checked]]:
    skills = seen_by_gate(skills)
    return _at_once(files, skills, walls, jobs) if files else iter(())


def _one(
    file: pathlib.Path, skills: SkillsFile, judge: Runner, begins: Callable[[str], None]
) -> Checked:
    runner = RememberedRunner(judge)
    if is_lesson(file):
        lesson = parse_lesson(file)
        digest = lesson.notebook.content_hash if lesson.notebook else ""
        return Checked(tuple(check_lesson(lesson, skills, runner)), digest)
    parsed = parse_file(file)
    found = tuple(check_problem(parsed, skills, runner, begins))
    if parsed.problem is None:
        return Checked(found, "")
    checked = Checked(found, parsed.problem.content_hash, text_of(parsed.problem))
    if checked.failed:
        return checked
    begins("derived items")
    return replace(checked, findings=(*found, *check_derived(parsed.problem, skills, runner)))


def _at_once(
    files: Sequence[pathlib.Path], skills: SkillsFile, walls: str, jobs: int
) -> Iterator[tuple[pathlib.Path, Checked]]:
    # The last sections take longest: begun last, one of them would keep one process waiting.
    left = list(reversed(files))
    for processes in (min(jobs, len(files)), *[1] * len(files)):
        with tempfile.NamedTemporaryFile() as steps:
            try:
                for file, found in _in_pool(left, skills, walls, processes, steps.name):
                    left.remove(file)
                    yield file, found
            except BrokenProcessPool:
                # Which notebook ended it shows when each is the only one.
                if processes == 1:
                    yield left[0], _ended(left.pop(0), steps.read())
        if not left:
            return


def _in_pool(
    files: Sequence[pathlib.Path], skills: SkillsFile, walls: str, processes: int, steps: str
) -> Iterator[tuple[pathlib.Path, Checked]]:
    """Yield what was found as it comes; from one process, in the order of the files."""
    with _pool(skills, walls, processes, steps) as pool:
        with _ordinary_hashes():  # the processes are started with the first jobs
            waiting = {pool.submit(_check, file): file for file in files}
        for future in waiting if processes == 1 else as_completed(waiting):
            yield waiting[future], future.result()


@contextlib.contextmanager
def _pool(
    skills: SkillsFile, walls: str, processes: int, steps: str
) -> Iterator[ProcessPoolExecutor]:
    # A judge redirects the whole process's output and uses its alarm: one judge a process. Spawned,
    # because a fork of a process with a progress bar's thread may hang.
    pool = ProcessPoolExecutor(
        processes,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_start,
        initargs=(walls, skills, steps),
    )
    others = set(multiprocessing.active_children())
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(multiprocessing.active_children()) - others:
            process.join(_LEAVE_SECONDS)
            process.kill()  # a thread that a test has left would keep it for ever


def _ended(file: pathlib.Path, left: bytes) -> Checked:
    findings = Findings(str(file), [])
    cell = deaf_cell(left, None if is_lesson(file) else parse_file(file).problem)
    if cell:
        findings.error("run", f"the code of a {cell[0]} cell {NEVER_ENDS}", END_IT, cell=cell[1])
        return Checked(tuple(findings.found), "")
    findings.error(
        "run",
        "the process that ran its tests ended",
        "Look for a test or given cell that stops the process; else there is too little memory",
    )
    return Checked(tuple(findings.found), "")


@contextlib.contextmanager
def _ordinary_hashes() -> Iterator[None]:
    """Have what is started meanwhile order sets as learners' processes do: findings stay alike."""
    before = os.environ.get(_HASH_SEED)
    os.environ[_HASH_SEED] = str(ORDINARY)
    try:
        yield
    finally:
        del os.environ[_HASH_SEED]
        if before is not None:
            os.environ[_HASH_SEED] = before


_worker: tuple[JudgeRunner, SkillsFile, StepFile] | RunError | None = None


def _start(walls: str, skills: SkillsFile, steps: str) -> None:
    global _worker
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)  # nobody would fetch what it goes on to find
    try:
        runner = JudgeRunner(walls=walls)
    except RunError as error:
        _worker = error  # what fails here is only said to have ended; the first job tells why
        return
    atexit.register(runner.close)
    _worker = runner, skills, StepFile(open(steps, "r+b", buffering=0))  # noqa: SIM115 - to the end


def _check(file: pathlib.Path) -> Checked:
    assert _worker, "the pool calls _start first"
    if isinstance(_worker, RunError):
        raise _worker
    runner, skills, step_file = _worker
    return _one(file, skills, runner, step_file.begins)
