"""Edited answers tried on a problem's tests, one after the other in one child: does one pass?

Nothing of what they print or raise comes out; only yes or no.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from grader.bundle import Bundle, Submission
from grader.checks import compile_bundle
from grader.end import Dead
from grader.session import Session, Spawn
from grader.trials import outcomes

CALL_SECONDS = 0.1


class Rehearsal:
    """Tries answers on the tests of a bundle."""

    def __init__(
        self, spawn: Spawn, bundle: Bundle, submission: Submission, *, watchdog: bool
    ) -> None:
        """Set up; nothing runs before the first answer.

        Args:
            spawn: Forks a child.
            bundle: The problem; every test of it is treated alike, since none tells anything.
            submission: The answer that others are made of.
            watchdog: Limit the time of the test code itself, by SIGALRM.
        """
        seconds = min(bundle.limits.seconds, CALL_SECONDS)
        self._compiled = compile_bundle(
            replace(
                bundle,
                cells=tuple(replace(cell, hidden=False) for cell in bundle.cells),
                limits=replace(bundle.limits, seconds=seconds),
            )
        )
        self._spawn, self._watchdog = spawn, watchdog
        self._session = Session(spawn, self._compiled, submission)

    def passes(self, submission: Submission, stalled: Container[int] = ()) -> bool:
        """Say whether an answer passes every test; the first that fails ends it.

        Args:
            submission: The answer.
            stalled: Places of tests that are known not to end.
        """
        try:
            self._session.restart(submission)
            tried = outcomes(
                *(self._spawn, self._session, self._compiled, submission),
                watchdog=self._watchdog,
                stalled=stalled,
            )
            return all(outcome.passed for outcome in tried)
        except Dead:
            return False

    def close(self) -> None:
        """End the child."""
        self._session.close()
