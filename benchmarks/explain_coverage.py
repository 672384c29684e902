"""How many errors get an explanation of their own, not only the message read out.

    .venv/bin/python benchmarks/explain_coverage.py [--missed]

Two sets: the thirty commonest errors of beginners, weighted by their share (Pritchard, PLATEAU
2015), each made by several programs of our own; and the exceptions that the course's probes raise
in the sandbox. An explanation is its own when its first reading is no catch-all (`other`).
Exit status 1 below 90 % of the table or 95 % of the exceptions.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.problems.bank import Problem
from adaptive_server.tutoring.mistakes import answer
from support.broken_programs import fail
from support.error_table import ERRORS

from grader.explain import explain
from grader.judge import Judge
from grader.verdict import LearnerFault

ROOT = Path(__file__).resolve().parents[1]
LEAST_TABLE, LEAST_PROBES = 0.90, 0.95


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to one error."""

    what: str
    share: float
    rule: str
    took_ms: float

    @property
    def own(self) -> bool:
        """Whether the first reading is of a rule that knows this error."""
        return bool(self.rule) and "other" not in self.rule.split(".")


def told(what: str, share: float, *error: object) -> Told:
    """Explain one error."""
    began = time.perf_counter()
    said = explain(*error)  # type: ignore[arg-type]
    took = (time.perf_counter() - began) * 1000
    return Told(what, share, said.suggestions[0].rule if said.suggestions else "", took)


def of_table() -> Iterator[Told]:
    """Yield what is said to the programs of the table; those of a row share its weight."""
    for title, share, programs in ERRORS:
        for source in programs:
            yield told(f"{title}: {source!r}", share / len(programs), source, *fail(source))


def of_probes() -> Iterator[Told]:
    """Yield what is said to the exceptions of the course's probes."""
    bank = load_bank(ROOT / "curriculum")
    with Judge(watchdog=True) as judge:
        for problem in bank.problems.values():
            for probe in problem.probes:
                if probe.raises is None:
                    continue
                handed_in = answer(problem, probe)
                fault = judge.grade(problem.bundle, handed_in).fault
                if fault:
                    yield of_fault(problem, fault, handed_in.cells)


def of_fault(problem: Problem, fault: LearnerFault, cells: dict[str, str]) -> Told:
    """Explain the exception of a verdict, as the panel does."""
    source = cells.get(fault.grade_id or "", "")
    what = f"{problem.card.id} {fault.name}: {fault.message}"
    found = (source, fault.name, fault.message, fault.line, fault.variables or {})
    return told(what, 1.0, *found)


def main() -> int:
    """Print the figures."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--missed", action="store_true", help="name what only got a catch-all")
    missed = options.parse_args().missed
    good = True
    for name, found, least in (
        ("table, by frequency", list(of_table()), LEAST_TABLE),
        ("exceptions of probes", list(of_probes()), LEAST_PROBES),
    ):
        share = sum(t.share for t in found if t.own) / sum(t.share for t in found)
        p95 = statistics.quantiles([t.took_ms for t in found], n=20)[18]
        print(f"{name:22}{len(found):5} errors  {share:7.1%} explained  p95 {p95:.2f} ms")
        good = good and share >= least
        for one in found:
            if missed and not one.own:
                print(f"  {one.rule or 'nothing'}: {one.what}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
