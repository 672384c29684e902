"""One error with all that is known of it, read once so that every rule can look at it cheaply."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field

from .clean import clean
from .explanation import MAX_KIND

MAX_SOURCE = 20_000
MAX_LINE = 300
MAX_MESSAGE = 300
MAX_VARIABLES = 200
MAX_VALUE = 60
FIELD = re.compile(r"^mutable default .* for field (\w+)|^non-default argument '(\w+)'")
PLACE = re.compile(r"\s*\([^()]{0,200}(?:\([^()]{0,200}\))?[^()]{0,200}, line \d+\)$")


@dataclass(frozen=True, slots=True)
class Broken:
    """Why this Python cannot read the source: its own message and 1-based line."""

    message: str
    line: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """An error to explain.

    Attributes:
        name: Exception class name.
        message: Its text, cleaned, without Python's "(file, line n)".
        line: 1-based line within `lines`, or None.
        lines: The source by lines, each cut to `MAX_LINE` characters.
        variables: Names of the raising frame with short, cleaned reprs.
        nodes: All syntax nodes of the source, or none when it cannot be read.
        broken: Set when the source cannot be read.
    """

    name: str
    message: str
    line: int | None
    lines: tuple[str, ...]
    variables: Mapping[str, str]
    nodes: tuple[ast.AST, ...] = field(default=(), repr=False)
    broken: Broken | None = None

    @property
    def text(self) -> str:
        """The source line of the error, or ''."""
        return self.lines[self.line - 1] if self.line and self.line <= len(self.lines) else ""

    @property
    def here(self) -> tuple[ast.AST, ...]:
        """The syntax nodes that start on the line of the error."""
        return tuple(n for n in self.nodes if starts(n) == self.line)


def starts(node: ast.AST) -> int:
    """Return the 1-based line that a node starts on, 0 for what has no place of its own."""
    placed_by = node.target if isinstance(node, ast.comprehension) else node
    return getattr(placed_by, "lineno", 0)


def read(
    source: str, name: str, message: str, line: int | None, variables: Mapping[str, str]
) -> Case:
    """Read source and exception; cut and clean what is shown again later."""
    nodes, broken = parse(source) if len(source) <= MAX_SOURCE else ((), None)
    lines = tuple(text[:MAX_LINE] for text in source[:MAX_SOURCE].splitlines())
    kind = clean(name.rsplit(".", 1)[-1], MAX_KIND) or "Error"
    short = dict(list(variables.items())[:MAX_VARIABLES])
    return Case(
        name=kind,
        message=PLACE.sub("", clean(message, MAX_MESSAGE)),
        line=field_line(message, line, nodes) or placed(line, broken, lines),
        lines=lines,
        variables={clean(k, MAX_VALUE): clean(v, MAX_VALUE) for k, v in short.items()},
        nodes=nodes,
        broken=broken,
    )


def field_line(message: str, line: int | None, nodes: tuple[ast.AST, ...]) -> int | None:
    """Return the line of the field that a data class does not take; Python names that of the class.

    None where the message speaks of no field.
    """
    found = FIELD.search(message)
    fields = [
        n.lineno
        for n in nodes
        if isinstance(n, ast.AnnAssign)
        and found
        and getattr(n.target, "id", "") in found.groups()
        and n.lineno >= (line or 1)
    ]
    return min(fields, default=None)


def placed(line: int | None, broken: Broken | None, lines: tuple[str, ...]) -> int | None:
    """Return the line that is meant: the one told, else where reading failed; within `lines`."""
    told = line if line and line > 0 else broken.line if broken else None
    return min(told, len(lines)) if told and lines else told


def parse(source: str) -> tuple[tuple[ast.AST, ...], Broken | None]:
    """Return all syntax nodes, or why there are none."""
    try:
        with warnings.catch_warnings():
            # A doubtful escape in a learner's string is no business of this process.
            warnings.simplefilter("ignore")
            return tuple(ast.walk(ast.parse(source))), None
    except SyntaxError as error:
        return (), Broken(clean(error.msg or "", MAX_MESSAGE), error.lineno)
    except (ValueError, RecursionError, MemoryError):
        return (), Broken("", None)
