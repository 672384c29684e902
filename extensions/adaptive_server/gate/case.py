"""One problem under the gate, with what every check needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grader.bundle import Bundle, BundleCell
from grader.spawner import ORDINARY

from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.finding import Findings
from ..problems.skills_file import SkillsFile
from .outcome import Outcome, Runner

# An answer that loops for ever should not cost the whole limit each time. What the reference needs,
# times `BRIEF_SHARE`, is always allowed.
BRIEF_SECONDS, BRIEF_SHARE = 0.25, 4.0
SLOW_SHARE = 0.75
"""Of the brief time: an answer that used more may have been stopped for it."""


@dataclass(slots=True)
class Case:
    """A problem, its bundle, the skills and the collected findings.

    Attributes:
        needed_ms: Processor time that the reference needs, once it has run; 0 before.
    """

    problem: AuthoredProblem
    skills: SkillsFile
    runner: Runner
    findings: Findings
    bundle: Bundle = field(init=False)
    needed_ms: float = 0.0

    def __post_init__(self) -> None:
        self.bundle = build_bundle(self.problem)

    def reference(self) -> dict[str, str]:
        """Return the reference as sources by `grade_id`."""
        return {c.grade_id: c.source for c in self.problem.solutions}

    def starter(self) -> dict[str, str]:
        """Return the untouched release as sources by `grade_id`."""
        return {c.grade_id: c.starter for c in self.problem.solutions}

    def run(self, cells: Mapping[str, str]) -> Outcome:
        """Grade an answer with the problem's own limits."""
        return self.runner.run(self.bundle, cells)

    def run_ordered(
        self, cells: Mapping[str, str], hash_seed: int, bundle: Bundle | None = None
    ) -> Outcome:
        """Grade an answer where sets have the order of another hash seed."""
        return self.runner.run(bundle or self.bundle, cells, hash_seed=hash_seed)

    def run_whole(self, source: str) -> Outcome:
        """Grade a whole solution that stands in one piece, as probes do."""
        return self.run(self.problem.answers(source))

    def told_to_learner(self, source: str) -> Outcome:
        """Grade a whole solution as the service does for learners."""
        return self.runner.run(self.bundle, self.problem.answers(source), closed=True)

    def run_reference(self, hash_seed: int = ORDINARY) -> Outcome:
        """Grade the reference, and note what it needs."""
        outcome = self.run_ordered(self.reference(), hash_seed)
        self.needed_ms = outcome.cpu_ms
        return outcome

    def fails_as_said(self, source: str, fails: frozenset[str]) -> Outcome:
        """Grade a whole solution of which another variant has shown what it fails.

        One that loops for ever gets the problem's whole time only where the short one gives
        another result.
        """
        outcome = self.runner.run(self._brief(), self.problem.answers(source))
        return outcome if outcome.failed == fails else self.run_whole(source)

    def fails_exactly(self, source: str, fails: frozenset[str]) -> Outcome:
        """Grade a whole solution of which its author has said what it fails.

        One that loops for ever gets the problem's whole time in the first test that it fails,
        for there a slow one may be in time, and in all only where that gives another result.
        """
        outcome, brief = self.fails_as_said(source, fails), self._brief()
        if outcome.failed != fails or outcome.cpu_ms < SLOW_SHARE * brief.limits.seconds * 1000:
            return outcome
        cells = self.problem.answers(source)
        again = self.runner.run(self.bundle, cells, until_failure=True)
        return outcome if self._first(again) == self._first(outcome) else self.run(cells)

    def _first(self, outcome: Outcome) -> str | None:
        tests = (c.grade_id for c in self.bundle.cells if c.role == "test")
        return next((name for name in tests if name in outcome.failed), None)

    def passes(self, cells: Mapping[str, str]) -> bool:
        """Say whether an answer that may well never end passes every test."""
        return self.runner.run(self._brief(), cells, until_failure=True).passed

    def _brief(self) -> Bundle:
        enough = max(BRIEF_SECONDS, BRIEF_SHARE * self.needed_ms / 1000)
        limits = replace(self.bundle.limits, seconds=min(self.bundle.limits.seconds, enough))
        return replace(self.bundle, limits=limits)

    def run_with_tests(self, tests: tuple[BundleCell, ...]) -> Outcome:
        """Grade the reference with other tests than the problem's."""
        kept = tuple(c for c in self.bundle.cells if c.role != "test")
        return self.runner.run(replace(self.bundle, cells=kept + tests), self.reference())
