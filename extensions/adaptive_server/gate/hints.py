"""Checks the hint ladder: its length and order, and that no early rung gives the answer."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from difflib import get_close_matches

from ..problems.likeness import MIN_LINE, squeeze
from ..problems.python_source import parse_python
from ..problems.roles import MOVES
from .case import Case
from .repeats import repeats
from .retold import retold

MIN_HINTS, MAX_HINTS = 3, 5
TIMEOUT = "timeout"
# Classes of exceptions by their usual endings; the one of `re` was called `error`.
_EXCEPTION = re.compile(
    r"[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration)|ExceptionGroup|error"
)


_BUILT_IN = [k for k, v in vars(builtins).items() if isinstance(v, type) and _EXCEPTION.match(k)]
_SLIP = 0.9
"""Likeness from which on a name is taken for a misspelt one of Python's own."""


def check_hints(case: Case) -> None:
    """Check levels, moves and leaks of the hints."""
    hints, findings = case.problem.hints, case.findings
    levels = [h.level for h in hints]
    if not MIN_HINTS <= len(hints) <= MAX_HINTS or levels != list(range(1, len(hints) + 1)):
        findings.error(
            "hint-ladder",
            f"the hints have the levels {levels}",
            f"Write {MIN_HINTS} to {MAX_HINTS} hints with levels 1, 2, 3 … in that order",
        )
    for level, first in repeats((h.level, squeeze(h.text)) for h in hints):
        findings.warning(
            "hint-same",
            f"the hint says what hint {first} says",
            "Let each rung help a step further",
            cell=f"hint {level}",
        )
    moves = [MOVES.index(h.move) for h in hints]
    if moves != sorted(moves):
        findings.warning(
            "hint-moves",
            f"the moves are {', '.join(h.move for h in hints)}",
            f"Grow more explicit: {', '.join(MOVES)}",
        )
    _check_when(case)
    secrets = [text for _, text in case.problem.solution_lines() if len(text) > MIN_LINE]
    secrets += [*case.problem.key_expressions, *_conditions(case)]
    early = dict(_early(case))
    given_away = [
        (c, f"`{s}`") for c, text in early.items() for s in secrets if squeeze(s) in squeeze(text)
    ]
    told = {cell for cell, _ in given_away}
    retellings = dict.fromkeys(x for x in retold(case.problem) if x[0] in early.keys() - told)
    for cell, secret in (*given_away, *retellings):
        findings.error(
            "hint-leak",
            f"the hint gives away {secret}",
            "Only the last level may hold that; use a parallel example, or ask a question",
            cell=cell,
        )
    lines = [squeeze(text) for _, text in case.problem.solution_lines()]
    if hints and lines and all(line in squeeze(hints[-1].text) for line in lines):
        findings.error(
            "hint-leak",
            "the last hint is the whole solution",
            "Leave gaps in it",
            cell=f"hint {hints[-1].level}",
        )


def _conditions(case: Case) -> Iterator[str]:
    """Yield what hidden tests compare: the answer for input that nobody should see."""
    for test in case.problem.tests:
        tree = parse_python("" if test.visible else test.source)
        for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
            if isinstance(node, ast.Assert) and isinstance(node.test, ast.Compare):
                text = ast.unparse(node.test)
                if len(text) > MIN_LINE:
                    yield text


def _early(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what helps before the last rung: earlier rungs, feedback, titles and hints of tests."""
    hints = case.problem.hints
    last = max((h.level for h in hints), default=0)
    yield from ((f"hint {h.level}", h.text) for h in hints if h.level != last)
    yield from ((t.grade_id, f"{t.title}\n{t.hint}") for t in case.problem.tests)
    yield from ((f"probe {n}", p.feedback) for n, p in enumerate(case.problem.probes, 1))


def _check_when(case: Case) -> None:
    """Check that each rung waits for something that can happen."""
    tests = {t.grade_id for t in case.problem.tests}
    for hint in case.problem.hints:
        for name in hint.when:
            if name in tests or name == TIMEOUT or name in _BUILT_IN:
                continue
            meant = get_close_matches(name, _BUILT_IN, 1, _SLIP)
            if meant or not _EXCEPTION.fullmatch(name):
                case.findings.error(
                    "hint-when",
                    f"the hint waits for {name!r}, which is no test and no exception",
                    f"Name one of {', '.join(sorted(tests))}, an exception such as "
                    f"{meant[0] if meant else 'KeyError'}, or {TIMEOUT}",
                    cell=f"hint {hint.level}",
                )
