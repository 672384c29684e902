"""What a tutor needs of a learner on a problem, read by one statement: each is a way to go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncConnection
from tutor_labext.situation import Attempt

from grader.verdict import Verdict

from ..core.learner import Belief, LearnerState, SkillState
from ..core.problem import ProblemId, SkillId
from ..core.styles import Drawn, Style
from ..core.tutor_policy import TutorPolicy
from ..help_port import Tutored
from ..ports import HintShown, LearnerId, TutorTurn
from . import schema

LEARNER: sa.BindParameter[Any] = sa.bindparam("learner", type_=sa.Uuid)
PROBLEM: sa.BindParameter[Any] = sa.bindparam("problem", type_=sa.Text)


def _of(table: sa.Table, *columns: str) -> sa.Select[Any]:
    """Return a query for rows of a table on this learner and problem."""
    mine = (table.c.learner_id == LEARNER) & (table.c.problem_id == PROBLEM)
    return sa.select(*(table.c[name] for name in columns)).where(mine)


def _all(query: sa.Select[Any]) -> sa.ScalarSelect[Any]:
    """Return the rows of a query in their order as one JSON array, NULL where there is none."""
    rows = query.subquery()
    return sa.select(sa.func.json_agg(rows.table_valued(), type_=sa.JSON)).scalar_subquery()


def _one(query: sa.Select[Any]) -> sa.ScalarSelect[Any]:
    """Return the only row of a query as a JSON object, NULL where there is none."""
    row = query.subquery()
    return sa.select(sa.func.row_to_json(row.table_valued(), type_=sa.JSON)).scalar_subquery()


abilities, skills = schema.learner_state, schema.learner_skill_state
hints, turns, verdicts, styles, courses = (
    schema.hints,
    schema.tutor_turns,
    schema.verdicts,
    schema.help_styles,
    schema.courses,
)
CHECKED = verdicts.c
PASSED: sa.ColumnClause[Any] = sa.literal_column("'$.tests[*].passed'::jsonpath")
LONGEST_NAME = 60
ATTEMPTS = 4
"""So many of the newest attempts say whether a learner gets on."""
ABILITY = ("ability_mean", "ability_variance")
PARTS = {
    "ability": _one(
        sa.select(*(abilities.c[n] for n in ABILITY)).where(abilities.c.learner_id == LEARNER)
    ),
    "skills": _all(
        sa.select(*(skills.c[n] for n in ("skill_id", *ABILITY))).where(
            skills.c.learner_id == LEARNER
        )
    ),
    "hints": _all(_of(hints, "rung", "shown_at", "text").order_by(hints.c.seq)),
    "turns": _all(
        _of(turns, "role", "text", "model", "tokens_in", "tokens_out", "at")
        .order_by(turns.c.seq.desc())
        .limit(sa.bindparam("turns"))
    ),
    "last": _one(
        _of(verdicts, "verdict", "decided_at")
        .where(verdicts.c.counted)
        .order_by(verdicts.c.seq.desc())
        .limit(1)
    ),
    "attempts": _all(
        sa.select(
            sa.func.jsonb_path_query_array(CHECKED.verdict, PASSED).label("passed"),
            CHECKED.verdict["fault"]["name"].astext.label("error"),
        )
        .where(CHECKED.learner_id == LEARNER, CHECKED.problem_id == PROBLEM, CHECKED.counted)
        .order_by(CHECKED.seq.desc())
        .limit(ATTEMPTS)
    ),
    "policy": sa.select(courses.c.tutor)
    .where(courses.c.id == sa.bindparam("course", type_=sa.Text))
    .scalar_subquery(),
}
STYLE = ("style", "propensity", "held_out")
KEPT = _of(styles, *STYLE)
NEW = (
    insert(styles)
    .from_select(
        ("learner_id", "problem_id", *STYLE),
        sa.select(
            LEARNER, PROBLEM, *(sa.bindparam(n, type_=styles.c[n].type) for n in STYLE)
        ).where(
            ~KEPT.exists(),
            sa.func.coalesce(PARTS["policy"], TutorPolicy.FULL.value)
            == sa.any_(sa.bindparam("helps_under", type_=ARRAY(sa.Text))),
        ),
    )
    .on_conflict_do_nothing()
    .returning(*(styles.c[name] for name in STYLE))
    .cte("new")
)
QUERY = sa.select(
    *(part.label(name) for name, part in PARTS.items()),
    sa.func.coalesce(_one(KEPT), _one(sa.select(NEW)), type_=sa.JSON).label("drawn"),
    # A style that is forgotten in a crash is drawn again, so nobody waits for the disk.
    sa.func.set_config("synchronous_commit", "off", True),
)
"""Made once: making it takes as long as running it."""


async def read_tutored(
    c: AsyncConnection,
    course: str,
    learner: LearnerId,
    problem: ProblemId,
    turns: int,
    draw: Callable[[], Drawn],
    helps_under: Collection[TutorPolicy],
) -> Tutored:
    """Return what a tutor needs, with the newest turns; at the first help a style is kept."""
    asked = {"course": course, "learner": learner, "problem": problem, "turns": turns}
    asked |= asdict(draw()) | {"helps_under": [policy.value for policy in helps_under]}
    row = (await c.execute(QUERY, asked)).one()
    policy = TutorPolicy(row.policy or TutorPolicy.FULL)
    if row.drawn is None and policy in helps_under:  # another process has drawn meanwhile
        row = (await c.execute(QUERY, asked)).one()
    shown = [
        HintShown(problem, r["rung"], moment(r["shown_at"]), r["text"]) for r in row.hints or ()
    ]
    return Tutored(
        state=state_of(row.ability, row.skills or ()),
        hints=shown,
        turns=[TutorTurn(**{**r, "at": moment(r["at"])}) for r in reversed(row.turns or ())],
        last=last_of(row.last),
        drawn=drawn_of(row.drawn) if row.drawn else Drawn(),
        attempts=tuple(attempt_of(r) for r in reversed(row.attempts or ())),
        policy=policy,
    )


def state_of(
    ability: Mapping[str, float] | None, skills: Sequence[Mapping[str, Any]]
) -> LearnerState:
    """Return abilities as the part of a learner's state that mastery is read from."""
    known = {SkillId(r["skill_id"]): SkillState(ability=belief(r)) for r in skills}
    if ability is None:
        return LearnerState(skills=known)
    return LearnerState(ability=belief(ability), skills=known)


def belief(row: Mapping[str, float]) -> Belief:
    """Return the ability in a row."""
    return Belief(row["ability_mean"], row["ability_variance"])


def last_of(row: Mapping[str, Any] | None) -> tuple[Verdict, datetime] | None:
    """Return the newest counted verdict with its time."""
    return None if row is None else (Verdict.from_json(row["verdict"]), moment(row["decided_at"]))


def attempt_of(row: Mapping[str, Any]) -> Attempt:
    """Return what is told of an earlier attempt."""
    return Attempt(sum(row["passed"]), len(row["passed"]), (row["error"] or "")[:LONGEST_NAME])


def drawn_of(row: Mapping[str, Any]) -> Drawn:
    """Return the style that is kept."""
    return Drawn(Style(row["style"]), row["propensity"], row["held_out"])


def moment(text: str) -> datetime:
    """Return a time as PostgreSQL writes it into JSON."""
    return datetime.fromisoformat(text)
