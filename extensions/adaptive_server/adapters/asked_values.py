"""Which of the values that are asked for a check looks at, in problems where values are written."""

from __future__ import annotations

import ast

from grader.bundle import CellRole

from ..problems.bank import Problem


def value_behind(problem: Problem, test_id: str) -> str:
    """Return the one name among those to fill in that a check looks at, or ''.

    A name alone is told: nothing of what the check wants is in it. Where a check looks at several,
    none of them is known to be wrong.
    """
    cells = problem.bundle.cells
    asked = {name for c in cells if c.role is CellRole.SOLUTION for name in _set_in(c.source)}
    test = next((c.source for c in cells if c.grade_id == test_id), "")
    looked_at = asked & _read_in(test)
    return looked_at.pop() if len(looked_at) == 1 else ""


def _set_in(source: str) -> set[str]:
    assigned = (node for node in _nodes(source) if isinstance(node, ast.Assign))
    return {t.id for node in assigned for t in node.targets if isinstance(t, ast.Name)}


def _read_in(source: str) -> set[str]:
    """Return the names that code reads, as a name of its own or behind a dot."""
    plain = {node.id for node in _nodes(source) if isinstance(node, ast.Name)}
    return plain | {node.attr for node in _nodes(source) if isinstance(node, ast.Attribute)}


def _nodes(source: str) -> list[ast.AST]:
    try:
        return list(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []
