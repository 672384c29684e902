"""Bodies of requests and answers under `/api/v1`; the OpenAPI document is made from these.

Unknown fields of a request are refused, so that a typo is told and not swallowed.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .mark_bodies import ReviewView, StatusWord

Name = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\w.\-]+$")]
Source = Annotated[str, StringConstraints(max_length=100_000)]


class Request(BaseModel):
    """Base of request bodies."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SkillRef(BaseModel):
    """A skill by id and name."""

    id: str
    name: str


class Me(BaseModel):
    """Who is asking and what this installation offers."""

    name: str
    role: Literal["learner", "assistant", "instructor"]
    course: str = Field(description="Title of the course")
    tutor: Literal["offline", "gemini"]
    grading: Literal["sandbox", "container", "unprotected", "unavailable"]
    grading_note: str = Field(description="A plain warning where grading is not `sandbox`, or ''")


class SkillView(BaseModel):
    """One skill with what is believed of the learner on it."""

    id: str
    name: str
    objective: str
    section: str
    lesson: str
    band: int
    prerequisites: list[str]
    problems: int = Field(description="Problems in the bank that practise it")
    mastery: float = Field(ge=0, le=1)
    certainty: str
    mastered: bool
    due: bool
    practised: bool


class Skills(BaseModel):
    """All skills in teaching order."""

    skills: list[SkillView]


class SkillMap(BaseModel):
    """The skills of the course as a drawing."""

    svg: str = Field(description="An SVG file; it holds no script and loads nothing")


class ProblemRef(BaseModel):
    """A problem as a learner may know it."""

    id: str
    version: int
    title: str
    kind: str
    minutes: int
    section: str
    skills: list[SkillRef]


class Recommendation(BaseModel):
    """The next problem and why; `problem` is null when nothing fits."""

    problem: ProblemRef | None
    reason: str
    chance: str = Field(description="e.g. 'about 6 in 10', or ''")


class NextRequest(Request):
    """Ask for another problem than the open one."""

    why: Literal["too_easy", "too_hard", "not_now", "done"] = "done"


class LessonRef(BaseModel):
    """The notebook that a lesson opens with."""

    id: str
    title: str
    section: str
    minutes: int
    new: bool = Field(description="The learner has tried no problem of this lesson yet")


class Lessons(BaseModel):
    """All lessons that have a notebook, in teaching order."""

    lessons: list[LessonRef]


class HintText(BaseModel):
    """A hint that this learner was shown."""

    rung: int
    text: str


class ProblemDetail(BaseModel):
    """A problem with this learner's history on it."""

    problem: ProblemRef
    reason: str = Field(description="Why it was recommended, or ''")
    attempts: int
    solved: bool
    hints_shown: int
    hints_of: int = Field(description="Length of the hint ladder")
    hints: list[HintText] = Field(description="Shown to this learner, by rung")
    solution_cells: list[str] = Field(description="grade_ids whose source is handed in")
    lesson: LessonRef | None = Field(description="What its lesson opens with, or null")
    review: ReviewView | None = Field(description="The newest review of this learner's, or null")
    tutor: Literal["off", "hints", "full"] = Field(description="What may be asked of the tutor")


class SubmissionRequest(Request):
    """What is handed in: source text only."""

    problem_id: Name
    version: int = Field(ge=1, le=1_000_000)
    cells: dict[Name, Source] = Field(min_length=1, max_length=50)
    loose: list[Source] = Field(default=[], max_length=100)
    key: Annotated[str, StringConstraints(min_length=8, max_length=80)] | None = Field(
        default=None, description="Idempotency key: the same key gives the same answer"
    )


class TestView(BaseModel):
    """Outcome of one behaviour. Text is plain, to be shown as text."""

    __test__ = False

    id: str
    title: str
    passed: bool
    points: float
    max_points: float
    hidden: bool
    message: str
    output: str


class Suggestion(BaseModel):
    """One reading of an error and one next step."""

    rule: str
    because: str
    try_next: str


class Explanation(BaseModel):
    """What an error means, for a learner."""

    kind: str
    grade_id: str | None
    line: int | None
    happened: str
    suggestions: list[Suggestion]


class MasteryChange(BaseModel):
    """How the estimate for one skill moved."""

    skill: SkillRef
    before: float
    after: float
    mastered: bool


class Achievement(BaseModel):
    """Something earned."""

    id: str
    title: str
    text: str


class SubmissionAnswer(BaseModel):
    """Verdict, explanation, mastery change and what comes next: the answer to one hand-in."""

    id: UUID
    problem_id: str
    status: StatusWord
    score: float = Field(description="While a review waits, points of the tests alone")
    max_score: float
    attempt: int = Field(description="Number of this attempt; unchanged where it does not count")
    version: int = Field(default=0, description="Version of the problem that it was checked with")
    message: str
    tests: list[TestView]
    output: str
    feedback: str = Field(description="Author's words for a recognised mistake, or ''")
    notice: str = Field(default="", description="One kind sentence on going about it, or ''")
    explanation: Explanation | None
    mastery: list[MasteryChange]
    solved: bool
    moves_on: bool = Field(
        default=False, description="The next problem comes whether this one is solved or not"
    )
    steps_back: bool = Field(
        default=False, description="Failed so often that `next` offers another problem"
    )
    next: Recommendation | None
    achievements: list[Achievement]
    review: ReviewView | None = Field(default=None, description="What a person grades, or null")


class SubmissionPending(BaseModel):
    """A submission that is stored and still being graded."""

    id: UUID
    status: Literal["pending"]


class ExplainAsk(Request):
    """Ask what an error in the learner's own cell means."""

    source: Source
    name: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    message: Annotated[str, StringConstraints(max_length=4000)] = ""
    line: int | None = Field(default=None, ge=1)
    names: dict[str, Annotated[str, StringConstraints(max_length=500)]] = Field(
        default={}, max_length=200, description="Names of the frame with short reprs"
    )


class Health(BaseModel):
    """State of this process."""

    status: Literal["ok", "degraded"]
    checks: dict[str, str]


class ErrorBody(BaseModel):
    """Every answer outside 2xx."""

    code: str
    message: str
