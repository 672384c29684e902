"""Reviews by persons, and grading again as a job. Going down drops both.

Points that were given stay in the verdicts; a verdict that waits becomes what the tests say.
"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"

REVIEWS = """
CREATE TABLE reviews (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission_id uuid NOT NULL UNIQUE REFERENCES submissions (id) ON DELETE CASCADE,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text NOT NULL,
    state text NOT NULL,
    revision integer NOT NULL DEFAULT 0,
    marks jsonb NOT NULL,
    comment text NOT NULL,
    reviewer_id uuid REFERENCES learners (id) ON DELETE SET NULL,
    reviewed_at timestamptz,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT reviews_state_check CHECK (state IN ('awaiting', 'reviewed', 'replaced'))
);
CREATE INDEX reviews_state_seq_idx ON reviews (state, seq);
CREATE INDEX reviews_learner_id_problem_id_seq_idx ON reviews (learner_id, problem_id, seq);
CREATE INDEX reviews_reviewer_id_idx ON reviews (reviewer_id);
"""

JOBS = """
CREATE TABLE regrade_jobs (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    course_id text NOT NULL,
    problem_id text NOT NULL,
    version integer NOT NULL,
    learner_id uuid REFERENCES learners (id) ON DELETE CASCADE,
    submission_id uuid REFERENCES submissions (id) ON DELETE CASCADE,
    asked_by uuid REFERENCES learners (id) ON DELETE SET NULL,
    state text NOT NULL,
    after_seq bigint NOT NULL DEFAULT 0,
    total integer NOT NULL DEFAULT 0,
    same integer NOT NULL DEFAULT 0,
    changed integer NOT NULL DEFAULT 0,
    not_judged integer NOT NULL DEFAULT 0,
    asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_until timestamptz,
    ended_at timestamptz,
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version),
    CONSTRAINT regrade_jobs_state_check CHECK (state IN ('running', 'done', 'cancelled'))
);
CREATE INDEX regrade_jobs_running_idx ON regrade_jobs (seq) WHERE state = 'running';
CREATE INDEX regrade_jobs_learner_id_idx ON regrade_jobs (learner_id);
CREATE INDEX regrade_jobs_submission_id_idx ON regrade_jobs (submission_id);
CREATE INDEX regrade_jobs_asked_by_idx ON regrade_jobs (asked_by);
"""

WAITING = """
UPDATE verdicts SET
    status = verdict ->> 'status',
    answer = jsonb_set(answer, '{status}', verdict -> 'status') - 'review'
WHERE status = 'awaiting_review';
"""


def upgrade() -> None:
    """Add the tables."""
    op.execute(REVIEWS)
    op.execute(JOBS)


def downgrade() -> None:
    """Drop them; the older service knows no status `awaiting_review`."""
    op.execute(WAITING)
    op.execute("DROP TABLE reviews, regrade_jobs")
