"""A course says how much of the tutor its learners get; its instructor sets it.

Courses that were there allow all of it, as before.
"""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"

COLUMN = """
ALTER TABLE courses
    ADD COLUMN tutor text NOT NULL DEFAULT 'full',
    ADD CONSTRAINT courses_tutor_check CHECK (tutor IN ('off', 'hints', 'full'))
"""


def upgrade() -> None:
    """Add the column."""
    op.execute(COLUMN)


def downgrade() -> None:
    """Remove it: older code knows the operator's policy alone."""
    op.execute("ALTER TABLE courses DROP COLUMN tutor")
