"""Answers made by putting proposed code into a learner's: does one of them pass every test?

Nothing of what they print or raise comes out; only yes or no.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grader.bundle import Bundle, Submission
from grader.rehearsal import Rehearsal
from grader.session import Spawn
from grader.spawner import ZygoteDied


@dataclass(frozen=True, slots=True)
class Proposal:
    """An answer with proposed code in it.

    Attributes:
        cells: Source by `grade_id`.
        without: The same with something harmless in the place of the proposed code: where that
            passes too, it was not the proposed code that mends. None where there is no such answer.
    """

    cells: Mapping[str, str]
    without: Mapping[str, str] | None = None


def one_passes(
    spawn: Spawn,
    bundle: Bundle,
    submission: Submission,
    proposals: Sequence[Proposal],
    seconds: float,
    *,
    watchdog: bool,
) -> bool:
    """Say whether a proposal passes every test and the learner's own answer does not.

    Args:
        spawn: Forks a child.
        bundle: The problem; hidden tests count too.
        submission: The learner's own answer.
        proposals: Other answers, the likelier first.
        seconds: Time for all of them; what is not tried by then counts as failed.
        watchdog: Limit the time of the test code itself, by SIGALRM.
    """
    end = time.monotonic() + seconds
    try:
        rehearsal = Rehearsal(spawn, bundle, submission, watchdog=watchdog)
    except (ZygoteDied, OSError):
        return False
    try:
        own = None
        for proposal in proposals:
            if time.monotonic() > end:
                return False
            if not rehearsal.passes(replace(submission, cells=dict(proposal.cells))):
                continue
            own = rehearsal.passes(submission) if own is None else own
            if own:
                return False
            others = proposal.without
            if others is None or not rehearsal.passes(replace(submission, cells=dict(others))):
                return True
        return False
    except (ZygoteDied, OSError):
        return False
    finally:
        rehearsal.close()
