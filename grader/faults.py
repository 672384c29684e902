"""Describes an exception of learner code for the judge. Runs in the learner's process.

All of it is the learner's text in the end; the judge checks types and lengths again.
"""

from __future__ import annotations

import builtins
import reprlib
from types import CodeType, FunctionType, ModuleType, TracebackType
from typing import Any

from grader.specials import SHARED_NAMES

MAX_TEXT = 2000
MAX_VARIABLES = 12
CELL_PREFIX = "<cell "

_short = reprlib.Repr()
_short.maxstring = _short.maxother = _short.maxlong = 80
_short.maxlist = _short.maxtuple = _short.maxset = _short.maxdict = 6


# What tests read of exceptions of Python's own, beside their arguments.
_TOLD = (
    *("name", "filename", "encoding", "start", "end", "reason", "pos", "lineno", "colno", "msg"),
)


def describe(error: BaseException) -> list[Any]:
    """Return `[class names of the MRO, arguments, text, place or None]`."""
    return [*_named(error), _place(error.__traceback__)]


def beside(error: BaseException) -> tuple[Any, ...]:
    """Return cause, context, whether that is hidden, members of a group, notes and attributes.

    The context is True where it is the cause.
    """
    group = error.exceptions if type(error) is ExceptionGroup else ()
    notes = [n[:MAX_TEXT] for n in getattr(error, "__notes__", [])[:12] if type(n) is str]
    told = {n: getattr(error, n, None) for n in _TOLD if type(error) in SHARED_NAMES}
    plain = {n: v for n, v in told.items() if v is not None and _is_plain(v)}
    cause, context = error.__cause__, error.__context__
    is_one = cause is not None and context is cause
    chain = cause, is_one or context, error.__suppress_context__
    return (*chain, list(group[:100]), notes, plain)


def _named(error: BaseException) -> list[Any]:
    names = [_class_name(cls) for cls in type(error).__mro__][:12]
    try:
        text = str(error)[:MAX_TEXT]
    except BaseException:  # noqa: BLE001 - a learner's __str__ may do anything
        text = ""
    return [names, _plain_arguments(error), text]


def _class_name(cls: type) -> str:
    return str(SHARED_NAMES.get(cls) or cls.__name__)[:80]


def _plain_arguments(error: BaseException) -> list[Any]:
    told = (error.message,) if type(error) is ExceptionGroup else error.args[:4]
    arguments = [a[:MAX_TEXT] if type(a) is str else a for a in told]
    return arguments if all(map(_is_plain, arguments)) else []


def _is_plain(x: Any) -> bool:
    small = type(x) is int and abs(x) < 2**53
    return small or x is None or type(x) in (str, bool, float)


def _place(traceback: TracebackType | None) -> list[Any] | None:
    found = None
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if code.co_filename.startswith(CELL_PREFIX):
            found = traceback
        traceback = traceback.tb_next
    if found is None:
        return None
    code = found.tb_frame.f_code
    cell = code.co_filename[len(CELL_PREFIX) : -1]
    return [cell, found.tb_lineno, _variables(code, found.tb_frame.f_locals)]


def _variables(code: CodeType, values: dict[str, Any]) -> dict[str, str]:
    used = (
        set(code.co_names) | set(code.co_varnames) | set(code.co_freevars) | set(code.co_cellvars)
    )
    shown: dict[str, str] = {}
    for name in sorted(used & values.keys() - vars(builtins).keys()):
        value = values[name]
        if name.startswith("_") or isinstance(value, ModuleType | FunctionType | type):
            continue
        try:
            shown[name] = _short.repr(value)
        except BaseException:  # noqa: BLE001 - a learner's __repr__ may do anything
            shown[name] = "?"
        if len(shown) == MAX_VARIABLES:
            break
    return shown
