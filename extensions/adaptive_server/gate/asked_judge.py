"""A judge that works elsewhere: whoever started this process has the jobs done and answers."""

from __future__ import annotations

from typing import Any, BinaryIO

from grader import frames
from grader.bundle import Bundle, Submission
from grader.checks import BrokenBundle
from grader.verdict import Verdict


class AskedJudge:
    """Fulfils `runner.Judging` over two streams; nothing that an author wrote runs here.

    Out goes `{"job": ...}` as `grader.worker` takes it, in comes what that says to it.
    """

    def __init__(self, asks: BinaryIO, answers: BinaryIO) -> None:
        self._asks, self._answers = asks, answers

    def grade(
        self, bundle: Bundle, submission: Submission, *, until_failure: bool = False
    ) -> Verdict:
        """Have a submission graded.

        Raises:
            BrokenBundle: Given or test cells cannot be used.
            SystemExit: What came is no verdict. A test may have forged it, so this process ends
                as it would have if that test had ended it.
        """
        handed_in = {"cells": dict(submission.cells), "loose": list(submission.loose)}
        job = {"bundle": bundle.to_json(), "submission": handed_in, "until_failure": until_failure}
        self._asks.write(frames.to_bytes({"job": job}))
        said: Any = frames.read(self._answers)
        if isinstance(said, dict) and "broken" in said:
            raise BrokenBundle(str(said["broken"]))
        try:
            return Verdict.from_json(said["verdict"])
        except (KeyError, TypeError, ValueError, AttributeError):
            raise SystemExit(1) from None

    def close(self) -> None:
        """Do nothing: the judge is not ours to end."""
