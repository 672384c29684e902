"""Checks over several problems: no id twice, no problem that nearly is another one."""

from __future__ import annotations

import builtins
import io
import keyword
import re
import tokenize
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..problems.authored import AuthoredProblem
from ..problems.finding import Finding, Findings

MAX_LIKENESS = 0.5
GRAM = 5

Grams = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What of a problem is compared with others."""

    id: str
    statement: str
    reference: str


def text_of(problem: AuthoredProblem) -> ProblemText:
    """Return what of a problem is compared."""
    return ProblemText(problem.id, problem.statement.source, problem.reference)


def check_twice(named: Sequence[tuple[str, ProblemText]]) -> list[Finding]:
    """Return findings on (file, text) pairs of one bank that share an id or their text."""
    found: list[Finding] = []
    files: dict[str, str] = {}
    before: list[tuple[str, Grams]] = []
    for file, text in named:
        findings = Findings(text.id, found)
        if text.id in files:
            findings.error(
                "id-twice",
                f"the id is used in {files[text.id]} and {file}",
                "Give one of them an id of its own",
            )
        files.setdefault(text.id, file)
        mine = five_grams(text)
        _check_near(text.id, mine, before, findings)
        before.append((text.id, mine))
    return found


def check_near(text: ProblemText, others: Iterable[ProblemText]) -> list[Finding]:
    """Return findings where a text nearly is that of another problem; versions of itself aside."""
    findings = Findings(text.id, [])
    _check_near(text.id, five_grams(text), ((o.id, five_grams(o)) for o in others), findings)
    return findings.found


def _check_near(
    own: str, mine: Grams, others: Iterable[tuple[str, Grams]], findings: Findings
) -> None:
    for other, theirs in others:
        alike = likeness(mine, theirs)
        if alike >= MAX_LIKENESS and other != own:
            findings.error(
                "duplicate",
                f"it is {alike:.0%} the same as {other}",
                f"Change story and task, or keep one: {MAX_LIKENESS:.0%} is too much",
            )


def five_grams(text: ProblemText) -> Grams:
    """Return all runs of five normalised tokens of statement and reference."""
    words = re.findall(r"[a-z']+|\d+", text.statement.lower())
    prose = ["0" if w.isdigit() else w for w in words]
    return frozenset([*_runs(prose), *_runs(list(_tokens(text.reference)))])


def likeness(one: Grams, other: Grams) -> float:
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
