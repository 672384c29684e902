"""Ways to write the same code: other names, other order, another language."""

from __future__ import annotations

import ast
import builtins
import random
import re

SPARE = [
    "alpha",
    "bravo",
    "delta",
    "gamma",
    "kappa",
    "omega",
    "sigma",
    "theta",
    "zeta",
    "lumen",
    "orbit",
    "pixel",
    "quark",
    "raven",
]


class _Rename(ast.NodeTransformer):
    def __init__(self, chosen: dict[str, str]) -> None:
        self.chosen = chosen

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.chosen.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self.chosen.get(node.arg, node.arg)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        node.name = self.chosen.get(node.name, node.name)
        self.generic_visit(node)
        return node


def bound_names(tree: ast.AST) -> list[str]:
    found = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]
    found += [n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)]
    found += [n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    return [n for n in dict.fromkeys(found) if not hasattr(builtins, n)]


def renamed(source: str, rng: random.Random) -> str:
    tree = ast.parse(source)
    spare = rng.sample(SPARE, len(SPARE)) + [f"v{n}" for n in range(30)]
    return ast.unparse(_Rename(dict(zip(bound_names(tree), spare, strict=False))).visit(tree))


TURNED = {ast.Lt: ast.Gt, ast.Gt: ast.Lt, ast.LtE: ast.GtE, ast.GtE: ast.LtE}


class _Turn(ast.NodeTransformer):
    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) == 1 and type(node.ops[0]) in (*TURNED, ast.Eq, ast.NotEq):
            op = type(node.ops[0])
            node.left, node.comparators = node.comparators[0], [node.left]
            node.ops = [TURNED.get(op, op)()]
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        texts = [n for n in ast.walk(node) if isinstance(n, ast.Constant | ast.JoinedStr)]
        if isinstance(node.op, ast.Mult) and not texts:
            node.left, node.right = node.right, node.left
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        value = ast.Name(node.target.id) if isinstance(node.target, ast.Name) else None
        if value is None:
            return node
        return ast.Assign([node.target], ast.BinOp(value, node.op, node.value))


def reordered(source: str) -> str:
    return ast.unparse(ast.fix_missing_locations(_Turn().visit(ast.parse(source))))


def body(source: str) -> str:
    """The body of the one function of a source; other code and parts of code as they are."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    if len(tree.body) == 1 and isinstance(tree.body[0], ast.FunctionDef):
        return "\n".join(ast.unparse(s) for s in tree.body[0].body if not _is_docstring(s)) + "\n"
    return source


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def javascript(source: str) -> str:
    """Python as JavaScript, line by line: good enough to read and to copy."""
    out: list[str] = []
    depth = [0]
    for line in source.splitlines():
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        while indent < depth[-1]:
            depth.pop()
            out.append(" " * depth[-1] + "}")
        text = _statement(line.strip())
        out.append(" " * indent + text)
        if text.endswith("{"):
            depth.append(indent + 4)
    while len(depth) > 1:
        depth.pop()
        out.append(" " * (depth[-1]) + "}")
    return "\n".join(out) + "\n"


def _statement(line: str) -> str:
    line = re.sub(r"\bTrue\b", "true", re.sub(r"\bFalse\b", "false", line))
    line = line.replace("None", "null").replace(" and ", " && ").replace(" or ", " || ")
    line = re.sub(r"\bnot ", "!", line).replace(".append(", ".push(").replace("==", "===")
    line = line.replace(".lower()", ".toLowerCase()").replace(".upper()", ".toUpperCase()")
    line = re.sub(r"\blen\((\w+)\)", r"\1.length", line)
    for python, other in (
        (r"def (\w+)\((.*)\):", r"function \1(\2) {"),
        (r"for (.+?) in (.+):", r"for (const \1 of \2) {"),
        (r"while (.+):", r"while (\1) {"),
        (r"elif (.+):", r"} else if (\1) {"),
        (r"if (.+):", r"if (\1) {"),
        (r"else:", r"} else {"),
        (r"([a-z_]\w*) = (.+)", r"let \1 = \2;"),
        (r"print\((.*)\)", r"console.log(\1);"),
    ):
        if re.fullmatch(python, line):
            return re.sub(python, other, line)
    return line + ";"
