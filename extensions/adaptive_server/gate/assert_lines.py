"""Finds the `assert` of a test cell that a failed test speaks of."""

from __future__ import annotations

import ast
import re

from grader.text import clean

from ..problems.python_source import parse_python


def assert_line(source: str, message: str) -> int | None:
    r"""Return the 1-based line of the one assert that says this when it fails, or None.

    >>> assert_line('x = f(1)\nassert x == 2, f"f(1) is 2, not {x}."', "f(1) is 2, not 3.")
    2
    >>> assert_line("assert f(1) == 2\nassert f(2) == 2", "f(2): expected 2, got None")
    2
    """
    tree = parse_python(source)
    if not isinstance(tree, ast.Module):
        return None
    asserts = (node for node in ast.walk(tree) if isinstance(node, ast.Assert))
    lines = [node.lineno for node in asserts if _says(node, message)]
    return lines[0] if len(lines) == 1 else None


def _says(node: ast.Assert, message: str) -> bool:
    match node:
        case ast.Assert(test, None):
            left = f"{ast.unparse(test.left)}: " if isinstance(test, ast.Compare) else ""
            said = f"This does not hold: {ast.unparse(test)}"
            return message.startswith(said) or bool(left and message.startswith(left))
        case ast.Assert(_, ast.Constant(str(text))):
            return clean(text) == message
        case ast.Assert(_, ast.JoinedStr(parts)):
            texts = (p.value if isinstance(p, ast.Constant) else None for p in parts)
            shape = (re.escape(x) if isinstance(x, str) else ".*" for x in texts)
            return re.fullmatch("".join(shape), message, re.DOTALL) is not None
    return False
