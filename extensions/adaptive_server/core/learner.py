"""The learner's state as the model sees it: plain immutable values, state in, state out.

Abilities are in logits, variances in logit squared (Gaussian beliefs: mean, variance).
`fsrs` is the review card of the skill as JSON text (None before the first practice).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from .problem import ProblemId, SkillId


class Belief(NamedTuple):
    """A Gaussian belief: mean in logits, variance in logits squared, variance > 0.

    A named tuple, since one answer makes half a dozen: a frozen dataclass takes thrice as long.
    """

    mean: float
    variance: float


_NONE: Mapping[Any, Any] = MappingProxyType({})

PRIOR = Belief(0.0, 0.5)
"""What is believed of a learner in general, and of their offset on a skill, before any answer."""


class SkillState(NamedTuple):
    """What is believed of one learner on one skill.

    A named tuple for the same reason, as are `ProblemState` and `LearnerState`.

    Attributes:
        ability: Offset of this skill from the learner's general ability.
        wins, losses: Unhinted first attempts that succeeded or failed.
        hard_wins: The wins on a problem of band 2 or higher, or of the skill's own top band.
        recency: Exponential mean of +1/-1 outcomes, in [-1, 1].
        practised_at: Time of the last attempt, UTC.
        last_answer: Number of the learner's first attempt, from 1, that last practised the skill.
    """

    ability: Belief = PRIOR
    wins: int = 0
    losses: int = 0
    hard_wins: int = 0
    recency: float = 0.0
    practised_at: datetime | None = None
    fsrs: str | None = None
    last_answer: int = 0


class ProblemState(NamedTuple):
    """What one learner has done with one problem (all versions together).

    Attributes:
        attempts: Graded attempts (ungradable ones and grader errors are none).
        failures: Attempts that did not pass.
        hints: Hints shown; `hinted_first` says one was shown before the first attempt.
        failure_mark: What the last attempt failed at, '' when it passed; see `behaviour`.
        same_failures: Failures in a row with that mark.
    """

    attempts: int = 0
    failures: int = 0
    hints: int = 0
    hinted_first: bool = False
    solved_at: datetime | None = None
    last_at: datetime | None = None
    failure_mark: str = ""
    same_failures: int = 0


class PlacementStatus(StrEnum):
    """How far a learner is with finding their level."""

    NEW = "new"
    ACTIVE = "active"
    SKIPPED = "skipped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Placement:
    """The questions at the start that find a learner's level; see `placement`.

    Attributes:
        asked: Problems asked so far, oldest first; they stay when it is skipped and taken up again.
    """

    status: PlacementStatus = PlacementStatus.NEW
    asked: tuple[ProblemId, ...] = ()


class LearnerState(NamedTuple):
    """Everything the model keeps of one learner.

    Attributes:
        ability: General ability over all skills.
        recent: Problems recommended lately, newest last, at most 6.
        failed_in_a_row: Problems given up or failed since the last solved one.
        surprise_fast, surprise_slow: Exponential means of outcome minus expectation over the last
            few and the last dozen first attempts, in [-1, 1].
        placement: How far finding the learner's level is.
    """

    ability: Belief = PRIOR
    wins: int = 0
    losses: int = 0
    recency: float = 0.0
    skills: Mapping[SkillId, SkillState] = _NONE
    problems: Mapping[ProblemId, ProblemState] = _NONE
    recent: tuple[ProblemId, ...] = ()
    failed_in_a_row: int = 0
    surprise_fast: float = 0.0
    surprise_slow: float = 0.0
    placement: Placement = Placement()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What of a verdict the model may use. There is none for ungradable submissions.

    Attributes:
        solved: Every test passed.
        score_share: Score / max score, in [0, 1].
        first: This is the learner's first attempt at the problem.
        hinted: A hint had been shown on this problem before the attempt.
        weight: How far it may be trusted by the way it came about, in [0, 1]; see `behaviour`.
        mark: What failed, '' when solved; see `behaviour`.
    """

    solved: bool
    score_share: float
    first: bool
    hinted: bool
    weight: float = 1.0
    mark: str = ""
