"""Tables of the curriculum as the service loaded it. Rows are added or retired, never deleted."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from .schema_base import (
    document,
    metadata,
    moment,
    number,
    problem_version,
    real,
    serial,
    text,
)

sections = sa.Table(
    "sections", metadata, text("id", primary_key=True), text("title"), number("position")
)

lessons = sa.Table(
    "lessons",
    metadata,
    text("id", primary_key=True),
    sa.Column("section_id", sa.ForeignKey("sections.id"), nullable=False),
    text("title"),
    number("position"),
)

skills = sa.Table(
    "skills",
    metadata,
    text("id", primary_key=True),
    sa.Column("lesson_id", sa.ForeignKey("lessons.id"), nullable=False),
    text("name"),
    text("objective"),
    number("band"),
    sa.Column("core", sa.Boolean, nullable=False),
    number("position"),
    moment("retired_at", null=True),
)

skill_prerequisites = sa.Table(
    "skill_prerequisites",
    metadata,
    sa.Column("skill_id", sa.ForeignKey("skills.id"), primary_key=True),
    sa.Column("prerequisite_id", sa.ForeignKey("skills.id"), primary_key=True),
    sa.CheckConstraint("skill_id <> prerequisite_id", name="other"),
)

problems = sa.Table(
    "problems",
    metadata,
    text("id", primary_key=True),
    number("version"),
    text("title"),
    text("kind"),
    text("section"),
    text("lesson"),
    number("band"),
    number("position"),
    moment("retired_at", null=True),
)

# The bundle is kept so that a submission to an old version can be graded again.
problem_versions = sa.Table(
    "problem_versions",
    metadata,
    sa.Column("problem_id", sa.ForeignKey("problems.id"), primary_key=True),
    number("version", primary_key=True),
    text("content_hash"),
    document("card"),
    document("bundle"),
    moment("first_seen_at", now=True),
)

problem_skills = sa.Table(
    "problem_skills",
    metadata,
    sa.Column("problem_id", sa.ForeignKey("problems.id"), primary_key=True),
    sa.Column("skill_id", sa.ForeignKey("skills.id"), primary_key=True),
    number("position"),
    # Which problems practise a skill (views, item analysis).
    sa.Index(None, "skill_id"),
)

# What the answers of all learners say about a problem; written by calibration, never in a learner's
# transaction, because many would wait for one row.
item_state = sa.Table(
    "item_state",
    metadata,
    sa.Column("problem_id", sa.Text, primary_key=True),
    number("version", primary_key=True),
    real("prior_mean"),
    real("difficulty_mean"),
    real("difficulty_variance"),
    number("answers", zero=True),
    number("wins", zero=True),
    real("discrimination_mean", default="1"),
    real("discrimination_variance", default="0.25"),
    # What an instructor should look at, or ''.
    sa.Column("flag", sa.Text, nullable=False, server_default=sa.text("''")),
    # The last event that is folded in, so that none counts twice.
    sa.Column("through_event", sa.BigInteger, nullable=False, server_default=sa.text("0")),
    moment("updated_at", now=True),
    sa.CheckConstraint("difficulty_variance > 0", name="variance"),
    problem_version(),
)

# One row a calibration: figures and alarms, newest last.
calibrations = sa.Table(
    "calibrations",
    metadata,
    serial("id", primary_key=True),
    document("report"),
    moment("made_at", now=True),
)

# Which layer predicts, one row a calibration, the newest last.
prediction_layers = sa.Table(
    "prediction_layers",
    metadata,
    serial("id", primary_key=True),
    text("layer"),
    # Since when that layer serves without a break, and why.
    moment("since"),
    text("reason"),
    # Log loss per answer of both over the newest answers, and the standard error of the difference.
    number("answers"),
    real("beliefs_loss"),
    real("logistic_loss"),
    real("error"),
    sa.Column("weights", ARRAY(sa.Double), nullable=False),
    text("weights_version"),
    moment("made_at", now=True),
    sa.CheckConstraint("layer IN ('beliefs', 'logistic')", name="layer"),
)

# What instructors published in JupyterLab: the whole notebook, tests and answers included.
published_problems = sa.Table(
    "published_problems",
    metadata,
    serial("seq", primary_key=True),
    text("problem_id"),
    number("version"),
    text("notebook"),
    # Of the notebook without its version, so that publishing the same twice makes one version.
    text("draft_hash"),
    moment("published_at", now=True),
    problem_version(),
    sa.UniqueConstraint("problem_id", "version"),
)
