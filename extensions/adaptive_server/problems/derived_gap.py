"""A reference with one expression left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .authored import AuthoredProblem

GAP = "____"
MIN_TEXT, MAX_TEXT = 5, 60

_SET = "The gap is what `{name}` is set to. Look below: what is done with `{name}` there?"
_CHANGE = "The gap is what changes `{name}` in this step. How does it change, and by what?"
_BACK = "The gap is what the function gives back. What kind of value is that in the example?"
_IF = "The gap is a question with yes or no. When should the lines under it run, and when not?"
_WHILE = "The gap is a question with yes or no. When should one more turn follow, and when not?"
_STOP = "The gap says where the loop stops. How many turns should it take?"
_EACH = "The gap is what the loop goes through. Which values should come, and in which order?"
_GIVEN = "The gap is what `{name}` gets. Which value does it need to do its part?"


@dataclass(frozen=True, slots=True)
class Gap:
    """A reference with `____` in it.

    Attributes:
        place: What its place asks for, in English with `{names}` to fill in.
        holds: Names that stand in what was taken out, but not those that are its own.
        key: Whether the author named it as a key expression.
    """

    starter: str
    place: str
    names: Mapping[str, str]
    holds: tuple[str, ...]
    key: bool


def gap(problem: AuthoredProblem, tree: ast.Module) -> Gap | None:
    """Return the reference with `____` for an expression that is evaluated in every run.

    So the starter always ends in a NameError where it is reached, and no test can pass it by. What
    the problem's own starter gives was never to be found. The author's key expressions come first,
    then the longest. A solution of one step has no gap: nothing would be left of it.
    """
    if _is_one_step(tree.body):
        return None
    given = _plain("".join(cell.starter for cell in problem.solutions))
    sure = (each for each in _sure(_body(problem, tree)) if _fits(each[0]))
    fits = [each for each in sure if _plain(ast.unparse(each[0])) not in given]
    wanted = {_plain(key) for key in problem.key_expressions}
    texts = {id(node): ast.unparse(node) for node, _, _ in fits}
    fits.sort(key=lambda f: (_plain(texts[id(f[0])]) not in wanted, -len(texts[id(f[0])])))
    if not fits:
        return None
    node, place, name = fits[0]
    names = {"name": name} if name else {}
    key = _plain(texts[id(node)]) in wanted
    return Gap(_without(problem.reference, node), place, names, _holds(node), key)


def _holds(node: ast.expr) -> tuple[str, ...]:
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    own = {n.id for n in names if isinstance(n.ctx, ast.Store)}
    own |= {a.arg for a in ast.walk(node) if isinstance(a, ast.arg)}
    return tuple(sorted({n.id for n in names} - own))


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


def _sure(body: Sequence[ast.stmt]) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield expressions of statements that run each time the body does.

    With each comes what its place asks for, and the name that is in it, or "".
    """
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            continue
        match statement:
            case ast.Assign(targets=[target, *_], value=value):
                yield value, _SET, ast.unparse(target).strip("()")
            case ast.AugAssign(target=target, value=value):
                yield value, _CHANGE, ast.unparse(target)
            case ast.Return(value=ast.expr() as value):
                yield value, _BACK, ""
            case ast.If(test=test):
                yield test, _IF, ""
            case ast.While(test=test):
                yield test, _WHILE, ""
            # Without its range() a loop would be one over data, which is taught later.
            case ast.For(iter=ast.Call(func=ast.Name(id="range"), args=[*_, last])):
                yield last, _STOP, ""
            case ast.For(iter=values):
                yield values, _EACH, ""
            case ast.Expr(value=ast.Call(func=called, args=[ast.expr() as first, *_])):
                yield first, _GIVEN, ast.unparse(called)
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
