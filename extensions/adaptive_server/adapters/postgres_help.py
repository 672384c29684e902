"""Help in the tables: each help given, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.help_effect import Episode
from ..core.problem import ProblemId
from ..core.styles import Style, Tallies, Tally
from ..help_port import HelpEvent
from ..ports import LearnerId
from . import schema

events = schema.help_events
NOTE = insert(events).on_conflict_do_nothing()

TALLIES = """
SELECT skill_id, style, count(*) FILTER (WHERE unaided) AS wins, count(*) AS tries
FROM help_outcomes o WHERE unaided IS NOT NULL AND NOT held_out AND EXISTS (
    SELECT FROM enrolments n WHERE n.learner_id = o.learner_id AND n.role = 'learner'
) GROUP BY skill_id, style
"""
EPISODES = """
SELECT o.learner_id, o.style, o.propensity, o.held_out, o.source, o.better, o.fixed_s, o.unaided
FROM help_outcomes o
WHERE (CAST(:since AS timestamptz) IS NULL OR o.drawn_at >= :since) AND EXISTS (
    SELECT FROM enrolments n WHERE n.learner_id = o.learner_id AND n.role = 'learner'
      AND (:course = '' OR n.course_id = :course)
)
"""
EVENTS = """
SELECT e.source, e.model, e.prompt_version, count(*) AS events,
       count(DISTINCT e.learner_id) AS learners,
       count(*) FILTER (WHERE e.gate <> 'passed') AS stopped,
       count(*) FILTER (WHERE e.fault <> '') AS faults,
       count(e.first_ms) AS first_n,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY e.first_ms) AS first_ms_p50,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY e.first_ms) AS first_ms_p95,
       sum(e.tokens_in) AS tokens_in, sum(e.tokens_out) AS tokens_out
FROM help_events e
WHERE EXISTS (
    SELECT FROM enrolments n WHERE n.learner_id = e.learner_id AND n.role = 'learner'
      AND (:course = '' OR n.course_id = :course)
)
GROUP BY e.source, e.model, e.prompt_version ORDER BY 1, 2, 3
"""


async def note(
    c: AsyncConnection,
    event_id: UUID,
    learner: LearnerId,
    problem: ProblemId,
    version: int,
    event: HelpEvent,
) -> None:
    """Store one help, once per `event_id`."""
    where = {"id": event_id, "learner_id": learner, "problem_id": problem, "version": version}
    await c.execute(NOTE, {**where, **asdict(event)})


async def read_tallies(c: AsyncConnection) -> Tallies:
    """Return how often the next problem of a skill was solved unaided, by skill and style."""
    rows = await c.execute(sa.text(TALLIES))
    return {(r.skill_id, Style(r.style)): Tally(r.wins, r.tries) for r in rows}


async def read_episodes(
    c: AsyncConnection, course: str, since: datetime | None = None
) -> Sequence[Episode]:
    """Return every episode of the learners of a course, or of all with '', once each.

    Those whose style was drawn before `since` are left out.
    """
    rows = await c.execute(sa.text(EPISODES), {"course": course, "since": since})
    return [
        Episode(
            learner=str(r.learner_id),
            style=Style(r.style),
            propensity=r.propensity,
            held_out=r.held_out,
            source=r.source,
            better=r.better,
            fixed_s=r.fixed_s,
            unaided=r.unaided,
        )
        for r in rows
    ]


async def read_events(c: AsyncConnection, course: str) -> Sequence[Mapping[str, Any]]:
    """Return sums of the helps by source, model and version of the prompt."""
    rows = await c.execute(sa.text(EVENTS), {"course": course})
    return [dict(r) for r in rows.mappings()]
