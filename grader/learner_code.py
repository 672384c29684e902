"""Compiles a learner's cell; notebook magics and shell lines are passed over.

Runs in the learner's process only: not even the parser meets hostile text in the judge.
"""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

from grader.operators import OPERATORS

_MAGIC = re.compile(r"(\s*)(?:(?:[\w.,\s]+=\s*)?[%!].*|\?.*|[\w.%]+\?{1,2}\s*)$")
_MAX_MAGICS = 50
_AWAITS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT

Flaw = list[object]


def compile_cell(source: str, name: str, flags: int = 0) -> Any:
    """Return the code of a cell, or its tree.

    A line is taken for a magic only where Python itself cannot read it, so `% 3` that continues
    an expression, or a `!` within a text, stays as it is.

    Args:
        source: The cell's text.
        name: File name for tracebacks.
        flags: As for `compile`; `ast.PyCF_ONLY_AST` gives the tree.

    Raises:
        SyntaxError: The text is not Python, even without magics.
    """
    lines = source.removeprefix("\ufeff").replace("\0", "\ufffd").split("\n")
    for _ in range(_MAX_MAGICS):
        try:
            return compile("\n".join(lines), name, "exec", flags | _AWAITS, dont_inherit=True)
        except SyntaxError as error:
            at = (error.lineno or 0) - 1
            magic = _MAGIC.match(lines[at]) if 0 <= at < len(lines) else None
            if not magic:
                raise
            lines[at] = magic[1] + "pass"
    raise SyntaxError("too many lines that are not Python")


def run(code: Any, space: dict[str, Any]) -> None:
    """Run the code of a cell; where it awaits something, as in a notebook, until it is done."""
    value = eval(code, space)  # noqa: S307
    if code.co_flags & inspect.CO_COROUTINE:
        OPERATORS["await"](value)


def flaw(source: str, name: str = "<cell>", codes: dict[Any, Any] | None = None) -> Flaw | None:
    """Say why a cell cannot be graded.

    Args:
        source: The cell's text.
        name: File name for tracebacks.
        codes: Takes the code of a cell that Python can read, by text and name.

    Returns:
        None when it can; `["Empty", "", None]` for a cell without a statement; else the name,
        message and line of the syntax error.
    """
    try:
        code = compile_cell(source, name)
        if codes is not None:
            codes[source, name] = code
        return None if any(map(_is_code, source.split("\n"))) else ["Empty", "", None]
    except SyntaxError as error:
        return [type(error).__name__, str(error.msg), error.lineno]
    except (ValueError, RecursionError, MemoryError, OverflowError) as error:
        why = f" ({error})" if str(error) else ""
        return ["SyntaxError", f"this is too much for Python{why}", None]


def _is_code(line: str) -> bool:
    text = line.strip()
    return bool(text) and text[0] not in "#%!?"
