"""Answers about the learners of a course, for those who teach or assist in it."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, Field


class Classmate(BaseModel):
    """One person of the course; `id` stands for them in addresses, which end up in logs."""

    id: UUID
    name: str
    role: str
    solved: int = Field(description="Problems solved")
    attempts: int
    last_at: str | None = Field(description="Newest attempt, ISO 8601, or null")


class Roster(BaseModel):
    """Everybody who has opened the course, by name."""

    learners: list[Classmate]


class HandedIn(BaseModel):
    """One graded submission with its source text, which its learner wrote: escape it."""

    id: UUID
    problem_id: str
    title: str
    version: int
    status: str
    score: float
    max_score: float
    at: str
    cells: dict[str, str]


class Submissions(BaseModel):
    """The newest graded submissions of one learner, newest first."""

    submissions: list[HandedIn]
