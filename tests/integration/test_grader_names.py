"""A test finds the answer's names as the tests before have left them, however that came."""

from __future__ import annotations

import pytest
from support.grading import answer, bundle, check, solution

from grader.judge import Judge
from grader.verdict import Status

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration

CHANGES = {
    "counted": ("level += 1", "level == 2"),
    "counted before it raises": ("level += 1\n    raise ValueError", "level == 2"),
    "equal, but another kind": ("level = True", "level is True"),
    "deleted": ("del globals()['level']", "False"),
    "grown in place": ("seen.append(1)", "seen == [1] and level == 1"),
    "another function": ("step = lambda: 7", "step() == 7"),
    "nothing": ("pass", "level == 1 and seen == []"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_call_does_to_names_the_next_test_sees(judge: Judge, change: str) -> None:
    does, then = CHANGES[change]
    source = f"level, seen = 1, []\ndef step():\n    global level, step\n    {does}"
    called = "try:\n    step()\nexcept ValueError:\n    pass\nlevel, seen"
    looked = f"step, level, seen\nassert {then}"
    first, second = check("called", called), check("looked", looked)
    verdict = judge.grade(bundle(solution(), first, second), answer(source))
    assert [test.passed for test in verdict.tests] == [True, change != "deleted"], verdict


def test_what_is_printed_belongs_to_the_test_that_called(judge: Judge) -> None:
    tests = [check(f"t{n}", f"say({n})") for n in range(20)]
    verdict = judge.grade(
        bundle(solution(), *tests), answer("def say(n):\n    print('line', n, 'x' * n * 100)")
    )
    assert verdict.status is Status.PASSED
    for n, test in enumerate(verdict.tests):
        assert test.output.split()[:2] == ["line", str(n)], test
