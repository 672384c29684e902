"""A learner's state from all their verdicts, one after the other: after a verdict was corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from .believed import Believed, believed
from .evidence import evidence_of
from .learner import LearnerState, ProblemState
from .model import UNPRACTISED, logit, update
from .placement import answered
from .problem import ProblemCard, SkillId
from .skills import SkillGraph
from .tuning import TUNING, Tuning

_UNTRIED = ProblemState()


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One verdict of a learner, as a replay needs it.

    Attributes:
        card: The problem as it was, with the difficulty that the model went by.
        hinted: A hint had been shown before it.
        at: When it was decided.
        weight, mark: How far it may be trusted and what failed; see `behaviour`. The weight stays
            what was seen when it was handed in, also where the verdict is another one now.
        question: Placement had asked for it.
    """

    card: ProblemCard
    counts: bool
    passed: bool
    score: float
    max_score: float
    hinted: bool
    at: datetime
    weight: float = 1.0
    mark: str = ""
    question: bool = False


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
    now: LearnerState,
    past: Sequence[PastVerdict],
    top_bands: Mapping[SkillId, int],
    graph: SkillGraph,
    tuning: Tuning = TUNING,
) -> tuple[LearnerState, list[Replayed | None]]:
    """Return the state after all verdicts, and what each of them meant; None where it is none.

    Args:
        now: The state as it is: what does not come of verdicts (hints, recommendations) is kept.
        past: All verdicts of the learner, in the order in which they were decided.
        top_bands: As for `model.update`.
        graph: The course.
        tuning: Constants.
    """
    state, meant = LearnerState(recent=now.recent, placement=now.placement), list[Replayed | None]()
    for one in past:
        before = state.problems.get(one.card.id, _UNTRIED)
        evidence = evidence_of(
            one.counts,
            one.passed,
            one.score,
            one.max_score,
            before._replace(hints=1) if one.hinted else before,
            weight=one.weight,
            mark=one.mark,
        )
        if evidence is None:
            meant.append(None)
            continue
        seen = logit(state, one.card, tuning)
        meant.append(Replayed(evidence.first, believed(state, one.card, one.at, seen)))
        after = update(state, one.card, evidence, one.at, top_bands, tuning, seen)
        if one.question:
            after = answered(state, after, graph, one.card, evidence, tuning)
        state = after
    problems = dict(state.problems)
    for name, known in now.problems.items():
        new = problems.get(name, _UNTRIED)
        if (new.hints, new.hinted_first) != (known.hints, known.hinted_first):
            problems[name] = new._replace(hints=known.hints, hinted_first=known.hinted_first)
        elif name not in problems:
            problems[name] = new
    skills = {**dict.fromkeys(now.skills, UNPRACTISED), **state.skills}
    return state._replace(problems=problems, skills=skills), meant
