"""A closer look at one answer, on the trusted side: a traced run, then a search for one edit.

The trace is of visible tests only, in a child that sees no other. The search also asks the hidden
tests, as grading does; of what it finds only line and kind come out.
"""

from __future__ import annotations

import time
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

from grader.bundle import Bundle, CellRole, Submission
from grader.channel import Channel
from grader.checks import CompiledBundle, compile_bundle
from grader.end import Dead
from grader.rehearsal import Rehearsal
from grader.session import Session, Spawn
from grader.spawner import ZygoteDied
from grader.study import MOST_STEPS, EditKind, Spot, Step, Study
from grader.text import clean
from grader.tracer import Stopped
from grader.trials import outcomes
from grader.verdict import TestOutcome

_MOST_MESSAGE = 500
Lines = list[tuple[int, int]]


def study(
    spawn: Spawn,
    bundle: Bundle,
    submission: Submission,
    seconds: float,
    *,
    watchdog: bool,
    stalled: Container[int] = (),
) -> Study:
    """Look closer at an answer; empty where nothing can be run.

    Args:
        spawn: Forks a child.
        bundle: The problem.
        submission: The learner's code.
        seconds: Time for the search of an edit; 0 for the trace alone.
        watchdog: Limit the time of the test code itself, by SIGALRM.
        stalled: Places, among the visible tests, of those that are known not to end.
    """
    examination = Examination(spawn, bundle, submission, watchdog=watchdog, stalled=stalled)
    try:
        return examination.look(seconds)
    except (Dead, ZygoteDied, OSError):
        return Study()


def _untraced(outcome: TestOutcome) -> Study:
    message = outcome.message[:_MOST_MESSAGE]
    return Study(outcome.id, outcome.title, message, failing=not outcome.passed)


class Examination:
    """One answer that is looked at."""

    def __init__(
        self,
        spawn: Spawn,
        bundle: Bundle,
        submission: Submission,
        *,
        watchdog: bool,
        stalled: Container[int] = (),
    ) -> None:
        self._spawn, self._submission, self._watchdog = spawn, submission, watchdog
        self._bundle, self._stalled = bundle, stalled
        self._ids = [c.grade_id for c in bundle.cells if c.role is CellRole.SOLUTION]
        self._sources = [submission.cells.get(name, "") for name in self._ids]
        self._visible = self._without_hidden(bundle)

    def look(self, seconds: float) -> Study:
        """Trace the run of the first visible test that fails, then search for an edit."""
        end = time.monotonic() + seconds
        if self._visible is None:
            return Study()
        found, covered = self._traced(self._visible)
        if found.test and time.monotonic() < end:
            return self._mended(found, covered, end)
        return found

    # -- the trace

    def _traced(self, visible: CompiledBundle) -> tuple[Study, Lines | None]:
        session = Session(self._spawn, visible, self._submission)
        found, covered = Study(), None
        try:
            if any(session.flaws(dict(zip(self._ids, self._sources, strict=True)))):
                return found, covered
            session.channel().ask("watch")
            for place, outcome in enumerate(self._outcomes(session, visible, self._submission)):
                if place in self._stalled:  # it is not run, so there is nothing to trace
                    return _untraced(outcome), None
                if outcome.passed and found.test:
                    continue
                found, covered = self._study_of(outcome, session)
                if not outcome.passed:
                    break
            stopped = self._stopped(session)
        finally:
            session.close()
        if stopped:  # too long to be watched is not yet wrong
            found = replace(found, failing=not self._rehearsed(visible))
        return found, covered

    def _study_of(self, outcome: TestOutcome, session: Session) -> tuple[Study, Lines | None]:
        steps, covered, cut = self._told(session.channel())
        message = "" if self._stopped(session) else outcome.message[:_MOST_MESSAGE]
        fault = session.fault  # of a test that wants one, its message says nothing
        found = Study(
            test=outcome.id,
            title=outcome.title,
            message=message,
            failing=not outcome.passed,
            steps=steps,
            cut=cut,
            fault=fault if fault and fault.name in message else None,
        )
        return found, covered or None

    @staticmethod
    def _stopped(session: Session) -> bool:
        return session.fault is not None and session.fault.name == Stopped.__name__

    def _told(self, channel: Channel) -> tuple[tuple[Step, ...], Lines, bool]:
        """Return what the child has noted; whatever has another shape is left out."""
        try:
            steps, covered, cut = channel.ask("steps")
            read = [self._step(*step) for step in steps[:MOST_STEPS]]
            lines = [(self._ids.index(cell), line) for cell, line in covered if cell in self._ids]
        except (Exception, Dead):  # noqa: BLE001 - forged: anything may be wrong with it
            return (), [], False
        return tuple(s for s in read if s), lines, cut is True

    def _step(
        self, cell: str, line: int, values: Any, returned: str | None, raised: Any, entered: Any
    ) -> Step | None:
        if cell not in self._ids or type(line) is not int or not 0 < line < 1_000_000:
            return None
        pairs = tuple((clean(str(n), 80), clean(str(v), 200)) for n, v in values[:12])
        given = None if returned is None else clean(str(returned), 200)
        return Step(cell, line, pairs, given, raised is True, entered is True)

    # -- the search

    def _mended(self, found: Study, covered: Lines | None, end: float) -> Study:
        stages = list(self._stages(found))
        try:
            if not found.failing and stages[-1].passes(self._submission):
                return found
            tried = 0
            for number, line, kind, text in self._edits(covered if found.failing else None):
                if time.monotonic() > end:
                    break
                tried += 1
                cells = {**self._submission.cells, self._ids[number]: text}
                changed = replace(self._submission, cells=cells)
                if all(stage.passes(changed) for stage in stages):
                    spot = Spot(self._ids[number], line, EditKind(kind))
                    return replace(found, spot=spot, tried=tried)
            return replace(found, tried=tried)
        finally:
            for stage in stages:
                stage.close()

    def _stages(self, found: Study) -> Iterator[Rehearsal]:
        """Yield what an edit has to pass: where visible tests fail, those first."""
        if found.failing and self._visible:
            yield self._rehearsal(self._visible.bundle)
        yield self._rehearsal(self._bundle)

    def _rehearsed(self, compiled: CompiledBundle) -> bool:
        rehearsal = self._rehearsal(compiled.bundle)
        try:
            return rehearsal.passes(self._submission, self._stalled)
        finally:
            rehearsal.close()

    def _rehearsal(self, bundle: Bundle) -> Rehearsal:
        return Rehearsal(self._spawn, bundle, self._submission, watchdog=self._watchdog)

    def _edits(self, covered: Lines | None) -> Iterator[tuple[int, int, str, str]]:
        """Yield the edits that a fresh child makes, before any learner code has run in it."""
        assert self._visible
        session = Session(self._spawn, self._visible, self._submission)
        lines = None if covered is None else [list(place) for place in covered]
        try:
            made = session.channel().ask("edits", self._sources, lines)
        except Exception:  # noqa: BLE001 - a text that the child can parse but not walk
            return
        finally:
            session.close()
        for number, line, kind, text in made:
            yield int(number), int(line), str(kind), str(text)

    def _outcomes(
        self, session: Session, compiled: CompiledBundle, submission: Submission
    ) -> Iterator[TestOutcome]:
        return outcomes(
            *(self._spawn, session, compiled, submission),
            watchdog=self._watchdog,
            stalled=self._stalled,
        )

    @staticmethod
    def _without_hidden(bundle: Bundle) -> CompiledBundle | None:
        cells = tuple(c for c in bundle.cells if c.role is not CellRole.TEST or not c.hidden)
        if all(c.role is not CellRole.TEST for c in cells):
            return None
        return compile_bundle(replace(bundle, cells=cells))
