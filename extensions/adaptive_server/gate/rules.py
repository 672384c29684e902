"""Checks that right solutions keep the problem's own rules."""

from __future__ import annotations

from dataclasses import asdict

from grader.bundle import Rules
from grader.rule_words import sentence
from grader.rules import broken

from .case import Case

_NO_RULES = Rules()


def check_rules(case: Case) -> None:
    """Check reference and alternatives against `rules`."""
    if case.bundle.rules == _NO_RULES:
        return
    rules = asdict(case.bundle.rules)
    sources = [("", [c.source for c in case.problem.solutions], 1)]
    sources += [
        (f"alternative {n}", [a.source], a.line) for n, a in enumerate(case.problem.alternatives, 1)
    ]
    for cell, texts, first in sources:
        for rule, name, line in broken(rules, texts, []):
            case.findings.error(
                "rules",
                f"a right solution breaks the rules: {sentence(rule, name, line)}",
                "Change the solution or the rule",
                cell=cell or case.problem.solutions[0].grade_id,
                line=line and line + first - 1,
            )


def broken_rule(case: Case, source: str) -> str:
    """Return what a learner is told of the first rule that a source breaks; "" if it keeps all."""
    if case.bundle.rules == _NO_RULES:
        return ""
    for rule, name, line in broken(asdict(case.bundle.rules), [source], []):
        return sentence(rule, name, line)
    return ""
