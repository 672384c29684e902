"""The release holds what learners need, and nothing else; the bundle holds what grading needs."""

from __future__ import annotations

import hashlib
import json

import pytest
from adaptive_server.adapters.problem_notebooks import make_problem
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.bundle import build_bundle, defined_in
from adaptive_server.problems.release import build_release, checksum, release_text
from support.sample_problem import Notebook, header, parsed, program_problem, sample_problem

from grader.bundle import Bundle, CellRole


def problem_of(nb: Notebook) -> AuthoredProblem:
    problem = parsed(nb).problem
    assert problem
    return problem


def test_the_release_holds_statement_given_solution_and_visible_tests_only() -> None:
    release = build_release(problem_of(program_problem()))
    roles = [c["metadata"]["pythonmastery"]["role"] for c in release["cells"]]
    assert roles == ["statement", "given", "solution", "test"]


def test_a_test_that_only_the_judge_can_run_is_told_in_words() -> None:
    cell = build_release(problem_of(program_problem()))["cells"][-1]
    assert cell["cell_type"] == "markdown"
    assert "run(" not in "".join(cell["source"])
    assert cell["metadata"]["nbgrader"]["grade"] is False


def test_the_release_s_metadata_is_a_whitelist() -> None:
    nb = sample_problem()
    nb["metadata"]["jupytext"] = {"secret": 1}
    header(nb)["key_expressions"] = ["price / 2"]
    release = build_release(problem_of(nb))
    assert set(release["metadata"]) == {"kernelspec", "language_info", "pythonmastery"}
    assert set(release["metadata"]["pythonmastery"]) == {
        *("schema", "id", "version", "locale", "title", "kind", "entry_point", "minutes")
    }
    for cell in release["cells"]:
        assert set(cell["metadata"]) <= {"nbgrader", "pythonmastery", "deletable", "editable"}
        assert set(cell["metadata"]["pythonmastery"]) == {"role"}


def test_the_author_s_keys_reach_the_service_and_no_release() -> None:
    nb = sample_problem()
    header(nb)["key_expressions"] = ["price / 2"]
    assert make_problem(problem_of(nb)).keys == ("price / 2",)
    assert "price / 2" not in release_text(problem_of(nb))


@pytest.mark.parametrize(
    "secret",
    ["price / 2", "fare(11, 2)", "A child's ticket", "Think of", "misspelt", "grown-up", "author"],
)
def test_nothing_hidden_is_in_the_release(secret: str) -> None:
    assert secret not in release_text(problem_of(sample_problem()))


def test_the_release_is_the_same_each_time() -> None:
    assert release_text(problem_of(sample_problem())) == release_text(problem_of(sample_problem()))


def test_cell_ids_are_valid_and_of_one_cell_each() -> None:
    ids = [c["id"] for c in build_release(problem_of(program_problem()))["cells"]]
    assert len(set(ids)) == len(ids)
    assert all(i.isalnum() and 1 <= len(i) <= 64 for i in ids)


def test_only_the_answer_can_be_edited() -> None:
    for cell in build_release(problem_of(sample_problem()))["cells"]:
        answer = cell["metadata"]["pythonmastery"]["role"] == "solution"
        assert cell["metadata"].get("editable", True) is answer


def test_the_checksum_is_that_of_nbgrader() -> None:
    """Value computed with nbgrader's rule by hand: MD5 over the parts in order."""
    flags = {"grade": True, "solution": False, "locked": True, "grade_id": "t", "points": 1}
    wanted = hashlib.md5(b"x = 1codeTrueFalseTruet1.0", usedforsecurity=False).hexdigest()
    assert checksum("code", "x = 1", flags) == wanted


def test_the_bundle_has_the_cells_in_order_without_markers() -> None:
    bundle = build_bundle(problem_of(program_problem()))
    assert [c.role for c in bundle.cells] == [
        CellRole.GIVEN,
        CellRole.SOLUTION,
        *[CellRole.TEST] * 3,
    ]
    assert all("###" not in c.source for c in bundle.cells)
    assert [c.hidden for c in bundle.cells if c.role is CellRole.TEST] == [False, True, True]
    assert bundle.cells[3].hint == "Think of children."
    assert bundle.cells[1].source == "total = ...  # a cup costs 3"


def test_the_bundle_survives_the_way_to_another_process() -> None:
    bundle = build_bundle(problem_of(sample_problem()))
    assert Bundle.from_json(json.loads(json.dumps(bundle.to_json()))) == bundle


def test_the_names_that_the_reference_defines_are_required() -> None:
    assert defined_in(problem_of(sample_problem()).reference) == (("fare",), ())
    assert defined_in(problem_of(program_problem()).reference) == (("total",), ())
