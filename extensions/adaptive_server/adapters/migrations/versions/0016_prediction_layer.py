"""Which prediction serves, and what the logistic layer looked at before every first attempt.

Old verdicts have no features; `mastery model rebuild` gives them theirs. Going down, the column is
kept, as the beliefs beside it are: older code does not see it. What served is forgotten, so beliefs
do until the next calibration.
"""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"

FEATURES = "ALTER TABLE verdicts ADD COLUMN IF NOT EXISTS features double precision[]"

LAYERS = """
CREATE TABLE prediction_layers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layer text NOT NULL
        CONSTRAINT prediction_layers_layer_check CHECK (layer IN ('beliefs', 'logistic')),
    since timestamptz NOT NULL,
    reason text NOT NULL,
    answers integer NOT NULL,
    beliefs_loss double precision NOT NULL,
    logistic_loss double precision NOT NULL,
    error double precision NOT NULL,
    weights double precision[] NOT NULL,
    weights_version text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
"""


def upgrade() -> None:
    """Add the column and the table."""
    op.execute(FEATURES)
    op.execute(LAYERS)


def downgrade() -> None:
    """Drop the table; keep the column."""
    op.execute("DROP TABLE prediction_layers")
