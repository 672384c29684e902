"""Leaves what a library does unwatched: a trace function makes every instruction of it slower.

A call of a library for data is thousands of calls of its functions. Python tells nobody when one
is over, but CPython forgets the frame's names then: what was put there is gone, and says so.
"""

from __future__ import annotations

import contextlib
import inspect
import sys
from collections.abc import Callable
from types import CodeType, FrameType, FunctionType

_PLAIN = inspect.CO_OPTIMIZED | inspect.CO_NEWLOCALS
_LATER = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_AT_ONCE = ("<listcomp>", "<setcomp>", "<dictcomp>")
_NAME = "<over>"
_LOOKING = frozenset({"locals", "vars", "dir", "eval", "exec"})
"""Who calls one of these may see our name among their own and hand it on."""
PATIENCE = 300
"""So many calls are nothing to save time on."""
AGAIN = 2_000
"""Calls until the next look, after one that found nothing to pass over."""


class Over:
    """Calls back when nobody holds it any more."""

    __slots__ = ("_then",)

    def __init__(self, then: Callable[[], None]) -> None:
        self._then = then

    def __del__(self) -> None:
        self._then()


def _forgets_at_once() -> bool:
    """Try whether this Python forgets a frame's names just when its call is over.

    No rule of the language says so. CPython does it; where another version or build keeps them
    longer, a trace would end too early, so there nothing is passed over.
    """
    heard: list[str] = []

    def called(fails: bool) -> None:
        sys._getframe().f_locals[_NAME] = Over(lambda: heard.append("over"))
        heard.append("within")
        if fails:
            raise ValueError

    for fails in (False, True):
        with contextlib.suppress(ValueError):
            called(fails)
        heard.append("after")
    returned, raised = heard[:3], heard[3:]
    return returned == ["within", "over", "after"] and "over" in raised[1:]


FORGETS_AT_ONCE = _forgets_at_once()
"""Of the Python that runs this; else every call is watched, which is slower and tells the same."""


class LibraryCalls:
    """Counts calls of functions that are not the learner's and says which of them to pass over.

    Args:
        is_own: Says of code whether it is the learner's.
        patience: So many calls are nothing to save time on.
    """

    def __init__(self, is_own: Callable[[CodeType], bool], patience: int = PATIENCE) -> None:
        self._is_own, self._patience = is_own, patience
        self._calls = 0
        self._heard: dict[CodeType, bool] = {}

    def passed_over(self, frame: FrameType, then: Callable[[], None]) -> bool:
        """Say whether nothing of the learner's can run until `then` is called.

        Args:
            frame: That of a function of a library, which is just being called.
            then: Is called when the call that the learner's code has made is over; after an
                exception, when nobody holds its traceback any more.
        """
        self._calls += 1
        if self._calls <= self._patience or not FORGETS_AT_ONCE:
            return False
        passed = self._begun(frame, then)
        if not passed:  # looking again at each of thousands of calls would cost more than it saves
            self._calls = -AGAIN
        return passed

    def _begun(self, frame: FrameType, then: Callable[[], None]) -> bool:
        outermost, caller = frame, frame.f_back
        while caller is not None and not self._is_own(caller.f_code):
            outermost, caller = caller, caller.f_back
        code = outermost.f_code
        if caller is None or code.co_flags & _PLAIN != _PLAIN or code.co_flags & _LATER:
            return False
        if not _LOOKING.isdisjoint(code.co_names):
            return False
        if self._may_call_back(caller) or self._may_catch(caller):
            return False
        outermost.f_locals[_NAME] = Over(then)
        return True

    def _may_catch(self, caller: FrameType) -> bool:
        """Say whether the learner's code may go on after an exception, whose traceback it holds."""
        at: FrameType | None = caller
        while at is not None:
            if at.f_code.co_exceptiontable and self._is_own(at.f_code):
                return True
            at = at.f_back
        return False

    def _may_call_back(self, caller: FrameType) -> bool:
        """Say whether the learner's code may have handed over a function of its own."""
        code = caller.f_code
        if code not in self._heard:
            made = (c for c in code.co_consts if isinstance(c, CodeType))
            known = (caller.f_globals.get(name) for name in code.co_names)
            self._heard[code] = any(c.co_name not in _AT_ONCE for c in made) or any(
                _is_made_of(k, self._is_own) for k in known
            )
        return self._heard[code]


def _is_made_of(value: object, is_own: Callable[[CodeType], bool]) -> bool:
    """Say whether a value is a function of the learner's, or a class made where their code runs."""
    if isinstance(value, type):
        return value.__module__ == "__main__"
    return isinstance(value, FunctionType) and is_own(value.__code__)
