"""The problems that may come next: sorted out by what became of them, and ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from .course_index import index_of
from .family import resting
from .learner import LearnerState, ProblemState
from .problem import Kind, ProblemCard, ProblemId, SkillId
from .scoring import Scored, contenders, scored
from .skills import SkillGraph
from .standing import TRIES, SkillTerms, open_problems, set_aside
from .tuning import Tuning

SHIFT = 0.15
"""How far the target moves for `too_easy`, `too_hard` and after two failed problems in a row."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Open problems for one choice, without those that rest or were just shown.

    Attributes:
        state: What is believed of the learner.
        graph: The course.
        terms: What the score needs of each skill.
        at: Now.
        why: `done`, or what was wrong with the present problem.
        tuning: Weights of the score.
        target: Chance of success that fits best.
        alike: Kind of the last two problems, if they had the same.
        fresh: Problems to be solved.
        aside: Problems set aside after too many failed attempts.
        solved: Problems solved before.
        present: The problem that is shown, if another one has to answer it: the learner complains
            of it, or has failed too often.
    """

    state: LearnerState
    graph: SkillGraph
    terms: Mapping[SkillId, SkillTerms]
    at: datetime
    why: str
    tuning: Tuning
    target: float
    alike: Kind | None
    fresh: Sequence[ProblemCard]
    aside: Sequence[ProblemCard]
    solved: Sequence[ProblemCard]
    present: Scored | None

    @classmethod
    def of(
        cls,
        state: LearnerState,
        graph: SkillGraph,
        cards: Sequence[ProblemCard],
        terms: Mapping[SkillId, SkillTerms],
        at: datetime,
        why: str,
        tuning: Tuning,
        passing: int,
    ) -> Self:
        """Sort out the problems; who asks for another one is not given the last `passing` again."""
        index = index_of(graph, cards)
        left_out = resting(state, index.items, at)
        if why != "done":
            left_out |= frozenset(state.recent[-passing:])
        fresh, aside, solved = _sorted_out(
            open_problems(graph, cards, terms), state.problems, left_out
        )
        target = _target(state, why, tuning.target)
        alike = _alike(state, index.by_id)
        shown = index.by_id.get(state.recent[-1]) if state.recent else None
        present = None
        if shown is not None and (why != "done" or set_aside(state, shown.id)):
            (present,) = scored(state, [shown], terms, target, alike, tuning)
        return cls(
            state, graph, terms, at, why, tuning, target, alike, fresh, aside, solved, present
        )

    def rank(self, some: Sequence[ProblemCard]) -> list[Scored]:
        """Return problems, best first; for who finds the present one too hard, no harder one."""
        ranked = scored(self.state, some, self.terms, self.target, self.alike, self.tuning)
        if self.present is None or self.why != "too_hard":
            return ranked
        return [s for s in ranked if s.predicted > self.present.predicted]

    def best(self, some: Sequence[ProblemCard]) -> list[Scored]:
        """Return the best problems, best first; where the present one asks an answer, all."""
        if self.present is not None or self.why != "done":
            return self.rank(some)
        return contenders(self.state, some, self.terms, self.target, self.alike, self.tuning)


def _sorted_out(
    cards: Sequence[ProblemCard],
    tried: Mapping[ProblemId, ProblemState],
    left_out: AbstractSet[ProblemId],
) -> tuple[list[ProblemCard], list[ProblemCard], list[ProblemCard]]:
    """Return what is to be solved, what was set aside, and what was solved."""
    fresh, aside, solved = list[ProblemCard](), list[ProblemCard](), list[ProblemCard]()
    if left_out:
        cards = [c for c in cards if c.id not in left_out]
    for c in cards:
        known = tried.get(c.id)
        if known is None:
            fresh.append(c)
        elif known.solved_at is not None:
            solved.append(c)
        else:
            (fresh if known.failures < TRIES else aside).append(c)
    return fresh, aside, solved


def _alike(state: LearnerState, by_id: Mapping[ProblemId, ProblemCard]) -> Kind | None:
    """Return the kind of the last two problems, if they had the same."""
    last = [by_id[p].kind for p in state.recent[-2:] if p in by_id]
    return last[0] if len(last) == 2 and last[0] is last[1] else None


def _target(state: LearnerState, why: str, target: float) -> float:
    if state.failed_in_a_row >= 2:
        target += SHIFT
    if why == "too_hard":
        target += SHIFT
    elif why == "too_easy":
        target -= SHIFT
    return max(0.3, min(0.9, target))
