"""A judge that works elsewhere: whoever started this process has the jobs done and answers."""

from __future__ import annotations

from typing import Any, BinaryIO

from grader import frames
from grader.bundle import Bundle, Submission
from grader.checks import BrokenBundle
from grader.hash_order import job_of
from grader.spawner import ORDINARY
from grader.verdict import Verdict


class AskedJudge:
    """Fulfils `runner.Judging` over two streams; nothing that an author wrote runs here.

    Out goes `{"job": ...}` as `grader.worker` takes it, in comes what that says to it.
    """

    def __init__(self, asks: BinaryIO, answers: BinaryIO) -> None:
        self._asks, self._answers = asks, answers

    def grade(
        self,
        bundle: Bundle,
        submission: Submission,
        *,
        until_failure: bool = False,
        hash_seed: int = ORDINARY,
    ) -> Verdict:
        """Have a submission graded.

        Raises:
            BrokenBundle: Given or test cells cannot be used.
            SystemExit: What came is no verdict. A test may have forged it, so this process ends
                as it would have if that test had ended it.
        """
        job = job_of(bundle, submission, until_failure=until_failure, hash_seed=hash_seed)
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
