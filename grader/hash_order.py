"""Judges in processes of their own, in which sets and hashes come in another order.

How Python orders a set of texts is settled when an interpreter starts, and it differs between two
builds of Python. An answer that is right only in one order is wrong; so is a test that is.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from collections.abc import Container
from pathlib import Path
from typing import Any, BinaryIO, cast

from grader import frames
from grader.bundle import Bundle, Submission
from grader.checks import BrokenBundle
from grader.judge import Judge, grader_error
from grader.scratch import sweep
from grader.spawner import ORDINARY
from grader.verdict import Verdict

_PACKAGES = str(Path(__file__).parent.parent)
_END_SECONDS = 10
_LOST = (OSError, ValueError, KeyError, TypeError, AttributeError)


def job_of(
    bundle: Bundle,
    submission: Submission,
    *,
    until_failure: bool = False,
    hash_seed: int = ORDINARY,
) -> dict[str, Any]:
    """Return a job as `grader.worker` takes it."""
    handed_in = {"cells": dict(submission.cells), "loose": list(submission.loose)}
    return {
        "bundle": bundle.to_json(),
        "submission": handed_in,
        "until_failure": until_failure,
        "hash_seed": hash_seed,
    }


class OrderedJudges:
    """One judge in this process, and for each other seed one that is started when it is asked for.

    Not thread-safe; `close` it.
    """

    def __init__(
        self, *, walls: str = "required", watchdog: bool = False, own_seed: int = ORDINARY
    ) -> None:
        """Start the judge of this process, of seed `own_seed`; the rest is as for `Judge`."""
        self._walls = walls
        self.here = Judge(walls=walls, watchdog=watchdog, hash_seed=own_seed)
        self._others: dict[int, _Other] = {}

    def close(self) -> None:
        """End every process."""
        self.here.close()
        for other in self._others.values():
            other.close()
        self._others.clear()

    def grade(
        self,
        bundle: Bundle,
        submission: Submission,
        *,
        until_failure: bool = False,
        stalled: Container[int] = (),
        hash_seed: int = ORDINARY,
    ) -> Verdict:
        """Return the verdict; raises as `Judge.grade`.

        Args:
            bundle: The problem's cells.
            submission: The answer.
            until_failure: The first test that fails is the last one.
            stalled: As for `Judge.grade`; only where the seed is the ordinary one.
            hash_seed: `PYTHONHASHSEED` of the answer's process and of the tests' own.
        """
        if hash_seed == ORDINARY:
            early = until_failure
            return self.here.grade(bundle, submission, until_failure=early, stalled=stalled)
        job = job_of(bundle, submission, until_failure=until_failure)
        try:
            other = self._others.get(hash_seed) or _Other(self._walls, hash_seed)
            self._others[hash_seed] = other
            said = other.ask(job)
            if "broken" not in said:
                return Verdict.from_json(said["verdict"])
        except _LOST:
            if hash_seed in self._others:
                self._others.pop(hash_seed).close()
            return grader_error(sum(c.points for c in bundle.cells))
        raise BrokenBundle(str(said["broken"]))


class _Other:
    """A worker with a seed of its own, asked by this process."""

    def __init__(self, walls: str, hash_seed: int) -> None:
        command = [sys.executable, "-s", "-B", "-P", "-m", "grader.worker", "--walls", walls]
        self._process = subprocess.Popen(
            [*command, "--hash-seed", str(hash_seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd="/",
            env={
                "LANG": "C.UTF-8",
                "PYTHONPATH": _PACKAGES,
                "PYTHONHASHSEED": str(hash_seed),
                # Behind a judge's walls there is one folder only, and no other can be found.
                "TMPDIR": tempfile.gettempdir(),
            },
        )
        self._jobs = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        frames.read(self._answers)  # its walls, or what is missing for them

    def ask(self, job: dict[str, Any]) -> Any:
        self._jobs.write(frames.to_bytes(job))
        self._jobs.flush()
        return frames.read(self._answers)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # it is gone, and something was still to be written
            self._jobs.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        sweep(self._process.pid)
