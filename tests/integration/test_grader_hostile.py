"""Hostile submissions of every category: no undeserved point, and the next learner is served."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.grading import (
    RIGHT,
    SQUARES,
    answer,
    bundle,
    check,
    earned_nothing,
    solution,
    unmeasured,
)
from support.hostile_answers import ATTACKING, HOSTILE

from grader.bundle import Submission
from grader.clock import longest_seconds
from grader.judge import Judge
from grader.pool import GraderPool
from grader.verdict import Status, Verdict

pytestmark = pytest.mark.integration

BUDGET = longest_seconds(SQUARES.limits) + 60  # the machine may be busy


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    os.environ["MASTERY_DATABASE_URL"] = "postgresql://canary"
    with Judge(watchdog=True) as judge:
        yield judge
    del os.environ["MASTERY_DATABASE_URL"]


@pytest.fixture(scope="module")
def graded() -> Iterator[Callable[[str], Verdict]]:
    """Return what grades a source in one pool of a single worker."""
    with asyncio.Runner() as runner:
        pool = GraderPool(1)
        runner.run(pool.start())
        yield lambda source: runner.run(
            asyncio.wait_for(pool.grade(SQUARES, answer(source), "learner"), BUDGET)
        )
        runner.run(pool.close())


@pytest.mark.parametrize("name", HOSTILE)
def test_no_undeserved_point_and_the_pool_serves_the_next_learner(
    graded: Callable[[str], Verdict], name: str
) -> None:
    verdict = graded(HOSTILE[name])
    assert earned_nothing(verdict), verdict
    assert "385" not in unmeasured(verdict)
    assert len(str(verdict.to_json())) < 60_000
    assert graded(RIGHT).status is Status.PASSED


@pytest.mark.parametrize("name", ATTACKING)
def test_what_reaches_outside_is_denied_by_the_kernel(judge: Judge, name: str) -> None:
    fault = judge.grade(SQUARES, answer(ATTACKING[name])).fault
    assert fault is not None
    assert fault.name in ("PermissionError", "OSError", "BlockingIOError", "ValueError"), fault


def test_a_crash_does_not_pass_a_test_that_catches_everything(judge: Judge) -> None:
    for catch in ("except Exception:", "except:"):
        lenient = bundle(solution(), check("t", f"try:\n    f(-1)\n{catch}\n    pass"))
        verdict = judge.grade(lenient, answer("import os\ndef f(x):\n    os._exit(0)"))
        assert verdict.score == 0


def test_an_emptied_argument_does_not_satisfy_a_comparison_with_it(judge: Judge) -> None:
    sorting = bundle(solution(), check("t", "d = [3, 1]\nassert my_sort(d) == sorted(d)"))
    verdict = judge.grade(sorting, answer("def my_sort(x):\n    x.clear()\n    return []"))
    assert verdict.score == 0


def test_a_kind_of_number_earns_what_its_content_earns(judge: Judge) -> None:
    liar = (
        "class Yes(int):\n    __eq__ = lambda s, o: True\n    __sub__ = lambda s, o: 0\n"
        "    __hash__ = int.__hash__\ndef sum_squares(n):\n    return Yes(1)"
    )
    tests = {t.id: t.passed for t in judge.grade(SQUARES, answer(liar)).tests}
    assert tests == {"example": False, "hidden-large": False, "hidden-zero": False, "typed": True}
    close = bundle(solution(), check("t", "assert abs(sum_squares(3) - 14) < 0.1"))
    assert judge.grade(close, answer(liar)).score == 0


def test_code_that_is_right_once_gets_that_one_point(judge: Judge) -> None:
    once = (
        "calls = []\ndef sum_squares(n):\n    calls.append(n)\n"
        "    return 14 if len(calls) == 1 else 0"
    )
    verdict = judge.grade(SQUARES, answer(once))
    assert [t.passed for t in verdict.tests][:2] == [True, False]


def test_no_file_is_left(judge: Judge) -> None:
    left = [p for p in ("full", "link") if Path("/tmp", p).exists()]
    assert left == []
    assert list(Path("/tmp").glob("grader-self-test*")) == []


def test_values_that_make_the_test_slow_cost_only_that_test(judge: Judge) -> None:
    slow = bundle(
        solution(),
        check("slow", "n = f()\nwhile n:\n    n -= 1\nassert False"),
        check("fine", "assert g() == 1"),
    )
    verdict = judge.grade(slow, answer("def f():\n    return 10 ** 12\ndef g():\n    return 1"))
    assert verdict.tests[0].passed is False
    assert verdict.score <= 1
    assert judge.grade(SQUARES, answer(RIGHT)).status is Status.PASSED


@pytest.mark.parametrize(
    "cells",
    [
        {"answer": "x" * 300_000},
        {"answer": "(" * 3000},
        {"answer": "-" * 150_000 + "1"},
        {"answer": "x = [" + "[" * 90 + "]" * 90 + "]\n" + "\0"},
        {"answer": "\ud800"},
        {"answer": "def f():\n" + "".join(" " * i + "if 1:\n" for i in range(1, 150))},
    ],
)
def test_unreadable_sources_are_ungradable(judge: Judge, cells: dict[str, str]) -> None:
    verdict = judge.grade(SQUARES, Submission(cells))
    assert verdict.status is Status.UNGRADABLE
    assert verdict.score == 0


def test_hostile_loose_cells_take_no_points_from_an_honest_answer(judge: Judge) -> None:
    loose = ("while True:\n    pass", "import os\nos._exit(0)")
    assert judge.grade(SQUARES, answer(RIGHT, *loose)).status is Status.PASSED
