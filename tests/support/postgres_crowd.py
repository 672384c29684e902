"""A database with a crowd of learners, so that the planner chooses as it would in a school."""

from __future__ import annotations

from support.postgres_query import execute

LEARNERS = 2000
COURSE = "elsewhere"

# What each learner has: a row for each number of each series.
_EACH = """
FROM learners l CROSS JOIN generate_series(1, {count}) n WHERE l.name LIKE 'crowd-%'
"""

_ROWS = {
    "enrolments (course_id, learner_id, role)": (f"'{COURSE}', l.id, 'learner'", 1),
    "learner_state (learner_id, ability_mean, ability_variance, wins, losses, recency, recent, "
    "failed_in_a_row)": ("l.id, 0, 1, 1, 0, 0, '{}', 0", 1),
    "learner_skill_state (learner_id, skill_id, ability_mean, ability_variance, wins, losses, "
    "hard_wins, recency)": ("l.id, (ARRAY['names', 'loops'])[n], 0, 1, 1, 0, 0, 0", 2),
    "learner_problem_state (learner_id, problem_id, attempts, hinted_first)": (
        "l.id, (ARRAY['swap', 'sum', 'last'])[n], 1, false",
        3,
    ),
    "submissions (learner_id, problem_id, version, source, tries)": (
        "l.id, 'swap', 1, '{}', 1",
        10,
    ),
    "recommendations (learner_id, problem_id, reason, propensity, policy, model_version, terms, "
    "closed_at)": ("l.id, 'swap', 'r', 1, 'p', '1', '{}', now()", 5),
    "hints (learner_id, problem_id, version, rung, text, source)": (
        "l.id, 'swap', 1, n, 't', 'offline'",
        5,
    ),
    "tutor_turns (learner_id, problem_id, version, role, text, model)": (
        "l.id, 'swap', 1, 'tutor', 't', 'm'",
        5,
    ),
    "events (learner_id, kind, data)": ("l.id, 'attempt', '{}'", 10),
}

_VERDICTS = """
INSERT INTO verdicts (submission_id, learner_id, problem_id, version, status, score, max_score,
                      counted, solved, first_attempt, hinted, verdict, answer, decided_at)
SELECT id, learner_id, problem_id, version, 'passed', 1, 1, true, true, true, false,
       '{}', '{}', now()
FROM submissions WHERE lease_until IS NULL
"""


def add_crowd(url: str) -> None:
    """Add two thousand learners of another course, who have worked on the small curriculum."""
    execute(url, f"INSERT INTO courses (id, title) VALUES ('{COURSE}', 'Elsewhere')")
    numbers = f"generate_series(1, {LEARNERS}) n"
    execute(url, f"INSERT INTO learners (name) SELECT 'crowd-' || n FROM {numbers}")
    for table, (values, count) in _ROWS.items():
        execute(url, f"INSERT INTO {table} SELECT {values} {_EACH.format(count=count)}")
    execute(url, _VERDICTS)
    execute(url, "ANALYZE")
