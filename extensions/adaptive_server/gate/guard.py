"""Keeps what an author's tests do to the process that runs them from reaching the next notebook.

Tests run beside the gate. One that ends the process would end the check as if all were well, one
that doubles it would go on with the check twice, or without end, and one that changes a built-in
function, or leaves a thread at work, would spoil what is said of others.
"""

from __future__ import annotations

import builtins
import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from .outcome import BrokenTests

_CELL = "<test "
_GRACE_SECONDS = 1.0
_REFUSED = ("_exit", "fork", "forkpty")
"""Functions of `os` that no test needs and the gate's process does not survive."""


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Run tests in the block.

    Raises:
        BrokenTests: They changed built-in names, which are as before again, left a thread at work,
            or raised what means Ctrl-C.
    """
    before, own = dict(vars(builtins)), {name: getattr(os, name) for name in _REFUSED}
    threads = set(threading.enumerate())
    for name in _REFUSED:
        setattr(os, name, _refusal(name))
    try:
        yield
    except KeyboardInterrupt as error:
        if not _of_a_test(error):
            raise
        raise BrokenTests("a test raises KeyboardInterrupt") from None
    finally:
        for name, function in own.items():
            setattr(os, name, function)
        changed = _put_back(before)
    if changed:
        raise BrokenTests(f"a test changes the built-in {', '.join(changed[:3])}")
    if any(_works_on(thread) for thread in set(threading.enumerate()) - threads):
        raise BrokenTests("a test leaves a thread that still runs; let it end and join it")


def _put_back(before: dict[str, Any]) -> list[str]:
    """Restore the built-in names; return those that were not as before."""
    now = vars(builtins)
    changed = [k for k in {**before, **now} if now.get(k) is not before.get(k) and k != "_"]
    if changed:
        now.clear()
        now.update(before)
    return changed


def _works_on(thread: threading.Thread) -> bool:
    thread.join(_GRACE_SECONDS)
    return thread.is_alive()


def _refusal(name: str) -> Callable[..., NoReturn]:
    def refused(*status: int) -> NoReturn:
        raise SystemExit(f"os.{name}({', '.join(map(str, status))})")

    return refused


def _of_a_test(error: BaseException) -> bool:
    """Say whether an exception was raised by a test cell itself, not by a signal meanwhile."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return at is not None and at.tb_frame.f_code.co_filename.startswith(_CELL)
