"""The loaded curriculum, mirrored into the database for references, views and grading again.

Rows are added, updated or retired; versions that learners worked on stay for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from ..core.skills import SkillGraph
from ..problems.bank import Bank, Problem
from . import schema

LOCK = 7_233_401_955_120_312

Row = dict[str, Any]


async def sync(c: AsyncConnection, bank: Bank) -> None:
    """Make the database mirror the bank; changes nothing where it does already."""
    await hold(c)
    await c.execute(sa.text("SET LOCAL statement_timeout = '60s'"))
    await _sync_places(c, bank.graph)
    await _sync_skills(c, bank.graph)
    await _sync_problems(c, bank)
    await _sync_versions(c, bank.problems.values())


async def hold(c: AsyncConnection) -> None:
    """Wait until nobody else changes the curriculum: replicas start together and all bring it."""
    await c.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


async def _sync_places(c: AsyncConnection, graph: SkillGraph) -> None:
    sections: list[Row] = []
    lessons: list[Row] = []
    for section in graph.sections:
        sections.append({"id": section.id, "title": section.title, "position": len(sections)})
        for lesson in section.lessons:
            row = {"id": lesson.id, "section_id": section.id, "title": lesson.title}
            lessons.append({**row, "position": len(lessons)})
    await _mirror(c, schema.sections, sections)
    await _mirror(c, schema.lessons, lessons)


async def _sync_skills(c: AsyncConnection, graph: SkillGraph) -> None:
    skills = [graph.skills[skill] for skill in graph.order()]
    rows = [
        {
            "id": skill.id,
            "lesson_id": skill.lesson,
            "name": skill.name,
            "objective": skill.objective,
            "band": skill.band,
            "core": skill.core,
            "position": position,
            "retired_at": None,
        }
        for position, skill in enumerate(skills)
    ]
    await _mirror(c, schema.skills, rows)
    await _retire(c, schema.skills, [skill.id for skill in skills])
    edges: dict[tuple[str, str], Row] = {
        (skill.id, needed): {} for skill in skills for needed in skill.prerequisites
    }
    await _sync_pairs(c, schema.skill_prerequisites, edges)


async def _sync_problems(c: AsyncConnection, bank: Bank) -> None:
    cards = bank.cards
    rows = [
        {
            "id": card.id,
            "version": card.version,
            "title": card.title,
            "kind": card.kind.value,
            "section": card.section,
            "lesson": card.lesson,
            "band": card.band,
            "position": position,
            "retired_at": None,
        }
        for position, card in enumerate(cards)
    ]
    await _mirror(c, schema.problems, rows)
    await _retire(c, schema.problems, [card.id for card in cards])
    skills: dict[tuple[str, str], Row] = {
        (card.id, skill): {"position": position}
        for card in cards
        for position, skill in enumerate(card.skills)
    }
    await _sync_pairs(c, schema.problem_skills, skills)


async def _sync_versions(c: AsyncConnection, problems: Iterable[Problem]) -> None:
    table = schema.problem_versions
    found = await c.execute(sa.select(table.c.problem_id, table.c.version, table.c.content_hash))
    stored = {(row.problem_id, row.version): row.content_hash for row in found}
    changed = [p for p in problems if stored.get((p.card.id, p.card.version)) != p.content_hash]
    rows = [
        {
            "problem_id": p.card.id,
            "version": p.card.version,
            "content_hash": p.content_hash,
            "card": asdict(p.card),
            "bundle": p.bundle.to_json(),
        }
        for p in changed
    ]
    await _upsert(c, table, rows)
    for p in changed:
        before = stored.get((p.card.id, p.card.version))
        if before is not None:
            await _note_rewritten(c, p, before)
    await _set_priors(c, changed)


async def _note_rewritten(c: AsyncConnection, problem: Problem, before: str) -> None:
    """Leave a trace of a version whose content changed under the same number."""
    row = {
        "actor": "service",
        "action": "problem_version_rewritten",
        "subject": f"{problem.card.id}/{problem.card.version}",
        "details": {"before": before, "after": problem.content_hash},
    }
    await c.execute(sa.insert(schema.audit).values(**row))


async def _set_priors(c: AsyncConnection, problems: list[Problem]) -> None:
    """Give items their author's difficulty, as long as no answers say more."""
    rows = [
        {
            "problem_id": p.card.id,
            "version": p.card.version,
            "prior_mean": p.card.difficulty,
            "difficulty_mean": p.card.difficulty,
            "difficulty_variance": p.card.variance,
        }
        for p in problems
    ]
    await _upsert(c, schema.item_state, rows, where=schema.item_state.c.answers == 0)


async def _mirror(c: AsyncConnection, table: sa.Table, rows: list[Row]) -> None:
    """Upsert the rows of plain values that the table does not hold: mostly none, at a start."""
    if not rows:
        return
    stored = {tuple(row) for row in await c.execute(sa.select(*(table.c[n] for n in rows[0])))}
    await _upsert(c, table, [row for row in rows if tuple(row.values()) not in stored])


async def _upsert(
    c: AsyncConnection,
    table: sa.Table,
    rows: list[Row],
    where: sa.ColumnElement[bool] | None = None,
) -> None:
    """Insert rows or make the stored ones equal; unchanged rows are not written."""
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    names = [name for name in rows[0] if name not in keys]
    differs = sa.or_(*(table.c[n].is_distinct_from(statement.excluded[n]) for n in names))
    upsert = statement.on_conflict_do_update(
        index_elements=keys,
        set_={name: statement.excluded[name] for name in names},
        where=differs if where is None else differs & where,
    )
    await c.execute(upsert, rows)


async def _retire(c: AsyncConnection, table: sa.Table, ids: list[str]) -> None:
    gone = table.c.retired_at.is_(None) & table.c.id.not_in(ids)
    await c.execute(sa.update(table).where(gone).values(retired_at=sa.func.now()))


async def _sync_pairs(
    c: AsyncConnection, table: sa.Table, wanted: Mapping[tuple[str, str], Row]
) -> None:
    """Make a table of pairs hold exactly the wanted ones."""
    first, second = table.primary_key.columns
    stored = {(row[0], row[1]) for row in await c.execute(sa.select(first, second))}
    for one, other in stored - wanted.keys():
        await c.execute(sa.delete(table).where(first == one, second == other))
    rows = [
        {first.name: a, second.name: b, **rest}
        for (a, b), rest in wanted.items()
        if rest or (a, b) not in stored
    ]
    if table is schema.problem_skills:
        await _mirror(c, table, rows)
    elif rows:
        await c.execute(insert(table).on_conflict_do_nothing(), rows)
