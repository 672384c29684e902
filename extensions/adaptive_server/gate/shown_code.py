"""Code that learners only read: in statement and texts, in rungs, feedback and hints of tests."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ..problems.authored import AuthoredProblem, TextCell
from ..problems.python_source import SyntaxFault, parse_python

_BLOCK = re.compile(r"^```py\w*[ \t]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"(?<!`)`([^`\n]*[^\W\d][^`\n]*)`(?!`)")
_GAP = re.compile(r"_{3,}|\.\.\.|…")


def shown_code(problem: AuthoredProblem) -> Iterator[tuple[str, ast.Module]]:
    """Yield (cell, tree) of all such code that is Python; lines are those of the cell.

    Of a skeleton with gaps, where the whole is none, each line that is Python by itself.
    """
    for cell in problem.cells:
        if isinstance(cell, TextCell) and cell.role != "given":
            name = cell.grade_id or f"cell {cell.index + 1} (text)"
            if cell.markdown:
                yield from ((name, tree) for tree in blocks_of(cell.source))
            else:
                yield from ((name, tree) for tree in _trees(cell.source))
    for name, text in _help(problem):
        yield from ((name, tree) for tree in code_in(text))


def code_in(markdown: str) -> Iterator[ast.Module]:
    """Yield the code of a Markdown text, in blocks and between backticks, that is Python."""
    yield from blocks_of(markdown)
    yield from _quoted(markdown)


def _help(problem: AuthoredProblem) -> Iterator[tuple[str, str]]:
    yield from ((f"hint {h.level}", h.text) for h in problem.hints)
    yield from ((f"probe {n}", p.feedback) for n, p in enumerate(problem.probes, 1))
    yield from ((t.grade_id, t.hint) for t in problem.tests)


def blocks_of(markdown: str) -> Iterator[ast.Module]:
    """Yield the code of the Python blocks of a Markdown text; lines are those of the text."""
    for block in _BLOCK.finditer(markdown):
        lines = block.group(1).splitlines()
        if any(line.startswith(">>>") for line in lines):
            # What a prompt does not stand before is what comes out.
            lines = [x[4:] if x.startswith((">>>", "...")) else "" for x in lines]
        above = "\n" * (markdown.count("\n", 0, block.start()) + 1)
        yield from _trees(above + "\n".join(lines))


def _quoted(markdown: str) -> Iterator[ast.Module]:
    """Yield the code between single backticks; a name or a value there is Python as well."""
    outside = _BLOCK.sub(lambda block: "\n" * block.group().count("\n"), markdown)
    for code in _INLINE.finditer(outside):
        tree = parse_python("\n" * outside.count("\n", 0, code.start()) + code.group(1).strip())
        # `Length: 435` is what a program shows, and would be a type hint.
        if isinstance(tree, SyntaxFault):
            continue
        if not any(isinstance(x, ast.AnnAssign) for x in tree.body):
            yield tree


def _trees(source: str) -> Iterator[ast.Module]:
    whole = parse_python(source)
    if not isinstance(whole, SyntaxFault):
        yield whole
        return
    for number, line in enumerate(source.splitlines()):
        text = re.sub(r"^elif\b", "if", line.strip())
        text += " pass" if text.endswith(":") else ""
        for filled in (text, _GAP.sub("+", text)) if text else ():
            tree = parse_python("\n" * number + filled)
            if not isinstance(tree, SyntaxFault):
                yield tree
                break
