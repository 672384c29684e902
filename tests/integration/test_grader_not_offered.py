"""What a problem or a check does not offer is named, and never blamed on the answer."""

from __future__ import annotations

import pytest
from support.grading import answer, bundle, check, solution

from grader.bundle import Limits
from grader.judge import Judge

pytest_plugins = ["support.judging"]
pytestmark = pytest.mark.integration


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "import matplotlib.pyplot as plt\ndef f(): return 1",
            "Your code imports matplotlib (line 1), which this problem does not offer.",
        ),
        (
            "def f():\n    import matplotlib.pyplot as plt",
            "Your code imports matplotlib (line 2), which this problem does not offer.",
        ),
    ],
)
def test_plots_in_a_problem_without_them_are_named(judge: Judge, source: str, said: str) -> None:
    problem = bundle(solution(), check("t", "assert f() == 1"), limits=Limits(seconds=4.0))
    assert judge.grade(problem, answer(source)).tests[0].message.startswith(said)


def test_an_answer_has_no_home(judge: Judge) -> None:
    source = "import os\ndef f(): return os.path.expanduser('~')"
    problem = bundle(solution(), check("t", "assert f() == '/nonexistent'"))
    assert judge.grade(problem, answer(source)).score == 1.0


@pytest.mark.parametrize("test", ["with mock.patch('search.open'): f()", "import search\nf()"])
def test_a_module_that_a_test_lacks_is_no_fault_of_the_answer(judge: Judge, test: str) -> None:
    problem = bundle(solution(), check("t", f"from unittest import mock\n{test}"))
    message = judge.grade(problem, answer("def f(): return open('x')")).tests[0].message
    assert message.startswith("This check wants the module search, which is not there.")
