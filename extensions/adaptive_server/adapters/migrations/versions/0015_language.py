"""A submission says in which language its verdict is told, whoever grades it and when.

Older verdicts were told in English.
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0012"


def upgrade() -> None:
    """Add the column."""
    op.execute("ALTER TABLE submissions ADD COLUMN locale text NOT NULL DEFAULT 'en'")


def downgrade() -> None:
    """Remove it: older code tells every verdict in English."""
    op.execute("ALTER TABLE submissions DROP COLUMN locale")
