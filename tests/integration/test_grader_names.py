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


# Each is one cell; `f` and `level` are the answer's. Nothing calls what the answer wrote.
DELETES = {
    "nothing else": "del f",
    "a value": "del level",
    "another is there": "del f\nassert level == 1",
    "itself again": "del f\ndel f",
    "what reads it": "del f\nf",
    "what knows that": "del f\ntry:\n    f\nexcept NameError:\n    pass\nelse:\n    assert False",
    "in a function": "def away():\n    global level\n    del level\naway()",
    "in a branch": "if level:\n    del f",
    "several": "del f, level",
    "and another is made": "del f\ndef f():\n    return 2\nassert f() == 2",
    "a name of the test": "for n in range(2):\n    pass\ndel n\nassert level == 1",
    "a name that is nowhere": "del nowhere",
    "a local one": "def own():\n    level = 2\n    del level\nown()\nassert level == 1",
    "and fails": "del f\nassert level == 2",
}


@pytest.mark.parametrize("required", [(), ("f", "level")])
@pytest.mark.parametrize("case", DELETES)
def test_a_test_deletes_a_name_of_the_answer_as_in_plain_python(
    judge: Judge, case: str, required: tuple[str, ...]
) -> None:
    source, test = "level = 1\ndef f():\n    return 1", DELETES[case]
    try:
        exec(test, {"level": 1, "f": lambda: 1})
        plain = True
    except (NameError, AssertionError):
        plain = False
    cells = (solution(), check("deletes", test), check("after", "assert f() == level == 1"))
    verdict = judge.grade(bundle(*cells, required=required), answer(source))
    passed = [one.passed for one in verdict.tests]
    back = bool(required) or case != "and another is made"
    assert passed == [plain, back], "what it deletes is back for the next test"


def test_what_is_printed_belongs_to_the_test_that_called(judge: Judge) -> None:
    tests = [check(f"t{n}", f"say({n})") for n in range(20)]
    verdict = judge.grade(
        bundle(solution(), *tests), answer("def say(n):\n    print('line', n, 'x' * n * 100)")
    )
    assert verdict.status is Status.PASSED
    for n, test in enumerate(verdict.tests):
        assert test.output.split()[:2] == ["line", str(n)], test
