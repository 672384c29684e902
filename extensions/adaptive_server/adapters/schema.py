"""All tables of the database, by subject; see `docs/reference/database.md` for what they mean.

curriculum   sections, lessons, skills, skill_prerequisites, problems, problem_versions,
             problem_skills, item_state, calibrations, prediction_layers, published_problems
learners     courses, assignments, learners, enrolments, learner_state, learner_skill_state,
             learner_problem_state
work         submissions, verdicts, replaced_verdicts, recommendations, hints
reviews      reviews, regrade_jobs
records      tutor_turns, achievements, audit, events
help         help_styles, help_events, tutor_spending
"""

from __future__ import annotations

from .schema_base import metadata
from .schema_curriculum import (
    calibrations,
    item_state,
    lessons,
    prediction_layers,
    problem_skills,
    problem_versions,
    problems,
    published_problems,
    sections,
    skill_prerequisites,
    skills,
)
from .schema_help import help_events, help_styles, tutor_spending
from .schema_learners import (
    assignments,
    courses,
    enrolments,
    learner_problem_state,
    learner_skill_state,
    learner_state,
    learners,
)
from .schema_records import achievements, audit, events, tutor_turns
from .schema_reviews import regrade_jobs, reviews
from .schema_work import hints, recommendations, replaced_verdicts, submissions, verdicts

__all__ = [
    "achievements",
    "assignments",
    "audit",
    "calibrations",
    "courses",
    "enrolments",
    "events",
    "help_events",
    "help_styles",
    "hints",
    "item_state",
    "learner_problem_state",
    "learner_skill_state",
    "learner_state",
    "learners",
    "lessons",
    "metadata",
    "prediction_layers",
    "problem_skills",
    "problem_versions",
    "problems",
    "published_problems",
    "recommendations",
    "regrade_jobs",
    "replaced_verdicts",
    "reviews",
    "sections",
    "skill_prerequisites",
    "skills",
    "submissions",
    "tutor_spending",
    "tutor_turns",
    "verdicts",
]
