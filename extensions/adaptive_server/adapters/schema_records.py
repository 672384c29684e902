"""Tables that are only written to: what was said, earned, done and measured."""

from __future__ import annotations

import sqlalchemy as sa

from .schema_base import (
    document,
    learner_key,
    metadata,
    moment,
    number,
    problem_version,
    serial,
    text,
)

tutor_turns = sa.Table(
    "tutor_turns",
    metadata,
    serial("seq", primary_key=True),
    learner_key(),
    text("problem_id"),
    number("version"),
    text("role"),
    text("text"),
    text("model"),
    number("tokens_in", zero=True),
    number("tokens_out", zero=True),
    moment("at", now=True),
    problem_version(),
    sa.CheckConstraint("role IN ('learner', 'tutor')", name="role"),
    # The conversation of a learner on a problem.
    sa.Index(None, "learner_id", "problem_id", "seq"),
)

achievements = sa.Table(
    "achievements",
    metadata,
    learner_key(primary_key=True),
    sa.Column("achievement_id", sa.Text, primary_key=True),
    sa.Column("submission_id", sa.ForeignKey("submissions.id", ondelete="SET NULL"), nullable=True),
    moment("earned_at"),
    # SET NULL when submissions go.
    sa.Index(None, "submission_id"),
)

# Who did what to whom. `subject` is an opaque id, so that erasing a learner leaves no name here.
audit = sa.Table(
    "audit",
    metadata,
    serial("seq", primary_key=True),
    moment("at", now=True),
    text("actor"),
    text("action"),
    text("subject"),
    document("details"),
    # What happened to somebody.
    sa.Index(None, "subject", "seq"),
)

# What the worker folds into `item_state` and what monitoring reads.
events = sa.Table(
    "events",
    metadata,
    serial("seq", primary_key=True),
    moment("at", now=True),
    learner_key(),
    text("kind"),
    document("data"),
    # The next events of a kind after the last one folded.
    sa.Index(None, "kind", "seq"),
    # Export and erase.
    sa.Index(None, "learner_id"),
)
