"""The course as learners get it: the problems of its folder, and those published in JupyterLab.

Of one problem the highest version counts; where both have the same number, the published one, since
learners have it. Whoever writes holds the curriculum's lock and has seen all that others published.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from ..author_port import Item, Published
from ..core.problem import ProblemId
from ..core.skills import SkillGraph
from ..errors import BadRequest, DatabaseAway
from ..ports import LearnerId
from ..problems.authored import AuthoredProblem
from ..problems.bank import Bank, Problem
from ..problems.curriculum_error import CurriculumError
from ..problems.format import parse_bytes
from . import schema
from .postgres_curriculum import hold, sync
from .postgres_database import Database
from .postgres_items import read_items
from .problem_notebooks import arranged, family, notebook_of, usable

log = structlog.get_logger()

SYNC_S = 90.0
TRIES = 5
_table = schema.published_problems


@dataclass(frozen=True, slots=True)
class _Draft:
    """A notebook that is to become a version."""

    problem: AuthoredProblem
    data: dict[str, Any]
    hash: str

    def as_version(self, number: int) -> tuple[str, tuple[Problem, ...]]:
        """Return notebook and problem with a version's number in them, and what is made from it."""
        text = _text(self.data, number)
        digest = hashlib.sha256(text.encode()).hexdigest()
        return text, family(replace(self.problem, version=number, content_hash=digest))


class PostgresCourse:
    """Fulfils `author_port.CourseStore`.

    Args:
        database: Where problems are published.
        files: The bank of the course's folder.
        folder: Where that is, or None where its notebooks cannot be read again.
    """

    def __init__(self, database: Database, files: Bank, folder: Path | None = None) -> None:
        self._database, self._files, self._folder = database, files, folder
        self._known: dict[int, tuple[Problem, ...]] = {}
        self._seen = 0
        self.bank = files

    async def changed(self) -> bool:
        """Say whether somebody has published something that `bank` does not hold yet."""
        return await self._database.transact(_newest) != self._seen

    async def load(self) -> Bank:
        """Take over what has been published since."""

        async def rows(c: AsyncConnection) -> Sequence[Any]:
            unknown = sa.select(_table).where(_table.c.seq > self._seen).order_by(_table.c.seq)
            return (await c.execute(unknown)).all()

        found = await self._database.transact(rows)
        for row in found:
            self._known[row.seq] = await asyncio.to_thread(_stored, row, self._files.graph)
        if found:
            self._seen = max(self._seen, found[-1].seq)
            self.bank = self._with(())
        return self.bank

    async def sync(self) -> Bank:
        """Make the database mirror the course; to be called once at start.

        Raises:
            DatabaseAway: Others publish all the time.
        """
        for _ in range(TRIES):
            bank = await self.load()

            async def work(c: AsyncConnection, bank: Bank = bank) -> bool:
                await hold(c)
                if await _newest(c) != self._seen:
                    return False
                await sync(c, bank)
                return True

            if await self._database.transact(work, within_s=SYNC_S):
                return bank
        raise DatabaseAway

    async def publish(self, notebook: str, author: LearnerId) -> Published:
        """Store a notebook as the next version of its problem.

        Raises:
            BadRequest: It cannot be read as a problem of this course.
            DatabaseAway: Others publish all the time.
        """
        draft = await asyncio.to_thread(_draft, notebook, self._files.graph)
        for _ in range(TRIES):
            await self.load()

            async def work(c: AsyncConnection) -> Published | None:
                await hold(c)
                if await _newest(c) != self._seen:
                    return None
                return await self._publish(c, draft, author)

            published = await self._database.transact(work, within_s=SYNC_S)
            if published:
                await self.load()
                return published
        raise DatabaseAway

    async def versions(self, problem_id: ProblemId) -> Sequence[int]:
        """Return the versions of a problem that this course has had, in order."""
        return await self._database.transact(lambda c: _versions(c, problem_id))

    async def notebook(self, problem_id: ProblemId, version: int) -> str | None:
        """Return the notebook of a version that learners get, or None where it is not kept."""
        mine = (_table.c.problem_id == problem_id) & (_table.c.version == version)
        told = sa.select(_table.c.notebook).where(mine)
        kept = await self._database.transact(lambda c: c.scalar(told))
        if kept is not None or self._folder is None:
            return kept
        return await asyncio.to_thread(notebook_of, self._folder, problem_id)

    async def with_draft(self, notebook: str, bank: Bank) -> tuple[ProblemId, Bank]:
        """Return a problem's id, and a bank with it in the place of its published version.

        Raises:
            BadRequest: It cannot be read as a problem of this course.
        """

        def placed() -> tuple[ProblemId, Bank]:
            draft = _draft(notebook, self._files.graph)
            name = draft.problem.id
            others = [p for i, p in bank.problems.items() if name not in (i, p.card.parent)]
            made = family(draft.problem)
            return name, arranged(bank.graph, [*others, *made], bank.lessons)

        return await asyncio.to_thread(placed)

    async def items(self) -> Sequence[Item]:
        """Return what answers say of the course's problems."""
        return await self._database.transact(read_items)

    async def _publish(
        self, c: AsyncConnection, draft: _Draft, author: LearnerId
    ) -> Published | None:
        name = draft.problem.id
        last = sa.select(_table).where(_table.c.problem_id == name)
        newest = (await c.execute(last.order_by(_table.c.seq.desc()).limit(1))).one_or_none()
        current = self.bank.problems.get(name)
        there = (newest.draft_hash, newest.version) if newest else None
        if current and there == (draft.hash, current.card.version):
            return Published(name, current.card.version, new=False)
        version = max(await _versions(c, name), default=0) + 1
        text, made = draft.as_version(version)
        await sync(c, self._with(made))
        row = {"problem_id": name, "version": version, "notebook": text, "draft_hash": draft.hash}
        await c.execute(sa.insert(_table).values(**row))
        details = {
            "content_hash": made[0].content_hash,
            "replaces": current.card.version if current else None,
        }
        entry = {"actor": str(author), "action": "problem_published"}
        entry |= {"subject": f"{name}/{version}"}
        await c.execute(sa.insert(schema.audit).values(**entry, details=details))
        return Published(name, version, new=True)

    def _with(self, more: tuple[Problem, ...]) -> Bank:
        """Return the bank with everything published, and one family more."""
        problems = dict(self._files.problems)
        for made in (*(self._known[seq] for seq in sorted(self._known)), more):
            if not made:
                continue
            name, version = made[0].card.id, made[0].card.version
            there = problems.get(name)
            if there is None or there.card.version <= version:
                problems = {i: p for i, p in problems.items() if p.card.parent != name}
                problems |= {p.card.id: p for p in made}
        bank = arranged(self._files.graph, problems.values(), self._files.lessons)
        return replace(self._files, graph=bank.graph, problems=bank.problems)


async def _newest(c: AsyncConnection) -> int:
    return await c.scalar(sa.select(sa.func.coalesce(sa.func.max(_table.c.seq), 0))) or 0


async def _versions(c: AsyncConnection, problem_id: ProblemId) -> Sequence[int]:
    table = schema.problem_versions.c
    told = sa.select(table.version).where(table.problem_id == problem_id)
    return list(await c.scalars(told.order_by(table.version)))


def _stored(row: Any, graph: SkillGraph) -> tuple[Problem, ...]:
    """Return a published problem and what is made from it; an unreadable one is not fatal."""
    try:
        parsed = parse_bytes(row.notebook.encode(), row.problem_id)
        return family(usable(parsed, graph, row.problem_id))
    except CurriculumError as error:
        log.error("published_problem_unusable", version=row.version, reason=str(error))
        return ()


def _draft(notebook: str, graph: SkillGraph) -> _Draft:
    try:
        problem = usable(parse_bytes(notebook.encode(), "this notebook"), graph, "this notebook")
    except CurriculumError as error:
        raise BadRequest(str(error)) from None
    data: dict[str, Any] = json.loads(notebook)
    return _Draft(problem, data, hashlib.sha256(_text(data, 0).encode()).hexdigest())


def _text(data: dict[str, Any], version: int) -> str:
    """Return the notebook with a version in it, written as JupyterLab writes files."""
    ours = data["metadata"]["pythonmastery"] | {"version": version}
    whole = data | {"metadata": data["metadata"] | {"pythonmastery": ours}}
    return json.dumps(whole, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
