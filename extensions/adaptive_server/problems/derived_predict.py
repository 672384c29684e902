"""A call of the reference whose result is to be predicted: input and result of a hidden test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.bundle import Rules

from ..core.phrases import say
from .authored import AuthoredProblem, ProbeCell, TestCell
from .derived_answer import form_checks, how_to_write, question_on, value_checks
from .markers import HIDDEN
from .python_source import bound_names, is_literal

MAX_LINES = 14
MAX_TEXT = 60
_SIMPLE = (int, float, str, bool, list, tuple, dict, type(None))
_PUT = "Put your answer in place of the question mark."
_WRITTEN = "The answer is written as asked"
_RIGHT = "The value is right"
_EXACT = "The value is right to the last sign"
_OTHER = "Another input may give that. Take the values of the question."
_GIVES = "**What does `{call}` give?**"
_BEGINS = "It begins with {values}. **What is `{name}` at the end?**"


@dataclass(frozen=True, slots=True)
class Prediction:
    """Everything that such an item does not take from its parent."""

    text: str
    answer: Any
    tests: tuple[TestCell, ...]
    probes: tuple[ProbeCell, ...]
    rules: Rules


def prediction(problem: AuthoredProblem, tree: ast.Module) -> Prediction | None:
    """Return a prediction from a hidden test with plain input and result; None without.

    It is the one with the longest input whose result is not empty, if any: there is most to
    follow. What is made of nothing and gives nothing is not asked for. The result is the author's,
    which the gate has compared with the reference: nothing is run here.
    """
    lines = [x for x in problem.reference.splitlines() if x.strip()]
    if problem.entry_point and problem.given:
        return None  # the program shown would not be the whole one
    if len(lines) > MAX_LINES or any(isinstance(n, ast.Import) for n in tree.body):
        return None
    cases = list(_cases(problem))
    if not cases:
        return None
    at = problem.locale
    question, answer = max(cases, key=lambda case: (bool(case[1]), len(case[0])))
    read, how = say(at, "Read this program."), how_to_write(at, [x for _, x in cases])
    others = [x for _, x in cases if repr(x) != repr(answer)]
    return Prediction(
        text=f"{read}\n\n```python\n{problem.reference}\n```\n\n{question}\n\n{how}",
        answer=answer,
        tests=_tests(answer, at),
        probes=_probes(others, at),
        rules=Rules(literals_only=True),
    )


def _tests(answer: Any, at: str) -> tuple[TestCell, ...]:
    """Return what is told at once, how the answer is written, and what a hidden test looks at."""
    put = say(at, _PUT)
    form = f'got = run()\nassert got.answer != "?", {put!r}\n{form_checks(at, answer)}'
    value = value_checks(at, answer)
    return (
        _test(2, "filled_in", say(at, _WRITTEN), form),
        _test(3, "right", say(at, _RIGHT), f"assert {value.near}", question_on(at, answer)),
        _test(4, "exact", say(at, _EXACT), f"assert {value.exact}", value.told),
    )


def _test(index: int, name: str, title: str, body: str, hint: str = "") -> TestCell:
    """Return a test of one point; one with a hint is hidden."""
    if not hint:
        shown = f"# {title}\n{body}"
        return TestCell(index, name, title, shown, shown, 1.0, True, False, "")
    source = f"# {title}\ngot = run()\n{body}"
    raw = f"{HIDDEN.begin}\n{source}\n{HIDDEN.end}"
    return TestCell(index, name, title, source, raw, 1.0, False, False, hint)


def _probes(others: list[Any], at: str) -> tuple[ProbeCell, ...]:
    """Return what another input gives, and nothing at all, as likely wrong answers."""
    likely = [(x, "slip.other_input") for x in others[:1]]
    likely.append(("?", "slip.not_answered"))
    told = {
        "slip.other_input": _OTHER,
        "slip.not_answered": _PUT,
    }
    fails = {"slip.other_input": {"right"}, "slip.not_answered": {"filled_in", "right"}}
    return tuple(
        ProbeCell(0, name, frozenset(fails[name]), None, say(at, told[name]), f"answer = {value!r}")
        for value, name in likely
    )


def _cases(problem: AuthoredProblem) -> Iterator[tuple[str, Any]]:
    for test in problem.tests:
        if not test.visible:
            body = ast.parse(test.source).body
            set_before = {n for c in problem.given for n in bound_names(ast.parse(c.source))}
            calls = problem.entry_point
            found = _calls(problem, body) if calls else _runs(body, set_before, problem.locale)
            yield from ((q, v) for q, v in found if _fits(v))


def _calls(problem: AuthoredProblem, body: list[ast.stmt]) -> Iterator[tuple[str, Any]]:
    """Yield from `assert f(1, 2) == 3`."""
    at = problem.locale
    for node in body:
        match node:
            case ast.Assert(
                test=ast.Compare(
                    left=ast.Call(func=ast.Name(id=name), args=args, keywords=[]) as call,
                    ops=[ast.Eq()],
                    comparators=[right],
                )
            ) if name == problem.entry_point and all(is_literal(x) for x in [*args, right]):
                text, value = ast.unparse(call), ast.literal_eval(right)
                given = [ast.literal_eval(x) for x in args]
                if len(text) <= MAX_TEXT and (value or any(given)):
                    yield say(at, _GIVES, call=text), value
            case _:
                pass


def _runs(body: list[ast.stmt], set_before: set[str], at: str) -> Iterator[tuple[str, Any]]:
    """Yield from `got = run(given={"a": 1})` with `assert got.b == 2` below it."""
    given: dict[str, Any] | None = None
    for node in body:
        if isinstance(node, ast.Assign):
            given = _given(node.value)
        found = _attribute(node)
        if found is None or not given or not set_before <= set(given):
            continue
        values = ", ".join(f"`{k} = {v!r}`" for k, v in given.items())
        if len(values) <= 2 * MAX_TEXT:
            yield say(at, _BEGINS, values=values, name=found[0]), found[1]


def _attribute(node: ast.stmt) -> tuple[str, Any] | None:
    """Return name and value of `assert got.name == value`."""
    match node:
        case ast.Assert(
            test=ast.Compare(
                left=ast.Attribute(value=ast.Name(id="got"), attr=name),
                ops=[ast.Eq()],
                comparators=[right],
            )
        ) if name not in ("output", "raised") and is_literal(right):
            return name, ast.literal_eval(right)
        case _:
            return None


def _given(call: ast.expr) -> dict[str, Any] | None:
    """Return the given values where a run has these and nothing else."""
    match call:
        case ast.Call(
            func=ast.Name(id="run"), args=[], keywords=[ast.keyword(arg="given", value=value)]
        ) if is_literal(value):
            given = ast.literal_eval(value)
            return given if isinstance(given, dict) else None
        case _:
            return None


def _fits(value: Any) -> bool:
    """Say whether a person can write the value down, and in one way only.

    `"?"` would be the empty answer, and the pairs of a dictionary may stand in any order.
    """
    if _has_pairs(value):
        return False
    return isinstance(value, _SIMPLE) and value != "?" and len(repr(value)) <= MAX_TEXT


def _has_pairs(value: Any) -> bool:
    if isinstance(value, dict):
        return len(value) > 1 or any(map(_has_pairs, value.values()))
    return isinstance(value, list | tuple) and any(map(_has_pairs, value))
