"""Recognises a learner's mistake: the author's wrong solution that nobody outside can tell from it.

Which tests fail says little: whatever is wrong with a short program fails all of them. So what the
visible tests said and what the program printed have to be the same too. For that the author's
wrong solution is graded once per process, when a verdict first resembles it. And the words may
speak of what stands in the author's wrong solution: so the learner's code has to hold the signs by
which that differs from a right one, and none of those which it lacks.
"""

from __future__ import annotations

import re
from typing import Any

from tutor_labext.wording import literal

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..errors import MasteryError
from ..problems.bank import Probe, Problem
from .parts import Parts
from .signs import tells

PLACE = re.compile(r" \(line \d+\)")


async def recognise(parts: Parts, problem: Problem, verdict: Verdict, source: str = "") -> str:
    """Return the author's words for the mistake in a verdict as markdown, or ''.

    Where two probes look the same from outside, or none can be graded now, a guess would mislead.

    Args:
        parts: The parts of this process.
        problem: The problem in the learner's variant.
        verdict: What the grader said.
        source: The learner's code; '' where it is not at hand.
    """
    if verdict.status is Status.TIMEOUT or (verdict.message and not verdict.breaks_rules):
        return ""
    same = []
    for probe in alike(problem, verdict):
        if source and not tells(probe.source, problem.references, source):
            continue
        probed = await probed_verdict(parts, problem, probe)
        if probed is not None and shown(probed) == shown(verdict):
            same.append(probe)
    return marked(same[0].feedback) if len(same) == 1 else ""


def marked(words: str) -> str:
    r"""Return an author's words as markdown: where none of them is marked as code, sign by sign.

    >>> marked("__init__ is not called."), marked("`__init__` is not called.")
    ('\\_\\_init\\_\\_ is not called.', '`__init__` is not called.')
    """
    return words if "`" in words else literal(words)


def alike(problem: Problem, verdict: Verdict) -> list[Probe]:
    """Return the probes that fail the same tests with the same exception."""
    failing = frozenset(t.id for t in verdict.tests if not t.passed)
    if not failing or not verdict.status.counts:
        return []
    raised = verdict.fault.name if verdict.fault else None
    return [p for p in problem.probes if p.fails == failing and p.raises == raised]


def shown(verdict: Verdict) -> list[Any]:
    """Return what of a verdict depends on the mistake and not on how the code is laid out."""
    return [(PLACE.sub("", t.message), t.output.split()) for t in verdict.tests if not t.hidden] + [
        PLACE.sub("", verdict.message),
        verdict.output.split(),
    ]


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
