"""Checks that what the statement says to use has to be used.

Where a right answer goes round it, learners get the credit for a skill that they did not show. A
sentence with "or", "no" or "not" leaves a choice or forbids, so it is passed over.
"""

from __future__ import annotations

import re
from dataclasses import asdict

from grader.bundle import Rules
from grader.rules import CONSTRUCTS, broken

from .case import Case

_FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
_SENTENCE_END = re.compile(r"[.:;!?](?=\s|$)")
_ASKS = re.compile(r"\buse\b|\bkeep the\b|\bwith \*\*", re.IGNORECASE)
_OPEN = re.compile(r"\b(or|no|not|never|at most)\b", re.IGNORECASE)
_CODE = re.compile(r"`(?:\w+\.)*(\w+)`")
_NOUNS = ("recursion", "slice", "comprehension", "lambda", "f-string", "conditional expression")
"""Constructs that are told without backticks; `if`, `with` and the like are words of prose too."""


def check_asked(case: Case) -> None:
    """Warn of alternatives that do without what the statement says to use."""
    problem = case.problem
    for name in asked(problem.statement.source):
        if not _uses(problem.reference, name):
            continue
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


def _uses(source: str, name: str) -> bool:
    """Say whether a source has a construct, or calls a function, of that name."""
    rules = (
        Rules(require_constructs=(name,)) if name in CONSTRUCTS else Rules(require_calls=(name,))
    )
    return not broken(asdict(rules), [source], [])
