"""Runs answers through the grader itself, so that the gate sees what learners will get."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Protocol, Self

from grader.bundle import Bundle, BundleCell, CellRole, Submission
from grader.checks import BrokenBundle
from grader.hash_order import OrderedJudges
from grader.sandbox import SandboxMissing
from grader.spawner import ORDINARY, ZygoteDied
from grader.verdict import RULES, Status, Verdict

from .guard import guarded
from .outcome import BrokenTests, NoVerdictError, Outcome, RunError

TRIES = 10
"""Runs of one answer before its notebook is given up; each failure is the machine's."""
_PAUSE_SECONDS = 0.2


class Judging(Protocol):
    """Who grades: a judge in this process, or one that is asked."""

    def grade(
        self,
        bundle: Bundle,
        submission: Submission,
        *,
        until_failure: bool = False,
        hash_seed: int = ORDINARY,
    ) -> Verdict:
        """Return the verdict; raises as `Judge.grade`."""
        ...

    def close(self) -> None:
        """End what it has started."""
        ...


class JudgeRunner:
    """A judge for authors: hidden tests tell their messages too. A context manager."""

    def __init__(self, *, walls: str = "required", judge: Judging | None = None) -> None:
        """Start the judge.

        Args:
            walls: `required`, or `available` to do without a sandbox where the machine has none.
            judge: Somebody else's, in the place of one of its own.

        Raises:
            RunError: The judge cannot start on this machine.
        """
        try:
            self._judge = judge or OrderedJudges(walls=walls, watchdog=True)
        except (SandboxMissing, ZygoteDied) as error:
            raise RunError(str(error)) from None

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
        """End the judge's processes."""
        self._judge.close()

    def run(
        self,
        bundle: Bundle,
        cells: Mapping[str, str],
        *,
        closed: bool = False,
        until_failure: bool = False,
        hash_seed: int = ORDINARY,
    ) -> Outcome:
        """Grade an answer.

        Args:
            bundle: The problem.
            cells: The answer, by `grade_id`.
            closed: Hidden tests tell no more than a learner is told: no message, no exception.
            until_failure: Stop at the first test that fails; the later ones count as failed.
            hash_seed: `PYTHONHASHSEED` of the answer and of its tests.

        Raises:
            BrokenTests: Given or test cells cannot be used.
            NoVerdictError: The grader failed `TRIES` times.
        """
        opened = replace(bundle, cells=tuple(_opened(c) for c in bundle.cells))
        for tried in range(TRIES):
            if tried:  # the machine may be less busy then
                time.sleep(tried * _PAUSE_SECONDS)
            verdict = self._grade(bundle if closed else opened, cells, until_failure, hash_seed)
            if verdict.status is not Status.GRADER_ERROR:
                return _outcome(bundle, verdict)
        raise NoVerdictError(f"the grader gave no verdict in {TRIES} tries")

    def _grade(
        self, bundle: Bundle, cells: Mapping[str, str], until_failure: bool, hash_seed: int
    ) -> Verdict:
        submission = Submission(dict(cells))
        try:
            with guarded():
                return self._judge.grade(
                    bundle, submission, until_failure=until_failure, hash_seed=hash_seed
                )
        except BrokenTests:
            raise
        except BrokenBundle as error:
            raise BrokenTests(str(error)) from None
        except Exception as error:  # noqa: BLE001 - a given cell may raise anything
            text = f"a given cell raises {type(error).__name__}: {error}"
            raise BrokenTests(text) from None


def _opened(cell: BundleCell) -> BundleCell:
    return replace(cell, hidden=False)


def _outcome(bundle: Bundle, verdict: Verdict) -> Outcome:
    tests = {c.grade_id for c in bundle.cells if c.role is CellRole.TEST}
    if verdict.breaks_rules:
        tests.add(RULES)
    passed = {t.id for t in verdict.tests if t.passed}
    hidden = {c.grade_id for c in bundle.cells if c.hidden}
    visible = tuple(t for t in verdict.tests if t.id not in hidden)
    fault = verdict.fault
    return Outcome(
        failed=frozenset(tests - passed),
        messages={t.id: t.message for t in verdict.tests if not t.passed},
        raised=fault.name if fault else None,
        gradable=verdict.status is not Status.UNGRADABLE,
        cpu_ms=verdict.cpu_ms,
        seen=repr(replace(verdict, tests=visible).seen()),
        raised_at=(fault.grade_id, fault.line) if fault and fault.grade_id and fault.line else None,
    )
