"""Test cells mean in the judge what they say in plain Python; the reference page's rows hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from adaptive_server.problems.python_source import bound_classes, bound_names
from support.grading import answer, bundle, check, given, solution
from support.test_cells import Row, corpus, holds_in_plain_python, rows
from support.value_cells import SOURCE, value_cells

from grader.bundle import Limits
from grader.judge import Judge

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration

ROWS = list(rows())
LIMITS = Limits(seconds=3.0)


def told(judge: Judge, source: str, tests: list[str], before: str = "") -> dict[str, str]:
    """Return what the judge says about each test cell: nothing when it passes.

    The problem asks for what the answer sets at its top level, but for names of the given cell.
    """
    cells = [check(f"t{n}", test) for n, test in enumerate(tests)]
    tree, theirs = ast.parse(source), set(bound_names(ast.parse(before)))
    found = {"required": bound_names(tree), "classes": bound_classes(tree)}
    named = {kind: sorted(set(names) - theirs) for kind, names in found.items()}
    asked = bundle(given(before), solution(), *cells, limits=LIMITS, **named)
    verdict = judge.grade(asked, answer(source))
    said = [t.message or "failed" if not t.passed else "" for t in verdict.tests]
    return dict(zip(tests, said, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row.section}: {row.what}" for row in ROWS])
def test_each_row_of_the_page_says_the_truth(judge: Judge, row: Row) -> None:
    said = told(judge, row.source, [row.test], row.given)
    assert (not said[row.test]) is row.works, said


def test_the_page_has_rows_of_both_kinds() -> None:
    assert len({(row.section, row.what) for row in ROWS}) == len(ROWS) >= 60
    assert sum(not row.works for row in ROWS) >= 10


@pytest.mark.parametrize("name", corpus())
def test_a_test_cell_means_what_it_means_in_plain_python(judge: Judge, name: str) -> None:
    source, tests = corpus()[name]
    for part in parts(tests, 1 if name == "patching" else 12):
        said = told(judge, source, list(part))
        plain = {test: holds_in_plain_python(source, test) for test in part}
        assert {t: (m, plain[t]) for t, m in said.items() if (not m) is not plain[t]} == {}


def parts(tests: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(tests), size):
        yield tests[start : start + size]


def test_generated_cells_mean_what_they_mean_in_plain_python(judge: Judge) -> None:
    cells = value_cells()
    assert len(cells) > 500
    passing = 0
    for part in parts(cells, 60):
        said = told(judge, SOURCE, part)
        plain = {test: holds_in_plain_python(SOURCE, test) for test in part}
        assert {t: (m, plain[t]) for t, m in said.items() if (not m) is not plain[t]} == {}
        passing += sum(plain.values())
    assert 0.3 < passing / len(cells) < 0.9
