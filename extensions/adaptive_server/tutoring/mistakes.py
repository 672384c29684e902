"""Recognises a learner's mistake: the author's wrong solution that nobody outside can tell from it.

Which tests fail says little: whatever is wrong with a short program fails all of them. So what the
visible tests said and what the program printed have to be the same too. For that the author's
wrong solution is graded once per process, when a verdict first resembles it. And other mistakes
look the same from outside (`closed = False` is wrong on the same days as `and` in place of `or`),
so the code has to be more like the author's wrong solution than like the right one.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..errors import MasteryError
from ..problems.bank import Probe, Problem
from ..problems.likeness import is_nearer
from .parts import Parts


async def recognise(parts: Parts, problem: Problem, cells: Iterable[str], verdict: Verdict) -> str:
    """Return the author's words for the mistake in these cells, or ''.

    Where two probes look the same from outside, or none can be graded now, a guess would mislead.
    """
    if verdict.status is Status.TIMEOUT or (verdict.message and not verdict.breaks_rules):
        return ""
    same, code = [], "\n".join(cells)
    for probe in alike(problem, verdict):
        probed = await probed_verdict(parts, problem, probe)
        if probed is not None and probed.seen() == verdict.seen():
            same.append(probe)
    if len(same) != 1 or not is_nearer(code, same[0].source, problem.references):
        return ""
    return same[0].feedback


def alike(problem: Problem, verdict: Verdict) -> list[Probe]:
    """Return the probes that fail the same tests with the same exception."""
    failing = frozenset(t.id for t in verdict.tests if not t.passed)
    if not failing or not verdict.status.counts:
        return []
    raised = verdict.fault.name if verdict.fault else None
    return [p for p in problem.probes if p.fails == failing and p.raises == raised]


async def probed_verdict(parts: Parts, problem: Problem, probe: Probe) -> Verdict | None:
    """Return the verdict on a probe, or None when the grader cannot give one now."""
    key = (problem.content_hash, problem.variant, probe.source, problem.bundle.locale)
    if key not in parts.probed:
        try:
            verdict = await parts.grader.grade(problem.bundle, answer(problem, probe), "probes")
        except MasteryError:
            return None
        if not verdict.status.counts:
            return None
        parts.probed[key] = verdict
    return parts.probed[key]


def answer(problem: Problem, probe: Probe) -> Submission:
    """Return a probe as it would be handed in: the first cell holds all of it."""
    first, *rest = problem.solution_ids
    return Submission({first: probe.source} | dict.fromkeys(rest, "pass"), ())
