"""Checks that the statement asks for what the reference does: heading, parameters, values."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import pairwise

from ..core.problem import ANSWERED, Kind
from ..problems.authored import AuthoredProblem
from ..problems.python_source import parse_python
from .case import Case
from .numbers_told import (
    figures_in,
    known_of,
    numbers_in_code,
    numbers_in_words,
    numbers_meant,
)
from .reading import prose
from .shown_code import code_in

_EASY = frozenset({2.0, 10.0, 100.0})
"""Numbers that a solution may need for its own sake: halves, pairs, digits, per cent."""

_EXAMPLES = re.compile(
    r"^```[^\n]*\n>>>.*?^```|^\W*(?:Example|Ejemplo)\b.*", re.DOTALL | re.MULTILINE
)
"""They may show a number by chance; what decides an answer is said besides."""
_COUNTING = frozenset({"assignment", "exercise", "homework", "part", "problem", "question", "task"})
"""Words of a heading that only say where it stands, such as `Part A`."""


def check_truth(case: Case) -> None:
    """Check heading, calls and values of the statement against the reference."""
    text = case.problem.statement.source
    heading = re.match(r"\s*#+\s+(.+)", text)
    # What stands in brackets, as "(2 points)", is no title.
    said = _stems(re.sub(r"\(.*?\)", "", heading[1]) if heading else "")
    title = _stems(case.problem.title)
    rest = text[heading.end() :].lower() if heading else ""
    own = all(any(stem in rest for stem in stems) for stems in (said, title))
    if heading and said and title and not said & title and not own:
        case.findings.warning(
            "statement-title",
            f"the heading is {heading[1].strip()!r}, the title {case.problem.title!r}",
            "Correct the one that is of another problem",
            cell="statement",
            line=text.count("\n", 0, heading.start(1)) + 1,
        )
    for line, call, wanted in _calls_that_fail(case):
        case.findings.error(
            "statement-name",
            f"the statement writes `{call}`, the reference has `{wanted}`",
            "Write the same parameters in both",
            cell="statement",
            line=line,
        )
    for cell, line, value in _untold(case):
        case.findings.warning(
            "statement-value",
            f"the reference needs {value:g}, which the statement does not tell",
            "Say it in the statement, or set it in a given cell",
            cell=cell,
            line=line,
        )


def _stems(text: str) -> set[str]:
    """Return the beginnings of the words that say what it is about: `rain` of `Rainfall`."""
    return {word[:4] for word in re.findall(r"\w{4,}", text.lower()) if word not in _COUNTING}


def _calls_that_fail(case: Case) -> Iterator[tuple[int, str, str]]:
    """Yield (line, call, what the reference has) of calls that the function would not take."""
    name = case.problem.entry_point
    tree = parse_python(case.problem.reference)
    made = tree.body if isinstance(tree, ast.Module) else ()
    own = next((n for n in made if isinstance(n, ast.FunctionDef) and n.name == name), None)
    if own is None or own.decorator_list:
        return
    taken = _signature(own.args)
    for shown in code_in(case.problem.statement.source):
        for node in ast.walk(shown):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            named = {k.arg: k for k in node.keywords if k.arg}
            plain = len(named) == len(node.keywords)
            plain &= not any(isinstance(a, ast.Starred) or _is_gap(a) for a in node.args)
            if node.func.id == name and plain and (node.args or named):
                try:
                    taken.bind(*node.args, **named)
                except TypeError:
                    wanted = f"{name}({ast.unparse(own.args)})"
                    yield node.lineno, ast.unparse(node), wanted


def _signature(args: ast.arguments) -> inspect.Signature:
    """Return a signature that takes what a function with these parameters takes."""
    plain = [*args.posonlyargs, *args.args]
    least = len(plain) - len(args.defaults)
    kinds = inspect.Parameter
    made = [
        kinds(
            a.arg,
            kinds.POSITIONAL_ONLY if a in args.posonlyargs else kinds.POSITIONAL_OR_KEYWORD,
            default=kinds.empty if n < least else None,
        )
        for n, a in enumerate(plain)
    ]
    if args.vararg:
        made.append(kinds(args.vararg.arg, kinds.VAR_POSITIONAL))
    for a, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        made.append(kinds(a.arg, kinds.KEYWORD_ONLY, default=None if default else kinds.empty))
    if args.kwarg:
        made.append(kinds(args.kwarg.arg, kinds.VAR_KEYWORD))
    return inspect.Signature(made)


def _untold(case: Case) -> Iterator[tuple[str, int, float]]:
    """Yield (cell, line, number) of what the reference works with and nobody is told."""
    problem = case.problem
    if problem.kind in (*ANSWERED, Kind.WRITE_TESTS):  # finding the values is the task
        return
    shown = [c.source for c in problem.given]
    text = _EXAMPLES.sub("", problem.statement.source)
    said = numbers_meant(text)
    if not _idle_numbers(problem, text):  # else one of them may stand for what the starter has
        shown += [c.starter for c in problem.solutions]
    told = said.union(*map(numbers_in_code, shown)) | numbers_in_words("\n".join(shown)) | _EASY
    told |= known_of(text)
    for cell in problem.solutions:
        tree = parse_python(cell.source)
        if not isinstance(tree, ast.Module):
            continue
        beside = dict(_beside(tree))
        for node in _worked_with(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
                value = abs(float(node.value))
                near = {value + step for step in beside.get(node, ())}
                if value not in told and value > 1 and not near & said:
                    told.add(value)
                    yield cell.grade_id, node.lineno, value


def _idle_numbers(problem: AuthoredProblem, text: str) -> set[float]:
    """Return the figures of a text that neither the reference nor any other cell has."""
    codes = [problem.reference, *(c.source for c in problem.given), *(t.raw for t in problem.tests)]
    codes += [c.starter for c in problem.solutions]
    used = set().union(*map(numbers_in_code, codes)) | numbers_in_words("\n".join(codes))
    used |= {n + step for n in numbers_in_code(problem.reference) for step in (-1, 1)}
    return figures_in(prose(text)) - used - known_of(text)


def _beside(tree: ast.AST) -> Iterator[tuple[ast.AST, tuple[int, ...]]]:
    """Yield numbers that may be one off what is told, as `+ 39` for 40 seats, `<= 11` under 12."""
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=left, right=right):
                yield from ((left, (-1, 1)), (right, (-1, 1)))
            case ast.Compare(left, ops, comparators):
                pairs = pairwise((left, *comparators))
                for (one, other), sign in zip(pairs, ops, strict=True):
                    step = {ast.Lt: -1, ast.GtE: -1, ast.LtE: 1, ast.Gt: 1}.get(type(sign), 0)
                    yield from ((other, (step,)), (one, (-step,)))


def _worked_with(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all below a node but places in a sequence, and what other functions are asked."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Slice) or (isinstance(child, ast.Call) and not _reckons(child)):
            continue
        yield child
        yield from _worked_with(child)


def _reckons(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in ("min", "max", "round", "sum", "abs")


def _is_gap(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is ...
