"""What answers say of the problems of the course: first tries, difficulty, discrimination."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from ..author_port import Item
from ..core.problem import ProblemId
from . import schema


async def read_items(c: AsyncConnection) -> Sequence[Item]:
    """Return the current versions: those that want a look first, then the most answered."""
    problems, items = schema.problems.c, schema.item_state.c
    both = (problems.id == items.problem_id) & (problems.version == items.version)
    told = (
        sa.select(problems.title, *items)
        .select_from(schema.problems.join(schema.item_state, both))
        .where(problems.retired_at.is_(None))
        .order_by(items.flag == "", items.answers.desc(), problems.position)
    )
    return [
        Item(
            problem_id=ProblemId(row.problem_id),
            version=row.version,
            title=row.title,
            answers=row.answers,
            wins=row.wins,
            difficulty=row.difficulty_mean,
            difficulty_sd=row.difficulty_variance**0.5,
            discrimination=row.discrimination_mean,
            flag=row.flag,
        )
        for row in await c.execute(told)
    ]
