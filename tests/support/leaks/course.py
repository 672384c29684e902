"""The problems of the course as samples for the leak gate."""

from __future__ import annotations

from pathlib import Path

from adaptive_server.adapters.problem_notebooks import load_bank
from adaptive_server.adapters.tutor import public_text
from adaptive_server.problems.bank import Problem

from .toy_problems import Sample

COURSE = Path(__file__).parents[3] / "curriculum"


def course_samples(folder: Path = COURSE) -> tuple[Sample, ...]:
    return tuple(map(sample, load_bank(folder).authored.values()))


def sample(problem: Problem) -> Sample:
    """The authored hints are public only where a case says so: at their rung, as in the service."""
    return Sample(
        name=problem.card.id,
        public=public_text(problem, 0),
        references=problem.references,
        faulty=tuple(p.source for p in problem.probes),
        hints=tuple(h.text for h in problem.hints),
        feedback=tuple(p.feedback for p in problem.probes),
        course=True,
    )
