"""Where a stream of markdown may be cut: after a sentence, a whole fence, a whole run of code."""

from __future__ import annotations

import re

from .code import FENCE, STATEMENT, bare, is_code, shows_statement
from .text import plain
from .tokens import Tokens, tokens

SENTENCE_END = re.compile(r"(?<![\d.])[.!?][\"')\]*_]{0,3}(?=\s)")
CLOSING = re.compile(r"\n[ \t>]*(?:```|~~~)[^\n]*(?:\n|\Z)")
# Nothing is held back without end: a flood without a full stop is judged as it stands.
MAX_HELD = 4_000
DRESS = " \t*_~`\"'.,;:/#->"
"""What may stand around a line of code that is set in bold, in quotes or in a cell of a table."""
CELLS = re.compile(r"[|\n]|<[^<>\n]*>|: ")
SETS = frozenset({"=", "+=", "-=", "*=", "/="})


def cut(text: str, *, fresh: bool, final: bool) -> int:
    """Return the length of the first complete piece of `text`, or 0 when it must wait.

    Args:
        text: What has arrived and was not released.
        fresh: `text` begins at the start of a line.
        final: Nothing will follow.
    """
    size = first_piece(text, fresh=fresh, final=final)
    return len(text) if not size and (final or len(text) > MAX_HELD) else size


def first_piece(text: str, *, fresh: bool, final: bool) -> int:
    """Return the length of the first complete piece, or 0."""
    line, newline, _ = text.partition("\n")
    whole = len(line) + len(newline)
    if fresh and FENCE.match(line):
        return fence(text)
    # Until three signs are there, the line may still become a fence.
    if fresh and not newline and len(line.strip(" \t>")) < 3:
        return 0
    if size := sentence(line, text):
        return size
    if shows_statement(line) or (fresh and is_code(plain(line))):
        return code_run(text, final=final) if newline else 0
    return whole if newline else 0


def fence(text: str) -> int:
    """Return the length of a whole fenced block, or 0."""
    closed = CLOSING.search(text)
    return closed.end() if closed and closed[0].endswith("\n") else 0


def code_run(text: str, *, final: bool) -> int:
    """Return the length of a run of code lines once the line after it has come, or 0."""
    size = 0
    for line in text.splitlines(keepends=True):
        if not line.endswith("\n") and not final:
            return 0
        if line.strip() and not is_code(plain(line)) and not shows_statement(line):
            return size
        size += len(line)
    return size if final else 0


def sentence(line: str, text: str) -> int:
    """Return the length up to the first sentence end of a line, outside of backticks, or 0.

    A sentence with a statement in it waits for the next lines: they may go on with a program.
    """
    for match in SENTENCE_END.finditer(text, 0, len(line) + 1):
        # `x = obj. ` starts a line of code, not a sentence.
        head = text[: match.end()]
        if shows_statement(head):
            return 0
        if head.count("`") % 2 == 0 and not STATEMENT.match(bare(head)):
            return match.end()
    return 0


def shown_lines(text: str) -> list[Tokens]:
    r"""Return what may be a line of code in any dress: whole rows and cells, and how these end.

    An end counts where it begins with a name that is given a value.

    >>> shown_lines("**total = 0**\nThen type n += 1.")
    [('total', '=', '0'), ('Then', 'type', 'n', '+=', '1'), ('n', '+=', '1')]
    """
    rows = [tokens(cell.strip(DRESS)) for cell in CELLS.split(text)]
    ends = [row[at - 1 :] for row in rows for at in range(2, len(row)) if row[at] in SETS]
    return [row for row in [*rows, *ends] if len(row) > 1]
