"""Bodies of what an instructor sees and says of a class, under `/api/v1/class`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from .bodies import Name, Request
from .core.serving import Layer


class SkillBelief(BaseModel):
    """What the model believes of one learner on one skill, how surely and on what evidence."""

    skill: str
    name: str
    mastery: float = Field(ge=0, le=1, description="Chance on a demanding problem of the skill")
    mastered: bool
    mean: float = Field(description="General ability and skill together, in logits")
    sd: float = Field(description="How unsure the mean is, in logits")
    certainty: str = Field(description="`fairly sure`, `fairly unsure` or `unsure`")
    evidence: int = Field(description="First attempts that practised the skill")
    wins: int = Field(description="Those that succeeded without a hint")
    attempts: int = Field(description="Graded attempts at problems of the skill, later ones too")
    hints: int = Field(description="Hints shown on problems of the skill")
    last_evidence: datetime | None = Field(description="Time of the last attempt, or null")


class LearnerBeliefs(BaseModel):
    """All skills of one learner, in teaching order."""

    learner: str
    skills: list[SkillBelief]


class Beliefs(BaseModel):
    """What the model believes of every learner of the course."""

    serves: Layer = Field(
        description="What the chance of a first try that is told comes from: `beliefs` alone, or "
        "`logistic`, the layer on top of them; mastery and choice go by the beliefs"
    )
    learners: list[LearnerBeliefs]


class LessonOutlook(BaseModel):
    """What is expected of a learner's next lesson, and whether somebody should look."""

    lesson: str | None = Field(description="Title of the lesson, or null: all are mastered")
    by: date | None = Field(description="Last day: the assigned one, else in two weeks")
    assigned: bool
    probability: float | None = Field(description="Chance that it is mastered by then, 0 to 1")
    mastered: int = Field(description="Skills of the lesson that are mastered")
    skills: int
    at_risk: bool
    reason: str


class LearnerOutlook(LessonOutlook):
    """The same of a learner of the class."""

    learner: str


class ClassOutlook(BaseModel):
    """What is expected of every learner, those at risk first."""

    learners: list[LearnerOutlook]


class AssignmentAsk(Request):
    """Assign a lesson for a day, or take it back (`due` null)."""

    lesson: Name
    due: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")] | None = Field(
        description="Last day, as 2026-03-12, or null"
    )


class Assignment(BaseModel):
    """A lesson that comes first in the choice until its skills are mastered."""

    lesson: str
    title: str
    due: date


class LessonChoice(BaseModel):
    """A lesson that can be assigned."""

    lesson: str
    title: str
    section: str = Field(description="Title of its section")


class Assignments(BaseModel):
    """The lessons assigned in the course, the earliest day first, and all that there are."""

    assignments: list[Assignment]
    lessons: list[LessonChoice] = Field(description="In the order of the course")


PolicyWord = Literal["off", "hints", "full"]


class ClassTutorAsk(Request):
    """Set how much of the tutor the learners of the course get."""

    policy: PolicyWord


class ClassTutor(BaseModel):
    """How much of the tutor the learners of the course get; a problem may allow less."""

    policy: PolicyWord = Field(description="What the instructor has set")
    most: PolicyWord = Field(description="What the operator allows; the stricter of both counts")


class HelpFigure(BaseModel):
    """A figure with its 95 % interval; all null where `n` is too small to show one."""

    n: int = Field(description="Helps that it rests on, one for each learner and problem")
    value: float | None = None
    low: float | None = None
    high: float | None = None


class HelpRow(BaseModel):
    """What came of the help in a style, in all styles that are drawn, or for those held out."""

    group: Literal["usual", "question", "trace", "contrast", "drawn", "held_out"]
    unaided: HelpFigure = Field(
        description="Share, 0 to 1, who solved the next problem of the same skill at first and "
        "without help"
    )
    difference: HelpFigure | None = Field(
        description="That share less that of the held out, -1 to 1; null for the held out"
    )
    fixed_s: HelpFigure = Field(
        description="Median seconds from the first help until the problem was solved; a value "
        "that is null although `n` is not too small is that of a problem not solved yet"
    )


class HelpGiven(BaseModel):
    """How many helps somebody worded."""

    source: Literal["offline", "gemini", "cache"]
    helps: int


class TokensToday(BaseModel):
    """Gemini tokens of today in UTC, of the learners of all courses together."""

    used: int = Field(description="Reserved ones included")
    most: int


class ClassHelp(BaseModel):
    """What came of the tutor's help in the course; no learner is named."""

    least_n: int = Field(description="Below so many helps no figure is shown")
    rows: list[HelpRow] = Field(description="Each style, all that are drawn, the held out")
    given: list[HelpGiven]
    tokens: TokensToday | None = Field(description="Null where no model is asked")


class SignalSeen(BaseModel):
    """An attempt that met a rule of behaviour."""

    learner: str
    problem_id: str
    signals: list[str]
    weight: float = Field(description="How far the attempt was trusted, 0 to 1")
    at: datetime


class LearnerBehaviour(BaseModel):
    """How often each rule was met by a learner's attempts."""

    learner: str
    attempts: int
    signals: dict[str, int]


class SignalledAnswer(BaseModel):
    """A graded submission that met rules of behaviour, by the id of the submission."""

    id: UUID
    signals: list[str]
    weight: float = Field(description="How far the attempt was trusted, 0 to 1")


class SignalledAnswers(BaseModel):
    """Those among the newest graded submissions of one learner that met a rule, newest first."""

    answers: list[SignalledAnswer]


class Behaviour(BaseModel):
    """Signals of behaviour in the class; they say what happened, not why."""

    learners: list[LearnerBehaviour]
    latest: list[SignalSeen] = Field(description="The newest 50, newest first")
