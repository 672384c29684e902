"""Every way in which an answer shows a fix of the learner's program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from . import fix
from .code import SPAN
from .layout import rows
from .prose import ASKS
from .secret import Secret, once
from .task import SENTENCES, undocumented
from .tokens import Tokens, tokens
from .written import is_bracketed

MOST_SPANS = 8
"""Pieces in backticks of one sentence that are looked at."""
FEW_LINES, MOST_LINES = 2, 8
"""Lines of a run that is looked for."""


def are_shown(text: str, code: Sequence[str], lines: Iterable[Tokens], secret: Secret) -> bool:
    """Say whether an answer shows what a nearly right program lacks.

    Args:
        text: The answer.
        code: The code in it.
        lines: The lines of that.
        secret: What the learner has to find.
    """
    return (
        fix.shown_in(lines, secret)
        or fix.is_said(text, secret)
        or is_bracketed(code, secret)
        or _is_traded(text, secret)
        or _shows_run(code, secret)
    )


def _is_traded(text: str, secret: Secret) -> bool:
    """Say whether a sentence quotes what goes and what comes in a line: `rain` for `rian`."""
    if "`" not in text:
        return False
    came, lines = fix.lines_that_come(secret), secret.own.splitlines()
    for sentence in SENTENCES.split(text) if came else ():
        spans = SPAN.findall(sentence)[:MOST_SPANS]
        if len(spans) < 2 or ASKS.search(sentence):
            continue
        for old, new in permutations(spans, 2):
            if any(old in line and tokens(line.replace(old, new)) in came for line in lines):
                return True
    return False


def _shows_run(code: Iterable[str], secret: Secret) -> bool:
    """Say whether lines follow each other as in a solution that the learner's program is near."""
    if not fix.changes_towards(secret):
        return False
    known = [rows(text, flat=True) for text in (secret.own, secret.task.public)]
    for piece in code:
        run = rows(piece)
        if FEW_LINES <= run.count("\n") - 1 <= MOST_LINES and run in _runs(secret):
            flat = rows(piece, flat=True)
            if not any(flat in text for text in known):
                return True
    return False


@once
def _runs(secret: Secret) -> frozenset[str]:
    """Return the lines of the solutions, two or more in a row, as set in from the least on."""
    found = set()
    for part in secret.parts:
        lines = [s for s in undocumented(part.reference.source).splitlines() if s.strip()]
        for size in range(FEW_LINES, MOST_LINES + 1):
            found |= {rows("\n".join(lines[at:][:size])) for at in range(len(lines) - size + 1)}
    return frozenset(found)
