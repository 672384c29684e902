"""What grading again needs: which content a verdict was made with, and the verdicts it replaced.

Old verdicts do not say what they were made with, so the first time all of them are graded again.
Going down, the column is kept: older code does not see it. The history is dropped.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"

VERDICTS = """
ALTER TABLE verdicts ADD COLUMN IF NOT EXISTS content_hash text;
"""

REPLACED = """
CREATE TABLE replaced_verdicts (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id uuid NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    status text NOT NULL,
    score double precision NOT NULL,
    max_score double precision NOT NULL,
    content_hash text,
    verdict jsonb NOT NULL,
    answer jsonb NOT NULL,
    replaced_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX replaced_verdicts_submission_id_seq_idx ON replaced_verdicts (submission_id, seq);
CREATE INDEX replaced_verdicts_learner_id_replaced_at_idx
    ON replaced_verdicts (learner_id, replaced_at);
"""


def upgrade() -> None:
    """Add the column and the table."""
    op.execute(VERDICTS)
    op.execute(REPLACED)


def downgrade() -> None:
    """Drop the history of verdicts; the verdicts that hold stay."""
    op.execute("DROP TABLE replaced_verdicts")
