"""Where starts wait for their slot: the line with the hub's clock, and a file that outlasts it.

The file holds names and their order, nothing else. A hub that ends takes all its starts with it;
the learners' pages ask for them again as soon as the next hub answers, and get their place back.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .start_line import StartLine, Ticket

EARLIER_S = 600.0  # for which a place of before a restart is kept
LEFT_S = 60.0  # after which a page that was closed counts as left

log = logging.getLogger(__name__)


class Left(Exception):
    """Whoever waited closed the page, and nobody has opened it again."""


class WaitingRoom:
    """All starts of this hub.

    Args:
        slots: How many servers may start at the same time, at least 1.
        file: Where the order is kept over a restart of the hub.
        left_s: Seconds after which a waiting start whose page was closed is given up.
    """

    def __init__(self, slots: int, file: Path, left_s: float = LEFT_S) -> None:
        self._file, self._left_s = file, left_s
        earlier = _read(file)
        self._line = StartLine(slots, earlier)
        self._forgets = not earlier
        self._called: dict[Ticket, asyncio.Future[None]] = {}
        self._watchers: Counter[Ticket] = Counter()

    def join(self, name: str) -> Ticket:
        """Get in line; needs a running event loop."""
        loop = asyncio.get_running_loop()
        if not self._forgets:
            self._forgets = True
            loop.call_later(EARLIER_S, self._line.forget_earlier)
        ticket = self._line.join(name)
        self._called[ticket] = loop.create_future()
        self._call()
        self._keep()
        return ticket

    async def slot(self, ticket: Ticket) -> None:
        """Wait until the start may begin.

        Raises:
            Left: Its page was closed while it waited.
        """
        await self._called[ticket]

    def leave(self, ticket: Ticket, *, keep: bool = False) -> None:
        """Free what a start holds.

        Args:
            ticket: Of the start.
            keep: Whether the file stays as it is. A hub that ends cancels its starts one by one,
                and they are to be in it; what a learner cancelled is gone with the next change.
        """
        self._line.leave(ticket)
        self._called.pop(ticket, None)
        self._call()
        if not keep:
            self._keep()

    def place(self, ticket: Ticket) -> int:
        """Return the place in the line, 1 for the next; 0 if the ticket does not wait."""
        return self._line.place(ticket)

    async def wait_for_news(self, ticket: Ticket, most_s: float) -> None:
        """Return when the start is called, at the latest after so many seconds."""
        if called := self._called.get(ticket):
            await asyncio.wait([called], timeout=most_s)

    @contextmanager
    def watched(self, ticket: Ticket) -> Iterator[None]:
        """Count a page that shows the line; a start without one after the last goes."""
        self._watchers[ticket] += 1
        try:
            yield
        finally:
            self._watchers[ticket] -= 1
            if not self._watchers[ticket]:
                del self._watchers[ticket]
                if self.place(ticket):
                    asyncio.get_running_loop().call_later(self._left_s, self._give_up, ticket)

    def _give_up(self, ticket: Ticket) -> None:
        if self._watchers[ticket] or not self.place(ticket) or self._called[ticket].done():
            return
        self._called[ticket].set_exception(Left())

    def _call(self) -> None:
        for ticket in self._line.call():
            if not self._called[ticket].done():
                self._called[ticket].set_result(None)

    def _keep(self) -> None:
        fresh = self._file.with_suffix(".new")
        try:
            fresh.write_text(json.dumps(self._line.names()))
            os.replace(fresh, self._file)
        except OSError as error:
            log.warning("%s cannot be written, so a restart loses the order: %s", fresh, error)


def _read(file: Path) -> list[str]:
    """Return the names; none if the file is missing or damaged: only their order is lost."""
    with suppress(OSError, ValueError):
        found = json.loads(file.read_text())
        if isinstance(found, list):
            return [name for name in found if isinstance(name, str)]
    return []
