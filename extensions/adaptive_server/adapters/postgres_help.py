"""Help in the tables: each help given, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..class_port import ClassHelps
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
# Where there is an end, `better` and `unaided` of the view count if what they tell of came before.
EPISODES = """
SELECT o.learner_id, o.style, o.propensity, o.held_out, o.source,
       CASE WHEN until IS NULL OR EXISTS (
           SELECT FROM verdicts v
           WHERE v.learner_id = o.learner_id AND v.problem_id = o.problem_id AND v.counted
             AND v.decided_at > o.drawn_at AND v.decided_at <= until
       ) THEN o.better END AS better,
       CASE WHEN until IS NULL OR o.drawn_at + make_interval(secs => o.fixed_s) <= until
           THEN o.fixed_s END AS fixed_s,
       CASE WHEN until IS NULL OR EXISTS (
           SELECT FROM verdicts v
           JOIN problem_skills s ON s.problem_id = v.problem_id AND s.skill_id = o.skill_id
           JOIN problem_versions p ON p.problem_id = v.problem_id AND p.version = v.version
           WHERE v.learner_id = o.learner_id AND v.problem_id <> o.problem_id AND v.counted
             AND v.first_attempt AND v.decided_at > o.drawn_at AND v.decided_at <= until
             AND coalesce(p.card ->> 'parent', '') <> o.problem_id
       ) THEN o.unaided END AS unaided
FROM help_outcomes o
CROSS JOIN (
    SELECT CAST(:since AS timestamptz) AS since, CAST(:until AS timestamptz) AS until
) AS span
WHERE (since IS NULL OR o.drawn_at >= since) AND (until IS NULL OR o.drawn_at <= until)
  AND EXISTS (
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
    c: AsyncConnection,
    course: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Sequence[Episode]:
    """Return every episode of the learners of a course, or of all with '', once each.

    Those whose style was drawn before `since` or after `until` are left out, and of the others
    what came after `until`.
    """
    span = {"since": since, "until": until}
    rows = await c.execute(sa.text(EPISODES), {"course": course, **span})
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


async def read_class(c: AsyncConnection, course: str) -> ClassHelps:
    """Return the helps of a course with what came of them."""
    given: Counter[str] = Counter()
    for row in await read_events(c, course):
        given[row["source"]] += row["events"]
    return ClassHelps(await read_episodes(c, course), given)


async def read_events(c: AsyncConnection, course: str) -> Sequence[Mapping[str, Any]]:
    """Return sums of the helps by source, model and version of the prompt."""
    rows = await c.execute(sa.text(EVENTS), {"course": course})
    return [dict(r) for r in rows.mappings()]
