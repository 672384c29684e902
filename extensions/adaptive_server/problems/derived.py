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
from .authored import AuthoredProblem, HintCell, ShownCell, SolutionCell, TestCell, TextCell
from .derived_bug import bugs
from .derived_gap import gap
from .derived_lines import mixed_lines
from .derived_predict import Prediction, prediction
from .likeness import MIN_LINE, squeeze
from .markers import SOLUTION
from .python_source import SyntaxFault, parse_python

DERIVATION = 2
"""Raised when an item comes out differently for the same notebook, from 1 to 99."""

EASIER = {Kind.PARSONS: 0.6, Kind.COMPLETE_CODE: 0.5, Kind.PREDICT_OUTPUT: 0.3, Kind.FIX_BUG: 0.2}
"""How much easier than its parent an item is taken to be, in logits, until answers say more.

A judgement; the numbers come from no study.
"""

ONE_TOO_MANY = " One line too many is among them: leave it out."

_SOURCES = {Kind.WRITE_FUNCTION, Kind.COMPLETE_CODE, Kind.DATA_TASK, Kind.FIX_BUG}
_WORDS = {
    Kind.PARSONS: (
        "lines in order",
        "Here are all the lines of a program that works, mixed up and without their indentation. "
        "**Put them in order and indent them.** Do not change the lines. Alt+Up and Alt+Down move "
        "a line, Tab moves it in.",
        "Which line has to come first? Look for what every other line needs.",
        "Each name has to be set above the lines that use it. A line that ends in a colon has "
        "lines below it that stand further in.",
    ),
    Kind.FIX_BUG: (
        "find the mistake",
        "Somebody else tried this task. The program is not right yet. **Find the mistake and mend "
        "it.** Keep what is good.",
        "Take the example and follow the program line by line. Where does it first differ from "
        "what you expect?",
        "Run the cell and the visible tests. Try small and odd values too.",
    ),
    Kind.COMPLETE_CODE: (
        "fill the gap",
        "One part of this program is missing. **Put code in place of `____`.** Leave the rest as "
        "it is.",
        "What do you know just before the gap, and what has to be known right after it?",
        "Read the lines below the gap. They tell what kind of value they need.",
    ),
    Kind.PREDICT_OUTPUT: (
        "predict the result",
        "",
        "Write down each name and its value. Go through the program line by line.",
        "At a decision, write down if the answer is true or false before you go on. In a loop, "
        "use one row for each turn.",
    ),
}
_KNOWN = (
    "What the program is for stands in the task that it comes from. Do now what is asked above:"
)
_EXPLAIN = "Explain each line to somebody in one sentence. At which one do you hesitate?"
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
    lines = mixed_lines(problem, tree)
    if lines:
        more = ONE_TOO_MANY if lines.distractor else ""
        made = _with_starter(problem, Kind.PARSONS, lines.starter, lines.reference, more=more)
        yield replace(made, starter_lines=True, alternatives=())
    hole = gap(problem, tree)
    if hole:
        yield _with_starter(problem, Kind.COMPLETE_CODE, hole, problem.reference)
    if problem.kind is not Kind.FIX_BUG:
        for number, probe in enumerate(bugs(problem), 1):
            name = f"bug-{number}" if number > 1 else "bug"
            made = _with_starter(problem, Kind.FIX_BUG, probe.source, problem.reference, name)
            told = HintCell(0, 3, "point", probe.feedback, ())
            rest = tuple(p for p in problem.probes if p is not probe)
            yield replace(made, hints=(*made.hints[:2], told), probes=rest)
    asked = prediction(problem, tree)
    if asked:
        yield _prediction(problem, asked)


def _base(problem: AuthoredProblem, kind: Kind, text: str, name: str = "") -> AuthoredProblem:
    """Return what all items of a kind share; `text` is the whole statement below its heading."""
    suffix = name or _SUFFIX[kind]
    again = f" ({suffix[-1]})" if suffix[-1].isdigit() else ""
    title = f"{problem.title}: {say(problem.locale, _WORDS[kind][0])}{again}"
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
        hints=_hints(problem, kind),
        content_hash=hashlib.sha256(digest.encode()).hexdigest(),
    )


def _hints(problem: AuthoredProblem, kind: Kind) -> tuple[HintCell, ...]:
    """Return two general rungs and the author's pointer to the idea, where there is one."""
    first, second = (say(problem.locale, text) for text in _WORDS[kind][2:])
    point = next((h.text for h in problem.hints if h.move == "point"), None)
    last = point or say(problem.locale, _EXPLAIN)
    return (
        HintCell(0, 1, "orient", first, ()),
        HintCell(0, 2, "plan", second, ()),
        HintCell(0, 3, "point", last, ()),
    )


def _with_starter(
    problem: AuthoredProblem,
    kind: Kind,
    starter: str,
    reference: str,
    name: str = "",
    more: str = "",
) -> AuthoredProblem:
    """Return an item that keeps the parent's given cells and tests, with another starter."""
    task = re.sub(r"\A\s*# [^\n]*\n+", "", problem.statement.source)
    told = f"{say(problem.locale, _WORDS[kind][1])}{say(problem.locale, more)}"
    text = f"{told}\n\n{say(problem.locale, _KNOWN)}\n\n---\n\n{task}"
    made = _base(problem, kind, text, name)
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
    made = _base(problem, Kind.PREDICT_OUTPUT, asked.text)
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
