"""What recommendations keep of experiments; old ones belong to none.

Going down the columns stay: older code does not see them, and what was logged is not lost on the
way up again.
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Add the columns."""
    op.execute(
        """
        ALTER TABLE recommendations
            ADD COLUMN IF NOT EXISTS experiment text,
            ADD COLUMN IF NOT EXISTS arm text,
            ADD COLUMN IF NOT EXISTS considered jsonb
        """
    )


def downgrade() -> None:
    """Keep the columns."""
