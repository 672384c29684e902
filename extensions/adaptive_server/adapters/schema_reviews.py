"""Tables of what persons do with submissions: reviews, and runs of grading again."""

from __future__ import annotations

import sqlalchemy as sa

from .schema_base import (
    document,
    key,
    learner_key,
    metadata,
    moment,
    number,
    problem_version,
    serial,
    text,
)


def _person(name: str) -> sa.Column[object]:
    """Return the column that names who did it; empty once they are erased."""
    target = sa.ForeignKey("learners.id", ondelete="SET NULL")
    return sa.Column(name, sa.Uuid, target, nullable=True)


# Points that a person gives for a submission; the newest of a learner on a problem has the highest
# `seq`. The marks keep the rubric as it was when the answer was handed in.
reviews = sa.Table(
    "reviews",
    metadata,
    serial("seq", primary_key=True),
    sa.Column(
        "submission_id",
        sa.ForeignKey("submissions.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    learner_key(),
    text("problem_id"),
    text("state"),
    number("revision", zero=True),
    document("marks"),
    text("comment"),
    _person("reviewer_id"),
    moment("reviewed_at", null=True),
    moment("changed_at", now=True),
    sa.CheckConstraint("state IN ('awaiting', 'reviewed', 'replaced')", name="state"),
    # reviews: the queue, oldest first.
    sa.Index(None, "state", "seq"),
    # earlier_review, own_reviews: those of a learner on a problem.
    sa.Index(None, "learner_id", "problem_id", "seq"),
    # SET NULL when a reviewer goes.
    sa.Index(None, "reviewer_id"),
)

# Grading again, asked for by an instructor. `after_seq` is how far it is, so it may be cut off.
regrade_jobs = sa.Table(
    "regrade_jobs",
    metadata,
    key(),
    serial("seq"),
    text("course_id"),
    text("problem_id"),
    number("version"),
    # Only this learner's; NULL for the whole class.
    sa.Column(
        "learner_id", sa.Uuid, sa.ForeignKey("learners.id", ondelete="CASCADE"), nullable=True
    ),
    # Only this one; NULL for all.
    sa.Column(
        "submission_id",
        sa.Uuid,
        sa.ForeignKey("submissions.id", ondelete="CASCADE"),
        nullable=True,
    ),
    _person("asked_by"),
    text("state"),
    sa.Column("after_seq", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    number("total", zero=True),
    number("same", zero=True),
    number("changed", zero=True),
    number("not_judged", zero=True),
    moment("asked_at", now=True),
    # Until when somebody works on it; NULL while it waits and once it has ended.
    moment("lease_until", null=True),
    moment("ended_at", null=True),
    problem_version(),
    sa.CheckConstraint("state IN ('running', 'done', 'cancelled')", name="state"),
    sa.UniqueConstraint("seq"),
    # take: the oldest one that nobody works on; empty most of the time.
    sa.Index("regrade_jobs_running_idx", "seq", postgresql_where=sa.text("state = 'running'")),
    # The cascades.
    sa.Index(None, "learner_id"),
    sa.Index(None, "submission_id"),
    sa.Index(None, "asked_by"),
)
