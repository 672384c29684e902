"""Finds comments that tell the learner what a hidden test asks."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator

from ..problems.likeness import squeeze
from ..problems.python_source import is_literal
from .assert_words import GAP, wording
from .asserts import body_of
from .case import Case
from .leaks import MIN_TEXT


def check_told_ahead(case: Case) -> None:
    """Tell of comments in visible code that hold a call or the words of a hidden test."""
    problem = case.problem
    asked = dict(_asked(case))
    shown = [(c.grade_id or f"cell {c.index}", c.source) for c in problem.given]
    shown += [(c.grade_id, c.starter) for c in problem.solutions]
    shown += [(t.grade_id, t.shown) for t in problem.tests if t.visible]
    for cell, source in shown:
        for line, comment in _comments(source):
            for piece in (p for p in asked if squeeze(p) in squeeze(comment)):
                case.findings.error(
                    "leak",
                    f"a comment tells what the hidden test {asked[piece]} asks: {piece}",
                    "Take it out of the comment, or let a visible test ask it",
                    cell=cell,
                    line=line,
                )


def _asked(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what hidden tests call and say, and nothing else that learners see does."""
    problem = case.problem
    public = [problem.statement.source, *(c.source for c in problem.given)]
    public += [part for t in problem.tests if t.visible for part in _pieces(body_of(t))]
    known = squeeze("\n".join(public))
    for test in problem.tests:
        if not test.visible:
            for piece in _pieces(body_of(test)):
                if squeeze(piece) not in known:
                    yield piece, test.grade_id


def _pieces(body: list[ast.stmt]) -> Iterator[str]:
    for node in (n for statement in body for n in ast.walk(statement)):
        match node:
            case ast.Call(ast.Name(), [_, *_] as given) if all(map(is_literal, given)):
                yield ast.unparse(node)
            case ast.Assert(msg=message):
                said = wording(message)
                if len(said) > MIN_TEXT and GAP not in said:
                    yield said


def _comments(source: str) -> Iterator[tuple[int, str]]:
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string
    except (tokenize.TokenError, SyntaxError):
        return
