"""Rules for blanks and tabs at the start of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case
from .explanation import Suggestion
from .texts import say

MAX_LISTED = 4


def width(line: str) -> int:
    """Return how many columns a line starts in, tabs filling up to eight."""
    expanded = line.expandtabs(8)
    return len(expanded) - len(expanded.lstrip())


def filled(case: Case) -> list[tuple[int, str]]:
    """Return (line number, line) of the lines that hold code."""
    return [(n, s) for n, s in enumerate(case.lines, 1) if s.strip() and s.lstrip()[0] != "#"]


def mismatch(case: Case) -> Iterator[Suggestion]:
    """A line goes back to a depth at which no block is open."""
    if "unindent" not in case.message:
        return
    widths: list[int] = []
    for number, line in filled(case):
        if number >= (case.line or 0):
            break
        widths = [w for w in widths if w < width(line)] + [width(line)]
    shown = ", ".join(map(str, widths)) or "0"
    yield say("indent.mismatch", 9, line=case.line, width=width(case.text), open=shown)


def unexpected(case: Case) -> Iterator[Suggestion]:
    """A line is moved in without a block."""
    if "unexpected" not in case.message:
        return
    before = [s for n, s in filled(case) if n < (case.line or 0)]
    header = before and re.match(r"^\s*(?:if|elif|else|for|while|def|try|with)\b", before[-1])
    open_header = header and not before[-1].rstrip().endswith(":")
    yield say("indent.no_colon" if open_header else "indent.unexpected", 8, line=case.line)


def expected(case: Case) -> Iterator[Suggestion]:
    """A block has no body."""
    if "expected an indented" not in case.message:
        return
    told = re.search(r"on line (\d{1,6})", case.message)
    before = [n for n, _ in filled(case) if n < (case.line or 0)]
    header = int(told[1]) if told else (before[-1] if before else case.line or 1)
    after = [s for s in case.lines[header:] if s.strip()]
    comment = after and after[0].lstrip().startswith("#")
    code_after = [s for s in after if not s.lstrip().startswith("#")]
    if not code_after:
        yield say("indent.only_comment" if comment else "indent.empty", 8, header=header)
    else:
        yield say("indent.only_comment" if comment else "indent.expected", 8, header=header)


def tabs(case: Case) -> Iterator[Suggestion]:
    """Tabs and blanks are mixed."""
    starts = [(n, re.match(r"\s*", s)) for n, s in filled(case)]
    found = [n for n, start in starts if start and "\t" in start[0]]
    if found and (case.name == "TabError" or len(found) < len(starts)):
        listed = ", ".join(map(str, found[:MAX_LISTED])) + (" …" if len(found) > MAX_LISTED else "")
        yield say("indent.tabs", 9 if case.name == "TabError" else 4, tabs=listed)


RULES = (mismatch, unexpected, expected, tabs)
