"""The same submission gets the same verdict, and a hostile one does not keep the next waiting."""

from __future__ import annotations

import time
from collections.abc import Sequence
from statistics import median

import pytest
from support.grading import RIGHT, SQUARES, answer, bundle, check, solution
from support.hostile_answers import HOSTILE

from grader.bundle import Bundle, Limits, Submission
from grader.judge import Judge
from grader.pool import GraderPool
from grader.verdict import Status, Verdict

pytestmark = pytest.mark.integration

DRAWN = bundle(
    solution(),
    check("drawn", "assert f(6) > 3"),
    check("order", "assert g() == 'abcdefg'"),
    check("first", "assert g()[0] in 'abc'"),
)
CHANCE = (
    "import random\ndef f(n):\n    return random.randint(1, n)\n"
    "def g():\n    return ''.join({'a', 'b', 'c', 'd', 'e', 'f', 'g'})"
)
HALF = bundle(*SQUARES.cells, required=["sum_squares"], limits=Limits(seconds=0.2))
ANSWERS: Sequence[tuple[Bundle, Submission, int]] = (
    (SQUARES, answer(RIGHT), 40),
    (SQUARES, answer("def sum_squares(n):\n    return n"), 20),
    (DRAWN, answer(CHANCE), 40),
    (HALF, answer("def sum_squares(n):\n    while n == 10: pass\n    return 14"), 2),
)


def told(verdict: Verdict) -> object:
    """What is the same each time: not how long it took."""
    return verdict.status, verdict.score, [(t.id, t.passed, t.message) for t in verdict.tests]


def test_the_same_submission_gets_the_same_verdict_a_hundred_times() -> None:
    with Judge(watchdog=True) as one, Judge(watchdog=True) as other:  # as of two workers
        for problem, submission, times in ANSWERS:
            found = [judge.grade(problem, submission) for judge in [one, other] * (times // 2)]
            judged = [told(v) for v in found if v.status is not Status.GRADER_ERROR]
            assert judged == judged[:1] * len(judged)
            assert len(judged) == times or times == 2  # a machine too busy to judge may say so


# One of each way in which a worker could be held up.
HOLDING = (
    *("forging: a reply of its own", "forging: closed pipes", "crashing: abort"),
    *("not ending: ignored signals", "not ending: threads left behind", "attacking: programs"),
    *("exhausting: output", "exhausting: much memory in pieces", "tampering: trace function"),
)


async def test_after_a_hostile_submission_the_next_is_served_within_a_second() -> None:
    pool = GraderPool(1)
    await pool.start()

    async def waits() -> float:
        began = time.monotonic()
        assert (await pool.grade(SQUARES, answer(RIGHT), "good")).status is Status.PASSED
        return time.monotonic() - began

    usual = [await waits() for _ in range(9)]
    for name in HOLDING:
        assert (await pool.grade(HALF, answer(HOSTILE[name]), "bad")).score == 0
        # On a busy machine everything waits: what counts is what a hostile one adds.
        assert await waits() < 1 + 5 * max(usual), (name, median(usual))
    await pool.close()
