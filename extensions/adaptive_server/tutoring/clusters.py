"""Wrong answers that look the same to the tests and that no probe explains, as new probes.

What is offered of a learner's code has lost its comments and docstrings, and the line layout is
that of `ast.unparse`: it is a common mistake, not somebody's text. A mistake of one or two people
is not offered.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from grader.text import clean
from grader.verdict import Verdict

from ..analysis_port import WrongAnswer
from ..problems.bank import Problem
from ..problems.python_source import SyntaxFault, parse_python

LEAST = 3
"""Learners who must have made a mistake before it is offered."""

MOST = 8
MOST_SOURCE = 4000
GAP = "‹One kind sentence for who writes this.›"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One mistake that several learners made.

    Attributes:
        verdict: On one of the answers.
        source: Code of the most common answer, the shortest of equals, without its comments.
    """

    learners: int
    answers: int
    verdict: Verdict
    variant: int
    source: str

    @property
    def fails(self) -> tuple[str, ...]:
        """Ids of the tests that fail."""
        return tuple(t.id for t in self.verdict.tests if not t.passed)


def clusters(problem: Problem, wrong: Sequence[WrongAnswer]) -> list[Cluster]:
    """Return the mistakes that enough learners made, the most common first."""
    groups: dict[str, list[WrongAnswer]] = defaultdict(list)
    for one in wrong:
        if one.verdict.breaks_rules:
            continue  # the rule says what is wrong
        if one.verdict.fault or any(not t.passed for t in one.verdict.tests):
            groups[repr(_signature(one.verdict))].append(one)
    found = (_cluster(problem, some) for some in groups.values())
    enough = [c for c in found if c is not None]
    enough.sort(key=lambda c: (-c.learners, -c.answers, c.source))
    return enough[:MOST]


def probe_text(cluster: Cluster, number: int) -> str:
    """Return the text of a probe cell; its feedback is a gap that keeps it from publishing."""
    fault = cluster.verdict.fault
    options = [
        f"#| misconception: slip.seen_{number}",
        f"#| fails: {', '.join(cluster.fails)}",
        *([f"#| raises: {fault.name}"] if fault else []),
        f"#| feedback: {GAP}",
    ]
    return "\n".join([*options, cluster.source])


def anonymous(sources: Iterable[str]) -> str | None:
    """Return code without comments and docstrings, or None where it is no Python or too long."""
    source = "\n\n".join(sources)
    if len(source) > MOST_SOURCE:
        return None
    tree = parse_python(source)
    if isinstance(tree, SyntaxFault):
        return None
    try:
        for node in ast.walk(tree):
            _drop_docstring(node)
        return clean(ast.unparse(tree), MOST_SOURCE)
    except (RecursionError, ValueError):
        return None


def _drop_docstring(node: ast.AST) -> None:
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
        texts = [
            x
            for x in node.body
            if isinstance(x, ast.Expr)
            and isinstance(x.value, ast.Constant)
            and isinstance(x.value.value, str)
        ]
        rest = [x for x in node.body if x not in texts]
        node.body = rest if rest or isinstance(node, ast.Module) else [ast.Pass()]


def _signature(verdict: Verdict) -> tuple[Any, ...]:
    failing = sorted(t.id for t in verdict.tests if not t.passed)
    return failing, verdict.fault.name if verdict.fault else None, verdict.seen()


def _cluster(problem: Problem, some: Sequence[WrongAnswer]) -> Cluster | None:
    if len({one.learner for one in some}) < LEAST:
        return None
    read = [(anonymous(problem.code_of(one.cells).values()), one) for one in some]
    texts = Counter(text for text, _ in read if text)
    if not texts:
        return None
    best = min(texts, key=lambda text: (-texts[text], len(text), text))
    one = next(each for text, each in read if text == best)
    return Cluster(
        learners=len({each.learner for each in some}),
        answers=len(some),
        verdict=one.verdict,
        variant=one.variant,
        source=best,
    )
