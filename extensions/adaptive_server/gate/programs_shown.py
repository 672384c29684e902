"""A program that a statement shows with its output right below: is that what it shows?"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from itertools import pairwise

from grader.bundle import BundleCell, CellRole

from ..problems.python_source import SyntaxFault, parse_python

_APART = 6
"""Words between the two, such as "shows"; with more of them they may not belong together."""
_NOT_WHOLE = re.compile(r"\binput\(|_{3,}|\.\.\.|…")
_ENDS_IN_ERROR = re.compile(r"^\w*(Error|Exception|Interrupt|Exit)\b", re.MULTILINE)


def shown_runs(statement: str, fences: Sequence[re.Match[str]]) -> Iterator[BundleCell]:
    """Yield a test `shown-N` for each fence N that holds the output of the program before it.

    A program that asks for input or has a gap, and an output that is an error, are passed over.
    """
    for number, (program, output) in enumerate(pairwise(fences), 1):
        between = statement[program.end() : output.start()]
        code, told = program.group(1), output.group(1)
        if _language(output) not in ("", "text") or not _language(program).startswith("py"):
            continue
        if len(between.split()) > _APART or ">>>" in code or _NOT_WHOLE.search(code):
            continue
        tree = parse_python(code)
        if _ENDS_IN_ERROR.search(told) or isinstance(tree, SyntaxFault) or not tree.body:
            continue
        lines = [
            "# A program of the statement",
            "import contextlib, io",
            "_shown = io.StringIO()",
            "with contextlib.redirect_stdout(_shown):",
            textwrap.indent(code, "    "),
            f"_got, _told = _shown.getvalue(), {told!r}",
            "assert _got.split() == _told.split(), "
            "f'it shows {_got!r}, the statement says {_told!r}'",
        ]
        yield BundleCell(f"shown-{number}", CellRole.TEST, "\n".join(lines), "shown", 1.0)


def _language(fence: re.Match[str]) -> str:
    return fence.group().partition("\n")[0].strip("` ")
