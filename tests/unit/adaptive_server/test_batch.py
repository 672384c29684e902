"""What is said of a file with several answers, one of which Python cannot read."""

from __future__ import annotations

import asyncio
import copy
import json
import pathlib
from dataclasses import dataclass, field

from adaptive_server.adapters.batch import grade_files
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
