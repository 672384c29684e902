"""No answer is graded twice, and none is taken for another; a plain test refutes a constant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from adaptive_server.gate.outcome import Outcome
from adaptive_server.gate.remembered import RememberedRunner
from adaptive_server.gate.trivial import is_refuted
from adaptive_server.problems.bundle import build_bundle
from support.sample_problem import by_id, parsed, program_problem, sample_problem

from grader.bundle import Bundle


class Counts:
    """A runner that counts: an answer with `pass` in it fails."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, bundle: Bundle, cells: Mapping[str, str], **how: object) -> Outcome:
        self.runs += 1
        failed = frozenset({"t"} if "pass" in str(cells) else ())
        return Outcome(failed, {}, None, True, float(self.runs))


def bundle() -> Bundle:
    problem = parsed(sample_problem()).problem
    assert problem
    return build_bundle(problem)


def test_the_same_answer_is_graded_once_whoever_asks() -> None:
    judge = Counts()
    runner, one = RememberedRunner(judge), bundle()
    for version in (1, 2):
        other = replace(one, version=version, problem_id=f"item-{version}")
        cells = tuple(replace(c, source="x") if c.role == "solution" else c for c in other.cells)
        for asked in (other, replace(other, cells=cells)):
            assert runner.run(asked, {"answer": "pass"}).cpu_ms == 1.0
            assert runner.run(asked, {"answer": "pass"}, until_failure=True).failed == {"t"}
    assert judge.runs == 1


def test_part_of_an_outcome_is_not_taken_for_the_whole() -> None:
    judge = Counts()
    runner, one = RememberedRunner(judge), bundle()
    for _ in range(2):
        runner.run(one, {"answer": "pass"}, until_failure=True)
    assert judge.runs == 1
    runner.run(one, {"answer": "pass"})
    assert judge.runs == 2
    runner.run(one, {"answer": "x"}, until_failure=True)
    runner.run(one, {"answer": "x"})  # it passed, so that was the whole
    assert judge.runs == 3


def test_whatever_a_verdict_depends_on_is_graded_anew() -> None:
    judge = Counts()
    runner, one = RememberedRunner(judge), bundle()
    runner.run(one, {"answer": "x"})
    runner.run(one, {"answer": "y"})
    runner.run(one, {"answer": "x"}, closed=True)
    runner.run(one, {"answer": "x"}, hash_seed=1)
    runner.run(replace(one, limits=replace(one.limits, seconds=1.5)), {"answer": "x"})
    runner.run(replace(one, cells=one.cells[:-1]), {"answer": "x"})
    assert judge.runs == 6


@pytest.mark.parametrize(
    ("example", "refuted"),
    [
        ("assert fare(30, 2) == 4", True),
        ("got = fare(30, 2)\nassert got is not None\nassert got == 4, 'No.'", True),
        ("assert fare(30, 2) == 0", False),
        ("assert fare(30, 2) == False", False),
        ("assert fare(30, 2) != 4", False),
        ("assert fare(30, 2) == 2 + 2", False),
        ("assert other(30, 2) == 4", False),
        ("if 1 > 2:\n    assert fare(30, 2) == 4", False),
        ("for got in [0]:\n    pass\nassert fare(30, 2) == 4", False),
        ("got = fare(30, 2)\ngot = 0\nassert got == 4", False),
    ],
)
def test_a_constant_is_refuted_by_a_plain_test_only(example: str, refuted: bool) -> None:
    nb = sample_problem()
    for name in ("example", "children", "zones"):
        by_id(nb, name)["source"] = "# Any\nassert callable(fare)"
    by_id(nb, "example")["source"] = f"# The example\n{example}"
    problem = parsed(nb).problem
    assert problem
    assert is_refuted(problem, "0") is refuted


@pytest.mark.parametrize(
    ("example", "refuted"),
    [
        ("got = run()\nassert got.total == 12", True),
        ("assert (run().total, 1) == (12, 1)", True),
        ("got = run()\nassert got.total == 0", False),
        ("got = run()\nassert got.output == '12'", False),
        ("got = other()\nassert got.total == 12", False),
        ("got = run()\nassert got.cups == 12", False),
    ],
)
def test_a_constant_of_a_program_is_refuted_by_a_plain_test_only(
    example: str, refuted: bool
) -> None:
    nb = program_problem()
    for name in ("example", "children", "zones"):
        by_id(nb, name)["source"] = "# Any\nassert run()"
    by_id(nb, "example")["source"] = f"# The example\n{example}"
    problem = parsed(nb).problem
    assert problem
    assert is_refuted(problem, "0") is refuted
