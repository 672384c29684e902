"""The ladder of a derived item: what to look at, how to go on, and one thing about this very item.

Each rung is made from what the item is made of, so that none speaks of a loop or a slip which the
code of the item does not have.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace

from ..core.phrases import say
from .authored import AuthoredProblem, HintCell, ProbeCell
from .derived_gap import Gap
from .derived_lines import MixedLines

_FIRST_LINE = "Which line has to come first? Look for what every other line needs."
_NAMES_FIRST = (
    "Each name has to be set above the lines that use it. A line that ends in a colon has lines "
    "below it that stand further in."
)
_TWINS = "Two lines are much alike: `{wrong}` and `{right}`. Which one does the task ask for?"
_BELOW = "Just below `{head}` stands `{first}`, further in."
_LAST = "The last line is `{line}`."
_FOLLOW = (
    "Take the example and follow the program line by line. Where does it first differ from what "
    "you expect?"
)
_OTHER_VALUES = (
    "The example comes out right. Which rule of the task does it not show? Take values for that "
    "rule, and follow the program line by line."
)
_BESIDE = (
    "Set what the example gives beside what it should give. Which part differs, and which line "
    "makes that part?"
)
_TRY = "Run the cell and the visible tests. Try small and odd values too."
_BEFORE_AFTER = "What do you know just before the gap, and what has to be known right after it?"
_NAMES = (
    "These names stand in the gap, in no special order: {names}. What do they hold just before it?"
)
_EXPLAIN = "Explain each line to somebody in one sentence. At which one do you hesitate?"
_NOTE_DOWN = "Write down each name and its value. Go through the program line by line."
_DECISION = "At a decision, write down if it is true or false before you go on."
_LOOP = "For a loop, make a table: one row for each turn."
_CALLS_ITSELF = "The function calls itself: give each call a line of its own, with its values."
_IN_PLACE = "Put the values in place of their names, and work out first what stands in brackets."


def _ladder(*texts: str) -> tuple[HintCell, ...]:
    moves = ("orient", "plan", "point")
    return tuple(
        HintCell(0, level, move, text, ())
        for level, (move, text) in enumerate(zip(moves, texts, strict=True), 1)
    )


def lines_hints(at: str, mixed: MixedLines) -> tuple[HintCell, ...]:
    """Return the ladder of lines to order; the last rung names the line too many and its twin."""
    if mixed.distractor:
        last = say(at, _TWINS, wrong=mixed.distractor, right=mixed.twin)
    else:
        last = _inside(at, mixed.reference.splitlines())
    return _ladder(say(at, _FIRST_LINE), say(at, _NAMES_FIRST), last)


def _inside(at: str, lines: Sequence[str]) -> str:
    """Return what stands in the deepest block, or last where there is but one function."""
    code = [line for line in lines if not line.lstrip().startswith('"')]
    heads = [n for n, line in enumerate(code[:-1]) if line.endswith(":")]
    deep = max(heads, key=lambda n: _indent(code[n]), default=0)
    if not _indent(code[deep]):
        return say(at, _LAST, line=code[-1].strip())
    return say(at, _BELOW, head=code[deep].strip(), first=code[deep + 1].strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def bug_hints(problem: AuthoredProblem, probe: ProbeCell) -> tuple[HintCell, ...]:
    """Return the ladder of a bug: by what it fails, and the author's words on it last."""
    at = problem.locale
    tests = [t for t in problem.tests if t.grade_id in probe.fails]
    if any(t.visible for t in tests):
        texts = say(at, _FOLLOW), say(at, _BESIDE)
    else:
        texts = say(at, _OTHER_VALUES), next((t.hint for t in tests if t.hint), say(at, _TRY))
    # Code with another mistake may get right what this one gets wrong.
    ladder = _ladder(*texts, probe.feedback)
    return tuple(replace(rung, starter_fails=probe.fails) for rung in ladder)


def gap_hints(problem: AuthoredProblem, hole: Gap) -> tuple[HintCell, ...]:
    """Return the ladder of a gap: by its place in the line, and last by what it holds.

    The author's pointer is on what is key to the problem, so it is told where the gap is that.
    """
    at = problem.locale
    last = next((h.text for h in problem.hints if h.move == "point"), say(at, _EXPLAIN))
    if hole.holds and not hole.key:
        last = say(at, _NAMES, names=", ".join(f"`{name}`" for name in hole.holds))
    return _ladder(say(at, _BEFORE_AFTER), say(at, hole.place, **hole.names), last)


def prediction_hints(problem: AuthoredProblem, told: str) -> tuple[HintCell, ...]:
    """Return the ladder of a prediction: by what its program does; `told` is on its result."""
    at = problem.locale
    ways = [say(at, way) for way in _ways(problem.reference)]
    return _ladder(say(at, _NOTE_DOWN), " ".join(ways), told)


def _ways(reference: str) -> list[str]:
    nodes = list(ast.walk(ast.parse(reference)))
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef)]
    found = []
    if any(isinstance(n, ast.If | ast.IfExp | ast.Match | ast.While) for n in nodes):
        found.append(_DECISION)
    if any(isinstance(n, ast.For | ast.While | ast.comprehension) for n in nodes):
        found.append(_LOOP)
    if any(isinstance(n, ast.Name) and n.id == f.name for f in functions for n in ast.walk(f)):
        found.append(_CALLS_ITSELF)
    return found or [_IN_PLACE]
