"""Checks over several problems: no id twice, no problem that nearly is another one.

A copy is seen by its words, and, where its subject was changed, by its sentences or its code.
"""

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
from ..problems.likeness import squeeze

GRAM = 5
MIN_GRAMS = 20
"""Runs that both problems need before their sentences or their code say anything."""

Grams = frozenset[tuple[str, ...]]

_COMMON_WORDS = """
a an the of to in on at by for with from and or but if not no is are was were be been it its
they them their he she his her you your we our this that these those each every all any some
one two three four five six seven eight nine ten first second last next more less than as so
when then there here what which who how many much also only same other another just both up
down out over under into before after can may should must will would has have had do does did
gives give gets get returns return write takes take makes make
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words that stay when somebody tells the same task in another setting."""


@dataclass(frozen=True, slots=True)
class ProblemText:
    """What of a problem is compared with others."""

    id: str
    statement: str
    reference: str
    tests: str = ""
    title: str = ""
    hints: Sequence[str] = ()


def text_of(problem: AuthoredProblem) -> ProblemText:
    """Return what of a problem is compared."""
    tests = "\n".join(t.source for t in problem.tests)
    hints = tuple(h.text for h in problem.hints)
    statement = problem.statement.source
    return ProblemText(problem.id, statement, problem.reference, tests, problem.title, hints)


@dataclass(frozen=True, slots=True)
class Shape:
    """A problem as runs of five tokens.

    Attributes:
        all: Words of the statement, tokens of the reference.
        sentences: The statement with each word of its subject as the same blank.
        code: Reference and tests with names as blanks; numbers stand as they are.
    """

    all: Grams
    sentences: Grams
    code: Grams


_LIMITS = (
    ("all", 0.5, "words and code"),
    ("sentences", 0.4, "sentences, apart from the words of its subject"),
    ("code", 0.75, "reference and tests, apart from names"),
)
"""Part of a shape, the likeness that is too much, and what is told. In a course of 244 problems by
several authors no two have sentences more alike than 0.18. One told again with every word of its
subject replaced keeps at least 0.44 of them."""


def check_twice(named: Sequence[tuple[str, ProblemText]]) -> list[Finding]:
    """Return findings on (file, text) pairs of one bank that share an id or their text."""
    found: list[Finding] = []
    files: dict[str, str] = {}
    before: list[tuple[ProblemText, Shape]] = []
    for file, text in named:
        findings = Findings(text.id, found)
        if text.id in files:
            findings.error(
                "id-twice",
                f"the id is used in {files[text.id]} and {file}",
                "Give one of them an id of its own",
            )
        files.setdefault(text.id, file)
        mine = shape(text)
        _check_near(text, mine, before, findings)
        before.append((text, mine))
    return found


def check_near(text: ProblemText, others: Iterable[ProblemText]) -> list[Finding]:
    """Return findings where a text nearly is that of another problem; versions of itself aside."""
    findings = Findings(text.id, [])
    _check_near(text, shape(text), ((o, shape(o)) for o in others), findings)
    return findings.found


def _check_near(
    own: ProblemText,
    mine: Shape,
    others: Iterable[tuple[ProblemText, Shape]],
    findings: Findings,
) -> None:
    for other, theirs in others:
        if other.id == own.id:
            continue
        for part, most, what in _LIMITS:
            one, two = getattr(mine, part), getattr(theirs, part)
            enough = part == "all" or min(len(one), len(two)) >= MIN_GRAMS
            alike = likeness(one, two)
            if enough and alike >= most:
                findings.error(
                    "duplicate",
                    f"it is {alike:.0%} the same as {other.id} in {what}",
                    f"Change story and task, or keep one: {most:.0%} is too much",
                )
                break
        else:
            _check_borrowed(own, other, findings)


def _check_borrowed(own: ProblemText, other: ProblemText, findings: Findings) -> None:
    """Tell of a title and of hints that another problem has word for word."""
    if own.title and squeeze(own.title).casefold() == squeeze(other.title).casefold():
        findings.warning(
            "title-twice",
            f"{other.id} has the same title",
            "Learners tell problems apart by their titles: name what this one is about",
        )
    theirs = set(map(squeeze, other.hints))
    for level, text in enumerate(own.hints, start=1):
        if squeeze(text) in theirs:
            findings.warning(
                "hint-borrowed",
                f"the hint says word for word what one of {other.id} says",
                "Let it speak of this task",
                cell=f"hint {level}",
            )


def shape(text: ProblemText) -> Shape:
    """Return what is compared of a problem, as runs."""
    words = ["0" if w.isdigit() else w for w in re.findall(r"[a-z']+|\d+", text.statement.lower())]
    sentences = ["" if w not in _COMMON else w for w in words]
    code = f"{text.reference}\n{text.tests}"
    return Shape(
        frozenset([*_runs(words), *_runs(list(_tokens(text.reference)))]),
        frozenset(run for run in _runs(sentences) if sum(map(bool, run)) > 1),
        frozenset(_runs(list(_tokens(code, numbers=True)))),
    )


def likeness(one: Grams, other: Grams) -> float:
    """Return the Jaccard index of two sets, 0 to 1; two empty ones are unlike."""
    both = len(one & other)
    union = len(one) + len(other) - both
    return both / union if union else 0.0


def _runs(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(len(tokens) - GRAM + 1):
        yield tuple(tokens[start : start + GRAM])


def _tokens(source: str, *, numbers: bool = False) -> Iterator[str]:
    """Yield tokens with names, texts and numbers made equal, so that renaming hides nothing.

    Args:
        source: Python.
        numbers: Leave numbers as they are.
    """
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            known = keyword.iskeyword(token.string) or hasattr(builtins, token.string)
            if token.type == tokenize.NAME:
                yield token.string if known else "NAME"
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                exact = numbers and token.type == tokenize.NUMBER
                yield token.string if exact else tokenize.tok_name[token.type]
            elif token.type == tokenize.OP:
                yield token.string
    except (tokenize.TokenError, SyntaxError):
        return
