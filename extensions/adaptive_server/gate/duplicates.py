"""Checks over several problems: no id twice, no problem that nearly is another one."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Iterator, Sequence

from ..problems.authored import AuthoredProblem
from ..problems.finding import Finding, Findings

MAX_LIKENESS = 0.5
GRAM = 5


def check_twice(named: Sequence[tuple[str, AuthoredProblem]]) -> list[Finding]:
    """Return findings on (file, problem) pairs of one bank that share an id or their text."""
    found: list[Finding] = []
    files: dict[str, str] = {}
    grams = [(file, problem, five_grams(problem)) for file, problem in named]
    for place, (file, problem, mine) in enumerate(grams):
        findings = Findings(problem.id, found)
        if problem.id in files:
            findings.error(
                "id-twice",
                f"the id is used in {files[problem.id]} and {file}",
                "Give one of them an id of its own",
            )
        files.setdefault(problem.id, file)
        for _, other, theirs in grams[:place]:
            alike = likeness(mine, theirs)
            if alike >= MAX_LIKENESS and other.id != problem.id:
                findings.error(
                    "duplicate",
                    f"it is {alike:.0%} the same as {other.id}",
                    f"Change story and task, or keep one: {MAX_LIKENESS:.0%} is too much",
                )
    return found


def five_grams(problem: AuthoredProblem) -> frozenset[tuple[str, ...]]:
    """Return all runs of five normalised tokens of statement and reference."""
    words = re.findall(r"[a-z']+|\d+", problem.statement.source.lower())
    prose = ["0" if w.isdigit() else w for w in words]
    return frozenset([*_runs(prose), *_runs(list(_tokens(problem.reference)))])


def likeness(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the Jaccard index of two sets, 0 to 1; two empty ones are unlike."""
    union = one | other
    return len(one & other) / len(union) if union else 0.0


def _runs(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(tokens) - GRAM + 1):
        yield tuple(tokens[start : start + GRAM])


def _tokens(source: str) -> Iterator[str]:
    """Yield tokens with names, numbers and texts made equal, so that renaming hides nothing."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            known = keyword.iskeyword(token.string) or hasattr(builtins, token.string)
            if token.type == tokenize.NAME:
                yield token.string if known else "NAME"
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                yield tokenize.tok_name[token.type]
            elif token.type == tokenize.OP:
                yield token.string
    except (tokenize.TokenError, SyntaxError):
        return
