"""`python -m adaptive_server.gate.draft`: checks one notebook that somebody sent, behind walls.

One job comes in on stdin, frames go out on stdout (`grader.frames`): `{"step", "done", "of"}` for
each step, then `{"id", "findings", "release"}`, or `{"missing": reason}` where this machine offers
no walls. The notebook is read, and its tests are run, in this process: so it has an empty
environment, walls (`grader.judge_walls`), bounded memory, and whoever started it ends it in time.
A job that says `"elsewhere": true` has nothing run here: answers to be graded go out as
`{"job": ...}`, and what a `grader.worker` says to each comes in.
"""

from __future__ import annotations

import contextlib
import pathlib
import sys
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

from grader import frames
from grader.alarm import end_when_deaf
from grader.judge_walls import enter_judge_walls
from grader.sandbox import SandboxMissing
from grader.worker import harden, take_stdout

from ..problems.cell_place import cell_id
from ..problems.finding import Finding
from ..problems.format import Parsed, parse_bytes
from ..problems.release import build_release
from ..problems.skills_file import SkillsFile, load_skills
from ..problems.source_file import UnreadableError, parse_json
from .asked_judge import AskedJudge
from .check import STEPS, check_problem
from .duplicates import ProblemText, check_near, text_of
from .outcome import RunError
from .remembered import RememberedRunner
from .runner import JudgeRunner, Judging

NAME = "this notebook"
MOST_FINDINGS = 200


class Draft:
    """One job: a notebook, the skill graph, the texts of the course, who listens and who grades."""

    def __init__(
        self, job: dict[str, Any], skills: SkillsFile, out: BinaryIO, judge: Judging | None = None
    ) -> None:
        self._raw = str(job["notebook"]).encode("utf-8", "replace")
        self._others = [ProblemText(*each) for each in job.pop("others")]
        self._walls, self._variant = str(job["walls"]), int(job["variant"])
        self._judge = judge
        self._skills, self._out, self._done = skills, out, 0

    def check(self) -> None:
        """Run the whole gate and tell what was found."""
        self._begin("format")
        parsed = parse_bytes(self._raw, NAME)
        near: list[Finding] = []
        if parsed.problem:
            self._begin("other problems")
            near = check_near(text_of(parsed.problem), self._others)
        self._others.clear()  # tests that are run from here on have no business with them
        with JudgeRunner(walls=self._walls, judge=self._judge) as runner:
            found = check_problem(parsed, self._skills, RememberedRunner(runner), self._begin)
        self._tell(parsed, found + near)

    def release(self) -> None:
        """Tell what learners would get, or what keeps the notebook from being read."""
        parsed = parse_bytes(self._raw, NAME)
        self._tell(parsed, list(parsed.findings))

    def _begin(self, step: str) -> None:
        self.send({"step": step, "done": self._done, "of": STEPS + 2})
        self._done += 1

    def _tell(self, parsed: Parsed, found: Iterable[Finding]) -> None:
        problem = parsed.problem
        told = [f.to_json() | {"cell_id": self._cell_id(f)} for f in found][:MOST_FINDINGS]
        release, variants = None, problem.variants if problem else ()
        if problem:
            with contextlib.suppress(SyntaxError):  # a test that is no Python has no release
                shown = variants[self._variant % len(variants)] if variants else problem
                release = build_release(shown)
        name = problem.id if problem else ""
        said = {"id": name, "findings": told, "release": release, "variants": len(variants)}
        self.send(said)

    def _cell_id(self, finding: Finding) -> str:
        try:
            cells = parse_json(self._raw).get("cells")
        except UnreadableError:
            return ""
        return cell_id(cells if isinstance(cells, list) else [], finding.cell)

    def send(self, message: Mapping[str, Any]) -> None:
        """Write one frame."""
        self._out.write(frames.to_bytes(message))


def main() -> int:
    """Do one job."""
    harden()
    out = take_stdout()
    end_when_deaf(out)
    job = frames.read(sys.stdin.buffer)
    if job is None:
        return 1
    skills = load_skills(pathlib.Path(job["skills"]))
    try:
        if job["walls"] == "required":
            enter_judge_walls()
        judge = AskedJudge(out, sys.stdin.buffer) if job["elsewhere"] else None
        draft = Draft(job, skills, out, judge)
        draft.release() if job["want"] == "release" else draft.check()
    except (SandboxMissing, RunError) as error:
        out.write(frames.to_bytes({"missing": str(error)}))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
