"""What all spawners share: a start waits for its slot, and its page says how long the line is.

The waiting is before `start`, so it is in none of JupyterHub's time limits: `start_timeout` counts
`start` alone, `http_timeout` what comes after it.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any, ClassVar

from jupyterhub.utils import maybe_future
from traitlets import HasTraits

from .not_started import NotStarted
from .settings import HubSettings, SpawnerKind
from .start_line import Ticket
from .waiting_room import Left, WaitingRoom

TELL_EVERY_S = 3.0
PERCENT = 5
PER_PROCESSOR = 2
# Where other machines start the servers, the number of the hub's own processors says nothing.
ELSEWHERE = 16


class Waiting(HasTraits):
    """Stands before a spawner's class in the bases; without a room nobody waits."""

    room: ClassVar[WaitingRoom | None] = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._ticket: Ticket | None = None
        self._joined = asyncio.Event()

    async def run_pre_spawn_hook(self) -> None:
        """Wait for a slot, which the end of this start frees, whatever the end is.

        Raises:
            NotStarted: The learner left while waiting.
        """
        if room := self.room:
            ticket = self._ticket = room.join(self._log_name)  # type: ignore[attr-defined]
            self._spawn_future.add_done_callback(  # type: ignore[attr-defined]
                lambda start: room.leave(ticket, keep=start.cancelled())
            )
            self._joined.set()
            try:
                await room.slot(ticket)
            except Left:
                raise NotStarted(
                    "Nobody had this page open any more, so the next in line went on. Your files"
                    " are kept. Start again whenever you like.",
                    reason="left",
                ) from None
        await maybe_future(super().run_pre_spawn_hook())  # type: ignore[misc]

    async def progress(self) -> AsyncGenerator[dict[str, Any], None]:
        """Yield the place in the line while there is one, then what the spawner itself tells."""
        if self.room:
            await self._joined.wait()
            assert self._ticket
            async with aclosing(_places(self.room, self._ticket)) as places:
                async for event in places:
                    yield event
        async with aclosing(super().progress()) as steps:  # type: ignore[misc]
            async for event in steps:
                yield event


async def _places(room: WaitingRoom, ticket: Ticket) -> AsyncGenerator[dict[str, Any], None]:
    """Yield a word when the place changes; between, what shows whether a page is there at all."""
    told = 0
    with room.watched(ticket):
        while place := room.place(ticket):
            news = {} if place == told else {"place": place, "message": words(place)}
            yield {"progress": PERCENT, **news}
            told = place
            await room.wait_for_news(ticket, TELL_EVERY_S)


def words(place: int) -> str:
    """Say somebody's place in the line."""
    where = "You are next" if place == 1 else f"You are number {place} in line"
    return f"Many people are starting right now, so it goes in turn. {where}."


def configure(c: Any, settings: HubSettings) -> None:
    """Open the room.

    Args:
        c: JupyterHub's configuration.
        settings: The hub's settings.
    """
    file = settings.data_path / "hub" / "line.json"
    Waiting.room = WaitingRoom(slots(settings), file)
    # Beyond its limit, 100 if nothing is said, the hub refuses; here the line is the limit.
    c.JupyterHub.concurrent_spawn_limit = 0


def slots(settings: HubSettings) -> int:
    """Return how many servers may start at the same time."""
    if settings.starts_at_once:
        return settings.starts_at_once
    if settings.spawner in (SpawnerKind.SWARM, SpawnerKind.KUBERNETES):
        return ELSEWHERE
    return PER_PROCESSOR * len(os.sched_getaffinity(0))
