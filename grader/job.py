"""One question to a worker, with whoever waits for its answer."""

from __future__ import annotations

import asyncio
import functools
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from grader.bundle import Bundle, Submission
from grader.verdict import Status, Verdict
from grader.worker_source import PoolAway


@dataclass(eq=False, slots=True)
class Job:
    """One question to a worker; `failed` is the answer where none can be had.

    Attributes:
        tests: How many test cells the problem has; of a closer look, how many visible ones.
        stalled: Places of those that are known not to end.
    """

    body: bytes
    seconds: float
    read: Callable[[Any], Any]
    failed: Any
    result: asyncio.Future[Any]
    tests: int = 0
    stalled: list[int] = field(default_factory=list)

    def leave_out(self, test: int) -> bool:
        """Have a test not be tried again in which a worker went deaf; say whether that helps.

        The others are graded. Behind a second such test the submission's time is used up. Of a
        closer look only the trace is left: it may have been an edit that did not end. Proposals are
        not tried again.
        """
        asked = json.loads(self.body)
        if asked.get("proposals"):
            self.body = json.dumps({**asked, "proposals": []}).encode()
            return True
        if asked.get("study"):
            self.body = json.dumps({**asked, "study": 0.0}).encode()
            return True
        if test in self.stalled or not 0 <= test < self.tests:
            return False
        self.stalled += [*range(test, self.tests)] if self.stalled else [test]
        self.body = json.dumps({**asked, "stalled": self.stalled}).encode()
        return True

    def reading(self, answer: Any) -> Any:
        """Return what the answer of a worker says."""
        try:
            return self.read(answer)
        except (AttributeError, KeyError, TypeError, ValueError):
            return self.failed

    def settle(self, result: Any) -> None:
        """Answer whoever asked, unless that has been done."""
        if not self.result.done():
            self.result.set_result(result)

    def refuse(self, why: str) -> None:
        """Tell whoever asked that the grader is away."""
        if not self.result.done():
            self.result.set_exception(PoolAway(why))


def is_error(result: Any) -> bool:
    """Say whether an answer is the verdict that the grader itself failed."""
    return isinstance(result, Verdict) and result.status is Status.GRADER_ERROR


def body_of(bundle: Bundle, submission: Submission, **more: Any) -> bytes:
    """Return a job as JSON."""
    handed_in = {"cells": submission.cells, "loose": list(submission.loose)}
    rest = json.dumps({"submission": handed_in, **more})
    return f'{{"bundle": {_text_of(bundle)}, {rest[1:]}'.encode()


@functools.lru_cache(maxsize=64)
def _text_of(bundle: Bundle) -> str:
    return json.dumps(bundle.to_json())
