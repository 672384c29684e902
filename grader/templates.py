"""Keeps a template of a learner from reading what an object of the test holds.

`template.format(point)` follows attributes that the template names: `{0.__init__.__globals__}`
would show every name of the test. So `format` of a text that does not stand in the instructor's
cells takes a field that leads there for an error. Other fields mean what they say.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from typing import Any

from grader.foreign_text import stands_in_problem

FORMAT = "__format_of__"
_METHODS = frozenset(("format", "format_map", "vformat"))
_FRAMES = frozenset(("gi_frame", "cr_frame", "ag_frame", "tb_frame"))
_DEEPEST = 3  # Python's own formatting nests fields twice


class CheckedTemplates(ast.NodeTransformer):
    """Lets each `x.format` of a cell be looked up by `method`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        """Rewrite one attribute."""
        self.generic_visit(node)
        if node.attr not in _METHODS or type(node.ctx) is not ast.Load:
            return node
        if isinstance(node.value, ast.Constant):
            return node
        called = ast.Call(ast.Name(FORMAT, ast.Load()), [node.value, ast.Constant(node.attr)], [])
        return ast.copy_location(called, node)


def method(x: Any, name: str) -> Any:
    """Return `x.format` and the like; of a text, one that looks at its fields first."""
    found = getattr(x, name)
    if isinstance(x, str):
        return _checking(found, x)
    if x is str or isinstance(x, string.Formatter):
        return _checking(found)
    return found


def _checking(found: Any, *own: str) -> Any:
    def formatted(*args: Any, **kwargs: Any) -> Any:
        text = (*own, *args[:1], kwargs.get("format_string"))[0]
        if isinstance(text, str) and not stands_in_problem(text):
            _refuse_secrets(text)
        return found(*args, **kwargs)

    return formatted


def _refuse_secrets(text: str) -> None:
    for part in _parts(text):
        if part.startswith("_") or part in _FRAMES:
            raise PermissionError(f"a template does not read {part} beside the tests")


def _parts(text: str, depth: int = 0) -> Iterator[str]:
    """Yield what stands behind the points of a template's fields."""
    if depth > _DEEPEST:
        return
    for _, field, layout, _ in string.Formatter().parse(text):
        for part in (field or "").split(".")[1:]:
            yield part.split("[")[0].strip()
        yield from _parts(layout or "", depth + 1)
