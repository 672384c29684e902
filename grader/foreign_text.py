"""Keeps text of a learner from being run beside the tests.

`eval(repr(point))`, `typing.get_type_hints`, `doctest` and `pickle.loads` run what they are given.
In a test that is text of the learner, and it would run where the expected values are. So while a
test runs, a hook of the interpreter lets through what such texts honestly are, objects being made
from values, and refuses all else. What stands in the test itself may be anything, and so may what
the library writes for `dataclass` and the like.
"""

from __future__ import annotations

import builtins
import contextlib
import dis
import functools
import pickle
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

from grader.last_words import is_file_of_test

# Those of the library that run texts which they are given.
_RUNNERS = frozenset(("typing", "inspect", "doctest", "runpy", "code", "annotationlib"))
_STEPS = frozenset(
    (
        *("RESUME", "CACHE", "NOP", "EXTENDED_ARG", "PUSH_NULL", "PRECALL", "KW_NAMES", "CALL"),
        *("CALL_KW", "LOAD_CONST", "LOAD_SMALL_INT", "LOAD_NAME", "LOAD_ATTR", "LOAD_METHOD"),
        *("BINARY_SUBSCR", "BINARY_SLICE", "BINARY_OP", "COMPARE_OP", "CONTAINS_OP", "IS_OP"),
        *("UNARY_NEGATIVE", "UNARY_INVERT", "CALL_INTRINSIC_1", "BUILD_LIST", "BUILD_TUPLE"),
        *("BUILD_MAP", "BUILD_SET", "BUILD_CONST_KEY_MAP", "BUILD_SLICE", "LIST_EXTEND"),
        *("LIST_APPEND", "LIST_TO_TUPLE", "SET_UPDATE", "COPY", "SWAP", "POP_TOP", "PRINT_EXPR"),
        *("RETURN_VALUE", "RETURN_CONST"),
    )
)
_VALUES = (bool, int, float, complex, str, bytes, bytearray, list, dict, set, tuple, frozenset)
_OPEN = frozenset(cls.__name__ for cls in (*_VALUES, range, slice))
_LIBRARY = frozenset(("collections", "datetime", "decimal", "fractions"))
_OF_PICKLES = (("_codecs", "encode"), ("copyreg", "_reconstructor"), ("copy_reg", "_reconstructor"))


@dataclass(slots=True)
class _Test:
    """The test that runs now: its names, those that are the learner's, and its code."""

    space: dict[str, Any]
    learners: Collection[str]
    codes: tuple[CodeType | None, ...]
    compiled: str = ""  # just now, and not yet run


_now: _Test | None = None


@contextlib.contextmanager
def refused(
    space: dict[str, Any], learners: Collection[str], *codes: CodeType | None
) -> Iterator[None]:
    """Refuse to run foreign text while a test runs.

    Args:
        space: The names that the test sees.
        learners: Those of them that are the learner's.
        codes: The test.
    """
    global _now
    _listen()
    before, _now = _now, _Test(space, learners, codes)
    try:
        yield
    finally:
        _now = before


@functools.cache
def _listen() -> None:
    sys.addaudithook(_hook)


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _now is None:
        return
    if event == "compile":
        text = arguments[0]
        _now.compiled = text.decode(errors="replace") if type(text) is bytes else str(text or "")
    elif event == "exec":
        text, _now.compiled = _now.compiled, ""
        if _is_foreign(_now, arguments[0], text, sys._getframe(1)):
            raise PermissionError("text of the answer is not run beside the tests")
    elif event == "pickle.find_class" and not _may_be_found(_now, *arguments):
        raise pickle.UnpicklingError(f"{arguments[0]}.{arguments[1]} is not made beside the tests")


def _is_foreign(test: _Test, code: object, text: str, runner: FrameType) -> bool:
    """Say whether code may be of a learner and is more than the making of a value."""
    if not isinstance(code, CodeType) or is_file_of_test(code.co_filename):
        return False
    by_test = is_file_of_test(runner.f_code.co_filename)
    if by_test and text and any(text in _texts(c) for c in test.codes if c):
        return False
    return (by_test or runner.f_globals.get("__name__") in _RUNNERS) and not _is_value(test, code)


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        if type(constant) is str:
            yield constant
        elif isinstance(constant, CodeType):
            yield from _texts(constant)


def _is_value(test: _Test, code: CodeType) -> bool:
    return all(
        step.opname in _STEPS
        and (step.opname != "LOAD_NAME" or _is_open(test, step.argval))
        and not (step.opname in ("LOAD_ATTR", "LOAD_METHOD") and step.argval.startswith("_"))
        for step in dis.get_instructions(code)
    )


def _is_open(test: _Test, name: str) -> bool:
    """Say whether foreign text may use a name."""
    if name.startswith("_"):
        return False
    if name not in test.space:  # it is in what is given to `eval`, or nowhere
        return name in _OPEN or not hasattr(builtins, name)
    return name in test.learners or _makes_values(test.space[name])


def _makes_values(value: object) -> bool:
    if isinstance(value, type):
        return value.__module__ in ("__main__", *_LIBRARY)
    return type(value).__module__ == "typing"  # as Optional


def _may_be_found(test: _Test, module: str, name: str) -> bool:
    if module == "__main__":
        return _makes_values(test.space.get(name))
    if module in ("builtins", "__builtin__"):
        return name in _OPEN
    found = getattr(sys.modules.get(module), name, None)
    return (module in _LIBRARY and isinstance(found, type)) or (module, name) in _OF_PICKLES
