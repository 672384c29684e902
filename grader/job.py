"""One question to a worker, with whoever waits for its answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from grader.bundle import Bundle, Submission
from grader.verdict import Status, Verdict
from grader.worker_source import PoolAway

PACKED = 256


@dataclass(eq=False, slots=True)
class Job:
    """One question to a worker; `failed` is the answer where none can be had."""

    body: bytes
    seconds: float
    read: Callable[[Any], Any]
    failed: Any
    result: asyncio.Future[Any]

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


def body_of(bundle: Bundle, submission: Submission, **more: float) -> bytes:
    """Return a job as JSON."""
    handed_in = {"cells": submission.cells, "loose": list(submission.loose)}
    rest = json.dumps({"submission": handed_in, **more})
    return f'{{"bundle": {_packed(bundle)}, {rest[1:]}'.encode()


@lru_cache(maxsize=PACKED)
def _packed(bundle: Bundle) -> str:
    """Return a bundle as JSON; the same problem is asked about again and again."""
    return json.dumps(bundle.to_json())
