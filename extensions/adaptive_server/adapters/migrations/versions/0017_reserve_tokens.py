"""Tokens are reserved by one call: lock, sums and row are one way to the server instead of four.

Each statement of the function sees what was committed before it began, so the sums are read behind
the lock. A single statement would take its snapshot before it waits.
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"

RESERVE = """
CREATE FUNCTION reserve_tokens(
    spending uuid, asker uuid, today date, amount bigint, class_most bigint, learner_most bigint,
    questions_most bigint, minute_most bigint, burst_most bigint, burst_s double precision
) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    -- Two at once are weighed one after the other.
    PERFORM pg_advisory_xact_lock(x'7475746F72'::bigint);
    -- A server that crashes may forget the last half second of it.
    PERFORM set_config('synchronous_commit', 'off', true);
    INSERT INTO tutor_spending (id, learner_id, day, tokens)
    SELECT spending, asker, today, amount
    FROM (
        SELECT coalesce(sum(tokens), 0) AS everyone,
               coalesce(sum(tokens) FILTER (WHERE mine), 0) AS own,
               count(*) FILTER (WHERE mine) AS questions,
               count(*) FILTER (WHERE mine AND age < interval '1 minute') AS minute,
               count(*) FILTER (WHERE mine AND age < make_interval(secs => burst_s)) AS burst
        FROM (
            SELECT tokens, learner_id = asker AS mine, clock_timestamp() - reserved_at AS age
            FROM tutor_spending
            -- The answer to an earlier try of this reservation may have got lost.
            WHERE day = today AND id <> spending
        ) AS reserved
    ) AS sums
    WHERE everyone + amount <= class_most AND own + amount <= learner_most
      AND questions < questions_most AND minute < minute_most AND burst < burst_most
    ON CONFLICT (id) DO UPDATE SET tokens = excluded.tokens;
    RETURN FOUND;
END
$$
"""


def upgrade() -> None:
    """Add the function."""
    op.execute(RESERVE)


def downgrade() -> None:
    """Drop the function."""
    op.execute("DROP FUNCTION reserve_tokens")
