"""What is shown to learners may not be the answer, in whatever words."""

from __future__ import annotations

from typing import Any

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from support.sample_problem import Edit, Notebook, by_id, edit, parsed, sample_problem
from support.sample_skills import skills_file

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration
WHOLE = "def {name}(a, z):\n    if a >= 12:\n        return z + 2\n    return (z + 2) / 2\n"


def _shown(role: str, source: str) -> Edit:
    """Put a code cell above the answer that learners see."""

    def spoil(nb: Notebook) -> None:
        meta: dict[str, Any] = {"pythonmastery": {"role": role}}
        if role == "given":
            flags = {"grade": False, "solution": False, "locked": True, "task": False}
            meta["nbgrader"] = {"schema_version": 3, "grade_id": "helpers", **flags}
        nb["cells"].insert(2, {
            "cell_type": "code", "id": "gg", "execution_count": None, "outputs": [],
            "metadata": meta, "source": source,
        })  # fmt: skip

    return spoil


def given_away(spoil: Edit, runner: JudgeRunner) -> list[tuple[str, int | None]]:
    nb = sample_problem()
    spoil(nb)
    found = check_problem(parsed(nb), skills_file(), runner)
    return [(f.cell, f.line) for f in found if f.check == "given-away"]


@pytest.mark.parametrize(
    ("spoil", "places"),
    [
        (_shown("given", WHOLE.format(name="fare")), [("helpers", None), ("helpers", 1)]),
        (_shown("given", "import math\n\n\n" + WHOLE.format(name="check")), [("helpers", 4)]),
        (_shown("text", WHOLE.format(name="fare")), [("cell 3 (text)", 1)]),
        (
            lambda nb: edit(by_id(nb, "example"), "got =", WHOLE.format(name="right") + "got ="),
            [("example", 2)],
        ),
        (
            lambda nb: edit(
                by_id(nb, "statement"), "```python\n",
                f"```python\n{WHOLE.format(name='fare')}```\n\n```python\n",
            ),
            [("statement", 8)],
        ),
    ],
)  # fmt: skip
def test_a_solution_in_other_words_is_told_where_it_stands(
    spoil: Edit, places: list[tuple[str, int | None]], runner: JudgeRunner
) -> None:
    assert given_away(spoil, runner) == places


def test_given_code_may_help(runner: JudgeRunner) -> None:
    helps = "def whole(zones):\n    return zones + 2\n\n\ndef half(price):\n    return price / 2\n"
    assert given_away(_shown("given", helps), runner) == []
