"""Probes that make a bug to fix: mostly right, and wrong in one place."""

from __future__ import annotations

import difflib

from .authored import AuthoredProblem, ProbeCell

MOST_BUGS = 2
"""Most items of this kind per problem: they have one solution, so a third tells little."""

LIKE = 0.5
"""Share of lines and words that a bug has in common with the reference, from 0 to 1."""


def bugs(problem: AuthoredProblem) -> list[ProbeCell]:
    """Return the probes most like the reference, best first; the gate has shown that each fails."""
    if len(problem.probes) < 2:
        return []  # one is to be left, for the service to recognise
    starters = {c.starter.strip() for c in problem.solutions}
    rated = [
        (difflib.SequenceMatcher(None, problem.reference.split(), p.source.split()).ratio(), p)
        for p in problem.probes
        if p.source.strip() not in starters and "#" not in p.source
    ]
    rated.sort(key=lambda each: -each[0])
    return [p for ratio, p in rated if ratio >= LIKE][:MOST_BUGS]
