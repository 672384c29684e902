"""Finds the code in an answer: fenced blocks, spans in backticks, and bare lines of code."""

from __future__ import annotations

import re

FENCE = re.compile(r"^[ \t>]*(?:```|~~~)")
FENCED = re.compile(r"^[ \t>]*(```|~~~)[^\n]*\n(.*?)(?:^[ \t>]*\1[^\n]*$|\Z)", re.S | re.M)
SPAN = re.compile(r"`([^`\n]{1,400})`")
NUMBERED = re.compile(r"^\s*(?:\d{1,3}[.):|]|#{1,6}|[-*+>]|\d{1,3}\s{2,})\s+")
STATEMENT = re.compile(
    r"^\s*(?:def \w+\s*\(|class \w+\s*[:(]|return\b(?!\s+\w+\s+\w+\s+\w+)|for \w+(?:, ?\w+)? in \S"
    r"|while\b.*:\s*$|if\b.*:\s*$|elif\b.*:\s*$|else\s*:|try\s*:|except\b.*:|with\b.*:\s*$"
    r"|import \w+$|from \w+ import\b|print\s*\(|pass$|break$|continue$|@\w+$"
    r"|[A-Za-z_][\w.\[\]'\", ]{0,80}\s*(?:[-+*/%|&]|//|\*\*)?=(?!=)\s*\S"
    r"|[a-z_]\w*(?:\.[a-z_]\w*)*\(.*\)\s*$)"
)
SENTENCE = re.compile(r"^\s*(?:[-*+]\s+|\d{1,3}[.)]\s+)?[A-Z][a-z']*,? [a-z']+ [a-z']+")


def bare(line: str) -> str:
    """Return a line without the number, bullet or # in front of it."""
    return NUMBERED.sub("", line, count=1)


def is_code(line: str) -> bool:
    """Say whether a line outside of fences and backticks reads as code."""
    body = bare(line)
    if SENTENCE.match(line) and not re.search(r"[=(]", body):
        return False
    return bool(STATEMENT.match(body)) and not re.search(r"[.?!]\s*$", body)


def pieces(text: str) -> list[str]:
    r"""Return all code of a text: each fence, then each run of bare lines, then the spans.

    >>> pieces("Look at `x + 1`.\ny = 2\n```\nz = 3\n```")
    ['z = 3\n', 'y = 2', 'x + 1']
    """
    fenced = [m[2] for m in FENCED.finditer(text)]
    rest = FENCED.sub("\n", text)
    lines = [bare(line) for line in rest.splitlines() if is_code(line)]
    runs = ["\n".join(lines)] if lines else []
    spans = [m[1] for line in rest.splitlines() if not is_code(line) for m in SPAN.finditer(line)]
    return [*fenced, *runs, *spans]
