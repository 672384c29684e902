"""Notes which lines of the learner's cells run and what they change. Runs in their process.

All of it is the learner's text in the end; the judge checks types and lengths again.
"""

from __future__ import annotations

import contextlib
import reprlib
import sys
import traceback
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from inspect import CO_OPTIMIZED
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, NamedTuple

from grader.comprehensions import comprehension_names
from grader.library_calls import PATIENCE, LibraryCalls

FIRST, LAST = 12, 8
MOST_EVENTS = 4_000
MOST_NAMES = 12
SHOWING = ("__repr__", "__str__", "__format__")
CELL_PREFIX = "<cell "
PLAIN = (int, float, complex, bool, type(None), range, bytes)
LASTING = frozenset({*PLAIN, str})
"""Types whose objects stay as they are: the text of the same object is the same."""
COMPARED = frozenset({int, bool, type(None)})
"""Types of which equal values have equal texts, so that no text is made to compare them."""
BRIEF = 10**12
"""A whole number below it is short."""
FEW_SIGNS = 14
"""A text of so few characters is short, however it is written."""


class Pending(NamedTuple):
    """A value whose text is made when it is wanted."""

    value: Any


Text = str | Pending
Seen = dict[str, tuple[Any, Text]]
"""Name -> the object where its type is lasting, else None; and its text."""
NEW: tuple[Any, Text] = (None, "")
NOWHERE: tuple[int, Seen] = (0, {})


class Stopped(BaseException):
    """The run is longer than anybody wants to look at; no `except Exception` may hide it."""


class _Repr(reprlib.Repr):
    """Short texts of values; a learner's own `__repr__` is not asked."""

    def repr_instance(self, x: Any, level: int) -> str:
        """Return the text of any other value."""
        return repr(x)[:80] if type(x) in PLAIN else f"<{type(x).__name__[:40]}>"


_short = _Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60
MOST_PARTS = 6
_short.maxlist = _short.maxtuple = _short.maxset = _short.maxdict = MOST_PARTS
_short.maxlevel = 3


class Tracer:
    """Watches operations one after the other; keeps the newest in which a learner's line ran."""

    def __init__(self, patience: int = PATIENCE) -> None:
        self._first: list[Any] = []
        self._last: deque[Any] = deque(maxlen=LAST)
        self._covered: set[tuple[str, int]] = set()
        self._kept: list[Any] = [[], [], False]
        self._depth = self._events = self._steps = 0
        self._frames: dict[int, tuple[int, Seen]] = {}
        self._raising: set[int] = set()
        self._libraries = LibraryCalls(is_cell, patience)

    def told(self) -> list[Any]:
        """Return `[steps, covered lines, whether steps are left out]` of the newest run."""
        return self._kept

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watch one operation; one within another belongs to it."""
        if self._depth == 0:
            self._begin()
        self._depth += 1
        sys.settrace(self._enter)
        try:
            yield
        except Exception as error:
            self._note_unseen(error)
            raise
        finally:
            self._depth -= 1
            if self._depth == 0:
                sys.settrace(None)
                self._end()

    def _resume(self) -> None:
        if self._depth:
            sys.settrace(self._enter)

    def _note_unseen(self, error: Exception) -> None:
        """Note the functions that an exception of a library left while it was passed over."""
        left = list(traceback.walk_tb(error.__traceback__))
        for frame, line in reversed(left):
            if self._frames.pop(id(frame), None) is not None:
                self._note(frame, line, {}, raised=True)

    def _begin(self) -> None:
        self._first, self._covered, self._events, self._steps = [], set(), 0, 0
        self._last.clear()
        self._frames.clear()
        self._raising.clear()

    def _end(self) -> None:
        if self._covered:
            covered = [list(place) for place in sorted(self._covered)]
            left_out = self._steps > FIRST + LAST
            self._kept = [[*map(_read, (*self._first, *self._last))], covered, left_out]

    def _enter(self, frame: FrameType, event: str, arg: Any) -> Any:
        code = frame.f_code
        file = code.co_filename
        # First of all and cheaply: one call of a library is thousands of calls of its functions.
        if file[:1] != "<" or not file.startswith(CELL_PREFIX):
            if self._libraries.passed_over(frame, self._resume):
                sys.settrace(None)
            return None
        name = code.co_name
        if name in SHOWING:
            return None
        if name.startswith("<") and name != "<module>":
            return self._cover  # a comprehension belongs to its line
        seen = _values(frame, {})
        self._frames[id(frame)] = (0, seen)
        goes_on = frame.f_lineno != code.co_firstlineno  # of a generator, behind its `yield`
        if seen and name != "<module>" and not goes_on:
            self._note(frame, code.co_firstlineno, _texts(seen), entered=True)
        return self._line

    def _cover(self, frame: FrameType, event: str, arg: Any) -> Any:
        self._covered.add((_cell(frame), frame.f_lineno))
        return self._cover

    def _line(self, frame: FrameType, event: str, arg: Any) -> Any:
        self._events += 1
        if self._events > MOST_EVENTS:
            raise Stopped
        if event == "exception":
            self._raising.add(id(frame))
        elif event == "line":
            self._raising.discard(id(frame))
            self._finish(frame)
            self._covered.add((_cell(frame), frame.f_lineno))
        elif event == "return":
            self._leave(frame, arg)
        return self._line

    def _finish(self, frame: FrameType) -> None:
        """Note what the line that has run before this one has changed."""
        line, before = self._frames.get(id(frame), NOWHERE)
        now = _values(frame, before)
        if line:
            changed = {n: seen for n, seen in now.items() if before.get(n) is not seen}
            changed = {n: seen for n, seen in changed.items() if _differ(before.get(n, NEW), seen)}
            if changed:
                self._note(frame, line, _texts(changed))
        self._frames[id(frame)] = (frame.f_lineno, now)

    def _leave(self, frame: FrameType, value: Any) -> None:
        self._finish(frame)
        raised = id(frame) in self._raising
        self._raising.discard(id(frame))
        self._frames.pop(id(frame), None)
        if raised:
            self._note(frame, frame.f_lineno, {}, raised=True)
        elif _gives_back(frame.f_code):
            self._note(frame, frame.f_lineno, {}, returned=_text(value))

    def _note(
        self,
        frame: FrameType,
        line: int,
        values: dict[str, Text],
        *,
        returned: str | None = None,
        raised: bool = False,
        entered: bool = False,
    ) -> None:
        pairs = [[name, value] for name, value in values.items()]
        step = [_cell(frame), line, pairs, returned, raised, entered]
        self._steps += 1
        if len(self._first) < FIRST:
            self._first.append(step)
        else:
            self._last.append(step)


def is_cell(code: CodeType) -> bool:
    """Say whether code is that of a cell."""
    return code.co_filename.startswith(CELL_PREFIX)


def _gives_back(code: CodeType) -> bool:
    """Say whether what code gives back is of the learner's making: no class body, no `__init__`."""
    return bool(code.co_flags & CO_OPTIMIZED) and code.co_name != "__init__"


def _cell(frame: FrameType) -> str:
    return frame.f_code.co_filename[len(CELL_PREFIX) : -1]


def _values(frame: FrameType, before: Seen) -> Seen:
    """Return what the names of a frame hold now, each text made only where it may be another."""
    found: Seen = {}
    values = frame.f_locals
    for name in _names(frame.f_code):
        if name not in values:
            continue
        value = values[name]
        known = before.get(name)
        if known is not None and known[0] is value and value is not None:
            found[name] = known
        elif type(value) in COMPARED:
            found[name] = (value, Pending(value))
        elif type(value) in LASTING:
            found[name] = (value, _text(value))
        elif not isinstance(value, ModuleType | FunctionType | type):
            found[name] = (None, _text(value))
        if len(found) == MOST_NAMES:
            break
    return found


def _differ(before: tuple[Any, Text], now: tuple[Any, Text]) -> bool:
    """Say whether the texts of two values differ; of the same text twice the second is no news."""
    if isinstance(before[1], Pending) and isinstance(now[1], Pending):
        return type(before[0]) is not type(now[0]) or bool(before[0] != now[0])
    return bool(_made(before[1]) != _made(now[1]))


def _made(text: Text) -> str:
    return _text(text.value) if isinstance(text, Pending) else text


def _read(step: list[Any]) -> list[Any]:
    """Return a step with the text of each value."""
    step[2] = [[name, _made(text)] for name, text in step[2]]
    return step


def _texts(seen: Seen) -> dict[str, Text]:
    return {name: text for name, (_, text) in seen.items()}


@lru_cache(maxsize=256)
def _names(code: CodeType) -> tuple[str, ...]:
    """Return the names that code gives values to; private ones are not shown."""
    if code.co_name == "<module>":
        return tuple(name for name in code.co_names if not name.startswith("_"))
    within = comprehension_names(code)
    all_ = (*code.co_varnames, *code.co_cellvars)
    return tuple(name for name in all_ if not name.startswith("_") and name not in within)


def _text(value: Any) -> str:
    if (quick := _quick(value)) is not None:
        return quick
    try:
        parts = [_quick(part) for part in value[:MOST_PARTS]] if type(value) is list else []
        if parts and None not in parts:
            more = ", ..." if len(value) > MOST_PARTS else ""
            return f"[{', '.join(map(str, parts))}{more}]"
        return _short.repr(value)[:200]
    except Exception:  # noqa: BLE001 - a value that changes while it is looked at
        return "?"


def _quick(value: Any) -> str | None:
    """Return the text of a value that is short in any case, else None."""
    kind = type(value)
    if kind is int:
        return repr(value) if -BRIEF < value < BRIEF else None
    if kind is str:
        return repr(value) if len(value) <= FEW_SIGNS else None
    return repr(value) if kind in COMPARED else None
