"""The first tables: curriculum, learners, their work, records."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None

CURRICULUM = """
CREATE TABLE sections (
    id text PRIMARY KEY,
    title text NOT NULL,
    position integer NOT NULL
);
CREATE TABLE lessons (
    id text PRIMARY KEY,
    section_id text NOT NULL REFERENCES sections (id),
    title text NOT NULL,
    position integer NOT NULL
);
CREATE TABLE skills (
    id text PRIMARY KEY,
    lesson_id text NOT NULL REFERENCES lessons (id),
    name text NOT NULL,
    objective text NOT NULL,
    band integer NOT NULL,
    core boolean NOT NULL,
    position integer NOT NULL,
    retired_at timestamptz
);
CREATE TABLE skill_prerequisites (
    skill_id text REFERENCES skills (id),
    prerequisite_id text REFERENCES skills (id),
    PRIMARY KEY (skill_id, prerequisite_id),
    CONSTRAINT skill_prerequisites_other_check CHECK (skill_id <> prerequisite_id)
);
CREATE TABLE problems (
    id text PRIMARY KEY,
    version integer NOT NULL,
    title text NOT NULL,
    kind text NOT NULL,
    section text NOT NULL,
    lesson text NOT NULL,
    band integer NOT NULL,
    position integer NOT NULL,
    retired_at timestamptz
);
CREATE TABLE problem_versions (
    problem_id text REFERENCES problems (id),
    version integer,
    content_hash text NOT NULL,
    card jsonb NOT NULL,
    bundle jsonb NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (problem_id, version)
);
CREATE TABLE problem_skills (
    problem_id text REFERENCES problems (id),
    skill_id text REFERENCES skills (id),
    position integer NOT NULL,
    PRIMARY KEY (problem_id, skill_id)
);
CREATE INDEX problem_skills_skill_id_idx ON problem_skills (skill_id);
CREATE TABLE item_state (
    problem_id text,
    version integer,
    prior_mean double precision NOT NULL,
    difficulty_mean double precision NOT NULL,
    difficulty_variance double precision NOT NULL,
    answers integer NOT NULL DEFAULT 0,
    through_event bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (problem_id, version),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version),
    CONSTRAINT item_state_variance_check CHECK (difficulty_variance > 0)
);
"""

LEARNERS = """
CREATE TABLE courses (
    id text PRIMARY KEY,
    title text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE learners (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE enrolments (
    course_id text REFERENCES courses (id),
    learner_id uuid REFERENCES learners (id) ON DELETE CASCADE,
    role text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (course_id, learner_id),
    CONSTRAINT enrolments_role_check CHECK (role IN ('learner', 'instructor'))
);
CREATE INDEX enrolments_learner_id_idx ON enrolments (learner_id);
CREATE TABLE learner_state (
    learner_id uuid PRIMARY KEY REFERENCES learners (id) ON DELETE CASCADE,
    ability_mean double precision NOT NULL,
    ability_variance double precision NOT NULL,
    wins integer NOT NULL,
    losses integer NOT NULL,
    recency double precision NOT NULL,
    recent text[] NOT NULL,
    failed_in_a_row integer NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE learner_skill_state (
    learner_id uuid REFERENCES learners (id) ON DELETE CASCADE,
    skill_id text REFERENCES skills (id),
    ability_mean double precision NOT NULL,
    ability_variance double precision NOT NULL,
    wins integer NOT NULL,
    losses integer NOT NULL,
    hard_wins integer NOT NULL,
    recency double precision NOT NULL,
    practised_at timestamptz,
    fsrs text,
    PRIMARY KEY (learner_id, skill_id)
);
CREATE INDEX learner_skill_state_skill_id_idx ON learner_skill_state (skill_id);
CREATE TABLE learner_problem_state (
    learner_id uuid REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text REFERENCES problems (id),
    attempts integer NOT NULL DEFAULT 0,
    failures integer NOT NULL DEFAULT 0,
    hints integer NOT NULL DEFAULT 0,
    hinted_first boolean NOT NULL,
    solved_at timestamptz,
    last_at timestamptz,
    PRIMARY KEY (learner_id, problem_id)
);
CREATE INDEX learner_problem_state_problem_id_idx ON learner_problem_state (problem_id);
"""

WORK = """
CREATE TABLE submissions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text NOT NULL,
    version integer NOT NULL,
    key text,
    source jsonb NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    lease_until timestamptz,
    tries integer NOT NULL,
    UNIQUE (learner_id, key),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version)
);
CREATE INDEX submissions_ungraded_idx ON submissions (seq) WHERE lease_until IS NOT NULL;
CREATE INDEX submissions_problem_id_version_idx ON submissions (problem_id, version);
CREATE TABLE recommendations (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text REFERENCES problems (id),
    reason text NOT NULL,
    predicted double precision,
    propensity double precision NOT NULL,
    policy text NOT NULL,
    model_version text NOT NULL,
    terms jsonb NOT NULL,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    closed_at timestamptz,
    CONSTRAINT recommendations_propensity_check CHECK (propensity > 0 AND propensity <= 1),
    CONSTRAINT recommendations_predicted_check CHECK (predicted >= 0 AND predicted <= 1)
);
CREATE UNIQUE INDEX recommendations_open_idx ON recommendations (learner_id)
    WHERE closed_at IS NULL;
CREATE INDEX recommendations_learner_id_made_at_idx ON recommendations (learner_id, made_at);
CREATE TABLE verdicts (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    submission_id uuid NOT NULL UNIQUE REFERENCES submissions (id) ON DELETE CASCADE,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    score double precision NOT NULL,
    max_score double precision NOT NULL,
    counted boolean NOT NULL,
    solved boolean,
    first_attempt boolean,
    hinted boolean,
    recommendation_id uuid REFERENCES recommendations (id) ON DELETE SET NULL,
    verdict jsonb NOT NULL,
    answer jsonb NOT NULL,
    decided_at timestamptz NOT NULL,
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version),
    CONSTRAINT verdicts_evidence_check CHECK (counted =
        (solved IS NOT NULL AND first_attempt IS NOT NULL AND hinted IS NOT NULL))
);
CREATE INDEX verdicts_learner_id_seq_idx ON verdicts (learner_id, seq);
CREATE INDEX verdicts_counted_idx ON verdicts (learner_id, problem_id, seq) WHERE counted;
CREATE INDEX verdicts_problem_id_version_idx ON verdicts (problem_id, version);
CREATE INDEX verdicts_recommendation_id_idx ON verdicts (recommendation_id);
CREATE TABLE hints (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    seq bigint GENERATED ALWAYS AS IDENTITY,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text NOT NULL,
    version integer NOT NULL,
    rung integer NOT NULL,
    text text NOT NULL,
    source text NOT NULL,
    shown_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version),
    CONSTRAINT hints_source_check CHECK (source IN ('offline', 'gemini', 'cache'))
);
CREATE INDEX hints_learner_id_problem_id_seq_idx ON hints (learner_id, problem_id, seq);
"""

RECORDS = """
CREATE TABLE tutor_turns (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    problem_id text NOT NULL,
    version integer NOT NULL,
    role text NOT NULL,
    text text NOT NULL,
    model text NOT NULL,
    tokens_in integer NOT NULL DEFAULT 0,
    tokens_out integer NOT NULL DEFAULT 0,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (problem_id, version) REFERENCES problem_versions (problem_id, version),
    CONSTRAINT tutor_turns_role_check CHECK (role IN ('learner', 'tutor'))
);
CREATE INDEX tutor_turns_learner_id_problem_id_seq_idx
    ON tutor_turns (learner_id, problem_id, seq);
CREATE TABLE achievements (
    learner_id uuid REFERENCES learners (id) ON DELETE CASCADE,
    achievement_id text,
    submission_id uuid REFERENCES submissions (id) ON DELETE SET NULL,
    earned_at timestamptz NOT NULL,
    PRIMARY KEY (learner_id, achievement_id)
);
CREATE INDEX achievements_submission_id_idx ON achievements (submission_id);
CREATE TABLE audit (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    details jsonb NOT NULL
);
CREATE INDEX audit_subject_seq_idx ON audit (subject, seq);
CREATE TABLE events (
    seq bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    learner_id uuid NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
    kind text NOT NULL,
    data jsonb NOT NULL
);
CREATE INDEX events_kind_seq_idx ON events (kind, seq);
CREATE INDEX events_learner_id_idx ON events (learner_id);
"""


def upgrade() -> None:
    """Make the tables."""
    for part in (CURRICULUM, LEARNERS, WORK, RECORDS):
        op.execute(part)


def downgrade() -> None:
    """Remove the tables with everything in them."""
    op.execute("DROP TABLE events, audit, achievements, tutor_turns")
    op.execute("DROP TABLE hints, verdicts, recommendations, submissions")
    op.execute("DROP TABLE learner_problem_state, learner_skill_state, learner_state")
    op.execute("DROP TABLE enrolments, learners, courses")
    op.execute("DROP TABLE item_state, problem_skills, problem_versions, problems")
    op.execute("DROP TABLE skill_prerequisites, skills, lessons, sections")
