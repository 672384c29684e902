"""Tokens per learner, class and day: reserved before a question, settled after the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol
from uuid import UUID, uuid4


@dataclass(frozen=True, slots=True)
class Limits:
    """What a day allows, in tokens (thoughts count as answer) and questions.

    `in_flight` is for one process: as many answers at a time. `per_minute`, and `burst` within
    `burst_s` seconds, are questions of one learner and kept by a ledger that replicas share; 0 is
    no limit.
    """

    learner_tokens: int = 80_000
    learner_questions: int = 40
    class_tokens: int = 2_000_000
    in_flight: int = 150
    per_minute: int = 0
    burst: int = 0
    burst_s: int = 10


class Ledger(Protocol):
    """Who has used what on a day; shared by all replicas where it lies in a database."""

    async def reserve(
        self, spending: UUID, learner: str, tokens: int, day: date, limits: Limits
    ) -> bool:
        """Set tokens aside where every limit allows it; says whether it did."""
        ...

    async def settle(self, spending: UUID, tokens: int) -> None:
        """Book what a question really took; a second time changes nothing."""
        ...

    async def used(self, day: date) -> int:
        """Return the tokens of all learners on a day, reserved ones included."""
        ...


@dataclass(slots=True)
class _Spending:
    learner: str
    day: date
    tokens: int
    settled: bool = False


@dataclass(slots=True)
class MemoryLedger:
    """A ledger of one process, for as long as it lives."""

    rows: dict[UUID, _Spending] = field(default_factory=dict)

    async def reserve(
        self, spending: UUID, learner: str, tokens: int, day: date, limits: Limits
    ) -> bool:
        """Set tokens aside where every limit allows it."""
        today = [r for r in self.rows.values() if r.day == day]
        mine = [r for r in today if r.learner == learner]
        fits = (
            sum(r.tokens for r in today) + tokens <= limits.class_tokens
            and sum(r.tokens for r in mine) + tokens <= limits.learner_tokens
            and len(mine) < limits.learner_questions
        )
        if fits:
            self.rows[spending] = _Spending(learner, day, tokens)
        return fits

    async def settle(self, spending: UUID, tokens: int) -> None:
        """Book what a question really took."""
        row = self.rows.get(spending)
        if row is not None and not row.settled:
            row.tokens, row.settled = tokens, True

    async def used(self, day: date) -> int:
        """Return the tokens of all learners on a day."""
        return sum(r.tokens for r in self.rows.values() if r.day == day)


class Budget:
    """What this process may ask now; time is an argument, in UTC."""

    def __init__(self, limits: Limits, ledger: Ledger | None = None) -> None:
        self.limits = limits
        self.ledger: Ledger = ledger or MemoryLedger()
        self.open: set[UUID] = set()

    async def reserve(self, learner: str, tokens: int, now: datetime) -> UUID | None:
        """Set tokens aside, or return None where a limit would be passed."""
        if len(self.open) >= self.limits.in_flight:
            return None
        spending = uuid4()
        self.open.add(spending)
        fits = False
        try:
            fits = await self.ledger.reserve(spending, learner, tokens, now.date(), self.limits)
        finally:
            if not fits:
                self.open.discard(spending)
        return spending if fits else None

    async def settle(self, spending: UUID, tokens: int) -> None:
        """Book what a question really took; a second time changes nothing."""
        self.open.discard(spending)
        await self.ledger.settle(spending, tokens)

    async def used(self, now: datetime) -> int:
        """Return the tokens of all learners today, reserved ones included."""
        return await self.ledger.used(now.date())
