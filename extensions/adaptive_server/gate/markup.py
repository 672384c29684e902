"""Checks that Markdown which learners see is only text, and finished: no scripts, frames, notes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..problems.authored import TextCell
from ..problems.finding import Findings
from .case import Case

_ACTIVE = re.compile(
    r"<\s*/?\s*(?:script|iframe|frame|object|embed|form|input|button|link|meta|base|style)\b"
    r"|<[a-z][^<>]*\bon\w+\s*="
    r"|\bjavascript\s*:"
    r"|\bdata\s*:\s*(?:text|image|audio|video|font|application)/\w",
    re.IGNORECASE,
)
# No file comes along with a release, and a page that is fetched tells its owner who reads.
_PICTURE = re.compile(r"!\[[^\[\]]*\]\(\s*([^()\s]*)|<img\b[^<>]*", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:TODO|FIXME|XXX|TBD|[Ll]orem ipsum)\b")
_FENCED = re.compile(r"^```.*?^```|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def check_markup(case: Case) -> None:
    """Look for markup that does something; code between backticks is only shown."""
    for cell, text in _shown(case):
        tell_markup(cell, text, case.findings)
        plain = _plain(text)
        if found := _LEFT.search(plain):
            case.findings.warning(
                "unfinished",
                f"the text says {found.group()}",
                "Finish it; put notes to yourself into a cell with the role note",
                cell=cell,
                line=plain.count("\n", 0, found.start()) + 1,
            )


def tell_markup(cell: str, text: str, findings: Findings) -> None:
    """Tell of the first thing in a Markdown text that is more than text."""
    # A browser reads `java&#115;cript:` as what it stands for.
    plain = html.unescape(_plain(text))
    if found := _ACTIVE.search(plain):
        told = f"the text holds {found.group().strip()[:60]}, which is more than text"
        remedy = "Write Markdown only; put code that is to be read between backticks"
    elif found := _PICTURE.search(plain):
        shown = (found.group(1) or found.group())[:60]
        told = f"the picture {shown} does not come along: learners get the notebook alone"
        remedy = "Say it in words, draw it with characters in a code block, or let code draw it"
    else:
        return
    line = plain.count("\n", 0, found.start()) + 1
    findings.error("markup", told, remedy, cell=cell, line=line)


def _plain(text: str) -> str:
    return _FENCED.sub(lambda found: "\n" * found.group().count("\n"), text)


def _shown(case: Case) -> Iterator[tuple[str, str]]:
    yield "", case.problem.title
    for cell in case.problem.cells:
        if isinstance(cell, TextCell) and cell.markdown:
            yield cell.grade_id or f"cell {cell.index + 1} (text)", cell.source
    for test in case.problem.tests:
        yield test.grade_id, test.hint
    for hint in case.problem.hints:
        yield f"hint {hint.level}", hint.text
    for number, probe in enumerate(case.problem.probes, 1):
        yield f"probe {number}", probe.feedback
