"""How long an explanation takes, beside Python's own compiler on the same program.

    .venv/bin/python benchmarks/explain.py [--rounds 20]

Explains every small broken program of the tests. The reference, in the same run, is `compile`:
what Python itself needs to read a program of that size. The panel asks for one explanation at a
time, so what counts is the slow tail.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(ROOT / "tests")

from support.broken_programs import PROGRAMS, fail

from grader.explain import explain

SOUND = "def total(prices):\n    return sum(price for price in prices if price > 0)\n"


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=20, help="times each program (default: 20)")
    rounds = options.parse_args().rounds
    cases = [(source, *fail(source)) for source, _ in PROGRAMS.values()]
    took, reference = [], []
    for _ in range(rounds):
        for case in cases:
            took.append(milliseconds(lambda case=case: explain(*case)))
            reference.append(milliseconds(lambda: compile(SOUND, "cell", "exec")))
    print(f"{len(cases)} programs, {rounds} rounds, {os.cpu_count()} cores")
    print(f"{'':10}{'p50 ms':>10}{'p95 ms':>10}{'p50 / compile':>16}")
    base = statistics.median(reference)
    for name, values in (("explain", took), ("compile", reference)):
        p50, p95 = statistics.median(values), statistics.quantiles(values, n=20)[18]
        print(f"{name:10}{p50:>10.3f}{p95:>10.3f}{p50 / base:>16.1f}")


if __name__ == "__main__":
    main()
