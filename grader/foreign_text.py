"""Keeps text of a learner from being run beside the tests.

`eval(repr(point))`, `timeit.timeit(text)`, `typing.get_type_hints`, `doctest` and `pickle.loads`
run what they are given. In a test that may be text of the learner, and it would run where the
expected values are. So while a test runs, a hook of the interpreter lets through four kinds of code
and refuses all else, whoever runs it: code of the instructor, texts that stand in it, what the
library itself writes, and what does no more than make values.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import os
import pickle
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from types import CodeType, FrameType
from typing import TYPE_CHECKING, Any

from grader.code_writers import reads_modules, writes_itself
from grader.last_words import is_of_instructor
from grader.queries import may_ask, reads_query
from grader.value_texts import ValueNames

if TYPE_CHECKING:
    from grader.checks import Check, CompiledBundle

# Those of the library that look names up where the test says, or the learner's function.
_LOOK_ELSEWHERE = frozenset(("typing", "inspect", "doctest", "annotationlib"))
_FLAGS = annotations.compiler_flag


@dataclass(slots=True)
class _Test:
    """The test that runs now, its names, and the problem that it is of."""

    names: ValueNames
    check: Check
    problem: CompiledBundle
    compiled: list[str] = field(default_factory=list)  # texts of the instructor, the last one first


_now: _Test | None = None


@contextlib.contextmanager
def refused(
    space: dict[str, Any],
    learners: Collection[str],
    check: Check,
    problem: CompiledBundle,
) -> Iterator[None]:
    """Refuse to run foreign text while a test runs.

    Args:
        space: The names that the test sees.
        learners: Those of them that are the learner's.
        check: The test.
        problem: Its problem: texts that stand in cells of the instructor may run.
    """
    global _now
    _listen()
    before, _now = _now, _Test(ValueNames(space, learners), check, problem)
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
        _note(_now, arguments[0])
        query = reads_query(sys._getframe().f_back)
        if query and not may_ask(query, arguments[0], _now.names.learners, _now.problem.texts):
            raise PermissionError("a query does not read names of the tests")
    elif event == "open" and _is_line(arguments[0]):
        raise PermissionError("what the grader has open is not opened beside the tests")
    elif event == "exec":
        if _is_foreign(_now, arguments[0], sys._getframe().f_back):
            raise PermissionError("text of the answer is not run beside the tests")
    elif event == "marshal.loads" and not reads_modules(sys._getframe().f_back):
        raise PermissionError("code of the answer is not made beside the tests")
    elif event == "pickle.find_class" and not _now.names.may_unpickle(*arguments):
        raise pickle.UnpicklingError(f"{arguments[0]}.{arguments[1]} is not made beside the tests")


def stands_in_problem(text: str) -> bool:
    """Say whether a text stands in a cell of the instructor; also where no test runs."""
    return _now is None or text in _now.problem.texts


def _is_line(path: object) -> bool:
    """Say whether a path leads to what this process has open, as its line to the service."""
    where = os.fsdecode(path) if isinstance(path, str | bytes) else ""
    if not any(word in where for word in ("fd", "std")):  # spares nearly all a look at the disk
        return False
    where = os.path.realpath(where)
    return where.startswith("/proc/") and "/fd/" in where


def _note(test: _Test, given: object) -> None:
    text = given.decode(errors="replace") if type(given) is bytes else given
    if type(text) is str and text in test.problem.texts and text not in test.compiled[:1]:
        with contextlib.suppress(ValueError):
            test.compiled.remove(text)
        test.compiled.insert(0, text)


def _is_foreign(test: _Test, code: object, runner: FrameType | None) -> bool:
    """Say whether code may be of a learner and is more than the making of a value."""
    if not isinstance(code, CodeType) or code is test.check.code or code is test.check.last:
        return False
    if _is_harmless(test, code, elsewhere=_looks_elsewhere(runner)):
        return False
    return runner is None or not writes_itself(runner, lambda text: _may_run(test, text))


def _is_harmless(test: _Test, code: CodeType, *, elsewhere: bool) -> bool:
    if test.names.only_makes_values(code, elsewhere=elsewhere):
        return True
    flags = code.co_flags & _FLAGS | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    return any(code in _codes(text, flags) for text in tuple(test.compiled))


def _may_run(test: _Test, text: str) -> bool:
    """Say of a text that the library has built into one of its own whether it may run."""
    if text in test.problem.texts:
        return True
    try:
        code = compile(text, "<text>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return test.names.only_makes_values(code, elsewhere=False)


@functools.lru_cache(maxsize=64)
def _codes(text: str, flags: int) -> tuple[CodeType, ...]:
    """Return what Python can make of a text: codes are equal whatever their file is called."""
    made = []
    for mode in ("eval", "exec", "single"):
        with contextlib.suppress(SyntaxError, ValueError):
            made.append(compile(text, "<text>", mode, flags=flags, dont_inherit=True))
    return tuple(made)


def _looks_elsewhere(runner: FrameType | None) -> bool:
    if runner is None:
        return False
    by_instructor = is_of_instructor(runner.f_code.co_filename)
    return by_instructor or runner.f_globals.get("__name__") in _LOOK_ELSEWHERE
