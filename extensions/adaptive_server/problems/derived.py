"""Items made from an authored problem: its lines to order, a bug to fix, a gap, a prediction.

Everything is taken from the problem itself: statement, tests, reference, probes. The same notebook
gives the same items in every process. What an item shows of its parent, and why that is no leak,
is in docs/explanation/derived-items.md.
"""

from __future__ import annotations

import ast
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..core.phrases import say
from ..core.problem import Kind, ProblemId
from .authored import (
    AuthoredProblem,
    HintCell,
    ProbeCell,
    ShownCell,
    SolutionCell,
    TestCell,
    TextCell,
)
from .derived_answer import kind_of
from .derived_bug import bugs
from .derived_gap import gap
from .derived_hints import bug_hints, gap_hints, lines_hints, prediction_hints
from .derived_lines import mixed_lines, statements
from .derived_predict import Prediction, prediction
from .derived_words import EXAMPLE_IS_RIGHT, ONE_TOO_MANY, TITLES, statement
from .likeness import MIN_LINE, squeeze
from .markers import SOLUTION
from .python_source import SyntaxFault, parse_python

DERIVATION = 4
"""Raised when an item comes out differently for the same notebook, from 1 to 99."""

EASIER = {Kind.PARSONS: 0.6, Kind.COMPLETE_CODE: 0.5, Kind.PREDICT_OUTPUT: 0.3, Kind.FIX_BUG: 0.2}
"""How much easier than its parent an item is taken to be, in logits, until answers say more.

A judgement; the numbers come from no study.
"""

_SOURCES = {Kind.WRITE_FUNCTION, Kind.COMPLETE_CODE, Kind.DATA_TASK, Kind.FIX_BUG}
_SUFFIX = {
    Kind.PARSONS: "lines",
    Kind.FIX_BUG: "bug",
    Kind.COMPLETE_CODE: "gap",
    Kind.PREDICT_OUTPUT: "predict",
}


def derive(problem: AuthoredProblem) -> tuple[AuthoredProblem, ...]:
    """Return the items made from a problem, none where nothing fits."""
    if problem.kind not in _SOURCES or len(problem.solutions) != 1 or problem.manual:
        return ()
    tree = parse_python(problem.reference)
    if isinstance(tree, SyntaxFault):
        return ()
    wanted = (item for item in _items(problem, tree) if item.kind in problem.derived)
    return tuple(item for item in wanted if not _tells(item))


def _tells(item: AuthoredProblem) -> bool:
    """Say whether a line that is to be found stands in what the learner gets, in whatever place."""
    texts = [c.source for c in item.cells if isinstance(c, TextCell)]
    texts += [c.starter for c in item.solutions]
    texts += [c.shown for c in item.cells if isinstance(c, TestCell) and c.visible]
    shown = squeeze("\n".join(texts))
    return any(squeeze(line) in shown for _, line in item.solution_lines() if len(line) > MIN_LINE)


def _items(problem: AuthoredProblem, tree: ast.Module) -> Iterator[AuthoredProblem]:
    at = problem.locale
    lines = mixed_lines(problem, tree)
    if lines:
        more = say(at, ONE_TOO_MANY) if lines.distractor else ""
        hints = lines_hints(at, lines)
        made = _with_starter(problem, Kind.PARSONS, lines.starter, lines.reference, hints, more)
        # So the line too many cannot stay where it does nothing.
        most = statements(tree) if lines.distractor else problem.rules.max_statements
        rules = replace(problem.rules, max_statements=most)
        yield replace(made, starter_lines=True, alternatives=(), rules=rules)
    hole = gap(problem, tree)
    if hole:
        hints = gap_hints(problem, hole)
        yield _with_starter(problem, Kind.COMPLETE_CODE, hole.starter, problem.reference, hints)
    if problem.kind is not Kind.FIX_BUG:
        for number, probe in enumerate(bugs(problem), 1):
            yield _bug(problem, probe, number)
    asked = prediction(problem, tree)
    if asked:
        yield _prediction(problem, asked)


def _bug(problem: AuthoredProblem, probe: ProbeCell, number: int) -> AuthoredProblem:
    name = f"bug-{number}" if number > 1 else "bug"
    seen = any(t.visible and t.grade_id in probe.fails for t in problem.tests)
    more = "" if seen else say(problem.locale, EXAMPLE_IS_RIGHT)
    hints = bug_hints(problem, probe)
    made = _with_starter(problem, Kind.FIX_BUG, probe.source, problem.reference, hints, more, name)
    return replace(made, probes=tuple(p for p in problem.probes if p is not probe))


def _base(
    problem: AuthoredProblem,
    kind: Kind,
    text: str,
    hints: tuple[HintCell, ...],
    name: str = "",
) -> AuthoredProblem:
    """Return what all items of a kind share; `text` is the whole statement below its heading."""
    suffix = name or _SUFFIX[kind]
    again = f" ({suffix[-1]})" if suffix[-1].isdigit() else ""
    title = f"{problem.title}: {say(problem.locale, TITLES[kind])}{again}"
    digest = f"{problem.content_hash}/{suffix}/{DERIVATION}"
    return replace(
        problem,
        id=ProblemId(f"{problem.id}-{suffix}"),
        parent=problem.id,
        generator="",
        variants=(),
        values=(),
        version=problem.version * 100 + DERIVATION,
        title=title,
        kind=kind,
        band=max(1, problem.band - 1),
        difficulty=max(-6.0, problem.difficulty - EASIER[kind]),
        minutes=max(2, round(problem.minutes * 0.6)),
        waived=(),
        starter_lines=False,
        statement=replace(problem.statement, source=f"# {title}\n\n{text}"),
        hints=hints,
        content_hash=hashlib.sha256(digest.encode()).hexdigest(),
    )


def _with_starter(
    problem: AuthoredProblem,
    kind: Kind,
    starter: str,
    reference: str,
    hints: tuple[HintCell, ...],
    more: str = "",
    name: str = "",
) -> AuthoredProblem:
    """Return an item that keeps the parent's given cells and tests, with another starter."""
    task = re.sub(r"\A\s*# [^\n]*\n+", "", problem.statement.source)
    text = statement(problem.locale, kind, more, task)
    made = _base(problem, kind, text, hints, name)
    whole = f"{SOLUTION.begin}\n{reference}\n{SOLUTION.end}"
    changes: dict[str, Any] = {"source": whole, "starter": starter, "own_starter": True}
    cells: list[ShownCell] = []
    for cell in problem.cells:
        if isinstance(cell, SolutionCell):
            cells.append(replace(cell, **changes))
        elif cell == problem.statement:
            cells.append(made.statement)
        else:
            cells.append(cell)
    return replace(made, cells=tuple(cells))


def _prediction(problem: AuthoredProblem, asked: Prediction) -> AuthoredProblem:
    hints = prediction_hints(problem, kind_of(problem.locale, asked.answer))
    made = _base(problem, Kind.PREDICT_OUTPUT, asked.text, hints)
    answer = f"answer = {asked.answer!r}"
    statement = replace(made.statement, index=0)
    solution = SolutionCell(
        1, "solution", f"{SOLUTION.begin}\n{answer}\n{SOLUTION.end}", 'answer = "?"', True
    )
    return replace(
        made,
        entry_point="",
        rules=asked.rules,
        key_expressions=(),
        statement=statement,
        cells=(statement, solution, *asked.tests),
        probes=asked.probes,
        alternatives=(),
    )
