"""The learner's overview, as bodies."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, Field

from .bodies import Achievement
from .mark_bodies import ReviewView


class SkillProgress(BaseModel):
    """One skill in the overview."""

    id: str
    name: str
    mastery: float
    certainty: str
    mastered: bool
    due: bool
    practised: bool


class LessonProgress(BaseModel):
    """One lesson in the overview."""

    id: str
    title: str
    skills: list[SkillProgress]
    due: date | None = Field(description="Last day, where the lesson is assigned and not mastered")


class SectionProgress(BaseModel):
    """One section in the overview."""

    id: str
    title: str
    solved: int
    problems: int
    lessons: list[LessonProgress]


class RecentAttempt(BaseModel):
    """One line of recent work."""

    problem_id: str
    title: str
    status: str
    score: float
    max_score: float
    at: str


class Correction(BaseModel):
    """A verdict that was corrected, because the checks of the problem were mended."""

    problem_id: str
    title: str
    status: str
    before: float = Field(description="Points before")
    score: float
    max_score: float
    at: str


class ReviewedProblem(BaseModel):
    """A problem that a person grades, with the newest review."""

    problem_id: str
    title: str
    at: str
    review: ReviewView


class Progress(BaseModel):
    """The learner's overview."""

    solved: int
    problems: int
    attempts: int
    sections: list[SectionProgress]
    recent: list[RecentAttempt]
    achievements: list[Achievement]
    corrections: list[Correction] = Field(description="Those of the last four weeks")
    reviews: list[ReviewedProblem] = Field(description="The newest twenty, newest first")
