"""Tokens per learner, class and day: reserved before a question, settled after the answer.

Kept in memory by one process: each replica of the service has an account of its own, and a
restart begins a new one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Limits:
    """What a day allows, in tokens (thoughts count as answer) and questions."""

    learner_tokens: int = 80_000
    learner_questions: int = 40
    class_tokens: int = 2_000_000
    in_flight: int = 64


@dataclass(slots=True)
class Reservation:
    """Tokens set aside for one question until it is settled."""

    learner: str
    tokens: int
    day: date


@dataclass(slots=True)
class _Day:
    day: date
    tokens: int = 0
    learners: dict[str, list[int]] = field(default_factory=dict)


class Budget:
    """One process's account; time is an argument, in UTC."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._day: _Day | None = None
        self._open: list[Reservation] = []

    @property
    def open(self) -> Iterator[Reservation]:
        """Reservations that are not settled yet."""
        return iter(self._open)

    def reserve(self, learner: str, tokens: int, now: datetime) -> Reservation | None:
        """Set tokens aside, or return None where a limit would be passed."""
        today = self._today(now)
        used, asked = today.learners.setdefault(learner, [0, 0])
        mine = sum(r.tokens for r in self._open if r.learner == learner)
        everyone = sum(r.tokens for r in self._open)
        fits = (
            used + mine + tokens <= self.limits.learner_tokens
            and asked < self.limits.learner_questions
            and today.tokens + everyone + tokens <= self.limits.class_tokens
            and len(self._open) < self.limits.in_flight
        )
        if not fits:
            return None
        today.learners[learner][1] += 1
        kept = Reservation(learner, tokens, today.day)
        self._open.append(kept)
        return kept

    def settle(self, kept: Reservation, tokens: int) -> None:
        """Book what a question really took; a second time changes nothing."""
        found = next((n for n, r in enumerate(self._open) if r is kept), None)
        if found is None:
            return
        del self._open[found]
        if self._day is not None and self._day.day == kept.day:
            self._day.tokens += tokens
            self._day.learners.setdefault(kept.learner, [0, 0])[0] += tokens

    def used(self, now: datetime) -> int:
        """Return the tokens of all learners today."""
        return self._today(now).tokens

    def _today(self, now: datetime) -> _Day:
        if self._day is None or self._day.day != now.date():
            self._day = _Day(now.date())
        return self._day
