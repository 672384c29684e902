"""What is seen of how an attempt came about: from the stored times and the verdict to signals."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from grader.verdict import Verdict

from ..core.behaviour import Attempted, Signal, failures_alike, signals, weight
from ..core.learner import PlacementStatus, ProblemState
from ..ports import LearnerRecord, StoredSubmission
from ..problems.bank import Problem


@dataclass(frozen=True, slots=True)
class Seen:
    """Signals of an attempt, what they make of it as evidence, and the mark of its failure."""

    signals: tuple[Signal, ...] = ()
    weight: float = 1.0
    mark: str = ""


def seen_in(
    stored: StoredSubmission, problem: Problem, verdict: Verdict, record: LearnerRecord
) -> Seen:
    """Look at an attempt whose verdict counts.

    Time runs from when the problem was offered, or from the attempt before. Where a problem was
    opened without being offered, nobody knows when it was begun, and times say nothing.
    """
    before = record.state.problems.get(problem.card.id, ProblemState())
    mark = failure_mark(verdict)
    begun, state = _begun(problem, record, before), record.state
    # Questions that find a level are there to be missed.
    placing = state.placement.status is PlacementStatus.ACTIVE
    attempt = Attempted(
        solved=verdict.status.value == "passed",
        seconds=None if begun is None else (stored.received_at - begun).total_seconds(),
        minutes=problem.card.minutes,
        mark=mark,
        before=before,
        failed_in_a_row=0 if placing else state.failed_in_a_row,
    )
    found = signals(attempt)
    return Seen(found, weight(found, failures_alike(before, mark)), mark)


def failure_mark(verdict: Verdict) -> str:
    """Return a short text that is equal for verdicts that fail alike, '' for one that passed.

    Alike: the same status, the same checks failed, with the same messages.
    """
    if verdict.status.value == "passed":
        return ""
    parts = [verdict.status.value, verdict.message]
    parts += [part for t in verdict.tests if not t.passed for part in (t.id, t.message)]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:16]


def _begun(problem: Problem, record: LearnerRecord, before: ProblemState) -> datetime | None:
    """Return since when the learner may have worked at this attempt, or None."""
    offered = record.open
    times = [before.last_at] if before.last_at else []
    if offered is not None and offered.choice.problem_id == problem.card.id:
        times.append(offered.made_at)
    return max(times, default=None)
