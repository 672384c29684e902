"""What placement, signals of behaviour and assigned lessons need.

Old rows keep what they have: nobody has begun placement, and
no attempt has a signal. Going down, new columns of tables
that stay are kept: older code does not see them, and nothing of learners is lost on the way up
again. Assigned lessons go.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"

PLACEMENT = """
ALTER TABLE learner_state
    ADD COLUMN IF NOT EXISTS placement text NOT NULL DEFAULT 'new',
    ADD COLUMN IF NOT EXISTS placement_asked text[] NOT NULL DEFAULT '{}';
"""


SIGNALS = """
ALTER TABLE learner_problem_state
    ADD COLUMN IF NOT EXISTS failure_mark text NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS same_failures integer NOT NULL DEFAULT 0;
ALTER TABLE verdicts
    ADD COLUMN IF NOT EXISTS signals text[] NOT NULL DEFAULT '{}',
    ADD COLUMN IF NOT EXISTS weight double precision NOT NULL DEFAULT 1;
"""


ASSIGNMENTS = """
CREATE TABLE assignments (
    course_id text NOT NULL REFERENCES courses,
    lesson_id text NOT NULL REFERENCES lessons,
    due date NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (course_id, lesson_id)
);
"""


def upgrade() -> None:
    """Add the columns and the table."""
    for step in (PLACEMENT, SIGNALS, ASSIGNMENTS):
        op.execute(step)


def downgrade() -> None:
    """Drop assigned lessons; keep the columns."""
    op.execute("DROP TABLE assignments")
