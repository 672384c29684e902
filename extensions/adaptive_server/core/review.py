"""What a person says of the answers that no test can grade: points by a rubric, and words.

Pure. A review belongs to one submission. A cell that was left as the release has it gets 0
points without anybody looking; one that an earlier review of the same learner has judged in these
very words keeps its points. Every other one waits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from math import isfinite
from typing import Any, Self

ENOUGH = 0.5
"""Share of a reviewer's points from which an answer that passes every test counts as solved."""

MOST_WORDS = 4_000


class ReviewState(StrEnum):
    """How far a review is; `replaced` says that the learner has handed in another answer since."""

    AWAITING = "awaiting"
    REVIEWED = "reviewed"
    REPLACED = "replaced"


class Origin(StrEnum):
    """Where the points of a cell come from."""

    NOBODY = "nobody"
    UNTOUCHED = "untouched"
    KEPT = "kept"
    GIVEN = "given"


class AnswerKind(StrEnum):
    """What a reviewer reads; a `task` is a description that is answered anywhere."""

    CODE = "code"
    WORDS = "words"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class RubricItem:
    """One thing that earns points."""

    text: str
    points: float


@dataclass(frozen=True, slots=True)
class ManualCell:
    """A cell that a person grades, as its author wrote it.

    Attributes:
        rubric: Adds up to `max_points`, or is empty.
        starter: What the learner finds there.
    """

    id: str
    kind: AnswerKind
    max_points: float
    rubric: tuple[RubricItem, ...] = ()
    starter: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a reviewer gives for one cell; `met` are places in its rubric, from 0."""

    points: float
    met: tuple[int, ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One cell of a review; `points` is None until they are given."""

    id: str
    max_points: float
    rubric: tuple[RubricItem, ...] = ()
    points: float | None = None
    met: tuple[int, ...] = ()
    comment: str = ""
    origin: Origin = Origin.NOBODY


@dataclass(frozen=True, slots=True)
class Review:
    """The review of one submission. `revision` goes up with every change."""

    state: ReviewState
    marks: tuple[Mark, ...]
    comment: str = ""
    revision: int = 0

    @property
    def score(self) -> float:
        """Points given so far."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def max_score(self) -> float:
        """Points that a person may give."""
        return sum(mark.max_points for mark in self.marks)

    def marks_json(self) -> list[dict[str, Any]]:
        """Return the marks as JSON, which `from_parts` reads back."""
        return [asdict(mark) for mark in self.marks]

    @classmethod
    def from_parts(
        cls, state: str, marks: Sequence[Mapping[str, Any]], comment: str, revision: int
    ) -> Self:
        """Read a review as it is stored."""
        return cls(ReviewState(state), tuple(map(_mark, marks)), comment, revision)


def _mark(data: Mapping[str, Any]) -> Mark:
    rubric = tuple(RubricItem(**item) for item in data["rubric"])
    return Mark(
        **{**data, "rubric": rubric, "met": tuple(data["met"]), "origin": Origin(data["origin"])}
    )


@dataclass(frozen=True, slots=True)
class EarlierReview:
    """The newest review of a learner on a problem; `answers` are what it is about, by id."""

    marks: tuple[Mark, ...]
    answers: Mapping[str, str]


def begin(
    cells: Sequence[ManualCell], answers: Mapping[str, str], earlier: EarlierReview | None = None
) -> Review | None:
    """Return the review that a submission begins with, or None where there is nothing to review.

    Args:
        cells: What a person grades of the problem.
        answers: Source or text handed in, by id.
        earlier: The learner's newest review on the problem.
    """
    if not cells:
        return None
    marks = tuple(_first_mark(cell, answers.get(cell.id, ""), earlier) for cell in cells)
    return Review(_state_of(marks), marks)


def _first_mark(cell: ManualCell, answer: str, earlier: EarlierReview | None) -> Mark:
    fresh = Mark(cell.id, cell.max_points, cell.rubric)
    if untouched(cell, answer):
        return replace(fresh, points=0.0, origin=Origin.UNTOUCHED)
    if earlier is None or earlier.answers.get(cell.id) != answer:
        return fresh
    for mark in earlier.marks:
        if mark.id == cell.id and mark.max_points == cell.max_points and mark.points is not None:
            return replace(mark, origin=Origin.KEPT)
    return fresh


def untouched(cell: ManualCell, answer: str) -> bool:
    """Say whether there is nothing to read: no text, or what the learner found there.

    A task is answered anywhere, so its own text says nothing.
    """
    found_there = [] if cell.kind is AnswerKind.TASK else cell.starter.split()
    return answer.split() in ([], found_there)


def _state_of(marks: Sequence[Mark]) -> ReviewState:
    waits = any(mark.points is None for mark in marks)
    return ReviewState.AWAITING if waits else ReviewState.REVIEWED


def give(review: Review, given: Mapping[str, Given], comment: str) -> Review:
    """Return the review with points for every cell.

    Raises:
        ValueError: A cell is missing or unknown, or points, rubric or words are out of range. The
            text is one sentence for the reviewer.
    """
    names = {mark.id for mark in review.marks}
    if set(given) != names:
        raise ValueError(f"Give points for each of: {', '.join(sorted(names))}.")
    if len(comment) > MOST_WORDS or any(len(one.comment) > MOST_WORDS for one in given.values()):
        raise ValueError(f"A comment has at most {MOST_WORDS} characters.")
    marks = tuple(_given(mark, given[mark.id]) for mark in review.marks)
    return Review(ReviewState.REVIEWED, marks, comment, review.revision + 1)


def _given(mark: Mark, given: Given) -> Mark:
    if not isfinite(given.points) or not 0 <= given.points <= mark.max_points:
        raise ValueError(f"{mark.id}: give from 0 to {mark.max_points:g} points.")
    met = tuple(sorted(set(given.met)))
    if len(met) != len(given.met) or any(not 0 <= n < len(mark.rubric) for n in met):
        raise ValueError(f"{mark.id}: the rubric has no such line.")
    same = (given.points, met, given.comment) == (mark.points, mark.met, mark.comment)
    origin = mark.origin if same else Origin.GIVEN
    return replace(mark, points=given.points, met=met, comment=given.comment, origin=origin)


def solved(review: Review, *, tests_passed: bool) -> bool:
    """Say whether a reviewed answer solves its problem.

    >>> one = Review(ReviewState.REVIEWED, (Mark("why", 4.0, points=2.0),))
    >>> solved(one, tests_passed=True), solved(one, tests_passed=False)
    (True, False)
    """
    return tests_passed and review.score >= ENOUGH * review.max_score
