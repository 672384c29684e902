"""Which problem next, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..bodies import Recommendation
from ..core import placement
from ..core.arms import Considered, considered, tuned
from ..core.experiment import arm_of
from ..core.goals import Goal
from ..core.learner import LearnerState, PlacementStatus
from ..core.reasons import placed_reason
from ..core.recommendation import Choice
from ..core.selection import choose, recommended
from ..ports import LearnerId, LearnerRecord, Person
from .parts import Parts
from .views import recommendation


def decide(
    parts: Parts,
    state: LearnerState,
    why: str,
    learner: LearnerId,
    goals: Sequence[Goal] = (),
) -> tuple[LearnerState, Choice]:
    """Choose from the whole bank; the state remembers what was recommended.

    While the learner's level is being found, the next problem is the next question. Once that is
    over the choice is the usual one, or that of the learner's arm, and its reason says so.
    """
    bank = parts.bank
    placing = state.placement.status is PlacementStatus.ACTIVE
    at, rng = parts.clock(), parts.rng
    if placing:
        asked = placement.question(state, bank.graph, bank.cards, at, why, parts.tuning)
        if asked is not None:
            return asked
        state, why = placement.finished(state), "done"
    arm = arm_of(parts.experiment, str(learner)) if parts.experiment else ""
    tuning = tuned(parts.tuning, arm)
    choice = choose(state, bank.graph, bank.cards, at, rng, why, tuning, goals)
    if parts.experiment:
        seen = considered(
            parts.experiment, state, bank.graph, bank.cards, at, why, parts.tuning, goals
        )
        choice = replace(choice, experiment=parts.experiment.name, arm=arm, considered=noted(seen))
    if choice.problem_id is None:
        return state, choice
    state = recommended(state, choice.problem_id)
    if placing:
        choice = replace(choice, reason=placed_reason(choice.reason, bank.graph))
    return state, choice


def noted(seen: Sequence[Considered]) -> dict[str, dict[str, Any]]:
    """Return what the arms considered as it is stored."""
    return {
        one.problem_id: {
            "predicted": one.predicted,
            "need": one.need,
            "chances": dict(one.chances),
        }
        for one in seen
    }


def still_good(parts: Parts, record: LearnerRecord) -> bool:
    """Whether the open recommendation can stand: it names a problem that is still to be done."""
    problem_id = record.open.choice.problem_id if record.open else None
    if record.open is None or problem_id is None or problem_id not in parts.bank.problems:
        return False
    done = record.state.problems.get(problem_id)
    if done is None or done.solved_at is None:
        return True
    return done.solved_at < record.open.made_at and (
        done.last_at is None or done.last_at < record.open.made_at
    )


async def next_problem(parts: Parts, person: Person, why: str | None = None) -> Recommendation:
    """Return the open recommendation, or a new one when there is none or `why` asks for it.

    Args:
        parts: The parts of this process.
        person: Who asks.
        why: None keeps an open recommendation; else the learner's reason for another one. Where
            there is no other, the open one stays and the answer's reason says so.
    """
    learner = await parts.store.learner(person)
    if why is None:
        record = await parts.store.record(learner)
        if record.open is not None and still_good(parts, record):
            return recommendation(parts.bank, record.open.choice)

    no_other = ""

    def under_lock(record: LearnerRecord) -> tuple[LearnerState, Choice] | None:
        nonlocal no_other
        no_other = ""
        good = still_good(parts, record)
        if why is None and good:
            return None
        state, choice = decide(parts, record.state, why or "done", record.id, record.goals)
        if good and choice.problem_id is None:
            no_other = choice.reason
            return None
        return state, choice

    opened = await parts.store.recommend(learner, under_lock)
    worded = recommendation(parts.bank, opened.choice)
    return worded.model_copy(update={"reason": no_other}) if no_other else worded
