"""Bodies of what the workshop says before publishing and of the answers that came in.

Text in them is plain, to be shown as text.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from .core.variant_analysis import Differs


class LineView(BaseModel):
    """One line of a text diff; `gap` stands for lines left out."""

    kind: Literal["same", "added", "removed", "gap"]
    text: str


class FactView(BaseModel):
    """A property that differs; "" where it is not there."""

    name: str
    before: str
    after: str


class CellChangeView(BaseModel):
    """What became of one cell."""

    change: Literal["added", "removed", "changed", "moved"]
    role: str
    name: str
    facts: list[FactView]
    lines: list[LineView]


class ReachView(BaseModel):
    """How far the problem has come in one course; who teaches is not counted."""

    course: str
    learners: int
    open: int = Field(description="Learners whose open recommendation it is")
    solved: int
    failed: int = Field(description="Learners who tried it and have not solved it")


class Comparison(BaseModel):
    """What publishing a notebook would change."""

    problem_id: str
    version: int | None = Field(description="The version that learners get now, or null")
    cells: list[CellChangeView]
    facts: list[FactView]
    points_before: float
    points_after: float
    courses: list[ReachView]
    answers: int = Field(description="Graded submissions to that version")


class ShareView(BaseModel):
    """A share of `n` learners with its 95 % interval, all in [0, 1]."""

    value: float
    low: float
    high: float
    n: int


class TimesView(BaseModel):
    """Minutes to the first attempt: the middle one, and between which two half of them lie."""

    middle: float
    low: float
    high: float
    n: int


class DiscriminationView(BaseModel):
    """How well a version tells strong from weak learners; 1 is usual."""

    mean: float
    low: float
    high: float
    n: int


class VariantAnalysis(BaseModel):
    """Figures of those who had one variant at their first attempt; null where they are too few."""

    variant: int = Field(description="From 0; the seed of `generate`")
    learners: int
    first_try: ShareView | None
    hints: ShareView | None
    minutes: TimesView | None
    differs: Differs = Field(
        description="How its first tries differ from those of all other variants together, by "
        "Fisher's exact test with Holm's correction at 5 %; empty where that may be chance"
    )


class VersionAnalysis(BaseModel):
    """Figures of a version; null where too few have answered."""

    version: int
    learners: int
    first_try: ShareView | None
    hints: ShareView | None
    gave_up: ShareView | None
    minutes: TimesView | None
    discrimination: DiscriminationView | None
    variants: list[VariantAnalysis] = Field(description="Empty where all had the same one")


class MistakeView(BaseModel):
    """Wrong answers that look the same to the tests and that no probe explains."""

    learners: int
    answers: int
    fails: list[str] = Field(description="Titles of the tests that fail")
    raises: str | None
    probe: str = Field(description="Text of a probe cell, with a gap for its feedback")


class ItemAnalysis(BaseModel):
    """What answers say of a problem, newest version first."""

    problem_id: str
    title: str
    derived: bool = Field(description="Whether it is made from another problem")
    few: int = Field(description="Learners below which no figure is told")
    versions: list[VersionAnalysis]
    mistakes: list[MistakeView]


class LevelView(BaseModel):
    """What the choice does with the problem for a learner of one mastery."""

    mastery: float
    chance: float = Field(description="Chance that it is chosen next, in [0, 1]")
    predicted: float = Field(description="Chance that the first try succeeds, in [0, 1]")
    reason: str
    ahead: list[str] = Field(description="Titles of problems that are worth more to this learner")


class Trial(BaseModel):
    """Whether a problem would be chosen, by mastery of its skills."""

    problem_id: str
    skills: list[str]
    levels: list[LevelView]
