"""Finds which rules of a problem the text of an answer breaks.

Runs in a child before any learner code has run there: the judge never parses hostile text. Rules
are about text. They keep an honest learner on the way that the problem is about; they are no wall
against somebody who hides what a program does.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from grader import learner_code, rule_imports

Broken = list[Any]
"""`[rule, name, line]`: key of the rule, what broke it, 1-based line of its cell or None."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_BLOCKS = (ast.For, ast.AsyncFor, ast.While, ast.If, ast.With, ast.Try, ast.Match)
CONSTRUCTS: Mapping[str, tuple[type[ast.AST], ...]] = {
    "for": (ast.For, ast.AsyncFor),
    "while": (ast.While,),
    "loop": (ast.For, ast.AsyncFor, ast.While, *_COMPREHENSIONS),
    "comprehension": _COMPREHENSIONS,
    "if": (ast.If,),
    "conditional expression": (ast.IfExp,),
    "def": _FUNCTIONS,
    "class": (ast.ClassDef,),
    "lambda": (ast.Lambda,),
    "match": (ast.Match,),
    "try": (ast.Try,),
    "with": (ast.With,),
    "assert": (ast.Assert,),
    "f-string": (ast.JoinedStr,),
    "yield": (ast.Yield, ast.YieldFrom),
    "global": (ast.Global, ast.Nonlocal),
    "slice": (ast.Slice,),
    "recursion": (),
    "decorator": (),
}
# What calls by text, so that no rule could see the name.
_DISGUISES = frozenset({"eval", "exec", "compile", "__import__", "__builtins__", "globals"})


def broken(rules: Mapping[str, Any], answers: list[str], loose: list[str]) -> list[Broken]:
    """Return each broken rule once, in the order of the text.

    Args:
        rules: `bundle.Rules` as a JSON object.
        answers: Sources of the answer cells.
        loose: Sources of the learner's own cells; they count where an answer uses their names.

    Raises:
        SyntaxError: An answer is no Python.
    """
    trees = [_tree(source) for source in answers]
    used = trees + _helpers(trees, loose)
    found: list[Broken] = []
    for tree in used:
        found += _forbidden(rules, tree)
    found += _missing(rules, used)
    for tree, source in zip(trees, answers, strict=True):
        if rules["literals_only"]:
            for s in (s for s in tree.body if not _is_plain(s)):
                found.append(["literals_only", getattr(getattr(s, "value", s), "id", ""), s.lineno])
        if rules["only_lines"]:
            found += _foreign_lines(rules["only_lines"], source)
    statements = sum(1 for tree in trees for _ in _statements(tree))
    if rules["max_statements"] and statements > rules["max_statements"]:
        spare = bool(rules["only_lines"])
        found.append(["max_statements", "" if spare else str(statements), None])
    for tree in trees:
        if rules["max_depth"]:
            found += [["max_depth", "", n] for n in _too_deep(tree.body, rules["max_depth"])][:1]
    once = {(rule, name): [rule, name, line] for rule, name, line in reversed(found)}
    return list(reversed(once.values()))


def _tree(source: str) -> ast.Module:
    made = learner_code.compile_cell(source, "<cell>", ast.PyCF_ONLY_AST)
    assert isinstance(made, ast.Module)
    return made


def _helpers(trees: list[ast.Module], loose: list[str]) -> list[ast.Module]:
    """Return the learner's own cells whose names the answers use, directly or through others."""
    waiting = []
    for source in loose:
        try:
            waiting.append(_tree(source))
        except (SyntaxError, ValueError):
            continue  # it sets no name either
    chosen: list[ast.Module] = []
    wanted = set().union(*(_read_names(tree) for tree in trees))
    while fitting := [tree for tree in waiting if _set_names(tree) & wanted]:
        chosen += fitting
        waiting = [tree for tree in waiting if not any(tree is x for x in fitting)]
        wanted = wanted.union(*(_read_names(tree) for tree in fitting))
    return chosen


def _read_names(tree: ast.AST) -> set[str]:
    names = (n for n in ast.walk(tree) if isinstance(n, ast.Name))
    return {n.id for n in names if isinstance(n.ctx, ast.Load)}


def _set_names(tree: ast.Module) -> set[str]:
    """Return names that a cell sets for other cells."""
    found: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
            found.add(statement.name)
        else:
            names = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
            found |= {n.id for n in names if isinstance(n.ctx, ast.Store)}
            found |= {name for name, _ in rule_imports.imported(statement)}
    return found


def _own_names(tree: ast.AST) -> set[str]:
    """Return names that the text itself gives a meaning, but for `x = x`."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name):
            found.discard(node.value.id)
    return found


# -- what may not be there


def _forbidden(rules: Mapping[str, Any], tree: ast.Module) -> Iterator[Broken]:
    imports, calls = set(rules["forbid_imports"]), set(rules["forbid_calls"])
    own = _own_names(tree)
    for node in ast.walk(tree):
        line = getattr(node, "lineno", None)
        for name in _imported(node):
            if imports & {name, "*"}:
                yield ["forbid_imports", name, line]
        for name in _called(node):
            if name in calls and (name not in own or isinstance(node, ast.Call)):
                yield ["forbid_calls", name, line]
        if (imports or calls) and _is_disguise(node, calls, own):
            yield ["disguise", "", line]
    for name in rules["forbid_constructs"]:
        line = next(_places(tree, name), None)
        if line:
            yield ["forbid_constructs", name, line]


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.split(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").split(".")[0]]
    return []


def _called(node: ast.AST) -> list[str]:
    """Return names that are used as functions: a name as it is read, a method as it is called."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return [node.id]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return [node.func.attr]
    return [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []


def _is_disguise(node: ast.AST, calls: set[str], own: set[str]) -> bool:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        return node.id in _DISGUISES and node.id not in own
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return False
    if node.func.id != "getattr" or len(node.args) < 2:
        return False
    name = node.args[1]
    return not isinstance(name, ast.Constant) or name.value in calls


# -- what has to be there


def _missing(rules: Mapping[str, Any], trees: Sequence[ast.Module]) -> Iterator[Broken]:
    for name in rules["require_constructs"]:
        if not any(True for tree in trees for _ in _places(tree, name)):
            yield ["require_constructs", name, None]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    # A decorator is called with what stands below it.
    functions = [node.func for node in nodes if isinstance(node, ast.Call)]
    functions += [x for node in nodes for x in getattr(node, "decorator_list", ())]
    called = {getattr(x, "id", "") or getattr(x, "attr", "") for x in functions}
    for name in rules["require_calls"]:
        if name not in called:
            yield ["require_calls", name, None]
    used = rule_imports.used(trees)
    for name in rules["require_imports"]:
        if name not in used:
            yield ["require_imports", name, None]


def _places(tree: ast.Module, construct: str) -> Iterator[int]:
    if construct == "recursion":
        for function in (n for n in ast.walk(tree) if isinstance(n, _FUNCTIONS)):
            if any(_calls(node, function.name) for node in ast.walk(function)):
                yield function.lineno
        return
    for node in ast.walk(tree):
        decorated = construct == "decorator" and bool(getattr(node, "decorator_list", ()))
        if decorated or isinstance(node, CONSTRUCTS[construct]):
            yield getattr(node, "lineno", 1)


def _calls(node: ast.AST, name: str) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return name in (getattr(node.func, "id", None), getattr(node.func, "attr", None))


# -- shape


def _is_plain(statement: ast.stmt) -> bool:
    """Say whether a statement writes down a value and works nothing out."""
    if isinstance(statement, ast.Assign):
        return all(isinstance(t, ast.Name) for t in statement.targets) and _is_literal(
            statement.value
        )
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant)
    return isinstance(statement, ast.Pass)


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        return all(map(_is_literal, node.elts))
    if isinstance(node, ast.Dict):
        return all(k is not None and _is_literal(k) for k in node.keys) and all(
            map(_is_literal, node.values)
        )
    return isinstance(node, ast.Constant)


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    for node in ast.walk(tree):
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if isinstance(node, ast.stmt) and not text:  # a docstring explains, it does nothing
            yield node


def _too_deep(body: Iterable[ast.stmt], left: int) -> Iterator[int]:
    for node in body:
        inside = isinstance(node, _BLOCKS)
        if inside and left == 0:
            yield node.lineno
            continue
        room = left - 1 if inside else left
        for name in ("body", "orelse", "finalbody", "handlers", "cases"):
            parts = getattr(node, name, [])
            chained = name == "orelse" and len(parts) == 1 and isinstance(parts[0], ast.If)
            yield from _too_deep(parts, left if chained and isinstance(node, ast.If) else room)


def _foreign_lines(allowed: list[str], source: str) -> Iterator[Broken]:
    left = Counter(map(squeezed, allowed))
    for number, line in enumerate(_without_comments(source), 1):
        text = squeezed(line)
        if text:
            left[text] -= 1
            if left[text] < 0:
                yield ["only_lines", line.strip()[:80], number]


def squeezed(line: str) -> str:
    """Return a line without its white space and its kind of quotes: both are the learner's."""
    return "".join(line.split()).replace("'", '"')


def _without_comments(source: str) -> list[str]:
    lines = source.splitlines()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                row, column = token.start
                lines[row - 1] = lines[row - 1][:column]
    except (tokenize.TokenError, SyntaxError):
        pass
    return lines
