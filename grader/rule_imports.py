"""What of Python's modules a text imports and uses, by the full names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence


def used(trees: Sequence[ast.Module]) -> set[str]:
    r"""Return the modules that texts import and use, and what they use of them.

    An import that nothing comes of is no use. After `from x import *` any name may be one of `x`.

    >>> sorted(used([ast.parse("import csv, json as j\nj.load(open('a'))")]))
    ['json', 'json.load']
    >>> sorted(used([ast.parse("from os import path\npath.join")]))
    ['os', 'os.path', 'os.path.join']
    """
    pairs = [pair for tree in trees for pair in imported(tree)]
    found = set()
    for node in (n for tree in trees for n in ast.walk(tree)):
        first, *rest = _dotted(node) or [""]
        for name, whole in pairs if first else ():
            if name == "*":
                found.add(".".join([whole, first, *rest]))
            elif name == first:
                found.add(".".join([whole, *rest]))
    return {whole for name in found for whole in _beginnings(name)}


def imported(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield (name, full name) of all that a text imports; the name `*` is everything."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            for alias in node.names:
                whole = module if alias.name == "*" else f"{module}.{alias.name}"
                yield alias.asname or alias.name, whole


def _dotted(node: ast.AST) -> list[str] | None:
    """Return the parts of `a.b.c` where it is read, or None."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return [*before, node.attr] if before else None
    return [node.id] if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) else None


def _beginnings(name: str) -> Iterator[str]:
    parts = name.split(".")
    yield from (".".join(parts[: n + 1]) for n in range(len(parts)))
