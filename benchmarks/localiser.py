"""How many of the course's known bugs the localiser finds, and on which line.

    .venv/bin/python benchmarks/localiser.py [--every N] [--seconds S] [--missed]

Every probe of the course is a program with a known bug. Its difference from the nearest reference
gives the true line; for a line that is missing, the lines on both sides of the gap count. Counted
are probes that differ in one place only, because one edit is what is searched. The reference for
the time, in the same run, is grading the same answer.
"""

from __future__ import annotations

import argparse
import difflib
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(Path(__file__).resolve().parents[1] / "tests")

from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.problems.bank import Problem
from adaptive_server.tutoring.closer_look import REPAIR_S
from adaptive_server.tutoring.mistakes import answer

from grader.judge import Judge
from grader.study import Study

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for one probe; `true` are the lines of its bug."""

    name: str
    true: frozenset[int]
    visible: bool
    study: Study
    took_s: float
    graded_s: float


def places(wrong: str, right: str) -> list[frozenset[int]]:
    """Return the lines of `wrong` that differ, one set for each place; docstrings do not count."""
    ours, theirs = wrong.strip().splitlines(), right.strip().splitlines()
    found = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, ours, theirs, False).get_opcodes():
        if tag == "equal" or all(map(is_no_code, ours[a:b] + theirs[c:d])):
            continue
        found.append(frozenset(range(a + 1, b + 1) if b > a else (a, a + 1)))
    return found


def is_no_code(line: str) -> bool:
    """Say whether a line is blank, a comment or a docstring."""
    return not line.strip() or line.strip().startswith(("#", '"""'))


def nearest(problem: Problem, source: str) -> list[frozenset[int]]:
    """Return the places where a source differs from the reference it is most like."""
    return min(
        (places(source, r) for r in problem.references), key=lambda p: (len(p), sum(map(len, p)))
    )


def look(every: int, seconds: float) -> Iterator[Found]:
    """Yield what is found for every n-th probe that differs in one place."""
    bank = load_bank(ROOT / "curriculum")
    probes = [(p, x) for p in bank.problems.values() for x in p.probes]
    with Judge(watchdog=True) as judge:
        for problem, probe in probes[::every]:
            true = nearest(problem, probe.source)
            if len(true) != 1 or len(problem.solution_ids) != 1:
                continue
            tests = {c.grade_id: c for c in problem.bundle.cells}
            visible = any(not tests[name].hidden for name in probe.fails)
            handed_in = answer(problem, probe)
            began = time.perf_counter()
            judge.grade(problem.bundle, handed_in)
            graded = time.perf_counter() - began
            began = time.perf_counter()
            study = judge.study(problem.bundle, handed_in, seconds)
            name = f"{problem.card.id} {probe.misconception}"
            yield Found(name, true[0], visible, study, time.perf_counter() - began, graded)


def tell(found: list[Found], what: str) -> None:
    """Print one row."""
    mended = [f for f in found if f.study.spot]
    exact = sum(f.study.spot.line in f.true for f in mended if f.study.spot)
    near = sum(
        any(abs(f.study.spot.line - line) <= 1 for line in f.true) for f in mended if f.study.spot
    )
    count = max(len(mended), 1)
    print(
        f"{what:24}{len(found):7}{len(mended):8} ({len(mended) / max(len(found), 1):.0%})"
        f"{exact:8} ({exact / count:.0%}){near:8} ({near / count:.0%})"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--every", type=int, default=1, help="take each n-th probe (default: 1)")
    options.add_argument("--seconds", type=float, default=REPAIR_S, help="time of a search")
    options.add_argument("--missed", action="store_true", help="name what was not found")
    chosen = options.parse_args()
    found = list(look(chosen.every, chosen.seconds))
    print(
        f"{'one bug in one place':24}{'probes':>7}{'mended':>14}{'true line':>15}{'within one':>15}"
    )
    tell(found, "all")
    tell([f for f in found if f.visible], "a visible test fails")
    tell([f for f in found if not f.visible], "only hidden ones fail")
    took = [f.took_s * 1000 for f in found]
    ratio = statistics.median(f.took_s for f in found) / statistics.median(
        f.graded_s for f in found
    )
    p95 = statistics.quantiles(took, n=20)[18]
    print(f"p50 {statistics.median(took):.0f} ms, p95 {p95:.0f} ms, p50 / grading {ratio:.0f}")
    print(Counter(f.study.spot.kind.value for f in found if f.study.spot).most_common())
    if chosen.missed:
        for f in found:
            if not f.study.spot or f.study.spot.line not in f.true:
                print(f.name, sorted(f.true), f.study.spot, f.study.tried)


if __name__ == "__main__":
    main()
