"""One worker process: a judge with its zygote, jobs on stdin, verdicts on stdout.

`python -m grader.worker [--once] [--walls required|available]`, started by the pool. First frame
out: `{"walls": [[name, ok, detail], ...], "lacks": [library of data problems, ...]}` or
`{"missing": reason}`. Then for each job `{"bundle": ..., "submission": ...}` one `{"verdict": ...}`
or `{"broken": reason}`; for one that says `"study": seconds` one `{"study": ...}`, and for one with
`proposals` one `{"passes": bool}`. One that says `"until_failure": true` ends at its first failing
test; of `"stalled": [place, ...]` is known that those tests do not end. Where a test makes the
worker deaf, last words come instead of a frame. One that says `"hash_seed": n` is done in a process
of that seed (`grader.hash_order`); `--hash-seed n` makes this process such a one.
Holds no key, no database address, and ends with its parent.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
from contextlib import closing
from importlib.util import find_spec
from typing import Any, BinaryIO

from grader import frames, libc
from grader.alarm import end_when_deaf
from grader.bundle import DATA_LIBRARIES, Bundle, Submission
from grader.checks import BrokenBundle
from grader.hash_order import OrderedJudges
from grader.judge_walls import enter_judge_walls
from grader.proposals import Proposal
from grader.sandbox import SandboxMissing
from grader.self_test import PROBE, probe
from grader.spawner import ORDINARY, ZygoteDied

_MEMORY = 1 << 30


def harden() -> None:
    """Bound the memory of this process, keep others out, and end with its parent."""
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)  # no other process of this account may look inside
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Only the soft limit: the zygote must be able to give its children their own.
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, hard))


def take_stdout() -> BinaryIO:
    """Keep stdout for frames alone: nothing that code prints may get between them."""
    frames_out = os.fdopen(os.dup(1), "wb", buffering=0)
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.close(null)
    return frames_out


def answer(judges: OrderedJudges, job: dict[str, Any]) -> dict[str, Any]:
    """Grade one job, or look closer at it."""
    data = job["submission"]
    submission = Submission(dict(data["cells"]), tuple(data["loose"]))
    bundle = Bundle.from_json(job["bundle"])
    try:
        if "study" in job:
            seconds, stalled = float(job["study"]), frozenset(job.get("stalled", ()))
            return {"study": judges.here.study(bundle, submission, seconds, stalled).to_json()}
        if "proposals" in job:
            proposals = [Proposal(*pair) for pair in job["proposals"]]
            seconds = float(job["seconds"])
            return {"passes": judges.here.one_passes(bundle, submission, proposals, seconds)}
        verdict = judges.grade(
            bundle,
            submission,
            until_failure=bool(job.get("until_failure")),
            stalled=frozenset(job.get("stalled", ())),
            hash_seed=int(job.get("hash_seed", ORDINARY)),
        )
        return {"verdict": verdict.to_json()}
    except BrokenBundle as error:
        return {"broken": str(error)}


def missing_libraries() -> list[str]:
    """Return those libraries of data problems that this interpreter lacks."""
    return [name for name in DATA_LIBRARIES if find_spec(name) is None]


def _serve(judges: OrderedJudges, jobs: BinaryIO, out: BinaryIO, *, once: bool) -> None:
    walls = probe(judges.here.spawn(PROBE))
    out.write(frames.to_bytes({"walls": walls, "lacks": missing_libraries()}))
    while (job := frames.read(jobs)) is not None:
        out.write(frames.to_bytes(answer(judges, job)))
        if once:
            return


def main() -> int:
    """Serve until stdin ends."""
    parser = argparse.ArgumentParser(prog="grader.worker")
    parser.add_argument("--once", action="store_true", help="end after one job")
    parser.add_argument("--walls", choices=["required", "available"], default="required")
    parser.add_argument("--hash-seed", type=int, default=ORDINARY, help="of learner code")
    options = parser.parse_args()
    harden()
    out = take_stdout()
    end_when_deaf(out)
    try:
        if options.walls == "required":
            enter_judge_walls()
        judges = OrderedJudges(walls=options.walls, watchdog=True, own_seed=options.hash_seed)
        with closing(judges):
            _serve(judges, sys.stdin.buffer, out, once=options.once)
    except (SandboxMissing, ZygoteDied) as error:
        out.write(frames.to_bytes({"missing": str(error)}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
