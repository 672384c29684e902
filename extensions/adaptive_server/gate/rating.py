"""Checks what the author says of difficulty and time: the choice of problems starts from it.

No study stands behind the limits. They are wide: they find a slip of the pen, such as a band or a
number of minutes that belongs to another problem, and leave an author's judgement alone.
"""

from __future__ import annotations

from .case import Case
from .reading import word_count

EASIER, HARDER = 1, 2
"""Bands that a problem may lie below and above the highest band of its primary skills."""

FIRST_B, B_PER_BAND, FAR = -0.5, 0.7, 1.5
"""What is usual of `b` in band 1, how much a band adds, and how far off is told, in logits."""

WORDS_A_MINUTE = 80
MINUTES_A_LINE = 0.5
LEAST_SECONDS = 0.5
"""A computer that has other work takes as long for a line or two."""

MOST_TIMES = 10
"""Reading and writing take so many times longer, for who thinks and tries, at most."""


def check_rating(case: Case) -> None:
    """Compare band, `b` and minutes with the skills, with each other and with the text."""
    _check_band(case)
    _check_b(case)
    _check_minutes(case)
    _check_seconds(case)


def _check_band(case: Case) -> None:
    graph = case.skills.graph.skills
    bands = [graph[s].band for s in case.problem.primary if s in graph]
    if bands and not max(bands) - EASIER <= case.problem.band <= max(bands) + HARDER:
        case.findings.warning(
            "difficulty",
            f"the problem is of band {case.problem.band}, its primary skills of up to {max(bands)}",
            "Compare difficulty.band with that of its skills in skills.yaml",
        )


def _check_b(case: Case) -> None:
    usual = FIRST_B + B_PER_BAND * (case.problem.band - 1)
    if abs(case.problem.difficulty - usual) > FAR:
        case.findings.warning(
            "difficulty",
            f"b is {case.problem.difficulty:g}, about {usual:.1f} is usual in band "
            f"{case.problem.band}",
            "Correct difficulty.b or difficulty.band",
        )


def _check_minutes(case: Case) -> None:
    problem = case.problem
    reading = word_count(problem.statement.source) / WORDS_A_MINUTE
    lines = [x for x in problem.reference.splitlines() if x.strip()]
    most = max(1.0, reading + MINUTES_A_LINE * len(lines)) * MOST_TIMES
    if not reading <= problem.minutes <= most:
        case.findings.warning(
            "minutes",
            f"{problem.minutes} minutes are said; reading alone takes {reading:.0f}, and more than "
            f"{most:.0f} are unlikely",
            "Correct minutes: how long a learner takes who gets it right",
        )


def _check_seconds(case: Case) -> None:
    seconds = case.problem.limits.seconds
    if seconds < LEAST_SECONDS:
        case.findings.warning(
            "time",
            f"the limit is {seconds:g} s: on a busy computer right answers take as long",
            f"Set limits.seconds to {LEAST_SECONDS:g} or more; 2 is usual",
        )
