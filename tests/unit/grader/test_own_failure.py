"""What a learner's context manager or caller may deal with, and what stays a failed check."""

from __future__ import annotations

import pytest

from grader.own_failure import MARK, is_own_failure


def raised(source: str, name: str = "<test 0>") -> BaseException:
    with pytest.raises(BaseException) as info:
        exec(compile(source, name, "exec"), {})
    return info.value


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("assert 1 == 2", True),
        ("raise AssertionError", True),
        ("unknown", True),
        ("None.size", True),
        ("1 + 'a'", True),
        ("import pytest\npytest.fail('x')", True),
        ("exit()", True),
        ("raise KeyError", False),
        ("raise TypeError", False),
        ("1 / 0", False),
        ("def f():\n    raise TypeError\nf()", False),
    ],
)
def test_a_failed_check_is_told_from_what_was_raised_on_purpose(source: str, own: bool) -> None:
    assert is_own_failure(raised(source)) is own


def test_outside_the_tests_own_text_nothing_is_on_purpose() -> None:
    assert is_own_failure(raised("raise TypeError", "<lib>"))


def test_what_came_out_of_learner_code_is_no_failed_check() -> None:
    error = AssertionError("theirs")
    setattr(error, MARK, True)
    assert not is_own_failure(error)
    assert not is_own_failure(None)
