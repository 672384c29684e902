"""What a learner reads of a review; a part of several answers."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

StatusWord = Literal[
    "passed", "partly", "failed", "timeout", "ungradable", "grader_error", "awaiting_review"
]
"""How a submission ended, as its learner reads it."""


class RubricLine(BaseModel):
    """One thing that earns points, and whether the answer has it."""

    text: str
    points: float
    met: bool


class MarkView(BaseModel):
    """One cell that a person grades. Text is plain, to be shown as text."""

    id: str
    points: float | None = Field(description="null until somebody has read it")
    max_points: float
    origin: Literal["nobody", "untouched", "kept", "given"]
    comment: str
    rubric: list[RubricLine] = Field(description="Empty until it is reviewed")


class ReviewView(BaseModel):
    """How far the review of a submission is, and what came of it."""

    state: Literal["awaiting", "reviewed", "replaced"]
    score: float = Field(description="Points that a person gave")
    max_score: float = Field(description="Points that a person may give")
    comment: str
    marks: list[MarkView]
