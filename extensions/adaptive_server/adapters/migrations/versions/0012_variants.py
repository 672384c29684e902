"""Which variant of a problem was handed in, and what came of each. Going down forgets which.

Older submissions were made before there were variants: theirs is 0.
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"

VARIANT = "ALTER TABLE submissions ADD COLUMN variant integer NOT NULL DEFAULT 0"

VARIANT_STATISTICS = """
CREATE VIEW variant_statistics AS
SELECT v.problem_id,
       v.version,
       s.variant,
       count(*) AS attempts,
       count(DISTINCT v.learner_id) AS learners,
       count(DISTINCT v.learner_id) FILTER (WHERE v.solved) AS solved_by,
       count(*) FILTER (WHERE v.first_attempt) AS first_attempts,
       avg(v.solved::int) FILTER (WHERE v.first_attempt AND NOT v.hinted) AS first_success_share,
       avg(v.score / nullif(v.max_score, 0)) AS mean_score_share
FROM verdicts v
JOIN submissions s ON s.id = v.submission_id
WHERE v.counted
GROUP BY v.problem_id, v.version, s.variant
"""


def upgrade() -> None:
    """Add the column and the view."""
    op.execute(VARIANT)
    op.execute(VARIANT_STATISTICS)


def downgrade() -> None:
    """Remove both: older code gives and grades the first variant only."""
    op.execute("DROP VIEW variant_statistics")
    op.execute("ALTER TABLE submissions DROP COLUMN variant")
