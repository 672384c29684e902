"""Every attack as a submission; run as a program, it tries them all as whoever runs it.

python tests/support/attack_run.py      # prints what gained something, and how many there were
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    root = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(root), str(root / "tests")]

from support.grading import RIGHT, SQUARES, answer, bundle, check, earned_nothing, solution
from support.hostile_answers import HOSTILE
from support.hostile_semantics import FORGED, SEMANTIC

from grader.bundle import Bundle, Limits, Submission
from grader.judge import Judge
from grader.verdict import Status, Verdict

SHORT = Limits(seconds=0.2, memory_mb=128, output_kb=64)


def attacks() -> Iterator[tuple[str, Bundle, Submission]]:
    """Yield name, problem and submission of each attack, with an honest answer after each ten."""
    squares = bundle(*SQUARES.cells, required=["sum_squares"], limits=SHORT)
    cases = [(name, squares, answer(source)) for name, source in HOSTILE.items()]
    for name, (source, test) in {**SEMANTIC, **FORGED}.items():
        problem = bundle(
            *(solution(), check("t", test)),
            required=["f"], limits=SHORT, classes=["Account"],
        )  # fmt: skip
        cases.append((name, problem, answer(source)))
    for number, case in enumerate(cases):
        yield case
        if number % 10 == 9:
            yield "honest", SQUARES, answer(RIGHT)


def gains(name: str, verdict: Verdict) -> list[str]:
    """Return what an attack gained, or what an honest answer lost; nothing is right."""
    good = verdict.status is Status.PASSED if name == "honest" else earned_nothing(verdict)
    return [] if good else [f"{name}: {verdict}"]


def main() -> None:
    """Try them all."""
    failures, count = list[str](), 0
    with Judge(watchdog=True) as judge:
        for name, problem, submission in attacks():
            count += name != "honest"
            failures += gains(name, judge.grade(problem, submission))
    print(json.dumps({"attacks": count, "gained": failures}))


if __name__ == "__main__":
    main()
