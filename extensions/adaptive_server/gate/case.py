"""One problem under the gate, with what every check needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from grader.bundle import Bundle, BundleCell

from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.finding import Findings
from ..problems.skills_file import SkillsFile
from .outcome import Outcome, Runner

# A mutant that loops for ever should not cost the whole limit each time.
BRIEF_SECONDS = 0.25


@dataclass(slots=True)
class Case:
    """A problem, its bundle, the skills and the collected findings."""

    problem: AuthoredProblem
    skills: SkillsFile
    runner: Runner
    findings: Findings
    bundle: Bundle = field(init=False)

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

    def run_whole(self, source: str) -> Outcome:
        """Grade a whole solution that stands in one piece, as probes do."""
        return self.run(self.problem.answers(source))

    def told_to_learner(self, source: str) -> Outcome:
        """Grade a whole solution as the service does for learners."""
        return self.runner.run(self.bundle, self.problem.answers(source), closed=True)

    def run_briefly(self, cells: Mapping[str, str]) -> Outcome:
        """Grade an answer that may well never end."""
        seconds = min(self.bundle.limits.seconds, BRIEF_SECONDS)
        limits = replace(self.bundle.limits, seconds=seconds)
        return self.runner.run(replace(self.bundle, limits=limits), cells)

    def run_with_tests(self, tests: tuple[BundleCell, ...]) -> Outcome:
        """Grade the reference with other tests than the problem's."""
        kept = tuple(c for c in self.bundle.cells if c.role != "test")
        return self.runner.run(replace(self.bundle, cells=kept + tests), self.reference())
