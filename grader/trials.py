"""All test cells of a problem tried on one submission, one after the other."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Container, Iterator
from types import CodeType
from typing import Any

from grader import checks, templates
from grader.alarm import Stalled, alarm
from grader.bundle import CellRole, Submission
from grader.checks import BrokenBundle, CompiledBundle
from grader.kinds import identity, is_instance, is_subclass
from grader.mirror_class import super_of
from grader.own_builtins import own_builtins
from grader.remote import same
from grader.session import Session, Spawn
from grader.suite import Suite
from grader.trial import Trial
from grader.verdict import TestOutcome

GIVEN_SECONDS = 5.0
"""Processor time of a given cell beyond the learner's limit: it may import large libraries."""


def outcomes(
    spawn: Spawn,
    session: Session,
    compiled: CompiledBundle,
    submission: Submission,
    *,
    watchdog: bool,
    stalled: Container[int] = (),
) -> Iterator[TestOutcome]:
    """Yield the outcome of each test cell; given cells run between them.

    Args:
        spawn: Forks a child.
        session: The submission's own.
        compiled: The problem.
        submission: What was handed in.
        watchdog: Limit the time of the test code itself, by SIGALRM.
        stalled: Places of tests that are known not to end: they are not tried.

    Raises:
        BrokenBundle: A given cell raises, or does not end.
    """
    suite = Suite(spawn, session, compiled, submission)
    space: dict[str, Any] = {
        "__name__": "__main__",
        "__builtins__": own_builtins(),
        checks.RUN: session.run,
        checks.SOURCE: session.sources.text,
        checks.ACCEPTS: suite.accepts,
        checks.CATCHES: suite.catches,
        checks.COMPARE: checks.compare,
        checks.SAME: same,
        templates.FORMAT: templates.method,
        **{"super": super_of, "isinstance": is_instance, "issubclass": is_subclass, "id": identity},
    }
    own: set[str] = set()
    places = itertools.count()
    for cell in compiled.bundle.cells:
        if cell.role is CellRole.GIVEN:
            code, names = compiled.given[cell.grade_id]
            allowed = session.limits.seconds + GIVEN_SECONDS
            with alarm(allowed) if watchdog else contextlib.nullcontext():
                _run_given(cell.grade_id, code, space)
            session.given |= {space[n]: n for n in names if _is_own_class(space.get(n))}
            own |= names
        elif cell.role is CellRole.TEST:
            trial = Trial(session, compiled.checks[cell.grade_id], space, own)
            if next(places) in stalled:
                yield trial.stalled()
            else:
                yield trial.outcome(compiled.bundle.required, watchdog=watchdog)


def _is_own_class(value: object) -> bool:
    """Say whether a given cell has made a class, rather than imported it."""
    return isinstance(value, type) and value.__module__ == "__main__"


def _run_given(grade_id: str, code: CodeType, space: dict[str, Any]) -> None:
    try:
        exec(code, space)  # noqa: S102 - the instructor's code
    except Stalled:
        raise BrokenBundle(f"cell {grade_id}: it does not end in time") from None
    except Exception as error:
        raise BrokenBundle(f"cell {grade_id}: {type(error).__name__}: {error}") from error
