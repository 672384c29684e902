"""A simulated learner: strengths, forgetting, learning by doing. No policy may read it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np

from .truth import Real, one_problem
from .world import World

PER_DAY = 8
MASTERED = 0.8
BEGIN = datetime(2025, 1, 6, 9, tzinfo=UTC)

FAILED = 0.55
"""What a failure teaches, beside a success."""


class SimulatedLearner:
    """One learner in one world; the same seed is the same learner, whatever policy they meet."""

    def __init__(self, world: World, seed: int) -> None:
        rng = self._rng = np.random.default_rng(seed)
        number = len(world.graph.skills)
        self.truth = world.truth
        level = np.array([int(s.lesson.split("-")[1]) for s in world.graph.skills.values()])
        known = rng.beta(1.2, 2.5) * 8
        self.strength: Real = np.clip(
            rng.normal(0.55, 0.18, number) * (level < known) + rng.beta(1.2, 8, number), 0, 0.95
        )
        self.rate = float(np.clip(rng.lognormal(-0.8, 0.35), 0.15, 0.9))
        self.guess = 0.25 if rng.random() < 0.1 else 0.04
        self.slip = 0.07
        self.asks_hints = 0.3 if rng.random() < 0.15 else 0.0
        self.break_at = int(rng.integers(40, 360)) if rng.random() < 0.3 else -1
        self.break_days = int(rng.integers(7, 31))
        self.stability: Real = 8.0 + rng.gamma(2, 2, number)
        self.last: Real = np.zeros(number)
        self.steps = 0
        self.days = 0.0

    def now(self) -> datetime:
        """Return the learner's clock, with a time zone."""
        return BEGIN + timedelta(days=self.days)

    def effective(self) -> Real:
        """Return strengths after forgetting: a power law (Wixted & Ebbesen 1991)."""
        away = np.maximum(self.days - self.last, 0.0)
        return np.asarray(self.strength * (1.0 + away / (9.0 * self.stability)) ** -0.5)

    def attempt(self, problem: int) -> tuple[bool, bool]:
        """Work on a problem once. Returns whether it was solved, and whether with a hint."""
        strength, skills = self.effective(), self.truth.takes[problem]
        p, gain = one_problem(self.truth, problem, strength, self.rate, self.guess, self.slip)
        hinted = bool(self._rng.random() < self.asks_hints)
        solved = bool(self._rng.random() < (p + 0.3 * (1.0 - p) if hinted else p))
        for k, taught in zip(skills, gain, strict=True):
            self.strength[k] = min(1.0, strength[k] + (taught if solved else FAILED * taught))
            self.last[k] = self.days
            self.stability[k] *= 1.35 if solved else 1.05
        self.pass_time()
        return solved, hinted

    def pass_time(self) -> None:
        """Let one step go by."""
        self.steps += 1
        self.days += 1.0 / PER_DAY + (self.break_days if self.steps == self.break_at else 0)

    def mastered(self) -> float:
        """Return the share of skills at `MASTERED` or above, now."""
        return float((self.effective() >= MASTERED).mean())

    def progress(self) -> float:
        """Return mean strength up to the mastery line, as a share of it."""
        return float(np.minimum(self.effective(), MASTERED).mean() / MASTERED)
