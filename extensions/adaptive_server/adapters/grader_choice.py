"""Chooses where learner code runs: the strongest walls that this machine has.

With `auto`, in this order: the sandbox, a container, and, in local mode only, no walls at all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from grader.pool import Mode

AUTO = "auto"


class Startable(Protocol):
    """What the choice asks of a pool; `grader.pool.GraderPool` fulfils it."""

    async def start(self) -> None:
        """Start, and find out whether the mode is possible."""
        ...

    def describe(self) -> tuple[str, str]:
        """Return the mode, `unavailable` where it is not possible, and a sentence about it."""
        ...


P = TypeVar("P", bound=Startable)


@dataclass(frozen=True, slots=True)
class Choice(Generic[P]):
    """A pool, and why nothing stronger was taken.

    Attributes:
        note: For the log; empty when all is as it should be.
    """

    pool: P
    note: str


async def choose_pool(
    wanted: str,
    make: Callable[[Mode], P],
    *,
    missing_for_containers: Callable[[], Awaitable[str]],
    local: bool,
    socket: bool = False,
) -> Choice[P]:
    """Start the pool that is wanted or, with `auto`, the strongest that is possible.

    Args:
        wanted: `auto` or a mode; a mode is never replaced by another.
        make: Makes a pool that is not started.
        missing_for_containers: Says what containers lack; empty when nothing.
        local: One person's own machine, where no walls are better than no answers.
        socket: The pool's workers come from a grader at a socket, whose walls are its own; `auto`
            is `sandbox` there.

    Returns:
        A started pool, or one that is `unavailable` when nothing was possible.
    """
    notes = list[str]()
    for mode in [Mode.SANDBOX] if socket and wanted == AUTO else _modes(wanted, local=local):
        engine = mode is Mode.CONTAINER and not socket
        missing = await missing_for_containers() if engine else ""
        if missing:
            notes.append(f"{mode.value}: {missing}")
            continue
        pool = make(mode)
        await pool.start()
        found, note = pool.describe()
        if note:
            notes.append(f"{mode.value}: {note}")
        if found != Mode.UNAVAILABLE:
            return Choice(pool, "; ".join(notes))
    return Choice(make(Mode.UNAVAILABLE), "; ".join(notes))


def _modes(wanted: str, *, local: bool) -> list[Mode]:
    if wanted != AUTO:
        return [Mode(wanted)]
    return [Mode.SANDBOX, Mode.CONTAINER, *([Mode.UNPROTECTED] if local else [])]
