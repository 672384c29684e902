"""Helps in PostgreSQL, what their learners do next, and what an operator reads of it."""

from __future__ import annotations

import asyncio
import os
import random
from datetime import UTC, datetime

from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.problem import ProblemId
from adaptive_server.core.styles import Drawn, Style, chances
from adaptive_server.help_port import HelpEvent
from adaptive_server.ports import HintShown, LearnerId, Person
from support.postgres_bank import LAST, LOOPS, SOURCE, SUM, step, verdict

from grader.verdict import Status

HELD = Drawn(held_out=True)


async def try_it(
    store: PostgresStore, learner: LearnerId, problem: ProblemId, *, passed: bool
) -> None:
    handed, _ = await store.hand_in(learner, problem, 1, SOURCE, None, 60)
    status = Status.PASSED if passed else Status.FAILED
    await store.settle(handed, verdict(status, score=float(passed)), step(problem, passed=passed))


async def helped(
    store: PostgresStore, person: Person, drawn: Drawn, *, unaided: bool, tokens: int = 7
) -> LearnerId:
    """A learner is helped on one problem and then tries the next one of its skill."""
    learner = await shown(store, person, drawn, tokens=tokens)
    await try_it(store, learner, LAST, passed=unaided)
    return learner


async def held_and_drawn(store: PostgresStore) -> None:
    """A course in which styles help: 10 of 40 held out learners go on unaided, 60 of 80 others."""
    for n in range(40):
        await helped(store, Person(f"held-{n}"), HELD, unaided=n % 4 == 0)
    for n in range(80):
        await helped(store, Person(f"drawn-{n}"), drawn_by(n), unaided=n % 4 > 0)


async def shown(
    store: PostgresStore, person: Person, drawn: Drawn, *, tokens: int = 7
) -> LearnerId:
    """A learner is helped on one problem."""
    learner = await store.learner(person)
    known = await store.tutored(learner, SUM, 5, lambda: drawn)
    event = HelpEvent(
        "hint", 1, known.drawn.style, "gemini", "m", "9", tokens, tokens, 5.0, "passed"
    )
    hint = HintShown(SUM, 1, datetime.now(UTC), "Look.")
    await store.show_hint(learner, SUM, 1, hint, "gemini", event)
    return learner


def drawn_by(n: int) -> Drawn:
    """A style as the first draw of a skill gives it: each as likely."""
    style = random.Random(n).choice(list(Style))
    return Drawn(style, chances(LOOPS, {})[style])


async def printed(database_url: str, *command: str) -> str:
    """Return what `mastery` prints for an operator."""
    done = await asyncio.create_subprocess_exec(
        "mastery",
        *command,
        stdout=asyncio.subprocess.PIPE,
        env={"MASTERY_DATABASE_URL": database_url, "PATH": os.environ["PATH"], "COLUMNS": "200"},
    )
    said, _ = await done.communicate()
    assert done.returncode == 0
    return said.decode()
