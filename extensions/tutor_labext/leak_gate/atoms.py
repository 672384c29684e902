"""The steps of code as a row of words: loop, test, add, return … so that prose can be compared."""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Sequence

from .trees import parse

CALLS = {
    "sort": "sort",
    "sorted": "sort",
    "sum": "add",
    "enumerate": "place",
    "index": "place",
    "find": "place",
    "reversed": "reverse",
    "reverse": "reverse",
    "len": "length",
    "max": "max",
    "min": "min",
    "abs": "absolute",
    "round": "round",
    "append": "append",
    "add": "append",
    "extend": "append",
    "insert": "append",
    "split": "split",
    "join": "join",
    "strip": "strip",
    "lower": "lower",
    "upper": "upper",
    "title": "upper",
    "capitalize": "upper",
    "count": "count",
    "Counter": "count",
    "get": "lookup",
    "items": "pairs",
    "keys": "key",
    "values": "values",
    "set": "set",
    "dict": "dict",
    "int": "int",
    "float": "int",
    "str": "str",
    "range": "range",
    "isdigit": "digit",
    "isalpha": "letter",
    "isupper": "upper",
    "islower": "lower",
    "replace": "replace",
    "startswith": "start",
    "endswith": "end",
    "print": "print",
    "input": "input",
    "zip": "zip",
    "any": "any",
    "all": "all",
    "pop": "remove",
    "remove": "remove",
    "sqrt": "root",
    "groupby": "group",
    "mean": "mean",
    "sort_values": "sort",
    "idxmax": "max",
    "idxmin": "min",
    "drop_duplicates": "set",
    "setdefault": "lookup",
    "defaultdict": "dict",
    "divmod": "divide",
    "rstrip": "strip",
    "lstrip": "strip",
    "filter": "test",
    "map": "loop",
    "open": "open",
    "popleft": "remove",
}
OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.FloorDiv: "floor",
    ast.Mod: "remainder",
    ast.Pow: "power",
    ast.Lt: "less",
    ast.LtE: "less",
    ast.Gt: "more",
    ast.GtE: "more",
    ast.Eq: "equal",
    ast.NotEq: "differ",
    ast.In: "in",
    ast.NotIn: "missing",
    ast.Not: "negate",
    ast.And: "and",
    ast.Or: "or",
    ast.USub: "negative",
}
COMMON = frozenset(
    {"loop", "test", "return", "set_up", "print", "input", "in", "equal", "and", "or"}
)
"""Steps that nearly every program takes; naming them tells little."""
COMMON_WEIGHT = 0.5


def weight(atom: str) -> float:
    """Return what naming a step counts."""
    return COMMON_WEIGHT if atom in COMMON else 1.0


def code_atoms(source: str, *, inner_first: bool = False) -> list[str]:
    r"""Return the steps of a program in the order in which they are written, or are done.

    `sorted(set(x))` is "sort the set" to one, "make a set, then sort it" to another.

    >>> code_atoms("for x in xs:\n    total = total + x")
    ['loop', 'set_up', 'add']
    >>> code_atoms("return sorted(set(x))", inner_first=True)
    ['set', 'sort', 'return']
    """
    tree = parse(source)
    out: list[str] = []
    if tree is not None:
        with contextlib.suppress(RecursionError):
            _visit(tree, out, inner_first=inner_first)
    return out


def _visit(node: ast.AST, out: list[str], *, inner_first: bool) -> None:
    if inner_first and isinstance(node, ast.expr | ast.Return):
        for child in ast.iter_child_nodes(node):
            _visit(child, out, inner_first=True)
        _name(node, out)
        return
    _name(node, out)
    for child in ast.iter_child_nodes(node):
        _visit(child, out, inner_first=inner_first)


def _name(node: ast.AST, out: list[str]) -> None:
    """Add the steps of one node."""
    match node:
        case ast.For() | ast.While() | ast.comprehension():
            out.append("loop")
        case ast.If() | ast.IfExp():
            out.append("test")
        case ast.Return() | ast.Yield():
            out.append("return")
        case ast.Assign():
            out.append("set_up")
        case ast.AugAssign(op=op) | ast.BinOp(op=op):
            out.append(OPERATORS.get(type(op), "other"))
        case ast.UnaryOp(op=unary) if type(unary) in OPERATORS:
            out.append(OPERATORS[type(unary)])
        case ast.BoolOp(op=both):
            out.append(OPERATORS[type(both)])
        case ast.Compare(ops=ops):
            out += [OPERATORS.get(type(op), "other") for op in ops]
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            if name in CALLS:
                out.append(CALLS[name])
        case ast.Subscript(slice=ast.Slice(step=step)):
            out.append("slice" if step is None else "reverse")
        case ast.Starred():
            out.append("unpack")
        case ast.ExceptHandler():
            out.append("catch")
        case ast.Raise():
            out.append("raise")
        case ast.Dict() | ast.DictComp():
            out.append("dict")
        case ast.Constant(value=bool(value)):
            out.append("true" if value else "false")


def in_any_order(row: Sequence[tuple[str, ...]], atoms: Sequence[str]) -> tuple[float, int]:
    """Return weight and number of the steps that a row names, in whatever order.

    `the product of a and b` names its step before, `a times b` between what it works on.
    """
    left = list(atoms)
    mass, matched = 0.0, 0
    for said in row:
        if (hit := next((a for a in said if a in left), None)) is not None:
            left.remove(hit)
            mass, matched = mass + weight(hit), matched + 1
    return mass, matched


def in_order(row: Sequence[tuple[str, ...]], atoms: Sequence[str]) -> tuple[float, int]:
    """Return weight and number of the steps that a row names in the order of `atoms`.

    The longest common sub-sequence, each step counted with its weight.
    """
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(atoms) + 1)
    weights = [weight(atom) for atom in atoms]
    for said in row:
        corner = best[0]
        for at, atom in enumerate(atoms, 1):
            above = best[at]
            if atom in said:
                best[at] = max(above, (corner[0] + weights[at - 1], corner[1] + 1))
            elif best[at - 1] > above:
                best[at] = best[at - 1]
            corner = above
    return best[-1]
