"""Which programs of a statement are run, to be held against the output below them."""

from __future__ import annotations

import re

import pytest
from adaptive_server.gate.programs_shown import shown_runs

FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)


def passes(code: str, between: str, told: str) -> bool | None:
    """Run the check of a program and what stands below it; None where there is none."""
    text = f"```python\n{code}\n```\n{between}\n```text\n{told}\n```\n"
    cells = list(shown_runs(text, list(FENCE.finditer(text))))
    for cell in cells:
        try:
            exec(cell.source, {})
        except AssertionError:
            return False
    return True if cells else None


@pytest.mark.parametrize(
    ("code", "between", "told", "expected"),
    [
        ("for n in 1, 2:\n    print(n)", "shows", "1\n2", True),
        ("print(3)", "", "4", False),
        ("print('x')\n", "The program shows this:", "", False),
        ("n = input()\nprint(n)", "shows", "5", None),
        ("print(", "shows", "5", None),
        ("print(____)", "shows", "5", None),
        ("# only this", "shows", "5", None),
        (">>> 1 + 1\n2", "shows", "5", None),
        ("print(nane)", "stops with", "NameError: name 'nane' is not defined", None),
        ("print(3)", "In the next part a file with notes is read. It begins like this:", "a", None),
    ],
)
def test_the_output_beside_a_program_is_its_output(
    code: str, between: str, told: str, expected: bool | None
) -> None:
    assert passes(code, between, told) is expected
