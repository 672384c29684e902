"""Checks that what the statement says to use has to be used.

Where a right answer goes round it, learners get the credit for a skill that they did not show. A
sentence with "or", "no" or "not" leaves a choice or forbids, so it is passed over.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from grader.bundle import Rules
from grader.rule_imports import used
from grader.rules import CONSTRUCTS, broken

from ..problems.python_source import SyntaxFault, parse_python
from .case import Case

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_SENTENCE_END = re.compile(r"[.:;!?](?=\s|$)")
_ASKS = re.compile(r"\buse\b|\bkeep the\b|\bwith \*\*", re.IGNORECASE)
_OPEN = re.compile(r"\b(or|no|not|never|at most)\b", re.IGNORECASE)
_CODE = re.compile(r"`(?:\w+\.)*(\w+)`")
_NOUNS = ("recursion", "slice", "comprehension", "lambda", "f-string", "conditional expression")
"""Constructs that are told without backticks; `if`, `with` and the like are words of prose too."""


def check_asked(case: Case) -> None:
    """Warn of what the statement says to use where an answer may do without."""
    problem = case.problem
    for name in asked(problem.statement.source):
        if not _uses(problem.reference, name) or _is_required(problem.rules, name):
            continue
        case.findings.warning(
            "statement-asked",
            f"the statement says to use {name}, and no rule requires it",
            "Add it to require_imports, require_calls or require_constructs in `rules`",
            cell="statement",
        )
        for number, other in enumerate(problem.alternatives, 1):
            if not _uses(other.source, name):
                case.findings.warning(
                    "statement-asked",
                    f"the statement says to use {name}, and this right solution does without",
                    "Add a rule that requires it and change the solution, or leave it open",
                    cell=f"alternative {number}",
                )


def asked(statement: str) -> list[str]:
    """Return constructs and names of code that a statement says to use, each once.

    >>> asked("Use `itertools.groupby`. A slice is short. Use `a` or `b`. Keep the recursion!")
    ['groupby', 'recursion']
    """
    found: dict[str, None] = {}
    for sentence in _SENTENCE_END.split(_FENCE.sub("", statement)):
        asks = _ASKS.search(sentence)
        if asks and not _OPEN.search(sentence):
            told = sentence[asks.start() :]
            found |= dict.fromkeys(_CODE.findall(told))
            found |= dict.fromkeys(n for n in _NOUNS if n in told.lower())
    return list(found)


def _is_required(rules: Rules, name: str) -> bool:
    """Say whether a rule requires what has that name, as a whole or as part of a full name."""
    names = (*rules.require_constructs, *rules.require_calls, *rules.require_imports)
    return any(name in required.split(".") for required in names)


def _uses(source: str, name: str) -> bool:
    """Say whether a source has a construct, calls a function or uses an import of that name."""
    if name in CONSTRUCTS:
        return not broken(asdict(Rules(require_constructs=(name,))), [source], [])
    if not broken(asdict(Rules(require_calls=(name,))), [source], []):
        return True
    tree = parse_python(source)
    trees = [] if isinstance(tree, SyntaxFault) else [tree]
    return any(name in whole.split(".") for whole in used(trees))
