"""Checks that right solutions keep the problem's own rules."""

from __future__ import annotations

import ast

from ..problems.python_source import SyntaxFault, parse_python
from .case import Case


def check_rules(case: Case) -> None:
    """Check reference and alternatives against `rules`."""
    sources = [(c.grade_id, c.source) for c in case.problem.solutions]
    sources += [(f"alternative {n}", a.source) for n, a in enumerate(case.problem.alternatives, 1)]
    for cell, source in sources:
        for line, name in _broken(case, source):
            case.findings.error(
                "rules",
                f"a right solution uses {name}, which the rules forbid",
                "Change the solution or the rule",
                cell=cell,
                line=line,
            )


def _broken(case: Case, source: str) -> list[tuple[int, str]]:
    tree = parse_python(source)
    if isinstance(tree, SyntaxFault):
        return []
    rules, found = case.problem.rules, []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [a.name.split(".")[0] for a in node.names]
            found += [(node.lineno, n) for n in names if n in rules.forbid_imports]
        elif isinstance(node, ast.ImportFrom):
            name = (node.module or "").split(".")[0]
            found += [(node.lineno, name)] if name in rules.forbid_imports else []
        elif isinstance(node, ast.Call):
            called = node.func
            name = str(getattr(called, "id", None) or getattr(called, "attr", ""))
            found += [(node.lineno, name)] if name in rules.forbid_calls else []
    return found
