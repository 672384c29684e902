"""The texts inside code that a learner reads: messages of asserts, comments and docstrings.

What is translated are texts only. A sentence with values in it stays the same expression: the
translation may word and order it otherwise, and has to show the same values.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .python_source import SyntaxFault, parse_python


class UnfitError(ValueError):
    """A translation that would change code: one line that says what has to stay."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a source that is a text for learners.

    Attributes:
        start, end: Offsets in the source, in characters.
        source: The text as a translator reads it.
        code: What takes its place for a translation. Raises `UnfitError`.
    """

    start: int
    end: int
    source: str
    code: Callable[[str], str]


def messages(source: str) -> list[Span]:
    """Return the texts of a test in order: messages, and what is worked out for them alone."""
    tree = parse_python(source)
    if isinstance(tree, SyntaxFault):
        return []
    found = [*_told(tree), *_prepared(tree)]
    return sorted((_span(source, node) for node in found), key=lambda s: s.start)


def comments(source: str) -> list[Span]:
    """Return the comments of a code cell in order; marks of the format and options are none."""
    lines = _offsets(source)
    found: list[Span] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith(("###", "#|")):
                start = lines[token.start[0] - 1] + token.start[1]
                text = token.string.lstrip("# ")
                if text:
                    found.append(Span(start, start + len(token.string), text, _comment))
    except (tokenize.TokenError, IndentationError):
        return []
    return found


def docstrings(source: str) -> list[Span]:
    """Return the docstrings of the functions and classes of a code cell, in order."""
    tree = parse_python(source)
    if isinstance(tree, SyntaxFault):
        return []
    places = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef))
    found = []
    for place in places:
        match place.body[:1]:
            case [ast.Expr(value=ast.Constant(value=str(text)) as node)] if "\n" not in text:
                found.append(_span(source, node, _docstring))
            case _:
                pass
    return sorted(found, key=lambda s: s.start)


def replaced(source: str, changes: list[tuple[Span, str]]) -> str:
    """Return the source with spans replaced by code."""
    for span, code in sorted(changes, key=lambda each: -each[0].start):
        source = source[: span.start] + code + source[span.end :]
    return source


def _told(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert) and node.msg is not None and _has_words(node.msg):
            yield node.msg


def _prepared(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield the values of names that nothing but messages reads."""
    told: set[str] = set()
    read: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            told |= _names(node.msg)
            read |= _names(node.test)
        elif isinstance(node, ast.stmt):
            parts = [x for x in ast.iter_child_nodes(node) if isinstance(x, ast.expr)]
            read |= {name for part in parts for name in _names(part)}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if (
                name in told - read and _has_words(value)
            ):
                yield value
            case _:
                pass


def _names(node: ast.AST | None) -> set[str]:
    walked = ast.walk(node) if node is not None else ()
    return {n.id for n in walked if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _has_words(node: ast.expr) -> bool:
    texts = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return any(isinstance(t, str) and re.search(r"[A-Za-z]{2}", t) for t in texts)


def _span(source: str, node: ast.expr, code: Callable[[str], str] | None = None) -> Span:
    lines = _offsets(source)
    start = _character(source, lines, node.lineno, node.col_offset)
    end = _character(source, lines, node.end_lineno or 0, node.end_col_offset or 0)
    written = source[start:end]
    if isinstance(node, ast.Constant):
        return Span(start, end, str(node.value), code or _literal)
    if isinstance(node, ast.JoinedStr) and (inner := _inside(written)):
        return Span(start, end, inner, lambda text: _formatted(node, text))
    return Span(start, end, written, lambda text: _expression(node, text))


def _inside(written: str) -> str:
    """Return the template between the quotes of one f-string, or '' for several in a row."""
    found = re.fullmatch(r"f(\"\"\"|'''|\"|')(.*)\1", written, re.DOTALL)
    return found[2] if found else ""


def _literal(text: str) -> str:
    return ast.unparse(ast.Constant(text))


def _docstring(text: str) -> str:
    if '"""' in text or text.endswith('"') or "\\" in text:
        raise UnfitError("a docstring ends with no quote and holds no backslash")
    return f'"""{text}"""'


def _comment(text: str) -> str:
    return "# " + " ".join(text.split())


def _formatted(node: ast.JoinedStr, text: str) -> str:
    """Return an f-string of a translated template that shows the same values."""
    quote = next((q for q in ('"', "'", '"""', "'''") if q not in text and "\n" not in text), "")
    return _same(node, f"f{quote}{text}{quote}") if quote else _same(node, f'f"""{text} """')


def _expression(node: ast.expr, text: str) -> str:
    return _same(node, text)


def _same(node: ast.expr, code: str) -> str:
    """Return code that differs from an expression in texts only.

    Raises:
        UnfitError: It does not.
    """
    tree = parse_python(code)
    if isinstance(tree, SyntaxFault) or len(tree.body) != 1:
        raise UnfitError("it is no expression that Python can read")
    body = tree.body[0]
    if not isinstance(body, ast.Expr) or _shape(body.value) != _shape(node):
        raise UnfitError("it has to show the same values, between the same braces")
    return code


def _shape(node: ast.expr) -> object:
    """Return what of an expression no translation changes: all but its texts and their order."""
    if isinstance(node, ast.JoinedStr):
        values = (v for v in node.values if isinstance(v, ast.FormattedValue))
        return Counter(_wordless(v) for v in values)
    return _wordless(node)


def _wordless(node: ast.expr) -> str:
    return re.sub(
        r"Constant\(value=(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", "T", ast.dump(node)
    )


def _offsets(source: str) -> list[int]:
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _character(source: str, lines: list[int], line: int, column: int) -> int:
    """Return the offset of a place that `ast` counts in bytes of UTF-8."""
    text = source[lines[line - 1] : lines[line]]
    return lines[line - 1] + len(text.encode()[:column].decode(errors="ignore"))
