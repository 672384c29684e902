"""Verdicts corrected: the old one kept, the learner's state made anew from all their verdicts.

Functions run inside the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from grader.bundle import Submission
from grader.verdict import Status, Verdict

from ..attempts import CorrectedVerdict
from ..core.achievements import earned
from ..core.model import top_bands
from ..core.problem import ProblemId
from ..core.replay import replay
from ..core.tuning import Tuning
from ..ports import LearnerId
from ..problems.bank import Bank
from ..regrade_port import Graded
from ..tutoring.reviewed import counted, overlay, status_word
from . import postgres_review, schema
from .postgres_database import storable
from .postgres_history import changed, past, read_cards, read_history
from .postgres_learners import read_record, write_state
from .postgres_verdicts import write_achievements

verdicts, submissions = schema.verdicts, schema.submissions
PAGE = 50


async def versions(c: AsyncConnection, problem: ProblemId) -> Sequence[int]:
    """Return the versions of a problem that were ever taken over, the oldest first."""
    kept = schema.problem_versions.c
    mine = sa.select(kept.version).where(kept.problem_id == problem).order_by(kept.version)
    return (await c.scalars(mine)).all()


async def courses(c: AsyncConnection) -> Sequence[str]:
    """Return the ids of all courses."""
    return (await c.scalars(sa.select(schema.courses.c.id).order_by(schema.courses.c.id))).all()


def to_be_done(
    problem: ProblemId,
    version: int,
    content: str,
    course: str,
    learner: LearnerId | None = None,
    submission: UUID | None = None,
) -> sa.Select[Any]:
    """Select verdicts that were made with other content than this."""
    wanted = (
        sa.select(
            submissions.c.id,
            submissions.c.seq,
            submissions.c.learner_id,
            submissions.c.source,
            submissions.c.variant,
            submissions.c.locale,
            schema.learners.c.name,
            verdicts.c.verdict,
            verdicts.c.answer,
        )
        .join(verdicts, verdicts.c.submission_id == submissions.c.id)
        .join(schema.learners, schema.learners.c.id == submissions.c.learner_id)
        .where(submissions.c.problem_id == problem, submissions.c.version == version)
        .where(verdicts.c.content_hash.is_distinct_from(content))
    )
    if course:
        enrolled = schema.enrolments.c
        mine = sa.select(enrolled.learner_id).where(enrolled.course_id == course)
        wanted = wanted.where(submissions.c.learner_id.in_(mine))
    if learner is not None:
        wanted = wanted.where(submissions.c.learner_id == learner)
    if submission is not None:
        wanted = wanted.where(submissions.c.id == submission)
    return wanted


async def to_regrade(c: AsyncConnection, wanted: sa.Select[Any], after: int) -> Sequence[Graded]:
    """Return those past `after`, the oldest submissions first."""
    rest = wanted.where(submissions.c.seq > after)
    rows = await c.execute(rest.order_by(submissions.c.seq).limit(PAGE))
    return [
        Graded(
            id=row.id,
            seq=row.seq,
            learner=LearnerId(row.learner_id),
            name=row.name,
            source=Submission(row.source["cells"], tuple(row.source["loose"])),
            verdict=Verdict.from_json(row.verdict),
            answer=row.answer,
            variant=row.variant,
            locale=row.locale,
        )
        for row in rows
    ]


async def correct(
    c: AsyncConnection,
    stored: Graded,
    verdict: Verdict,
    answer: Mapping[str, Any] | None,
    content: str,
    bank: Bank,
    tuning: Tuning,
) -> bool:
    """Put a verdict in the place of the stored one; the caller holds the learner's lock.

    Without `answer` the verdict is the same, and only what it was made with is noted. Where
    somebody else has corrected it already, nothing is written; says whether something was.
    """
    mine = verdicts.c.submission_id == stored.id
    row = (await c.execute(sa.select(verdicts).where(mine))).first()
    if row is None or row.content_hash == content:
        return False
    if answer is None:
        await c.execute(sa.update(verdicts).where(mine).values(content_hash=content))
        return True
    kept = ("submission_id", "learner_id", "status", "score", "max_score", "content_hash")
    old = {name: row._mapping[name] for name in (*kept, "verdict", "answer")}
    await c.execute(sa.insert(schema.replaced_verdicts).values(**old))
    review = await postgres_review.current(c, stored.id)
    told = counted(verdict, review)
    new = {
        "status": status_word(told, review),
        **await _evidence(c, row, told),
        "content_hash": content,
        "verdict": storable(verdict.to_json()),
        "answer": storable({**answer, **overlay(verdict, review)}),
    }
    await c.execute(sa.update(verdicts).where(mine).values(**new))
    await _replay(c, stored.learner, stored.id, bank, tuning)
    event = {
        "submission": str(stored.id),
        "problem": row.problem_id,
        "version": row.version,
        "before": {"status": row.status, "score": row.score},
        "after": {"status": told.status.value, "score": told.score},
    }
    values = {"learner_id": stored.learner, "kind": "regraded", "data": event}
    await c.execute(sa.insert(schema.events).values(**values))
    return True


async def _evidence(c: AsyncConnection, row: sa.Row[Any], told: Verdict) -> dict[str, Any]:
    """Return the columns of a verdict that say what counts; the replay says what was first."""
    counts, hinted = told.status.counts, None
    if counts:
        hinted = row.hinted if row.counted else await _was_hinted(c, row)
    return {
        "score": told.score,
        "max_score": told.max_score,
        "counted": counts,
        "solved": told.status is Status.PASSED if counts else None,
        "first_attempt": False if counts else None,
        "hinted": hinted,
    }


async def recount(
    c: AsyncConnection,
    learner: LearnerId,
    submission: UUID,
    told: Verdict,
    answer: Mapping[str, Any],
    bank: Bank,
    tuning: Tuning,
) -> None:
    """Have a person's points count; the caller holds the learner's lock. The tests' part stays."""
    mine = verdicts.c.submission_id == submission
    row = (await c.execute(sa.select(verdicts).where(mine))).one()
    values = {
        "status": told.status.value,
        **await _evidence(c, row, told),
        "answer": storable(dict(answer)),
    }
    await c.execute(sa.update(verdicts).where(mine).values(**values))
    await _replay(c, learner, submission, bank, tuning)
    event = {
        "submission": str(submission),
        "problem": row.problem_id,
        "version": row.version,
        "score": told.score,
        "max_score": told.max_score,
    }
    data = {"learner_id": learner, "kind": "reviewed", "data": event}
    await c.execute(sa.insert(schema.events).values(**data))


async def _was_hinted(c: AsyncConnection, row: sa.Row[Any]) -> bool:
    """Say whether a hint had been shown before a verdict that counted for nothing so far."""
    hints = schema.hints.c
    shown = sa.exists().where(
        hints.learner_id == row.learner_id,
        hints.problem_id == row.problem_id,
        hints.shown_at < row.decided_at,
    )
    return bool(await c.scalar(sa.select(shown)))


async def _replay(
    c: AsyncConnection, learner: LearnerId, submission: UUID, bank: Bank, tuning: Tuning
) -> None:
    """Make the learner's state anew; what is earned now is earned by `submission`."""
    record, at = await read_record(c, learner)
    rows = (await read_history(c, [learner]))[learner]
    cards = await read_cards(c, [learner])
    asked = record.state.placement.asked
    known = [past(row, cards, asked) for row in rows]
    state, meant = replay(record.state, known, top_bands(bank.cards), bank.graph, tuning)
    for row, told in zip(rows, meant, strict=True):
        if (values := changed(row, told)) is not None:
            await c.execute(sa.update(verdicts).where(verdicts.c.seq == row.seq).values(**values))
    await write_state(c, learner, record.state, state)
    new = earned(record.state, state, bank.graph, bank.cards, record.achievements, at)
    await write_achievements(c, learner, submission, new, at)


async def note_job(c: AsyncConnection, subject: str, counts: Mapping[str, int]) -> None:
    """Leave a trace of a run of `mastery regrade`."""
    row = {"actor": "operator", "action": "regrade", "subject": subject, "details": dict(counts)}
    await c.execute(sa.insert(schema.audit).values(**row))


async def corrections(c: AsyncConnection, learner: LearnerId) -> Sequence[CorrectedVerdict]:
    """Return verdicts of a learner that were corrected in the last four weeks, newest first."""
    table = schema.replaced_verdicts
    month = sa.func.clock_timestamp() - sa.func.make_interval(0, 0, 4)
    told = (
        sa.select(
            table.c.submission_id,
            verdicts.c.problem_id,
            table.c.score.label("before"),
            verdicts.c.status,
            verdicts.c.score,
            verdicts.c.max_score,
            table.c.replaced_at,
        )
        .join(verdicts, verdicts.c.submission_id == table.c.submission_id)
        .where(table.c.learner_id == learner, table.c.replaced_at > month)
        .order_by(table.c.seq)
    )
    newest = {row.submission_id: row for row in await c.execute(told)}
    found = [
        CorrectedVerdict(
            problem_id=ProblemId(row.problem_id),
            before=row.before,
            status=row.status,
            score=row.score,
            max_score=row.max_score,
            at=row.replaced_at,
        )
        for row in newest.values()
    ]
    return sorted(found, key=lambda x: x.at, reverse=True)
