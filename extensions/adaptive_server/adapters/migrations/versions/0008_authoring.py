"""Problems that instructors publish in JupyterLab. Going down drops them; their versions stay.

Who published is in `audit`, under an opaque id.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0005"

PUBLISHED = """
CREATE TABLE published_problems (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    problem_id text NOT NULL,
    version integer NOT NULL,
    notebook text NOT NULL,
    draft_hash text NOT NULL,
    published_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (problem_id, version),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version)
);
"""


def upgrade() -> None:
    """Add the table."""
    op.execute(PUBLISHED)


def downgrade() -> None:
    """Drop it: the older service knows the course's folder only."""
    op.execute("DROP TABLE published_problems")
