"""Keeps what an author's tests do to the process that runs them from reaching the next notebook.

Tests run beside the gate. One that ends the process would end the check as if all were well, and
one that changes a built-in function would spoil what is said of others.
"""

from __future__ import annotations

import builtins
import contextlib
import os
from collections.abc import Iterator
from typing import Any, NoReturn

from .outcome import BrokenTests

_CELL = "<test "


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Run tests in the block.

    Raises:
        BrokenTests: They changed built-in names, which are as before again, or raised what means
            Ctrl-C.
    """
    before, leave = dict(vars(builtins)), os._exit
    os._exit = _stay
    try:
        yield
    except KeyboardInterrupt as error:
        if not _of_a_test(error):
            raise
        raise BrokenTests("a test raises KeyboardInterrupt") from None
    finally:
        os._exit = leave
        changed = _put_back(before)
    if changed:
        raise BrokenTests(f"a test changes the built-in {', '.join(changed[:3])}")


def _put_back(before: dict[str, Any]) -> list[str]:
    """Restore the built-in names; return those that were not as before."""
    now = vars(builtins)
    changed = [k for k in {**before, **now} if now.get(k) is not before.get(k) and k != "_"]
    if changed:
        now.clear()
        now.update(before)
    return changed


def _stay(status: int) -> NoReturn:
    raise SystemExit(f"os._exit({status})")


def _of_a_test(error: BaseException) -> bool:
    """Say whether an exception was raised by a test cell itself, not by a signal meanwhile."""
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    return at is not None and at.tb_frame.f_code.co_filename.startswith(_CELL)
