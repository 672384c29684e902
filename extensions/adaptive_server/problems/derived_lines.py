"""The lines of a reference, mixed up: an item that is solved by ordering and indenting."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .authored import AuthoredProblem
from .python_source import SyntaxFault, bound_names, parse_python

MIN_LINES, MAX_LINES = 4, 12


@dataclass(frozen=True, slots=True)
class MixedLines:
    """Lines to be put in order.

    Attributes:
        distractor: A line of a probe, among the starter's lines, that does not belong; or "".
        twin: The line of the reference in whose place it would stand, or "".
    """

    starter: str
    reference: str
    distractor: str
    twin: str


def mixed_lines(problem: AuthoredProblem, tree: ast.Module) -> MixedLines | None:
    """Return the lines of the reference, mixed up; None where they are not fit for it.

    Fit are 4 to 12 lines of which each holds whole statements, so that every line can be moved by
    itself, of which no two are the same, and whose mixed order is sure to fail: it is no Python
    without indentation, or it uses a name above the line that sets it.
    """
    if _spans_lines(tree) or "#" in problem.reference:
        return None
    lines = [line.rstrip() for line in problem.reference.splitlines() if line.strip()]
    bare = [line.strip() for line in lines]
    if not MIN_LINES <= len(lines) <= MAX_LINES or len(set(bare)) < len(bare):
        return None
    distractor, twin = _distractor(problem, lines)
    every = bare + ([distractor] if distractor else [])
    given = {n for c in problem.given for n in _names(c.source)}
    mixed = sorted(every, key=lambda x: hashlib.sha256(f"{problem.id}/{x}".encode()).digest())
    for order in (mixed, every[::-1]):
        if _sure_to_fail(order, given):
            return MixedLines("\n".join(order), "\n".join(lines), distractor, twin)
    return None


def _distractor(problem: AuthoredProblem, lines: Sequence[str]) -> tuple[str, str]:
    """Return the one line in which a probe differs, and that of the reference; else nothing."""
    for probe in problem.probes:
        other = [line.rstrip() for line in probe.source.splitlines() if line.strip()]
        pairs = [(a, b) for a, b in zip(lines, other, strict=False) if a != b]
        if len(other) == len(lines) and len(pairs) == 1:
            found = pairs[0][1].strip()
            if "#" not in found and found not in {x.strip() for x in lines}:
                return found, pairs[0][0].strip()
    return "", ""


def statements(tree: ast.Module) -> int:
    """Count what a program does: all statements but docstrings, as the rule `max_statements`."""
    found = (n for n in ast.walk(tree) if isinstance(n, ast.stmt))
    return sum(not (isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)) for n in found)


def _names(source: str) -> tuple[str, ...]:
    tree = parse_python(source)
    return () if isinstance(tree, SyntaxFault) else bound_names(tree)


def _sure_to_fail(order: Sequence[str], given: set[str]) -> bool:
    tree = parse_python("\n".join(order))
    if isinstance(tree, SyntaxFault):
        return True
    ours, known = set(bound_names(tree)), set(given)
    for statement in tree.body:
        used = set(_read_names(statement))
        if used & ours - known:
            return True
        known.update(bound_names(ast.Module([statement], [])))
    return False


def _read_names(statement: ast.stmt) -> Iterator[str]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id


def _spans_lines(tree: ast.Module) -> bool:
    """Say whether anything but a block goes over several lines, or several stand on one."""
    seen: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and node.end_lineno != node.lineno:
            return True
        if isinstance(node, ast.stmt):
            if node.lineno in seen:
                return True
            seen.add(node.lineno)
    return False
