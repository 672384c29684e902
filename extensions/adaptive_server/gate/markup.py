"""Checks that Markdown which learners see is only text: no scripts, frames or forms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems.authored import TextCell
from .case import Case

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|frame|object|embed|form|input|button|link|meta|base|style)\b"
    r"|<[^>]*\bon\w+\s*="
    r"|\bjavascript\s*:"
    r"|\bdata\s*:\s*text/html",
    re.IGNORECASE,
)
_FENCED = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def check_markup(case: Case) -> None:
    """Look for markup that does something; code between backticks is only shown."""
    for cell, text in _shown(case):
        plain = _FENCED.sub(lambda found: "\n" * found.group().count("\n"), text)
        if found := _ACTIVE.search(plain):
            case.findings.error(
                "markup",
                f"the text holds {found.group().strip()[:60]}, which is more than text",
                "Write Markdown only; put code that is to be read between backticks",
                cell=cell,
                line=plain.count("\n", 0, found.start()) + 1,
            )


def _shown(case: Case) -> Iterator[tuple[str, str]]:
    for cell in case.problem.cells:
        if isinstance(cell, TextCell) and cell.markdown:
            yield cell.grade_id or f"cell {cell.index + 1} (text)", cell.source
    for hint in case.problem.hints:
        yield f"hint {hint.level}", hint.text
    for number, probe in enumerate(case.problem.probes, 1):
        yield f"probe {number}", probe.feedback
