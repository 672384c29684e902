"""What the tutor's help does: its style, each help given, what came of it, and tokens of a day.

Going down drops them: hints and turns stay.
"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"

STYLES = """
CREATE TABLE help_styles (
    learner_id uuid NOT NULL REFERENCES learners ON DELETE CASCADE,
    problem_id text NOT NULL REFERENCES problems,
    style text NOT NULL,
    propensity double precision NOT NULL,
    held_out boolean NOT NULL,
    drawn_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (learner_id, problem_id),
    CONSTRAINT help_styles_propensity_check CHECK (propensity > 0 AND propensity <= 1)
);
"""

EVENTS = """
CREATE TABLE help_events (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY,
    learner_id uuid NOT NULL REFERENCES learners ON DELETE CASCADE,
    problem_id text NOT NULL,
    version integer NOT NULL,
    wish text NOT NULL,
    rung integer NOT NULL,
    style text NOT NULL,
    source text NOT NULL,
    model text NOT NULL,
    prompt_version text NOT NULL,
    tokens_in integer NOT NULL DEFAULT 0,
    tokens_out integer NOT NULL DEFAULT 0,
    first_ms double precision,
    gate text NOT NULL,
    fault text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version)
);
CREATE INDEX help_events_learner_id_problem_id_seq_idx
    ON help_events (learner_id, problem_id, seq);
"""

BUDGET = """
CREATE TABLE tutor_spending (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    learner_id uuid NOT NULL REFERENCES learners ON DELETE CASCADE,
    day date NOT NULL,
    tokens bigint NOT NULL,
    reserved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    settled_at timestamptz
);
CREATE INDEX tutor_spending_day_learner_id_idx ON tutor_spending (day, learner_id);
CREATE INDEX tutor_spending_learner_id_idx ON tutor_spending (learner_id);
"""

# An item made from a problem shows its solution, so it is no other problem.
OUTCOMES = """
CREATE VIEW help_outcomes AS
SELECT h.learner_id,
       h.problem_id,
       k.skill_id,
       h.style,
       h.propensity,
       h.held_out,
       h.drawn_at,
       e.source,
       CASE WHEN next.seq IS NULL THEN NULL
            WHEN next.solved THEN true
            ELSE next.score / nullif(next.max_score, 0) > old.score / nullif(old.max_score, 0)
       END AS better,
       extract(epoch FROM fixed.decided_at - h.drawn_at)::double precision AS fixed_s,
       other.solved AND NOT other.hinted AS unaided
FROM help_styles h
JOIN problem_skills k ON k.problem_id = h.problem_id AND k.position = 0
JOIN LATERAL (
    SELECT source FROM help_events e
    WHERE e.learner_id = h.learner_id AND e.problem_id = h.problem_id
    ORDER BY e.seq DESC LIMIT 1
) e ON true
LEFT JOIN LATERAL (
    SELECT v.score, v.max_score FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at <= h.drawn_at
    ORDER BY v.seq DESC LIMIT 1
) old ON true
LEFT JOIN LATERAL (
    SELECT v.seq, v.solved, v.score, v.max_score FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at > h.drawn_at
    ORDER BY v.seq LIMIT 1
) next ON true
LEFT JOIN LATERAL (
    SELECT v.decided_at FROM verdicts v
    WHERE v.learner_id = h.learner_id AND v.problem_id = h.problem_id AND v.counted
      AND v.decided_at > h.drawn_at AND v.solved
    ORDER BY v.seq LIMIT 1
) fixed ON true
LEFT JOIN LATERAL (
    SELECT v.solved, v.hinted FROM verdicts v
    JOIN problem_skills s ON s.problem_id = v.problem_id AND s.skill_id = k.skill_id
    JOIN problem_versions p ON p.problem_id = v.problem_id AND p.version = v.version
    WHERE v.learner_id = h.learner_id AND v.problem_id <> h.problem_id
      AND v.counted AND v.first_attempt AND v.decided_at > h.drawn_at
      AND coalesce(p.card ->> 'parent', '') <> h.problem_id
    ORDER BY v.seq LIMIT 1
) other ON true;
"""


def upgrade() -> None:
    """Add tables and the view."""
    for step in (STYLES, EVENTS, BUDGET, OUTCOMES):
        op.execute(step)


def downgrade() -> None:
    """Drop them."""
    op.execute("DROP VIEW help_outcomes")
    op.execute("DROP TABLE tutor_spending, help_events, help_styles")
