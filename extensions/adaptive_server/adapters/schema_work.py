"""Tables of what learners hand in, what came of it, and what they were offered."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from .schema_base import (
    document,
    flag,
    key,
    learner_key,
    metadata,
    moment,
    number,
    problem_version,
    real,
    serial,
    text,
)

submissions = sa.Table(
    "submissions",
    metadata,
    key(),
    serial("seq"),
    learner_key(),
    text("problem_id"),
    number("version"),
    # The learner's idempotency key; without one every hand-in is a new submission.
    text("key", null=True),
    document("source"),
    moment("received_at", now=True),
    # Until when somebody grades it; NULL once it has its verdict.
    moment("lease_until", null=True),
    number("tries"),
    # Which variant of the problem the learner was given.
    number("variant", zero=True),
    # The language in which its verdict is told.
    sa.Column("locale", sa.Text, nullable=False, server_default=sa.text("'en'")),
    problem_version(),
    sa.UniqueConstraint("seq"),
    # hand_in: has this key been seen of this learner?
    sa.UniqueConstraint("learner_id", "key"),
    # lease_abandoned: the oldest ungraded ones; empty most of the time.
    sa.Index(
        "submissions_ungraded_idx", "seq", postgresql_where=sa.text("lease_until IS NOT NULL")
    ),
    # A version's submissions, for grading them again.
    sa.Index(None, "problem_id", "version"),
)

recommendations = sa.Table(
    "recommendations",
    metadata,
    key(),
    learner_key(),
    # NULL when nothing fits; `reason` says why.
    sa.Column("problem_id", sa.ForeignKey("problems.id"), nullable=True),
    text("reason"),
    real("predicted", null=True),
    real("propensity"),
    text("policy"),
    text("model_version"),
    document("terms"),
    # The experiment that ran, the learner's arm, and what any arm may have picked; else NULL.
    text("experiment", null=True),
    text("arm", null=True),
    sa.Column("considered", JSONB, nullable=True),
    moment("made_at", now=True),
    moment("closed_at", null=True),
    sa.CheckConstraint("propensity > 0 AND propensity <= 1", name="propensity"),
    sa.CheckConstraint("predicted >= 0 AND predicted <= 1", name="predicted"),
    # At most one is open per learner; also finds it.
    sa.Index(
        "recommendations_open_idx",
        "learner_id",
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    ),
    # A learner's history (export), and the cascade when one is erased.
    sa.Index(None, "learner_id", "made_at"),
)

# `solved`, `first_attempt` and `hinted` are the evidence; NULL where the verdict is none.
verdicts = sa.Table(
    "verdicts",
    metadata,
    # Drawn under the learner's row lock: per learner this is the order of the model's updates.
    serial("seq", primary_key=True),
    sa.Column(
        "submission_id",
        sa.ForeignKey("submissions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    learner_key(),
    text("problem_id"),
    number("version"),
    text("status"),
    real("score"),
    real("max_score"),
    flag("counted"),
    flag("solved", null=True),
    flag("first_attempt", null=True),
    flag("hinted", null=True),
    # What the model believed beforehand, in logits: the learner on this problem's skills, and the
    # difficulty it went by. A replay needs them, and calibration; NULL where nothing is evidence.
    real("strength_mean", null=True),
    real("strength_variance", null=True),
    real("difficulty_mean", null=True),
    real("difficulty_variance", null=True),
    # What the logistic layer looks at before a first attempt; it learns from them.
    sa.Column("features", ARRAY(sa.Double), nullable=True),
    # Rules of behaviour that the attempt met, and how far it was trusted for them.
    sa.Column("signals", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
    real("weight", default="1"),
    sa.Column(
        "recommendation_id",
        sa.ForeignKey("recommendations.id", ondelete="SET NULL"),
        nullable=True,
    ),
    document("verdict"),
    document("answer"),
    moment("decided_at"),
    # The content of the problem that it was made with; NULL where that was not noted.
    text("content_hash", null=True),
    problem_version(),
    sa.CheckConstraint(
        "counted = (solved IS NOT NULL AND first_attempt IS NOT NULL AND hinted IS NOT NULL)",
        name="evidence",
    ),
    # recent: the newest of a learner.
    sa.Index(None, "learner_id", "seq"),
    # last_verdict: the newest counted one of a learner on a problem.
    sa.Index(
        "verdicts_counted_idx",
        "learner_id",
        "problem_id",
        "seq",
        postgresql_where=sa.text("counted"),
    ),
    # View problem_statistics: the counted verdicts of a version.
    sa.Index(None, "problem_id", "version"),
    # SET NULL when recommendations go.
    sa.Index(None, "recommendation_id"),
)

# What a verdict was before it was corrected, the last one with the highest `seq`.
replaced_verdicts = sa.Table(
    "replaced_verdicts",
    metadata,
    serial("seq", primary_key=True),
    sa.Column("submission_id", sa.ForeignKey("submissions.id", ondelete="CASCADE"), nullable=False),
    learner_key(),
    text("status"),
    real("score"),
    real("max_score"),
    text("content_hash", null=True),
    document("verdict"),
    document("answer"),
    moment("replaced_at", now=True),
    # The history of a submission.
    sa.Index(None, "submission_id", "seq"),
    # corrections: those of a learner of late.
    sa.Index(None, "learner_id", "replaced_at"),
)

hints = sa.Table(
    "hints",
    metadata,
    key(),
    serial("seq"),
    learner_key(),
    text("problem_id"),
    number("version"),
    number("rung"),
    text("text"),
    text("source"),
    moment("shown_at", now=True),
    problem_version(),
    sa.CheckConstraint("source IN ('offline', 'gemini', 'cache')", name="source"),
    # hints: those of a learner on a problem, oldest first.
    sa.Index(None, "learner_id", "problem_id", "seq"),
)
