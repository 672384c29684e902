"""Checks that each probe does exactly what it says, and that the tests tell probes apart."""

from __future__ import annotations

from grader.verdict import RULES

from .case import Case
from .rules import broken_rule

Signature = tuple[frozenset[str], str | None, str]
"""The tests that a probe fails, what the verdict says that it raises, and what else it shows."""


def check_probes(case: Case) -> None:
    """Run every probe and compare it with its `fails` and `raises`."""
    tests = {t.grade_id for t in case.problem.tests}
    seen: dict[Signature, str] = {}
    for number, probe in enumerate(case.problem.probes, 1):
        cell, name = f"probe {number}", probe.misconception
        unknown = probe.fails - tests - {RULES}
        if unknown:
            case.findings.error(
                "probe",
                f"{name} names unknown tests: {', '.join(sorted(unknown))}",
                f"Name in `#| fails:` some of {', '.join(sorted(tests))}",
                cell=cell,
            )
            continue
        if probe.raises:
            # What learners are told is the whole claim: where it is so, nothing more is asked.
            told_all = case.told_to_learner(probe.source)
            if (told_all.failed, told_all.raised) == (probe.fails, probe.raises):
                _tell_twins(case, cell, name, (probe.fails, probe.raises, told_all.seen), seen)
                continue
        outcome = case.fails_exactly(probe.source, probe.fails)
        raises = f" and raises {outcome.raised}" if outcome.raised else ""
        ruled = broken_rule(case, probe.source)
        raises += f", for it breaks a rule ({ruled})" if ruled else ""
        if outcome.failed != probe.fails:
            case.findings.error(
                "probe",
                f"{name} fails {', '.join(sorted(outcome.failed)) or 'nothing'}{raises}, "
                f"its cell says {', '.join(sorted(probe.fails)) or 'nothing'}",
                "Correct `#| fails:`, the probe, or the tests that should see it",
                cell=cell,
            )
        if probe.raises and outcome.raised != probe.raises:
            case.findings.error(
                "probe-raises",
                f"{name} raises {outcome.raised or 'nothing'}, its cell says {probe.raises}",
                "Correct `#| raises:` or the probe; what a test's own code raises does not count",
                cell=cell,
            )
        # The service recognises a mistake by its failing tests and the exception it may see. Where
        # tests that tell all saw none, those that tell less see none either.
        told = case.told_to_learner(probe.source).raised if outcome.raised else None
        if told != probe.raises and probe.raises in (None, outcome.raised):
            case.findings.warning(
                "probe-feedback",
                f"the feedback of {name} is never shown: the verdict says that it raises "
                f"{told or 'nothing'}, its cell says {probe.raises or 'nothing'}",
                f"Write `#| raises: {told}`"
                if told
                else "Drop `#| raises:`, or let a visible test meet the exception",
                cell=cell,
            )
        _tell_twins(case, cell, name, (outcome.failed, told, outcome.seen), seen)


def _tell_twins(
    case: Case, cell: str, name: str, signature: Signature, seen: dict[Signature, str]
) -> None:
    if signature in seen:
        case.findings.warning(
            "probe-twins",
            f"{name} and {seen[signature]} look the same to the tests",
            "Add a test that only one of them fails, so that each gets its own feedback",
            cell=cell,
        )
    seen.setdefault(signature, name)
