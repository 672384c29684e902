"""What an answer holds: its kind, code or none, idle tests, slips, a mistake it was given."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tutor_labext.own_tests import IdleTest, idle_tests
from tutor_labext.situation import Answer
from tutor_labext.slips import Slip, slips_in, texts_in
from tutor_labext.wording import names_only

from grader.bundle import CellRole
from grader.verdict import Verdict

from ..core.problem import Kind
from ..problems.bank import Hint, Problem
from ..problems.likeness import is_nearer

WRITTEN = {Kind.WRITE_TESTS: Answer.TESTS, Kind.PARSONS: Answer.LINES}


CODE = re.compile(r"^```[^\n]*\n(.*?)^```|`([^`\n]+)`", re.S | re.M)


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


def slips_of(problem: Problem, cells: Mapping[str, str]) -> tuple[Slip, ...]:
    """Return what can be read off a program of the learner's; nothing of lines or values."""
    if answer_of(problem) is not Answer.CODE:
        return ()
    given = given_texts(problem)
    return tuple(slip for source in cells.values() for slip in slips_in(source, given))


def given_texts(problem: Problem) -> frozenset[str]:
    """Return the texts that the task shows as code: in its statement and its visible checks."""
    shown = {text for found in CODE.findall(problem.statement) for text in found if text}
    cells = (c for c in problem.bundle.cells if c.role is CellRole.TEST and not c.hidden)
    return frozenset(shown | {text for c in cells for text in texts_in(c.source)})


def fits(hint: Hint, problem: Problem, cells: Mapping[str, str], verdict: Verdict | None) -> bool:
    """Say whether a hint speaks of this code: one on the given mistake only while it is there.

    Then the tests say so too: the example comes out right, or not, as it does with the given code.
    """
    if not hint.starter_fails:
        return True
    if not is_mistake_of_starter(problem, cells):
        return False
    failing = {t.id for t in verdict.tests if not t.passed} if verdict else set()
    if not failing:
        return True
    shown = {c.grade_id for c in problem.bundle.cells if c.role is CellRole.TEST and not c.hidden}
    alike = bool(failing & shown) == bool(hint.starter_fails & shown)
    return alike and bool(failing & hint.starter_fails)


def is_done(hint: Hint, problem: Problem, cells: Mapping[str, str]) -> bool:
    """Say whether a hint has nothing to tell: all the code that it names stands there already.

    Of lines that it sets side by side, those that are right stand there, and none that is wrong.
    """
    named = {span.strip() for found in CODE.findall(hint.text) for span in found if span}
    right, written = (
        {line.strip() for text in texts for line in text.splitlines()}
        for texts in (problem.references, cells.values())
    )
    if answer_of(problem) is Answer.LINES and named - right and named & right:
        return named & right <= written and not (named - right) & written
    return names_only(hint.text, cells.values())


def is_mistake_of_starter(problem: Problem, cells: Mapping[str, str]) -> bool:
    """Say whether code is still more like what was given, with its mistake, than right."""
    given = {c.grade_id: c.source for c in problem.bundle.cells if c.role is CellRole.SOLUTION}
    code = "\n".join(cells.get(i, source) for i, source in given.items())
    return is_nearer(code, "\n".join(given.values()), problem.references)
