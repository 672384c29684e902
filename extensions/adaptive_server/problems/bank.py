"""Problems as the service holds them, tests and answers included; card and release may leave it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from grader.bundle import Bundle, CellRole

from ..core.learner import Belief
from ..core.mastery import with_references
from ..core.problem import ProblemCard, ProblemId, SkillId, authored
from ..core.review import AnswerKind, ManualCell
from ..core.skills import SkillGraph
from ..core.tutor_policy import TutorPolicy
from .lesson import LessonNotebook
from .skill_names import named


@dataclass(frozen=True, slots=True)
class Hint:
    """One rung of an authored ladder.

    Attributes:
        when: Exception classes or test ids that it fits; empty: always.
        starter_fails: The tests that the code given fails, where it speaks of the mistake in
            it, and so not of other code; else empty.
    """

    level: int
    move: str
    text: str
    when: tuple[str, ...] = ()
    starter_fails: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Probe:
    """A known wrong solution: which tests it fails, and what to tell a learner who wrote it."""

    misconception: str
    fails: frozenset[str]
    raises: str | None
    feedback: str
    source: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem version as the service holds it. Only `card` and `release` may leave it.

    Attributes:
        release: The learner's notebook (nbformat 4 JSON object).
        statement: Markdown of the statement.
        references: Reference and alternative solutions, for the leak gate.
        keys: Expressions that the author names as what the solution turns on, for the leak gate.
        content_hash: SHA-256 hex of the source notebook.
        tutor: How much of the tutor this problem allows.
        manual: What a person grades.
        variant: Number of the variant that all of this is of.
        variants: The problem in each of its variants, from 0; empty where it has none.
        languages: The same problem with its texts in other languages.
    """

    card: ProblemCard
    bundle: Bundle
    release: Mapping[str, Any]
    statement: str
    hints: tuple[Hint, ...]
    probes: tuple[Probe, ...]
    references: tuple[str, ...]
    content_hash: str
    keys: tuple[str, ...] = ()
    tutor: TutorPolicy = TutorPolicy.FULL
    manual: tuple[ManualCell, ...] = ()
    variant: int = 0
    variants: tuple[Problem, ...] = ()
    languages: Mapping[str, Problem] = field(default_factory=dict)

    def speaking(self, locale: str) -> Problem:
        """Return the problem in a language; itself where there is no translation."""
        told = self.languages.get(locale)
        if told is None:
            return self
        return replace(told, card=replace(self.card, title=told.card.title))

    def of(self, variant: int) -> Problem:
        """Return the problem in one of its variants; itself where it has none."""
        if not self.variants:
            return self
        return replace(self.variants[variant % len(self.variants)], card=self.card)

    @property
    def solution_ids(self) -> list[str]:
        """The `grade_id`s whose source is handed in."""
        return [c.grade_id for c in self.bundle.cells if c.role is CellRole.SOLUTION]

    @property
    def written_ids(self) -> list[str]:
        """The `grade_id`s of answers in words, which are handed in too and never run."""
        return [c.id for c in self.manual if c.kind is not AnswerKind.CODE]

    def code_of(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return of what was handed in the part that runs."""
        wanted = set(self.solution_ids)
        return {name: source for name, source in cells.items() if name in wanted}


@dataclass(frozen=True, slots=True)
class Bank:
    """The loaded curriculum: skill graph, the current version of every problem, and the lessons.

    Attributes:
        lessons: Notebooks by the lesson's id in the graph, in teaching order.
        names: Names and titles of the graph in other languages, by language and key.
        beliefs: A misconception of each skill that has one.
    """

    graph: SkillGraph
    problems: Mapping[ProblemId, Problem]
    lessons: Mapping[str, LessonNotebook] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    beliefs: Mapping[SkillId, str] = field(default_factory=dict)
    _spoken: dict[str, Bank] = field(default_factory=dict, init=False, repr=False, compare=False)

    def speaking(self, locale: str) -> Bank:
        """Return the bank as it is told to somebody of a language; made once."""
        if locale == self.graph.locale:
            return self
        if locale not in self._spoken:
            problems = {i: p.speaking(locale) for i, p in self.problems.items()}
            lessons = {i: n.speaking(locale) for i, n in self.lessons.items()}
            graph = named(self.graph, locale, self.names.get(locale, {}))
            spoken = self._spoken[locale] = Bank(graph, problems, lessons)
            # Only the bank as it was loaded knows the names of every language.
            spoken._spoken[self.graph.locale] = self
        return self._spoken[locale]

    @property
    def cards(self) -> tuple[ProblemCard, ...]:
        """Cards of all problems, in teaching order of the bank."""
        return tuple(p.card for p in self.problems.values())

    @property
    def authored(self) -> Mapping[ProblemId, Problem]:
        """Problems that somebody wrote, without the items made from them."""
        return {i: p for i, p in self.problems.items() if p.card.parent is None}

    def without_data(self) -> Bank:
        """Return the bank without the problems that need libraries for data."""
        kept = {i: p for i, p in self.problems.items() if not p.bundle.limits.data}
        graph = with_references(self.graph, authored(p.card for p in kept.values()))
        return replace(self, graph=graph, problems=kept)

    def calibrated(self, difficulties: Mapping[tuple[ProblemId, int], Belief]) -> Bank:
        """Return the bank with difficulties from answers in place of the authors'."""
        problems = {}
        for i, problem in self.problems.items():
            card = problem.card
            found = difficulties.get((i, card.version))
            if found is not None:
                card = replace(card, difficulty=found.mean, variance=found.variance)
            problems[i] = replace(problem, card=card)
        cards = authored(p.card for p in problems.values())
        return replace(self, graph=with_references(self.graph, cards), problems=problems)
