"""Checks an example in words against the visible test that tries the same values."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..problems.python_source import is_literal
from .asserts import body_of
from .case import Case

_EXAMPLE = re.compile(
    r"^\W*(?:Example|Ejemplo)\b.*?(?=^\W*(?:Example|Ejemplo)\b|\Z)", re.DOTALL | re.MULTILINE
)


def check_example_told(case: Case) -> None:
    """Warn where the statement's example has the values of a visible test, but not its result."""
    text = case.problem.statement.source
    runs = [run for t in case.problem.tests if t.visible for run in _runs(body_of(t))]
    for told in _EXAMPLE.finditer(text):
        words = told.group()
        for given, wanted in runs:
            values = [*given, wanted]
            if all(
                _says(words, value, 1) for value in given if not isinstance(value, bool)
            ) and not _says(words, wanted, list(map(str, values)).count(str(wanted))):
                case.findings.warning(
                    "statement-example",
                    f"the example in words does not tell {wanted!r}, which the visible test wants",
                    "Correct the example or the test",
                    cell="statement",
                    line=text.count("\n", 0, told.start()) + 1,
                )


def _runs(body: list[ast.stmt]) -> Iterator[tuple[list[object], object]]:
    """Yield (values that are given, what has to come out) of each value a test compares."""
    given: list[object] = []
    for node in body:
        match node:
            case ast.Assign(
                value=ast.Call(ast.Name("run"), keywords=[ast.keyword("given", dict_)])
            ):
                given = list(ast.literal_eval(dict_).values()) if is_literal(dict_) else []
            case ast.Assert(ast.Compare(_, [ast.Eq()], [wanted])) if given and is_literal(wanted):
                yield given, ast.literal_eval(wanted)


def _says(words: str, value: object, times: int) -> bool:
    """Say whether a text holds a value so many times, if it is one that a text has to hold."""
    if not isinstance(value, str | int | float):
        return True
    piece = re.escape(f"{value}".strip())
    return len(re.findall(rf"(?<![\w.]){piece}(?!\w|\.\d)", words)) >= times
