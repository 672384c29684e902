"""One problem as its author wrote it: plain values, every cell with its place in the notebook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.bundle import Limits, Rules

from ..core.problem import Kind, ProblemCard, ProblemId, SkillId
from ..core.review import AnswerKind, ManualCell, RubricItem
from ..core.tutor_policy import TutorPolicy
from .markers import HIDDEN, SOLUTION
from .python_source import lines_of


@dataclass(frozen=True, slots=True)
class TextCell:
    """A cell that the learner sees as it is.

    Attributes:
        index: Place in the notebook, from 0.
        role: `statement`, `given` (code that runs), or `text` (Markdown and code that plays no
            part in grading; its `grade_id` is empty).
        markdown: Whether it is Markdown.
    """

    index: int
    grade_id: str
    source: str
    role: str = "statement"
    markdown: bool = True


@dataclass(frozen=True, slots=True)
class SolutionCell:
    """A cell that the learner fills in.

    Attributes:
        source: The reference, with its markers.
        starter: What the learner sees instead of it.
        own_starter: Whether the author wrote that text (else it is the default stub).
        points: Points that a person gives for it; 0 for a cell that only tests look at.
        rubric: What earns those points, or empty.
    """

    index: int
    grade_id: str
    source: str
    starter: str
    own_starter: bool
    points: float = 0.0
    rubric: tuple[RubricItem, ...] = ()

    @property
    def reference(self) -> str:
        """The reference without its marker lines."""
        return SOLUTION.without_marks(self.source)


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """An answer in words, which a person grades.

    Attributes:
        task: Whether nbgrader takes it for a task: a locked description, answered anywhere.
    """

    index: int
    grade_id: str
    source: str
    starter: str
    points: float
    task: bool
    rubric: tuple[RubricItem, ...] = ()


@dataclass(frozen=True, slots=True)
class TestCell:
    """One behaviour.

    Attributes:
        title: First comment line, without its `#`.
        source: Without marker lines.
        raw: As it stands in the notebook.
        hint: Sentence for a hidden test that fails, may be empty.
    """

    __test__ = False  # pytest: not a test class

    index: int
    grade_id: str
    title: str
    source: str
    raw: str
    points: float
    visible: bool
    partial: bool
    hint: str
    in_place: bool = False

    @property
    def shown(self) -> str:
        """What of a visible cell stands in the release."""
        return HIDDEN.without_blocks(self.raw)

    @property
    def mixed(self) -> bool:
        """Whether a visible cell has a hidden part, so that its verdict tells no more than one."""
        return self.visible and HIDDEN.present(self.raw)


ShownCell = TextCell | SolutionCell | WrittenCell | TestCell


def kind_of_answer(cell: SolutionCell | WrittenCell) -> AnswerKind:
    """Return what a reviewer reads there."""
    if isinstance(cell, SolutionCell):
        return AnswerKind.CODE
    return AnswerKind.TASK if cell.task else AnswerKind.WORDS


@dataclass(frozen=True, slots=True)
class HintCell:
    """One rung of the ladder.

    Attributes:
        when: Exception classes or `grade_id`s that it fits; empty: always.
        starter_fails: The tests that the code given fails, where it speaks of the mistake in
            it, and so not of other code; else empty.
    """

    index: int
    level: int
    move: str
    text: str
    when: tuple[str, ...]
    starter_fails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ProbeCell:
    """A whole wrong solution and what it must do."""

    index: int
    misconception: str
    fails: frozenset[str]
    raises: str | None
    feedback: str
    source: str


@dataclass(frozen=True, slots=True)
class AlternativeCell:
    """Another right solution, in another style; `line` is the first of its code in the cell."""

    index: int
    name: str
    source: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Waiver:
    """A mutant of the reference that behaves like it, with the author's reason."""

    mutant: str
    reason: str


@dataclass(frozen=True, slots=True)
class AuthoredProblem:
    """Everything in a problem notebook.

    Attributes:
        entry_point: Name of the function that tests call, or "" for a problem without one.
        primary: Skills that it practises; `secondary`: skills that it also needs.
        rules: What the text of an answer has to keep, as the statement says.
        starter_lines: Whether the answer is made of the starter's lines and no others.
        key_expressions: Pieces of code that no hint may hold before the last level.
        tutor: How much of the tutor this problem allows.
        derived: Kinds of items that are made from it, see `derived`.
        cells: Statement, given, solution and test cells in notebook order.
        content_hash: SHA-256 hex of the notebook's text.
        parent: The problem that this one was made from, see `derived`.
        generator: Source of `generate(seed)`, "" without variants.
        variant: Number of the variant that the cells are filled with.
        variants: The problem in each of its variants, from 0; empty where it has none.
        values: What each variant is filled with.
    """

    id: ProblemId
    version: int
    locale: str
    title: str
    section: str
    lesson: str
    kind: Kind
    entry_point: str
    primary: tuple[SkillId, ...]
    secondary: tuple[SkillId, ...]
    band: int
    difficulty: float
    minutes: int
    context: str
    authors: tuple[str, ...]
    licence: str
    limits: Limits
    rules: Rules
    starter_lines: bool
    key_expressions: tuple[str, ...]
    waived: tuple[Waiver, ...]
    tutor: TutorPolicy
    derived: tuple[Kind, ...]
    statement: TextCell
    cells: tuple[ShownCell, ...]
    hints: tuple[HintCell, ...]
    probes: tuple[ProbeCell, ...]
    alternatives: tuple[AlternativeCell, ...]
    content_hash: str
    parent: ProblemId | None = None
    generator: str = ""
    variant: int = 0
    variants: tuple[AuthoredProblem, ...] = ()
    values: tuple[Mapping[str, Any], ...] = ()

    @property
    def card(self) -> ProblemCard:
        """What the learner model sees of the problem."""
        return ProblemCard(
            id=self.id,
            version=self.version,
            title=self.title,
            kind=self.kind,
            section=self.section,
            lesson=self.lesson,
            skills=self.primary + self.secondary,
            band=self.band,
            difficulty=self.difficulty,
            minutes=self.minutes,
            parent=self.parent,
        )

    @property
    def given(self) -> tuple[TextCell, ...]:
        """Given code cells, in order."""
        return tuple(c for c in self.cells if isinstance(c, TextCell) and c.role == "given")

    @property
    def solutions(self) -> tuple[SolutionCell, ...]:
        """Cells that the learner fills in, in order."""
        return tuple(c for c in self.cells if isinstance(c, SolutionCell))

    @property
    def manual(self) -> tuple[ManualCell, ...]:
        """The cells that a person grades, in order."""
        return tuple(
            ManualCell(c.grade_id, kind_of_answer(c), c.points, c.rubric, c.starter)
            for c in self.cells
            if isinstance(c, SolutionCell | WrittenCell) and c.points
        )

    @property
    def tests(self) -> tuple[TestCell, ...]:
        """Test cells, in order."""
        return tuple(c for c in self.cells if isinstance(c, TestCell))

    @property
    def reference(self) -> str:
        """The reference solution, all solution cells joined."""
        return "\n\n".join(c.reference for c in self.solutions)

    def answers(self, source: str) -> dict[str, str]:
        """Return a whole solution as sources by `grade_id`: the first cell holds it."""
        first, *rest = self.solutions
        return {first.grade_id: source} | {c.grade_id: "pass" for c in rest}

    def solution_lines(self) -> Iterator[tuple[SolutionCell, str]]:
        """Yield the stripped lines that the learner has to find: not in starter or given code.

        What a docstring there says is no code: a line of the solution in it gives that line away.
        """
        code: set[str] = set()
        words: set[str] = set()
        for source in (*(c.starter for c in self.solutions), *(c.source for c in self.given)):
            for text, told in lines_of(source):
                (words if told else code).add(text)
        if self.kind is Kind.PARSONS or self.starter_lines:
            code |= {x.lstrip("# ") for x in code}  # lines to be ordered may stand as comments
        for cell in self.solutions:
            for text, told in lines_of(cell.reference):
                shown = text in code or (told and text in words)
                if text and not text.startswith("#") and not shown:
                    yield cell, text
