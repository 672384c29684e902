"""What is said of a file with several answers, one of which Python cannot read."""

from __future__ import annotations

import asyncio
import copy
import json
import pathlib
from dataclasses import dataclass, field, replace

import pytest
from adaptive_server.adapters.batch import grade_files
from adaptive_server.problems.release import build_release
from support.sample_problem import parsed, sample_problem

from grader.bundle import Bundle, Submission
from grader.study import Study
from grader.verdict import LearnerFault, Status, Verdict

TANGLED = Verdict(
    Status.UNGRADABLE,
    0.0,
    3.0,
    (),
    message="Tangled.",
    fault=LearnerFault("SyntaxError", "", "answer", 1),
)


@dataclass
class Scripted:
    """A grader that says what it is told to, one verdict after another."""

    verdicts: list[Verdict]
    asked: list[set[str]] = field(default_factory=list)

    async def grade(self, bundle: Bundle, submission: Submission, learner: str) -> Verdict:
        self.asked.append(set(submission.cells))
        return self.verdicts.pop(0)

    async def study(
        self, bundle: Bundle, submission: Submission, learner: str, seconds: float
    ) -> Study:
        raise NotImplementedError

    async def close(self) -> None:
        pass


def message(folder: pathlib.Path, second: Verdict) -> str:
    notebook = sample_problem()
    place = next(n for n, cell in enumerate(notebook["cells"]) if cell["id"] == "c03")
    more = copy.deepcopy(notebook["cells"][place])
    more["id"] = "c99"
    more["metadata"]["nbgrader"]["grade_id"] = "more"
    notebook["cells"].insert(place + 1, more)
    problem = parsed(notebook).problem
    assert problem
    (folder / "ada.ipynb").write_text(json.dumps(notebook))
    grader = Scripted([TANGLED, second])

    async def told() -> str:
        files = [folder / "ada.ipynb"]
        async for graded in grade_files(grader, problem, files, at_once=1):
            return graded.verdict.message
        raise AssertionError

    said = asyncio.run(told())
    assert grader.asked == [{"answer", "more"}, {"more"}]
    return said


def test_what_was_graded_without_the_cell_is_said(tmp_path: pathlib.Path) -> None:
    said = message(tmp_path, Verdict(Status.PARTLY, 1.0, 3.0, ()))
    assert said == "Tangled. The other cells were graded without it."


def test_a_grader_without_time_says_so_and_nothing_of_the_answer(tmp_path: pathlib.Path) -> None:
    assert message(tmp_path, Verdict(Status.GRADER_ERROR, 0.0, 3.0, (), message="Busy.")) == "Busy."


def graded(folder: pathlib.Path, metadata: object, verdict: Verdict) -> Verdict:
    problem = parsed(sample_problem()).problem
    assert problem
    release = build_release(problem) | {"metadata": metadata}
    (folder / "ada.ipynb").write_text(json.dumps(release))

    async def told() -> Verdict:
        files = [folder / "ada.ipynb"]
        async for one in grade_files(Scripted([verdict]), problem, files, at_once=1):
            return one.verdict
        raise AssertionError

    return asyncio.run(told())


FAILED = Verdict(Status.FAILED, 0.0, 3.0, (), message="Nothing works.")
OTHER = "s01.print.market-sign"


def test_a_notebook_of_another_problem_is_named_where_it_has_no_point(
    tmp_path: pathlib.Path,
) -> None:
    said = graded(tmp_path, {"pythonmastery": {"id": OTHER}}, FAILED)
    wanted = f"This notebook is of the problem {OTHER}; it was graded as {sample_problem_id()}."
    assert said == replace(FAILED, message=f"{wanted} Nothing works.")


@pytest.mark.parametrize("status", [Status.PASSED, Status.PARTLY])
def test_what_a_notebook_says_of_itself_changes_nothing_where_it_has_points(
    tmp_path: pathlib.Path, status: Status
) -> None:
    earned = Verdict(status, 1.0, 3.0, ())
    assert graded(tmp_path, {"pythonmastery": {"id": OTHER}}, earned) == earned


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        None,
        [],
        {"pythonmastery": None},
        {"pythonmastery": {}},
        {"pythonmastery": {"id": 7}},
        {"pythonmastery": {"id": "\x1b[31m<b>x"}},
        {"pythonmastery": {"id": "s01.print." + "x" * 500}},
    ],
)
def test_a_notebook_that_names_no_problem_is_graded_without_a_word(
    tmp_path: pathlib.Path, metadata: object
) -> None:
    assert graded(tmp_path, metadata, FAILED) == FAILED


def test_a_notebook_of_the_same_problem_is_not_named(tmp_path: pathlib.Path) -> None:
    assert graded(tmp_path, {"pythonmastery": {"id": sample_problem_id()}}, FAILED) == FAILED


def sample_problem_id() -> str:
    return str(sample_problem()["metadata"]["pythonmastery"]["id"])
