"""Checks the author's code as a reader would: names that are unused, undefined or set in vain.

What pyflakes sees without running anything, in reference, alternatives, given cells and tests.
Probes are wrong on purpose, so nobody looks at them here.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyflakes import messages
from pyflakes.checker import Checker

from grader.checks import JUDGES_OWN

from ..problems.authored import SolutionCell, TextCell
from ..problems.python_source import SyntaxFault, bound_names, parse_python
from .case import Case
from .habits import habits

_TIDY = {
    messages.UnusedImport: "Remove the import",
    messages.UnusedVariable: "Use the name, or do without it",
    messages.UnusedAnnotation: "Use the name, or do without it",
    messages.UnusedIndirectAssignment: "Remove the line",
    messages.FStringMissingPlaceholders: "Remove the f, or write the {name} that is missing",
    messages.ImportShadowedByLoopVar: "Give the loop variable a name of its own",
}
"""What does no harm when it runs, with its remedy: a warning. All else is an error."""

_NAMED = {
    messages.UndefinedName: "Set the name before, or correct its spelling",
    messages.UndefinedLocal: "Pass it as a parameter, or set it first",
    messages.RedefinedWhileUnused: "Keep one of the two, or give one another name",
    messages.DuplicateArgument: "Give each parameter a name of its own",
    messages.IsLiteral: "Compare values with == or !=",
    messages.IfTuple: "Remove the comma or the brackets",
    messages.AssertTuple: "Write assert condition, message without brackets",
    messages.MultiValueRepeatedKeyLiteral: "Keep one of the two: the last one wins",
    messages.ImportStarUsed: "Name what is imported",
    messages.ImportStarUsage: "Name what is imported",
}
_ELSE = "Correct it: Python does not do here what the line says"
# Line numbers in pyflakes' own words are those of several cells together.
_ELSEWHERE = re.compile(r" (?:from|defined in enclosing scope on) line \d+")


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of code and where it stands; `line` is that of its first line in the cell."""

    cell: str
    source: str
    line: int = 1


def check_lint(case: Case) -> None:
    """Check given cells and reference together, each alternative with the given cells, each test.

    A test may use what given cells, reference and other tests set at their top level, and what
    the judge brings.
    """
    problem = case.problem
    answer = [
        Part(c.grade_id, c.source)
        for c in problem.cells
        if isinstance(c, SolutionCell) or (isinstance(c, TextCell) and c.role == "given")
    ]
    given = [Part(c.grade_id, c.source) for c in problem.given]
    tests = [Part(t.grade_id, t.raw) for t in problem.tests]
    # What learners get imported may be there for them, for an alternative or for the tests.
    stubs = [Part(c.grade_id, c.starter) for c in problem.solutions]
    others = [Part("", a.source) for a in problem.alternatives]
    offered = _imported([*given, *stubs]) & _read_by([*stubs, *tests, *others])
    _tell(case, answer, offered=offered)
    _tell_habits(case, answer)
    for number, other in enumerate(problem.alternatives, 1):
        part = Part(f"alternative {number}", other.source, other.line)
        _tell(case, [*given, part], only=part.cell, offered=offered)
        _tell_habits(case, [part])
    shared = JUDGES_OWN | _set_by(answer) | _imported(given) | _set_by(tests)
    for test in tests:
        _tell(case, [test], known=shared)


def _tell(
    case: Case,
    parts: Sequence[Part],
    *,
    known: Iterable[str] = (),
    only: str = "",
    offered: Collection[str] = (),
) -> None:
    """Tell what pyflakes says of parts that run one after the other.

    Args:
        case: Takes the findings.
        parts: What is read as one source.
        known: Names that are set before.
        only: The one cell to tell of; "" for all.
        offered: Names that may be imported and not used.
    """
    tree = parse_python("\n".join(p.source for p in parts))
    if isinstance(tree, SyntaxFault):
        return  # told by `syntax`, or each cell alone is Python and they are not run as one
    starts, told = _starts(parts), set[tuple[str, str]]()
    for said in sorted(Checker(tree, builtins=set(known)).messages, key=lambda m: m.lineno):
        kind, name = type(said), str(said.message_args[0]) if said.message_args else ""
        at = bisect_right(starts, said.lineno) - 1
        part, line = parts[at], said.lineno - starts[at] + parts[at].line
        text = _ELSEWHERE.sub("", said.message % said.message_args)
        unasked = kind is messages.UnusedImport and name.rpartition(" ")[2] in offered
        if unasked or (only and part.cell != only) or (part.cell, text) in told:
            continue
        told.add((part.cell, text))
        tell = case.findings.warning if kind in _TIDY else case.findings.error
        remedy = _TIDY.get(kind) or _NAMED.get(kind, _ELSE)
        tell("lint", text, remedy, cell=part.cell, line=line)


def _tell_habits(case: Case, parts: Iterable[Part]) -> None:
    """Tell what learners should not see in code that they are to learn from."""
    for part in parts:
        tree = parse_python(part.source)
        if isinstance(tree, SyntaxFault):
            continue
        for line, what, remedy in habits(tree):
            case.findings.warning("lint", what, remedy, cell=part.cell, line=line + part.line - 1)


def _starts(parts: Sequence[Part]) -> list[int]:
    starts = [1]
    for part in parts:
        starts.append(starts[-1] + part.source.count("\n") + 1)
    return starts[:-1]


def _trees(parts: Iterable[Part]) -> Iterator[ast.Module]:
    for tree in (parse_python(p.source) for p in parts):
        if isinstance(tree, ast.Module):
            yield tree


def _set_by(parts: Iterable[Part]) -> frozenset[str]:
    return frozenset(name for tree in _trees(parts) for name in bound_names(tree))


def _imported(parts: Iterable[Part]) -> frozenset[str]:
    """Return what given cells import: they run in the judge as well."""
    return frozenset(
        (alias.asname or alias.name).partition(".")[0]
        for tree in _trees(parts)
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    )


def _read_by(parts: Iterable[Part]) -> frozenset[str]:
    """Return every name that some code reads."""
    return frozenset(
        node.id
        for tree in _trees(parts)
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )
