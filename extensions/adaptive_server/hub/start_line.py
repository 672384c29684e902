"""The line in which starts of learners' servers wait, as plain bookkeeping without a clock.

Servers that start together share the processors, and none is ready before nearly all are. So only
a few start at a time, and the rest wait in the order in which they came.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """One start's claim.

    Attributes:
        number: Lower ones go first; no two tickets of a line share one.
        name: Whose server it is.
    """

    number: int
    name: str


class StartLine:
    """Which starts are under way, and which wait for a slot.

    Args:
        slots: How many servers may start at the same time, at least 1.
        earlier: Names in the order of a line that was lost. Whoever of them joins again goes
            before everybody who is new.
    """

    def __init__(self, slots: int, earlier: Iterable[str] = ()) -> None:
        self._slots = slots
        self._earlier = {name: number for number, name in enumerate(dict.fromkeys(earlier))}
        self._next = len(self._earlier)
        self._starting: set[Ticket] = set()
        self._waiting: list[Ticket] = []  # by number

    def join(self, name: str) -> Ticket:
        """Put a start at the end of the line, or where it was in the earlier one."""
        number = self._earlier.pop(name, self._next)
        self._next += number == self._next
        ticket = Ticket(number, name)
        insort(self._waiting, ticket)
        return ticket

    def call(self) -> list[Ticket]:
        """Give the free slots to those in front; return who got one."""
        free = max(0, self._slots - len(self._starting))
        called, self._waiting = self._waiting[:free], self._waiting[free:]
        self._starting.update(called)
        return called

    def leave(self, ticket: Ticket) -> None:
        """Take a start out, whether it waits or is under way; nothing if it is out already."""
        self._starting.discard(ticket)
        if place := self.place(ticket):
            del self._waiting[place - 1]

    def place(self, ticket: Ticket) -> int:
        """Return the place in the line, 1 for the next; 0 if the ticket does not wait."""
        at = bisect_left(self._waiting, ticket)
        return at + 1 if self._waiting[at : at + 1] == [ticket] else 0

    def forget_earlier(self) -> None:
        """Have those of the earlier line who did not come back begin anew."""
        self._earlier.clear()

    def names(self) -> list[str]:
        """Return everybody's name in order: under way, waiting, or not back yet."""
        absent = (Ticket(number, name) for name, number in self._earlier.items())
        return [ticket.name for ticket in sorted([*absent, *self._starting, *self._waiting])]
