"""A notebook becomes a problem, or findings that name place and remedy; never a traceback."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from adaptive_server.problems.finding import Level
from adaptive_server.problems.format import parse_bytes
from hypothesis import given
from hypothesis import strategies as st
from support.reviewed_problem import reviewed_problem
from support.sample_problem import (
    Edit,
    Notebook,
    by_id,
    by_role,
    dumped,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
    set_source,
)


def test_a_sound_notebook_has_no_findings() -> None:
    for nb in (sample_problem(), program_problem()):
        assert parsed(nb).findings == ()


def test_everything_that_the_author_wrote_is_read() -> None:
    problem = parsed(sample_problem()).problem
    assert problem
    assert problem.card.skills == ("fn.return", "fn.define", "cond.if")
    assert [t.visible for t in problem.tests] == [True, False, False]
    assert problem.tests[1].title == "A child's ticket"
    assert problem.probes[2].raises == "NameError"
    assert problem.probes[0].fails == {"example", "children", "zones"}
    assert [h.level for h in problem.hints] == [1, 2, 3]
    assert "###" not in problem.reference


def test_the_default_stub_stands_where_the_solution_stood() -> None:
    problem = parsed(sample_problem()).problem
    assert problem
    assert problem.solutions[0].starter == (
        "def fare(age, zones):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    )


def test_a_starter_cell_takes_the_stub_s_place() -> None:
    problem = parsed(program_problem()).problem
    assert problem
    assert problem.solutions[0].starter == "total = ...  # a cup costs 3"
    assert problem.solutions[0].own_starter


def _put(key: str, value: Any) -> Edit:
    return lambda nb: header(nb).update({key: value})


def _ours(grade_id: str, **values: Any) -> Edit:
    return lambda nb: by_id(nb, grade_id)["metadata"]["pythonmastery"].update(values)


def _nbgrader(cell: str, /, **values: Any) -> Edit:
    return lambda nb: by_id(nb, cell)["metadata"]["nbgrader"].update(values)


FAULTS: dict[str, tuple[Edit, str, str]] = {
    "old format": (lambda nb: nb.update(nbformat_minor=4), "nbformat", ""),
    "notebook 3": (lambda nb: nb.update(nbformat=3, worksheets=[]), "nbformat", ""),
    "cells are no list": (lambda nb: nb.update(cells="x"), "nbformat", ""),
    "no metadata": (lambda nb: nb.pop("metadata"), "schema", ""),
    "metadata of another": (lambda nb: nb["metadata"].pop("pythonmastery"), "schema", ""),
    "other kernel": (lambda nb: nb["metadata"].pop("kernelspec"), "schema", ""),
    "id of another section": (_put("id", "s09.return.night-bus"), "schema", ""),
    "id with capitals": (_put("id", "s03.Return.bus"), "schema", ""),
    "id is a list": (_put("id", ["s03"]), "schema", ""),
    "version 0": (_put("version", 0), "schema", ""),
    "version true": (_put("version", True), "schema", ""),
    "unknown kind": (_put("kind", "quiz"), "schema", ""),
    "entry point is no name": (_put("entry_point", "fare()"), "schema", ""),
    "no skills": (_put("skills", {"primary": []}), "schema", ""),
    "skills as a list": (_put("skills", ["fn.return"]), "schema", ""),
    "band 9": (_put("difficulty", {"band": 9, "b": 0}), "schema", ""),
    "limit of a day": (_put("limits", {"seconds": 86400, "memory_mb": 256}), "schema", ""),
    "misspelt key": (_put("lisence", "x"), "schema", ""),
    "waiver without reason": (_put("waived_mutants", [{"mutant": "x"}]), "schema", ""),
    "cell without role": (
        lambda nb: by_id(nb, "zones")["metadata"].pop("pythonmastery"), "role", "cell 6",
    ),
    "unknown role": (_ours("zones", role="exam"), "role", "cell 6"),
    "cell is a text": (lambda nb: nb["cells"].append("x"), "schema", "cell 14"),
    "source is a number": (lambda nb: by_id(nb, "zones").update(source=3), "schema", "cell 6"),
    "grade_id twice": (_nbgrader("zones", grade_id="children"), "grade-id", "cell 6 (test)"),
    "cell id twice": (lambda nb: by_id(nb, "zones").update(id="c05"), "cell-id", "cell 6"),
    "no cell id": (lambda nb: by_id(nb, "zones").pop("id"), "cell-id", "cell 6"),
    "nbgrader flags": (_nbgrader("zones", locked=False), "nbgrader", "zones"),
    "nbgrader metadata missing": (
        lambda nb: by_id(nb, "zones")["metadata"].pop("nbgrader"), "nbgrader", "cell 6 (test)",
    ),
    "nbgrader metadata on a hint": (
        lambda nb: by_role(nb, "hint")[0]["metadata"].update(nbgrader={}), "nbgrader",
        "cell 7 (hint)",
    ),
    "no points": (
        lambda nb: by_id(nb, "zones")["metadata"]["nbgrader"].pop("points"), "schema", "zones",
    ),
    "hint without text": (
        lambda nb: by_role(nb, "hint")[0].update(source=" "), "hint-empty", "cell 7 (hint)",
    ),
    "outputs kept": (
        lambda nb: by_id(nb, "zones").update(outputs=[{}]), "outputs", "zones",
    ),
    "visible missing": (
        lambda nb: by_id(nb, "zones")["metadata"]["pythonmastery"].pop("visible"), "schema",
        "zones",
    ),
    "test without title": (
        lambda nb: set_source(nb, "example", "assert fare(30, 2) == 4"), "test-title", "example",
    ),
    "hidden assert outside the markers": (
        lambda nb: edit(by_id(nb, "zones"), "### BEGIN", "assert fare(1, 1)\n### BEGIN"),
        "hidden-outside", "zones",
    ),
    "hidden test without markers": (
        lambda nb: set_source(nb, "zones", "# Zones\nassert fare(40, 7) == 9"), "hidden-outside",
        "zones",
    ),
    "marker misspelt": (
        lambda nb: edit(by_id(nb, "answer"), "### END SOLUTION", "## END SOLUTION"), "markers",
        "answer",
    ),
    "solution outside markers": (
        lambda nb: set_source(nb, "answer", "def fare(age, zones):\n    return 4"), "markers",
        "answer",
    ),
    "solution marker in a test": (
        lambda nb: edit(by_id(nb, "example"), "got", "### BEGIN SOLUTION\ngot"), "markers",
        "example",
    ),
    "reference does not parse": (
        lambda nb: edit(by_id(nb, "answer"), "price = 2 +", "price = 2 + +*"), "syntax", "answer",
    ),
    "probe with a magic": (
        lambda nb: edit(by_role(nb, "probe")[0], "    print", "    %time print"), "syntax",
        "cell 10 (probe)",
    ),
    "probe without feedback": (
        lambda nb: edit(by_role(nb, "probe")[0], "#| feedback:", "#| feedbak:"), "probe-options",
        "cell 10 (probe)",
    ),
    "alternative without name": (
        lambda nb: edit(by_role(nb, "alternative")[0], "#| alternative:", "# alternative:"),
        "alternative-options", "cell 13 (alternative)",
    ),
    "hint level 9": (
        lambda nb: by_role(nb, "hint")[0]["metadata"]["pythonmastery"].update(level=9), "schema",
        "cell 7 (hint)",
    ),
    "hint of an unknown move": (
        lambda nb: by_role(nb, "hint")[0]["metadata"]["pythonmastery"].update(move="tell"),
        "schema", "cell 7 (hint)",
    ),
    "two statements": (
        lambda nb: nb["cells"].append({**copy.deepcopy(nb["cells"][1]), "id": "zz"}), "schema", "",
    ),
    "no test": (
        lambda nb: nb.update(
            cells=[c for c in nb["cells"] if c["metadata"]["pythonmastery"]["role"] != "test"]
        ), "schema", "",
    ),
    "rule about an unknown construct": (
        lambda nb: header(nb).update(rules={"forbid_constructs": ["goto"]}), "schema", "",
    ),
    "no depth at all": (lambda nb: header(nb).update(rules={"max_depth": 0}), "schema", ""),
    "words to be graded outside the markers": (
        lambda nb: by_id(nb, "zones").update(
            cell_type="markdown", source="My answer.",
            metadata={
                "pythonmastery": {"role": "manual"},
                "nbgrader": by_id(nb, "zones")["metadata"]["nbgrader"]
                | {"solution": True, "locked": False},
            },
        ), "markers", "zones",
    ),
    "a rubric that adds up to something else": (
        lambda nb: nb.update(cells=reviewed_problem()["cells"]) or by_id(nb, "why")["metadata"][
            "pythonmastery"].update(rubric=[{"text": "Says why", "points": 3}]), "rubric", "why",
    ),
    "a rubric that is no list of objects": (
        lambda nb: nb.update(cells=reviewed_problem()["cells"]) or by_id(nb, "why")["metadata"][
            "pythonmastery"].update(rubric=["Says why"]), "schema", "why",
    ),
    "a gap of the template": (
        lambda nb: edit(by_id(nb, "zones"), "# More", "# ‹Title›"), "gap", "zones",
    ),
    "a huge output": (
        lambda nb: by_id(nb, "zones").update(
            outputs=[{"output_type": "stream", "name": "stdout", "text": "x" * 3_000_000}]
        ), "outputs", "zones",
    ),
    "starter for nothing": (
        lambda nb: by_role(nb, "alternative")[0]["metadata"].update(
            pythonmastery={"role": "starter", "for": "nothing"}
        ), "schema", "cell 13 (starter)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_told_with_its_cell_and_a_remedy(name: str) -> None:
    spoil, check, cell = FAULTS[name]
    nb = sample_problem()
    spoil(nb)
    errors = [f for f in parsed(nb).findings if f.level is Level.ERROR]
    assert [f for f in errors if (f.check, f.cell) == (check, cell)], errors
    assert all(f.remedy and "\n" not in str(f) for f in errors)


def test_an_always_true_assert_is_a_warning() -> None:
    nb = sample_problem()
    edit(by_id(nb, "example"), "assert got == 4,", "assert (got == 4, 1)\nassert got == 4,")
    (finding,) = parsed(nb).findings
    assert (finding.check, finding.level, finding.line) == ("syntax", Level.WARNING, 4)


def test_a_file_that_jupyterlab_would_write_anew_is_a_warning() -> None:
    raw = json.dumps(sample_problem()).encode()
    assert [f.check for f in parse_bytes(raw, "x.ipynb").findings] == ["layout"]


def test_terminal_escapes_of_a_notebook_do_not_reach_the_terminal() -> None:
    nb = sample_problem()
    header(nb)["id"] = "\x1b[2Js03\n"
    header(nb)["kind"] = "\x1b[31m"
    by_id(nb, "zones")["metadata"]["nbgrader"]["grade_id"] = "\x1b]0;x\x07"
    assert all(str(f).isprintable() for f in parse_bytes(dumped(nb), "a\x1bb").findings)


_junk = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        pairs: Any = list(value.items())
    else:
        pairs = list(enumerate(value)) if isinstance(value, list) else []
    for key, part in pairs:
        found.append((value, key))
        found += _places(part)
    return found


@given(st.data())
def test_no_change_of_a_notebook_makes_the_parser_raise(data: st.DataObject) -> None:
    nb: Notebook = sample_problem()
    places = _places(nb)
    owner, key = places[data.draw(st.integers(0, len(places) - 1))]
    owner[key] = data.draw(_junk)
    result = parse_bytes(json.dumps(nb).encode(), "x.ipynb")
    assert result.problem or result.findings


@given(st.binary(max_size=200))
def test_no_bytes_make_the_parser_raise(raw: bytes) -> None:
    assert parse_bytes(raw, "x.ipynb").findings
