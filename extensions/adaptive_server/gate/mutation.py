"""Checks the tests themselves: they must notice small changes to the reference."""

from __future__ import annotations

from collections.abc import Iterator

from .case import Case
from .mutants import Mutant, mutants

MIN_SCORE = 0.9
# More tell little; the longest references would take minutes.
MAX_MUTANTS = 80


def check_mutation(case: Case) -> None:
    """Run mutants of each solution cell and list those that every test lets pass."""
    waived = {w.mutant for w in case.problem.waived}
    made, survivors = 0, []
    for cell, mutant in _chosen(case):
        waived_here = mutant.name in waived
        waived.discard(mutant.name)
        if waived_here:
            continue
        made += 1
        if case.run_briefly(case.reference() | {cell: mutant.source()}).passed:
            survivors.append((cell, mutant))
    for name in sorted(waived):
        case.findings.warning(
            "mutant-waiver",
            f"the waived mutant {name!r} does not exist",
            "Remove it from waived_mutants, or write its name as the gate does",
        )
    score = 1 - len(survivors) / made if made else 1.0
    for cell, mutant in survivors:
        tell = case.findings.error if score < MIN_SCORE else case.findings.warning
        tell(
            "mutation",
            f"no test notices this change of the reference: {mutant.name} "
            f"(score {score:.2f}, bar {MIN_SCORE})",
            "Add a test that does, or waive it with a reason in waived_mutants if it is equivalent",
            cell=cell,
            line=mutant.line,
        )


def _chosen(case: Case) -> Iterator[tuple[str, Mutant]]:
    whole = [(c.grade_id, m) for c in case.problem.solutions for m in mutants(c.source)]
    step = -(-len(whole) // MAX_MUTANTS) or 1
    yield from whole[::step]
