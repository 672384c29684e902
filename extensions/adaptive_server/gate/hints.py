"""Checks the hint ladder: its length and order, and that no early rung gives the answer."""

from __future__ import annotations

from ..problems.likeness import MIN_LINE, squeeze
from ..problems.roles import MOVES
from .case import Case

MIN_HINTS, MAX_HINTS = 3, 5


def check_hints(case: Case) -> None:
    """Check levels, moves and leaks of the hints."""
    hints, findings = case.problem.hints, case.findings
    levels = [h.level for h in hints]
    if not MIN_HINTS <= len(hints) <= MAX_HINTS or levels != list(range(1, len(hints) + 1)):
        findings.error(
            "hint-ladder",
            f"the hints have the levels {levels}",
            f"Write {MIN_HINTS} to {MAX_HINTS} hints with levels 1, 2, 3 … in that order",
        )
    moves = [MOVES.index(h.move) for h in hints]
    if moves != sorted(moves):
        findings.warning(
            "hint-moves",
            f"the moves are {', '.join(h.move for h in hints)}",
            f"Grow more explicit: {', '.join(MOVES)}",
        )
    secrets = [text for _, text in case.problem.solution_lines() if len(text) > MIN_LINE]
    secrets += case.problem.key_expressions
    for hint in hints:
        if hint.level == max(levels):
            continue
        squeezed = squeeze(hint.text)
        for secret in secrets:
            if squeeze(secret) in squeezed:
                findings.error(
                    "hint-leak",
                    f"the hint gives away `{secret}`",
                    "Only the last level may hold a line of the solution; use a parallel example",
                    cell=f"hint {hint.level}",
                )
