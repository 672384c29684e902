"""What an answer holds: its kind, code or none, tests that cannot fail, a mistake it was given."""

from __future__ import annotations

from collections.abc import Mapping

from tutor_labext.own_tests import IdleTest, idle_tests
from tutor_labext.situation import Answer

from grader.bundle import CellRole

from ..core.problem import Kind
from ..problems.bank import Problem
from ..problems.likeness import is_nearer

WRITTEN = {Kind.WRITE_TESTS: Answer.TESTS, Kind.PARSONS: Answer.LINES}


def answer_of(problem: Problem) -> Answer:
    """Return what a learner writes in a problem."""
    told = WRITTEN.get(problem.card.kind)
    if told:
        return told
    return Answer.VALUES if problem.bundle.rules.literals_only else Answer.CODE


def has_code(source: str) -> bool:
    """Say whether a cell holds more than notes and imports."""
    lines = (line.strip() for line in source.splitlines())
    return any(line and not line.startswith(("#", "import ", "from ")) for line in lines)


def idle_in(problem: Problem, cells: Mapping[str, str]) -> tuple[IdleTest, ...]:
    """Return the tests that cannot fail, where tests are what the learner writes."""
    if answer_of(problem) is not Answer.TESTS:
        return ()
    return tuple(test for source in cells.values() for test in idle_tests(source))


def is_mistake_of_starter(problem: Problem, cells: Mapping[str, str]) -> bool:
    """Say whether code is still more like what was given, with its mistake, than right."""
    given = {c.grade_id: c.source for c in problem.bundle.cells if c.role is CellRole.SOLUTION}
    code = "\n".join(cells.get(i, source) for i, source in given.items())
    return is_nearer(code, "\n".join(given.values()), problem.references)
