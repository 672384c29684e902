"""What calibration needs: the belief behind every verdict, discrimination, and its reports.

Old rows keep what they have: an old verdict has no belief and is left out of calibration; a skill
counts as practised by the learner's newest answer. Going down, new columns of tables that stay are
kept: older code does not see them, and nothing is lost on the way up again.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"

LEARNERS = """
ALTER TABLE learner_state
    ADD COLUMN IF NOT EXISTS surprise_fast double precision NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS surprise_slow double precision NOT NULL DEFAULT 0;
ALTER TABLE learner_skill_state
    ADD COLUMN IF NOT EXISTS last_answer integer NOT NULL DEFAULT 0;
UPDATE learner_skill_state s
    SET last_answer = l.wins + l.losses
    FROM learner_state l
    WHERE l.learner_id = s.learner_id AND s.last_answer = 0 AND s.wins + s.losses > 0;
"""

VERDICTS = """
ALTER TABLE verdicts
    ADD COLUMN IF NOT EXISTS strength_mean double precision,
    ADD COLUMN IF NOT EXISTS strength_variance double precision,
    ADD COLUMN IF NOT EXISTS difficulty_mean double precision,
    ADD COLUMN IF NOT EXISTS difficulty_variance double precision;
"""

ITEMS = """
ALTER TABLE item_state
    ADD COLUMN IF NOT EXISTS wins integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS discrimination_mean double precision NOT NULL DEFAULT 1,
    ADD COLUMN IF NOT EXISTS discrimination_variance double precision NOT NULL DEFAULT 0.25,
    ADD COLUMN IF NOT EXISTS flag text NOT NULL DEFAULT '';
"""

CALIBRATIONS = """
CREATE TABLE calibrations (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    report jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""


def upgrade() -> None:
    """Add the columns and the table."""
    for step in (LEARNERS, VERDICTS, ITEMS, CALIBRATIONS):
        op.execute(step)


def downgrade() -> None:
    """Drop the reports; they can be made anew."""
    op.execute("DROP TABLE calibrations")
