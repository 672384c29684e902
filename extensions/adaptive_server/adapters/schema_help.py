"""Tables of the tutor's help: the style of each learner and problem, each help, tokens of a day."""

from __future__ import annotations

import sqlalchemy as sa

from .schema_base import (
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

# Drawn at the first help; kept, so that the manner does not change within a problem.
help_styles = sa.Table(
    "help_styles",
    metadata,
    learner_key(primary_key=True),
    sa.Column("problem_id", sa.ForeignKey("problems.id"), primary_key=True),
    text("style"),
    real("propensity"),
    flag("held_out"),
    moment("drawn_at", now=True),
    sa.CheckConstraint("propensity > 0 AND propensity <= 1", name="propensity"),
)

help_events = sa.Table(
    "help_events",
    metadata,
    key(),
    serial("seq"),
    learner_key(),
    text("problem_id"),
    number("version"),
    text("wish"),
    number("rung"),
    text("style"),
    text("source"),
    text("model"),
    text("prompt_version"),
    number("tokens_in", zero=True),
    number("tokens_out", zero=True),
    # Milliseconds until the first text left the service; NULL where none did.
    sa.Column("first_ms", sa.Double, nullable=True),
    # `passed`, or the layer of the leak gate that stopped it.
    text("gate"),
    # What went wrong with the model, or ''.
    text("fault"),
    moment("at", now=True),
    problem_version(),
    # The newest help of an episode.
    sa.Index(None, "learner_id", "problem_id", "seq"),
)

tutor_spending = sa.Table(
    "tutor_spending",
    metadata,
    key(),
    learner_key(),
    sa.Column("day", sa.Date, nullable=False),
    # What is reserved until it is settled, then what it took.
    sa.Column("tokens", sa.BigInteger, nullable=False),
    moment("reserved_at", now=True),
    moment("settled_at", null=True),
    # reserve: the tokens of a day, of everybody and of a learner.
    sa.Index(None, "day", "learner_id"),
    # Export and erase.
    sa.Index(None, "learner_id"),
)
