"""Checks that tests keep to the bounds that the statement gives a value."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator

from ..problems.python_source import is_literal, parse_python
from .asserts import body_of
from .case import Case

_N = r"(-?\d+(?:,\d{3})*(?:\.\d+)?)"
_NAMED = re.compile(
    r"`(?P<name>\w+)`(?: \w+){0,2},? (?:(?:is|are|has|a|as) (?:\w+ ){0,3}?)"
    rf"(?:(?:from|between) {_N} (?:to|and) {_N}|at least {_N}|at most {_N}"
    rf"|(?:never|not) (?:less|below|under|fewer) (?:than )?{_N}"
    rf"|(?:never|not) (?:more|above|over|greater) (?:than )?{_N}"
    r"|(?:never|not) (?P<floor>negative))(?![\w%])"
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n\s*\n|\n(?=\W*[-*] )")
_CONDITION = re.compile(
    r"\b(?:if|when|where|while|or|else|unless|once|only)\b[^,;]*$|^,? or\b", re.IGNORECASE
)
"""A word before what is said, or right behind it, that makes it a case and no bound."""


def check_bounds(case: Case) -> None:
    """Warn of a test that asks about a value outside of the bounds that the statement gives it."""
    bounds = dict(_bounds(case.problem.statement.source))
    for test in case.problem.tests:
        for line, name, value in _given(case, body_of(test)):
            low, high = bounds.get(name, (value, value))
            if not low <= value <= high:
                case.findings.warning(
                    "statement-bounds",
                    f"{name} is {value:g} here, and the statement says {_words(low, high)}",
                    "Correct the statement, or ask about a value that it allows",
                    cell=test.grade_id,
                    line=line,
                )


def _words(low: float, high: float) -> str:
    least, most = (f"at {word} {x:g}" for word, x in (("least", low), ("most", high)))
    if low == -math.inf:
        return most
    return least if high == math.inf else f"{low:g} to {high:g}"


def _bounds(text: str) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield (name, lowest and highest value) of what is said of a name, and is no condition."""
    for sentence in _SENTENCE.split(text):
        for said in _NAMED.finditer(sentence):
            if _CONDITION.search(sentence[: said.end()]) or _CONDITION.match(
                sentence[said.end() :]
            ):
                continue
            low, high, least, most, floor, top = map(_number, said.groups()[1:-1])
            floor = 0.0 if said["floor"] else floor
            lowest = next((x for x in (low, least, floor) if x is not None), -math.inf)
            highest = next((x for x in (high, most, top) if x is not None), math.inf)
            yield said["name"], (lowest, highest)


def _number(text: str | None) -> float | None:
    return float(text.replace(",", "")) if text else None


def _given(case: Case, body: list[ast.stmt]) -> Iterator[tuple[int, str, float]]:
    """Yield (line, name, number) of each value that a test gives a parameter or a given name."""
    names = _parameters(case)
    for node in (n for statement in body for n in ast.walk(statement)):
        match node:
            case ast.Call(ast.Name("run"), keywords=[ast.keyword("given", ast.Dict(keys, values))]):
                told = [
                    (ast.literal_eval(k) if k and is_literal(k) else "", v)
                    for k, v in zip(keys, values, strict=True)
                ]
            case ast.Call(ast.Name(name), args, keywords) if name in names:
                told = [
                    *zip(names[name], args, strict=False),
                    *((k.arg, k.value) for k in keywords),
                ]
            case _:
                continue
        for name, value in told:
            number = ast.literal_eval(value) if is_literal(value) else None
            if isinstance(number, int | float) and not isinstance(number, bool):
                yield node.lineno, str(name), number


def _parameters(case: Case) -> dict[str, list[str]]:
    tree = parse_python(case.problem.reference)
    made = tree.body if isinstance(tree, ast.Module) else []
    return {n.name: [a.arg for a in n.args.args] for n in made if isinstance(n, ast.FunctionDef)}
