"""Views for item analysis, the class overview and outside analysis tools."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

# First attempts without a hint are what the model learns from, so they get columns of their own.
PROBLEM_STATISTICS = """
CREATE VIEW problem_statistics AS
SELECT p.problem_id,
       p.version,
       count(v.seq) AS attempts,
       count(DISTINCT v.learner_id) AS learners,
       count(DISTINCT v.learner_id) FILTER (WHERE v.solved) AS solved_by,
       count(v.seq) FILTER (WHERE v.first_attempt) AS first_attempts,
       avg(v.solved::int) FILTER (WHERE v.first_attempt AND NOT v.hinted) AS first_success_share,
       avg(v.hinted::int) FILTER (WHERE v.first_attempt) AS first_hinted_share,
       avg(v.score / nullif(v.max_score, 0)) AS mean_score_share,
       avg(r.predicted) FILTER (WHERE v.first_attempt AND NOT v.hinted) AS predicted_share,
       i.prior_mean,
       i.difficulty_mean,
       i.difficulty_variance,
       i.answers AS difficulty_answers
FROM problem_versions p
LEFT JOIN verdicts v
    ON v.problem_id = p.problem_id AND v.version = p.version AND v.counted
LEFT JOIN recommendations r ON r.id = v.recommendation_id
LEFT JOIN item_state i ON i.problem_id = p.problem_id AND i.version = p.version
GROUP BY p.problem_id, p.version, i.problem_id, i.version
"""

# Logits: the chance on a problem is not given here, because the model alone knows its formula.
SKILL_PROGRESS = """
CREATE VIEW skill_progress AS
SELECT s.learner_id,
       s.skill_id,
       k.name AS skill,
       k.lesson_id,
       k.band,
       l.ability_mean + s.ability_mean AS strength_mean,
       l.ability_variance + s.ability_variance AS strength_variance,
       s.wins,
       s.losses,
       s.hard_wins,
       s.recency,
       s.practised_at
FROM learner_skill_state s
JOIN learner_state l ON l.learner_id = s.learner_id
JOIN skills k ON k.id = s.skill_id
"""

COHORT = """
CREATE VIEW cohort AS
SELECT e.course_id,
       n.id AS learner_id,
       n.name,
       e.role,
       n.created_at,
       coalesce(w.attempts, 0) AS attempts,
       coalesce(w.solved, 0) AS solved,
       coalesce(w.hints, 0) AS hints,
       w.last_at,
       coalesce(t.wins, 0) AS wins,
       coalesce(t.losses, 0) AS losses,
       coalesce(t.failed_in_a_row, 0) AS failed_in_a_row,
       coalesce(t.ability_mean, 0) AS ability_mean,
       (SELECT count(*) FROM achievements a WHERE a.learner_id = n.id) AS achievements
FROM enrolments e
JOIN learners n ON n.id = e.learner_id
LEFT JOIN learner_state t ON t.learner_id = n.id
LEFT JOIN LATERAL (
    SELECT sum(attempts) AS attempts,
           count(solved_at) AS solved,
           sum(hints) AS hints,
           max(last_at) AS last_at
    FROM learner_problem_state p
    WHERE p.learner_id = n.id
) w ON true
"""


def upgrade() -> None:
    """Make the views."""
    for view in (PROBLEM_STATISTICS, SKILL_PROGRESS, COHORT):
        op.execute(view)


def downgrade() -> None:
    """Remove the views; no data are lost."""
    op.execute("DROP VIEW cohort, skill_progress, problem_statistics")
