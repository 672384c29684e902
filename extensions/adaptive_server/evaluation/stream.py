"""The learner model on a stream of answers: the pure functions of the core, state in dicts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..core.belief import moved, sigmoid, surprise
from ..core.features import Row as Features
from ..core.features import features
from ..core.item import ItemState, item_after
from ..core.learner import Belief, LearnerState, SkillState
from ..core.step import SKILL_DRIFT, learner_after, skill_after
from .answer_table import Row

SKILL_DIFFICULTY = Belief(0.0, 0.5)

ANY = -1
"""In the place of a skill: whichever it was."""

_NEW_LEARNER, _NEW_SKILL, _NEW_ITEM = LearnerState(), SkillState(), ItemState()


@dataclass(slots=True)
class Stream:
    """State of all learners, problems and skills after the answers so far."""

    learners: dict[int, LearnerState] = field(default_factory=dict)
    practised: dict[tuple[int, int], SkillState] = field(default_factory=dict)
    items: dict[int, ItemState] = field(default_factory=dict)
    skills: dict[int, Belief] = field(default_factory=dict)
    tried: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    times: dict[tuple[int, int], float] = field(default_factory=dict)

    def look(self, row: Row) -> tuple[Features, float, float]:
        """Return features, mean and variance of the logit, before the answer is known."""
        return features(
            self.learners.get(row.learner, _NEW_LEARNER),
            [self.practised.get((row.learner, k), _NEW_SKILL) for k in row.skills],
            self.items.get(row.item, _NEW_ITEM),
            [self.skills.get(k, SKILL_DIFFICULTY) for k in row.skills],
            self.tried.get((row.learner, row.item), (0, 0)),
            self._hours(row, ANY) if row.at is not None else 0.0,
            [self._hours(row, k) for k in row.skills] if row.at is not None else (),
        )

    def _hours(self, row: Row, skill: int) -> float:
        """Return the hours since the learner last answered on a skill, or 0."""
        last = self.times.get((row.learner, skill))
        return 0.0 if last is None or row.at is None else (row.at - last) / 3600.0

    def fold(self, row: Row, z: float, variance: float) -> None:
        """Fold an answer in; `z` and `variance` are those that `look` gave."""
        win, share = row.correct, 1.0 / len(row.skills)
        e, h = surprise(z, variance, win)
        state = self.learners.get(row.learner, _NEW_LEARNER)
        state = learner_after(state, e, h, win, sigmoid(z))
        self.learners[row.learner] = state
        answer = state.wins + state.losses
        for k in row.skills:
            key = (row.learner, k)
            skill = self.practised.get(key, _NEW_SKILL)
            ability = moved(skill.ability, share, e, h, SKILL_DRIFT)
            self.practised[key] = skill_after(skill, ability, win, answer)
            self.skills[k] = moved(self.skills.get(k, SKILL_DIFFICULTY), -share, e, h, 0.0)
        self.items[row.item] = item_after(self.items.get(row.item, _NEW_ITEM), e, h, win)
        wins, losses = self.tried.get((row.learner, row.item), (0, 0))
        self.tried[row.learner, row.item] = (wins + win, losses + (not win))
        if row.at is not None:
            for k in (ANY, *row.skills):
                self.times[row.learner, k] = row.at

    def run(self, rows: Sequence[Row]) -> list[Features]:
        """Fold answers in, in order, and return the features each was seen with."""
        seen = []
        for row in rows:
            x, z, variance = self.look(row)
            seen.append(x)
            self.fold(row, z, variance)
        return seen
