"""The trusted side: holds the tests and runs them here, calling into a walled-in child.

Expected values, test code and the verdict never exist in the learner's process, and nothing that
the learner writes is a result.
"""

from __future__ import annotations

import contextlib
import importlib
import time
from collections import OrderedDict
from collections.abc import Container, Sequence
from dataclasses import replace
from types import TracebackType
from typing import Self

from grader import checks, nose_names, sentences
from grader.bundle import Bundle, CellRole, Limits, Submission
from grader.checks import CompiledBundle
from grader.end import Dead, End
from grader.examination import study
from grader.kept_rules import Unread, broken_rules, row, said, share_left
from grader.phrases import phrase
from grader.proposals import Proposal, one_passes
from grader.quiet import quiet
from grader.session import Session
from grader.spawner import ORDINARY, Process, Spawner, ZygoteDied
from grader.study import Study
from grader.text import MAX_OUTPUT, clean
from grader.trials import outcomes
from grader.verdict import LearnerFault, Status, Verdict, status_of

_BUNDLES_KEPT = 64
_MAX_SOURCE = 200_000


class Judge:
    """Grades submissions one after the other. Not thread-safe; a context manager."""

    def __init__(
        self, *, walls: str = "required", watchdog: bool = False, hash_seed: int = ORDINARY
    ) -> None:
        """Start the zygote.

        Args:
            walls: `required`, or `available` to do without Landlock and seccomp where missing.
            watchdog: Also limit the time of test code itself, by SIGALRM: main thread only.
            hash_seed: `PYTHONHASHSEED` of learner code; the tests have that of this process.

        Raises:
            SandboxMissing: This machine cannot wall in learner code.
            ZygoteDied: The interpreter for learner code did not start.
        """
        self._walls, self._watchdog, self._hash_seed = walls, watchdog, hash_seed
        nose_names.teach()
        self._spawners = {False: self._spawner(data=False)}
        self._compiled: OrderedDict[Bundle, CompiledBundle] = OrderedDict()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and every child."""
        for spawner in self._spawners.values():
            spawner.close()

    def spawn(self, limits: Limits, folder: str = "") -> Process:
        """Fork a child, with a new zygote where the old one has died.

        Args:
            limits: What the child may use; numpy, pandas and matplotlib have a zygote of their own.
            folder: Where it may make files; empty for nowhere.

        Raises:
            ZygoteDied: The new zygote does not answer either.
        """
        spawner = self._spawners.get(limits.data)
        if spawner:
            try:
                return spawner.spawn(limits, folder)
            except ZygoteDied:
                spawner.close()
        fresh = self._spawners[limits.data] = self._spawner(data=limits.data)
        return fresh.spawn(limits, folder)

    def _spawner(self, *, data: bool) -> Spawner:
        return Spawner(walls=self._walls, data=data, hash_seed=self._hash_seed)

    def _prepare(self, bundle: Bundle) -> None:
        """Have ready what a data problem needs, before any clock runs: its zygote and libraries."""
        if not bundle.limits.data:
            return
        # Only where it is there already can the first seed that a test sets be passed on.
        needed = ["numpy.random"]
        if any("pandas" in cell.source for cell in bundle.cells):
            needed.append("pandas")
        for name in needed:
            with contextlib.suppress(ImportError):
                importlib.import_module(name)
        if True not in self._spawners:
            with contextlib.suppress(ZygoteDied, OSError):  # who forks a child is told
                self._spawners[True] = self._spawner(data=True)

    def grade(
        self,
        bundle: Bundle,
        submission: Submission,
        *,
        until_failure: bool = False,
        stalled: Container[int] = (),
    ) -> Verdict:
        """Return the verdict on a submission. Never raises for what the learner wrote.

        Args:
            bundle: The problem's cells.
            submission: The learner's code.
            until_failure: The first test that fails is the last one: for those who only ask
                whether all pass.
            stalled: Places of tests that are known not to end with this submission.

        Raises:
            BrokenBundle: The instructor's cells cannot be used.
        """
        compiled = self._compile(bundle)
        self._prepare(bundle)
        began, cpu = time.monotonic(), time.process_time()
        session = None
        try:
            session = Session(self.spawn, compiled, submission)
            with quiet():
                verdict = _refuse(session, compiled, submission) or self._judge(
                    session, compiled, submission, until_failure, stalled
                )
            if session.clock.starved:
                verdict = grader_error(compiled.max_score, phrase(bundle.locale, sentences.STARVED))
        except (ZygoteDied, OSError, Dead):
            starved = session is not None and session.clock.starved
            why = sentences.STARVED if starved else sentences.GRADER_ERROR
            verdict = grader_error(compiled.max_score, phrase(bundle.locale, why))
        finally:
            if session:
                session.close()
        return _with_usage(
            verdict,
            session,
            wall_ms=(time.monotonic() - began) * 1e3,
            cpu_ms=(time.process_time() - cpu) * 1e3,
        )

    def _compile(self, bundle: Bundle) -> CompiledBundle:
        compiled = self._compiled.pop(bundle, None) or checks.compile_bundle(bundle)
        self._compiled[bundle] = compiled
        if len(self._compiled) > _BUNDLES_KEPT:
            self._compiled.popitem(last=False)
        return compiled

    def _judge(
        self,
        session: Session,
        compiled: CompiledBundle,
        submission: Submission,
        until_failure: bool,
        stalled: Container[int],
    ) -> Verdict:
        bundle, watchdog = compiled.bundle, self._watchdog
        try:
            broken = broken_rules(session, bundle, submission)
        except Unread as unread:
            return _ungradable(compiled, str(unread))
        share = share_left(broken, bundle) if broken else 1.0
        tests = [row(share, bundle.locale)] if broken else []
        run = outcomes(
            self.spawn, session, compiled, submission, watchdog=watchdog, stalled=stalled
        )
        for tried in () if until_failure and broken else run:
            tests.append(replace(tried, points=tried.points * share))
            if until_failure and not tried.passed:
                break
        status = status_of(tuple(tests), timed_out=End.TIME in session.ends)
        return Verdict(
            status=status,
            score=sum(test.points for test in tests),
            max_score=compiled.max_score,
            tests=tuple(tests),
            message=f"{said(broken, bundle.locale)} {_on_the_whole(session, status)}".strip(),
            output=clean(session.load_output, MAX_OUTPUT),
            fault=None if status is Status.PASSED else session.fault,
        )

    def study(
        self,
        bundle: Bundle,
        submission: Submission,
        seconds: float,
        stalled: Container[int] = (),
    ) -> Study:
        """Return a closer look at an answer. Never raises for what the learner wrote.

        Args:
            bundle: The problem's cells.
            submission: The learner's code.
            seconds: Time for the search of an edit that mends it; 0 for the trace alone.
            stalled: Places, among the visible tests, of those that are known not to end.

        Raises:
            BrokenBundle: The instructor's cells cannot be used.
        """
        self._prepare(bundle)
        with quiet():
            return study(
                *(self.spawn, bundle, submission, seconds),
                watchdog=self._watchdog,
                stalled=stalled,
            )

    def one_passes(
        self, bundle: Bundle, submission: Submission, proposals: Sequence[Proposal], seconds: float
    ) -> bool:
        """Say whether proposed code mends an answer; see `grader.proposals`.

        Raises:
            BrokenBundle: The instructor's cells cannot be used.
        """
        self._prepare(bundle)
        given = (self.spawn, bundle, submission, proposals, seconds)
        with quiet():
            return one_passes(*given, watchdog=self._watchdog)


def grader_error(max_score: float, message: str = sentences.GRADER_ERROR) -> Verdict:
    """Return the verdict that says the grader itself failed."""
    return Verdict(Status.GRADER_ERROR, 0.0, max_score, (), message=message)


def _refuse(session: Session, compiled: CompiledBundle, submission: Submission) -> Verdict | None:
    """Return the verdict on an answer that cannot be graded, or None.

    The child parses, before any learner code has run in it.
    """
    locale = session.locale
    ids = [cell.grade_id for cell in compiled.cells(CellRole.SOLUTION)]
    sources = {name: submission.cells.get(name, "") for name in ids}
    if sum(map(len, sources.values())) + sum(map(len, submission.loose)) > _MAX_SOURCE:
        told = phrase(locale, sentences.TOO_LONG, most=f"{_MAX_SOURCE:,}")
        return _ungradable(compiled, told)
    try:
        flaws = session.flaws(sources)
    except Dead as dead:
        session.flaws({})  # dies too when the fault is not the answer's
        return _ungradable(compiled, sentences.ended(dead.end, session.limits, locale))
    if all(flaw and flaw[0] == "Empty" for flaw in flaws):
        return _ungradable(compiled, phrase(locale, sentences.EMPTY))
    for name, flaw in zip(ids, flaws, strict=True):
        if flaw and flaw[0] != "Empty":
            kind, message, line = flaw
            fault = LearnerFault(kind, clean(message), grade_id=name, line=line)
            told = sentences.does_not_parse(message, line, locale)
            return _ungradable(compiled, told, fault)
    return None


def _ungradable(
    compiled: CompiledBundle, message: str, fault: LearnerFault | None = None
) -> Verdict:
    return Verdict(Status.UNGRADABLE, 0.0, compiled.max_score, (), message=message, fault=fault)


def _on_the_whole(session: Session, status: Status) -> str:
    if status is Status.PASSED or not session.ends:
        return ""
    return sentences.ended(min(session.ends), session.limits, session.locale)


def _with_usage(
    verdict: Verdict, session: Session | None, *, wall_ms: float, cpu_ms: float
) -> Verdict:
    if session is None:
        return verdict
    return replace(
        verdict,
        wall_ms=round(wall_ms, 2),
        cpu_ms=round(cpu_ms + session.child_cpu_ms, 2),
        peak_mb=round(session.peak_mb, 1),
    )
