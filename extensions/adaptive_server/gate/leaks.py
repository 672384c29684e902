"""Scans the release for what must not reach the learner."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from typing import Any

from ..problems.likeness import MIN_LINE, squeeze
from ..problems.python_source import parse_python
from ..problems.release import build_release
from .case import Case

# A shorter line of a hint or a feedback is too common to be told from the statement's words.
MIN_TEXT = 30


def check_leaks(case: Case) -> None:
    """Look for solution lines, hidden tests, hints and probes in the release."""
    release = build_release(case.problem)
    shown = squeeze("\n".join(_strings(release)))
    for what, text in _secrets(case):
        if squeeze(text) in shown:
            case.findings.error(
                "leak",
                f"the release holds {what}: {text}",
                "Remove it from statement, given, starter and visible test cells",
                cell=_where(release, text),
            )


def check_release(case: Case) -> None:
    """Check the release itself: it must be JSON that any Jupyter reads."""
    try:
        json.dumps(build_release(case.problem), allow_nan=False).encode()
    except (ValueError, TypeError) as error:
        case.findings.error("release", f"the release cannot be written: {error}", "Correct it")


def _secrets(case: Case) -> Iterator[tuple[str, str]]:
    problem = case.problem
    for _, line in problem.solution_lines():
        if len(line) > MIN_LINE:
            yield "a line of the solution", line
    visible = {x.strip() for t in problem.tests if t.visible for x in t.shown.splitlines()}
    helpers = {made for t in problem.tests if t.visible for made, _ in _definitions(t.shown)}
    for test in (t for t in problem.tests if not t.visible or t.mixed):
        shown = set(test.shown.splitlines()) if test.mixed else set()
        for line in (x for x in _without(helpers, test.source) if x not in shown):
            text = line.strip()
            if text.startswith("assert") or (len(text) > MIN_TEXT and text not in visible):
                yield f"a line of the hidden test {test.grade_id}", text
        if len(test.hint) > MIN_TEXT:
            yield f"the hint of the hidden test {test.grade_id}", test.hint
    for hint in problem.hints:
        for line in hint.text.splitlines():
            if len(line.strip()) > MIN_TEXT:
                yield f"a line of hint {hint.level}", line.strip()
    for number, probe in enumerate(problem.probes, 1):
        if len(probe.feedback) > MIN_TEXT:
            yield f"the feedback of probe {number}", probe.feedback


def _definitions(source: str) -> Iterator[tuple[str, range]]:
    """Yield each function and class of a test, told apart by what it does, with its lines."""
    tree = parse_python(source)
    for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield ast.dump(node), range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _without(helpers: set[str], source: str) -> list[str]:
    """Return the lines of a test without the helpers that a visible test has too: no secret."""
    told = {n for made, lines in _definitions(source) if made in helpers for n in lines}
    return [x for n, x in enumerate(source.splitlines(), 1) if n not in told]


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _strings(part)
    elif isinstance(value, list):
        if value and all(isinstance(x, str) for x in value):
            yield "".join(value)
        else:
            for part in value:
                yield from _strings(part)


def _where(release: dict[str, Any], text: str) -> str:
    for cell in release["cells"]:
        if squeeze(text) in squeeze("".join(cell["source"])):
            return str(cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]))
    return ""
