"""What grading costs, beside nbgrader, otter and a bare interpreter, in one run.

    .venv/bin/python benchmarks/grader.py [--rounds 300] [--json]
    .venv/bin/python benchmarks/grader.py --peers            # with nbgrader, its scores, and otter
    .venv/bin/python benchmarks/grader.py --soak 10000       # leaves nothing behind
    .venv/bin/python benchmarks/grader.py --burst 1000       # all graded or told to retry
    .venv/bin/python benchmarks/grader.py --attacks          # how soon the next learner is served

One submission has one function and ten tests. `bare` is `python -I` with the same ten asserts,
without any sandbox. `--peers` makes an environment with nbgrader and otter-grader in a temporary
folder and throws it away; `--peers FOLDER` takes one that is there. Processor time is that of all
processes involved, and what to compare: wall time depends on what else the machine does. nbgrader's
is marginal: the difference between batches of many and few, divided by the number of submissions.
With the same nbgrader the scores of a course are compared (`nbgrader_parity.py`); the exit status
is 1 where an honest submission gets another score.

Four runs on two cores with little else to do, in ms of processor time: ours 9.4 to 12.1, bare
23.8 to 26.0. The last of them, with `--peers`: ours 12.1, bare 25.4 (a ratio of 0.48), nbgrader
1609, otter 15560; half of the submissions within 10.1 ms, 99 % within 18.8, 82.6 a second and core;
43 honest submissions with 304 graded cells, none of which differs. Six runs at a load of 10 to 14:
ours 8.6 to 12.4, bare 19.5 to 24.9, the ratio 0.43 to 0.54.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# This file is called like the package: its folder goes to the end of the path.
sys.path = [str(ROOT / "tests"), str(ROOT), *sys.path[1:], sys.path[0]]

from peers import nbgrader_marginal, otter_run, peers_installed
from support.grading import answer, bundle, check, solution
from support.next_verdict import after_attacks
from support.soak import burst, soak

from grader.judge import Judge
from grader.verdict import Status

FUNCTION = "def sum_squares(n):\n    return sum(i * i for i in range(1, n + 1))\n"
ASSERTS = [f"assert sum_squares({n}) == {sum(i * i for i in range(1, n + 1))}" for n in range(10)]
TEN = bundle(
    solution(), *(check(f"t{n}", test) for n, test in enumerate(ASSERTS)), required=["sum_squares"]
)


def tree_cpu(root: int) -> float:
    """Processor seconds of a process and of those below it, ended ones included."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(stat.parent.name) == root or int(fields[1]) == root:
            total += sum(map(int, fields[11:15]))
    return total / os.sysconf("SC_CLK_TCK")


def ours(rounds: int) -> dict[str, float]:
    """Grade one after the other with one judge."""
    with Judge(watchdog=False) as judge:
        for _ in range(20):
            assert judge.grade(TEN, answer(FUNCTION)).status is Status.PASSED
        zygote = judge._spawners[False]._process.pid
        cpu, below = time.process_time(), tree_cpu(zygote)
        walls = []
        began = time.monotonic()
        for _ in range(rounds):
            start = time.perf_counter()
            verdict = judge.grade(TEN, answer(FUNCTION))
            walls.append((time.perf_counter() - start) * 1e3)
            assert verdict.score == 10
        seconds = time.monotonic() - began
        used = time.process_time() - cpu + tree_cpu(zygote) - below
    walls.sort()
    return {
        "cpu_ms": used / rounds * 1e3,
        "p50_ms": statistics.median(walls),
        "p99_ms": walls[int(0.99 * rounds)],
        "per_second": rounds / seconds,
        "per_second_and_core": rounds / used,
    }


def bare(rounds: int) -> dict[str, float]:
    """Run the same asserts in `python -I`, one process each."""
    program = FUNCTION + "\n".join(ASSERTS)
    return measured(
        rounds, lambda: subprocess.run([sys.executable, "-I", "-c", program], check=True)
    )


def measured(rounds: int, work: Callable[[], Any]) -> dict[str, float]:
    """Measure child processes that `work` starts and waits for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    walls = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        walls.append((time.perf_counter() - start) * 1e3)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu_ms": used / rounds * 1e3, "p50_ms": statistics.median(walls)}


def parity(environment: Path) -> dict[str, Any]:
    """Compare scores with those of the nbgrader of an environment, submission by submission."""
    program = Path(__file__).with_name("nbgrader_parity.py")
    done = subprocess.run(
        [sys.executable, str(program), "--nbgrader", str(environment / "bin" / "python"), "--json"],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    found: dict[str, Any] = json.loads(done.stdout[done.stdout.index("{") :])
    return found


async def many(options: argparse.Namespace) -> dict[str, Any]:
    """Do what is asked for of a pool."""
    if options.soak:
        return await soak(options.soak)
    return await (burst(options.burst) if options.burst else after_attacks())


def main() -> int:
    """Measure and print; return 1 where nbgrader scores an honest submission differently."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    parser.add_argument(
        "--peers",
        nargs="?",
        const="",
        metavar="FOLDER",
        help="beside nbgrader and otter-grader, from an environment made for it or one in FOLDER",
    )
    parser.add_argument("--soak", type=int, help="grade so many mixed submissions")
    parser.add_argument("--burst", type=int, help="hand in so many at once")
    parser.add_argument("--attacks", action="store_true", help="time the verdict after each attack")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if options.soak or options.burst or options.attacks:
        print(json.dumps(asyncio.run(many(options))))
        return 0
    scores: dict[str, Any] = {}
    found: dict[str, dict[str, float]] = {}
    # In turn, so that a machine that is busy for a while is busy for both.
    found["bare"] = bare(options.rounds // 6)
    found["ours"] = ours(options.rounds)
    again = bare(options.rounds // 6)
    found["bare"] = {k: (found["bare"][k] + again[k]) / 2 for k in again}
    if options.peers is not None:
        with peers_installed(options.peers) as environment:
            for name, measure in {"nbgrader": nbgrader_marginal, "otter": otter_run}.items():
                with tempfile.TemporaryDirectory() as folder:
                    found[name] = measure(environment, Path(folder), FUNCTION, ASSERTS)
            scores = parity(environment)
    for each in found.values():
        each["ratio"] = each["cpu_ms"] / found["ours"]["cpu_ms"]
    if options.json:
        about = {"machine": platform.platform(), "cores": os.cpu_count(), "scores": scores}
        print(json.dumps({**about, **found}))
        return int(bool(scores.get("honest_differing")))
    for name, figures in found.items():
        print(f"{name:10}", "  ".join(f"{key} {value:.4g}" for key, value in figures.items()))
    if scores:
        print("scores    ", "  ".join(f"{k} {v}" for k, v in scores.items() if k != "differing"))
    return int(bool(scores.get("honest_differing")))


if __name__ == "__main__":
    sys.exit(main())
