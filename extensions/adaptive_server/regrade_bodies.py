"""Bodies of `class/regrades`: grading again as a job."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field

from .bodies import Name, Request

RegradeState = Literal["running", "done", "cancelled"]


class RegradeAsk(Request):
    """Grade again what was handed in to a problem and was checked with other tests than today's."""

    problem_id: Name
    version: int | None = Field(default=None, ge=1, description="null: the current one")
    learner_id: UUID | None = Field(default=None, strict=False, description="Only theirs")
    submission_id: UUID | None = Field(default=None, strict=False, description="Only this one")


class RegradeAct(Request):
    """What to do with a job."""

    action: Literal["cancel"]


class OutdatedView(BaseModel):
    """Graded submissions to a version that were checked with other tests than today's."""

    problem_id: str
    title: str
    version: int
    answers: int


class OutdatedAnswers(BaseModel):
    """What could be graded again, in teaching order."""

    answers: list[OutdatedView]


class RegradeView(BaseModel):
    """A job and how far it is; `same`, `changed` and `not_judged` add up to what is done."""

    id: UUID
    problem_id: str
    title: str
    version: int
    learner_id: UUID | None
    submission_id: UUID | None
    state: RegradeState
    total: int
    same: int
    changed: int
    not_judged: int = Field(description="The earlier verdict stands")
    asked_at: str
    ended_at: str | None


class Regrades(BaseModel):
    """The newest twenty jobs, newest first."""

    jobs: list[RegradeView]
