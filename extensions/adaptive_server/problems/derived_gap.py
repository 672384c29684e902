"""A reference with one expression left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from .authored import AuthoredProblem

GAP = "____"
MIN_TEXT, MAX_TEXT = 5, 60


def gap(problem: AuthoredProblem, tree: ast.Module) -> str | None:
    """Return the reference with `____` for an expression that is evaluated in every run.

    So the starter always ends in a NameError where it is reached, and no test can pass it by. What
    the problem's own starter gives was never to be found. The author's key expressions come first,
    then the longest. A solution of one step has no gap: nothing would be left of it.
    """
    if _is_one_step(tree.body):
        return None
    given = _plain("".join(cell.starter for cell in problem.solutions))
    sure = (node for node in _sure(_body(problem, tree)) if _fits(node))
    fits = [node for node in sure if _plain(ast.unparse(node)) not in given]
    wanted = {_plain(key) for key in problem.key_expressions}
    fits.sort(key=lambda n: (_plain(ast.unparse(n)) not in wanted, -len(ast.unparse(n))))
    return _without(problem.reference, fits[0]) if fits else None


def _is_one_step(body: Sequence[ast.stmt]) -> bool:
    """Say whether a body is one value that is set or returned, and perhaps shown."""
    aside = ast.Expr | ast.Import | ast.ImportFrom
    match [statement for statement in body if not isinstance(statement, aside)]:
        case [ast.FunctionDef(body=inner)]:
            return _is_one_step(inner)
        case [ast.Assign() | ast.Return()]:
            return True
    return False


def _body(problem: AuthoredProblem, tree: ast.Module) -> Sequence[ast.stmt]:
    """Return what every test runs: the program, or the body of the function that tests call."""
    if not problem.entry_point:
        return tree.body
    found = [n for n in tree.body if isinstance(n, ast.FunctionDef)]
    plain = [f for f in found if f.name == problem.entry_point and not f.decorator_list]
    return plain[0].body if plain else ()


def _sure(body: Sequence[ast.stmt]) -> Iterator[ast.expr]:
    """Yield expressions of statements that run each time the body does."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        match statement:
            case ast.Assign(value=value) | ast.AugAssign(value=value):
                yield value
            case ast.Return(value=ast.expr() as value):
                yield value
            case ast.If(test=test) | ast.While(test=test):
                yield test
            # Without its range() a loop would be one over data, which is taught later.
            case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=[*_, last])):
                yield last
            case ast.For(iter=values):
                yield values
            case ast.Expr(value=ast.Call(args=[ast.expr() as first, *_])):
                yield first
            case _:
                pass
        if any(isinstance(n, ast.Return | ast.Raise) for n in ast.walk(statement)):
            return


def _fits(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant | ast.Name) or node.lineno != node.end_lineno:
        return False
    if any(isinstance(n, ast.Lambda | ast.Yield | ast.Await) for n in ast.walk(node)):
        return False
    return MIN_TEXT <= len(ast.unparse(node)) <= MAX_TEXT


def _plain(text: str) -> str:
    return "".join(text.split()).replace('"', "'").strip("()")


def _without(reference: str, node: ast.expr) -> str:
    lines = reference.splitlines()
    line = lines[node.lineno - 1].encode()
    made = line[: node.col_offset] + GAP.encode() + line[node.end_col_offset :]
    lines[node.lineno - 1] = made.decode()
    return "\n".join(lines)
