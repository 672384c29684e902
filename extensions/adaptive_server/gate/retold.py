"""Finds a solution that is told in other words: operands the other way round, or other names."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

from ..problems.authored import AuthoredProblem
from ..problems.likeness import MIN_LINE, squeeze
from ..problems.python_source import parse_python
from .shown_code import shown_code

_EITHER_WAY = (ast.Add, ast.Mult)
LOOP = 3
"""Most statements of a loop, itself included, that says little about a solution."""


def retold(problem: AuthoredProblem) -> Iterator[tuple[str, str]]:
    """Yield (cell, what it tells) of code in texts that says what the learner has to find.

    A line counts, or the value that it returns or sets, with the operands of + and * in any order;
    and the whole function or a loop of several lines, whatever its names are.
    """
    asked = {squeeze(line) for _, line in problem.solution_lines()}
    trees = [parse_python(c.reference) for c in problem.solutions]
    nodes = [n for t in trees if isinstance(t, ast.Module) for n in ast.walk(t)]
    told_by = [(p, ast.unparse(p)) for n in nodes for p in _pieces(n, asked)]
    functions = [n for n in nodes if isinstance(n, ast.FunctionDef) and _is_asked(n, asked)]
    wholes = {nameless(n): n.name for n in functions}
    loops = {nameless(n): n for n in nodes if isinstance(n, ast.For | ast.While) and _is_long(n)}
    pieces = {_form(piece): text for piece, text in told_by}
    kinds = {type(piece) for piece, _ in told_by}
    for cell, tree in shown_code(problem):
        for node in ast.walk(tree):
            if wholes and isinstance(node, ast.FunctionDef) and nameless(node) in wholes:
                yield cell, f"all of `{wholes[nameless(node)]}`, with other names"
            elif isinstance(node, ast.For | ast.While) and (own := loops.get(nameless(node))):
                yield cell, f"all of the loop in line {own.lineno}, with other names"
            elif type(node) in kinds and (told := pieces.get(_form(node))):
                yield cell, f"`{told}`"


def _is_asked(function: ast.FunctionDef, asked: set[str]) -> bool:
    return any(squeeze(line) in asked for line in ast.unparse(function).splitlines())


def _pieces(node: ast.AST, asked: set[str]) -> Iterator[ast.AST]:
    """Yield a statement that returns or sets a value, and the value, where they tell enough.

    A bare call such as `queue.popleft()` is how a library is used, and told in many hints.
    """
    if not isinstance(node, ast.Return | ast.Assign | ast.AugAssign) or not node.value:
        return
    if squeeze(ast.unparse(node)) in asked:
        told = (node, node.value) if any(map(_is_worked, ast.walk(node.value))) else (node,)
        yield from (p for p in told if len(ast.unparse(p)) > MIN_LINE)


def _is_worked(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp | ast.BoolOp | ast.Compare | ast.Constant | ast.comprehension)


def _form(node: ast.AST) -> str:
    """Return an expression or a simple statement as text, operands in one order."""
    own = copy.deepcopy(node)
    for part in ast.walk(own):
        if isinstance(part, ast.BinOp) and isinstance(part.op, _EITHER_WAY):
            part.left, part.right = sorted((part.left, part.right), key=ast.dump)
    return ast.dump(own)


def _is_long(loop: ast.For | ast.While) -> bool:
    """Return whether a loop is more than one that every text shows, as of `total = total + x`."""
    return sum(isinstance(n, ast.stmt) for n in ast.walk(loop)) > LOOP


def nameless(piece: ast.AST) -> str:
    """Return what code does, with its own names numbered and without docstrings.

    The names of a loop are all that it has, for it is shown without what stands above it.
    """
    own = copy.deepcopy(piece)
    loop = isinstance(own, ast.For | ast.While)
    numbers: dict[str, str] = {}
    for node in ast.walk(own):
        if isinstance(node, ast.FunctionDef):
            node.body = node.body[ast.get_docstring(node) is not None :]
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            numbers.setdefault(node.name, f"name {len(numbers)}")
        elif isinstance(node, ast.arg):
            numbers.setdefault(node.arg, f"name {len(numbers)}")
        elif isinstance(node, ast.Name) and (loop or isinstance(node.ctx, ast.Store)):
            numbers.setdefault(node.id, f"name {len(numbers)}")
    for node in ast.walk(own):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            node.name = numbers[node.name]
        elif isinstance(node, ast.arg):
            node.arg = numbers[node.arg]
        elif isinstance(node, ast.Name):
            node.id = numbers.get(node.id, node.id)
    return ast.dump(own)
