"""A learner's tests that cannot fail are found, and the hint says so before anything else."""

import pytest
from support.offline_hints import VISIBLE, hint
from tutor_labext.own_tests import IdleTest, idle_tests
from tutor_labext.situation import Answer

CLAIM = "    assert f(1) == 2\n"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def test_a():\n    f(1) == 2\n", [("test_a", True)]),
        ("def test_a():\n    print(f(1))\n", [("test_a", True)]),
        (f"def a():\n{CLAIM}", [("a", False)]),
        (f"def test_a():\n{CLAIM}", []),
        (f"def same():\n{CLAIM}\n\ndef test_a():\n    same()\n", []),
        ("def job(n):\n    return [n]\n", []),
        ("def test_a():\n    with raises(ValueError):\n        f(0)\n", []),
        ("def test_a(:\n", []),
    ],
)
def test_what_cannot_fail_is_found(source, found):
    assert [(t.name, t.named) for t in idle_tests(source)] == found


@pytest.mark.parametrize("named", [True, False])
def test_a_test_that_cannot_fail_is_spoken_of_first(named):
    idle = (IdleTest(3, "test_a", named),)
    text = hint(answer=Answer.TESTS, failing=(VISIBLE,), idle_tests=idle)
    assert text.startswith("**Line 3:** `test_a`")
    assert "test_a" not in hint(answer=Answer.TESTS, failing=(VISIBLE,), shown=(text,))
