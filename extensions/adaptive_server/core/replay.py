"""A learner's state from all their verdicts, one after the other: after a verdict was corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .evidence import evidence_of
from .learner import LearnerState, ProblemState
from .model import UNPRACTISED, Believed, believed, update
from .problem import ProblemCard, SkillId


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One verdict of a learner, as a replay needs it.

    Attributes:
        card: The problem as it was, with the difficulty that the model went by.
        hinted: A hint had been shown before it.
        at: When it was decided.
    """

    card: ProblemCard
    counts: bool
    passed: bool
    score: float
    max_score: float
    hinted: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a verdict meant when it was replayed.

    Attributes:
        first: It was the learner's first attempt at the problem.
        believed: What the model believed beforehand.
    """

    first: bool
    believed: Believed


def replay(
    now: LearnerState, past: Sequence[PastVerdict], top_bands: Mapping[SkillId, int]
) -> tuple[LearnerState, list[Replayed | None]]:
    """Return the state after all verdicts, and what each of them meant; None where it is none.

    Args:
        now: The state as it is: what does not come of verdicts (hints, recommendations) is kept.
        past: All verdicts of the learner, in the order in which they were decided.
        top_bands: As for `model.update`.
    """
    state, meant = LearnerState(recent=now.recent), list[Replayed | None]()
    for one in past:
        before = state.problems.get(one.card.id, ProblemState())
        evidence = evidence_of(
            one.counts, one.passed, one.score, one.max_score, replace(before, hints=int(one.hinted))
        )
        if evidence is None:
            meant.append(None)
            continue
        meant.append(Replayed(evidence.first, believed(state, one.card)))
        state = update(state, one.card, evidence, one.at, top_bands)
    problems = dict(state.problems)
    for name, known in now.problems.items():
        problems[name] = replace(
            problems.get(name, ProblemState()), hints=known.hints, hinted_first=known.hinted_first
        )
    skills = {**dict.fromkeys(now.skills, UNPRACTISED), **state.skills}
    return replace(state, problems=problems, skills=skills), meant
