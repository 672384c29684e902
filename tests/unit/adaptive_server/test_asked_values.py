"""Which of the values to fill in a check looks at: its name, where it is one alone."""

from dataclasses import replace

import pytest
from adaptive_server.adapters.asked_values import value_behind
from adaptive_server.adapters.tutor import situation_of
from adaptive_server.tutor_port import HintRequest
from support.tutored import BUNDLE, CELL, cell, problem, verdict

from grader.bundle import CellRole

ASKED = cell(CELL, CellRole.SOLUTION, 'line_1 = "?"\nline_2 = "?"\n')


def asking(test, *, literals_only=True):
    cells = (ASKED, cell("many", CellRole.TEST, test, hidden=True))
    rules = replace(BUNDLE.rules, literals_only=literals_only)
    return replace(problem(), bundle=replace(BUNDLE, cells=cells, required=(), rules=rules))


@pytest.mark.parametrize(
    ("test", "name"),
    [
        ('assert str(line_1).strip() == "15", "See line_2, too."', "line_1"),
        ('got = run()\nassert got.line_2 == "23"', "line_2"),
        ("got = run()\nassert [got.line_1, got.line_2] == [1, 2]", ""),
        ("assert len(answers) == 2", ""),
        ("assert (", ""),
    ],
)
def test_a_check_looks_at_the_one_name_it_reads(test, name):
    assert value_behind(asking(test), "many") == name


def test_only_where_values_are_written_the_tutor_is_told_the_name_and_nothing_of_the_check():
    failed = verdict(few=True, many=False)
    for literals_only, name in ((True, "line_1"), (False, "")):
        one = asking('assert line_1 == "secret"', literals_only=literals_only)
        told = situation_of(HintRequest(one, 1, {CELL: 'line_1 = "8"'}, failed))
        assert [test.value for test in told.failing if test.hidden] == [name]
        assert "secret" not in repr(told)
