"""Bodies of `class/reviews`: for those who may grade what no test can."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .bodies import Name, Request, TestView
from .mark_bodies import MarkView

Words = Annotated[str, StringConstraints(max_length=4_000)]
State = Literal["awaiting", "reviewed"]


class ReviewQuery(BaseModel):
    """Which reviews to list; `after` is the `next` of the page before."""

    model_config = ConfigDict(extra="forbid")

    state: State = "awaiting"
    problem_id: Name | None = None
    learner_id: UUID | None = None
    after: int = Field(default=0, ge=0, le=2**62)
    limit: int = Field(default=50, ge=1, le=200)


class ReviewRow(BaseModel):
    """One submission in the queue."""

    submission_id: UUID
    problem_id: str
    title: str
    learner_id: UUID
    learner: str
    at: str = Field(description="When it was handed in, ISO 8601")
    score: float
    max_score: float


class ReviewQueue(BaseModel):
    """A page of reviews, the oldest first."""

    reviews: list[ReviewRow]
    awaiting: int = Field(description="How many wait in the whole course")
    next: int | None = Field(description="`after` of the next page, or null")


class AnswerCell(BaseModel):
    """One answer to read. What its learner wrote is hostile until it is shown as text."""

    kind: Literal["code", "words", "task"]
    prompt: str = Field(description="What the learner found there")
    answer: str
    mark: MarkView


class ReviewSheet(BaseModel):
    """Everything needed to review one submission."""

    submission_id: UUID
    problem_id: str
    version: int
    title: str
    statement: str
    learner_id: UUID
    learner: str
    at: str
    state: Literal["awaiting", "reviewed", "replaced"]
    revision: int = Field(description="Has to be sent back with the points")
    comment: str
    score: float = Field(description="Points of the tests")
    max_score: float
    tests: list[TestView]
    cells: list[AnswerCell]
    loose: list[str] = Field(description="The learner's own cells")
    reviewer: str | None
    reviewed_at: str | None


class MarkAsk(Request):
    """Points for one cell; `met` are places in its rubric, from 0."""

    points: float = Field(ge=0, le=1000)
    met: list[int] = Field(default=[], max_length=50)
    comment: Words = ""


class ReviewAsk(Request):
    """Points for every cell of a submission, as of the revision that the reviewer has seen."""

    revision: int = Field(ge=0)
    marks: dict[Name, MarkAsk] = Field(min_length=1, max_length=50)
    comment: Words = ""
