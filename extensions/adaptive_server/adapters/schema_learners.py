"""Tables of who learns, and of what the model believes of them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from .schema_base import (
    flag,
    key,
    learner_key,
    metadata,
    moment,
    number,
    real,
    text,
)

courses = sa.Table(
    "courses",
    metadata,
    text("id", primary_key=True),
    text("title"),
    moment("created_at", now=True),
    # How much of the tutor the instructor gives the learners.
    sa.Column("tutor", sa.Text, nullable=False, server_default=sa.text("'full'")),
    sa.CheckConstraint("tutor IN ('off', 'hints', 'full')", name="tutor"),
)

# The row that a learner's transactions lock. The hub's name stands here and nowhere else.
learners = sa.Table(
    "learners",
    metadata,
    key(),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    moment("created_at", now=True),
)

enrolments = sa.Table(
    "enrolments",
    metadata,
    sa.Column("course_id", sa.ForeignKey("courses.id"), primary_key=True),
    learner_key(primary_key=True),
    text("role"),
    moment("created_at", now=True),
    sa.CheckConstraint("role IN ('learner', 'instructor')", name="role"),
    # The courses of a learner (sign-in), and the cascade when one is erased.
    sa.Index(None, "learner_id"),
)

# Lessons that the instructor wants done by a day; they come first in the choice.
assignments = sa.Table(
    "assignments",
    metadata,
    sa.Column("course_id", sa.ForeignKey("courses.id"), primary_key=True),
    sa.Column("lesson_id", sa.ForeignKey("lessons.id"), primary_key=True),
    sa.Column("due", sa.Date, nullable=False),
    moment("made_at", now=True),
)

learner_state = sa.Table(
    "learner_state",
    metadata,
    learner_key(primary_key=True),
    real("ability_mean"),
    real("ability_variance"),
    number("wins"),
    number("losses"),
    real("recency"),
    sa.Column("recent", ARRAY(sa.Text), nullable=False),
    number("failed_in_a_row"),
    real("surprise_fast", default="0"),
    real("surprise_slow", default="0"),
    sa.Column("placement", sa.Text, nullable=False, server_default=sa.text("'new'")),
    sa.Column("placement_asked", ARRAY(sa.Text), nullable=False, server_default=sa.text("'{}'")),
    moment("updated_at", now=True),
)

learner_skill_state = sa.Table(
    "learner_skill_state",
    metadata,
    learner_key(primary_key=True),
    sa.Column("skill_id", sa.ForeignKey("skills.id"), primary_key=True),
    real("ability_mean"),
    real("ability_variance"),
    number("wins"),
    number("losses"),
    number("hard_wins"),
    real("recency"),
    moment("practised_at", null=True),
    text("fsrs", null=True),
    number("last_answer", zero=True),
    # The class on one skill (instructor's page, view skill_progress).
    sa.Index(None, "skill_id"),
)

learner_problem_state = sa.Table(
    "learner_problem_state",
    metadata,
    learner_key(primary_key=True),
    sa.Column("problem_id", sa.ForeignKey("problems.id"), primary_key=True),
    number("attempts", zero=True),
    number("failures", zero=True),
    number("hints", zero=True),
    flag("hinted_first"),
    moment("solved_at", null=True),
    moment("last_at", null=True),
    sa.Column("failure_mark", sa.Text, nullable=False, server_default=sa.text("''")),
    number("same_failures", zero=True),
    # The class on one problem (instructor's page, view problem_statistics).
    sa.Index(None, "problem_id"),
)
