"""What a test finds around it in the judge: answers for `input()`, seeds, the learner's source.

Tests patch `builtins.input` and `sys.stdin`, seed `random`, and ask `inspect.getsource`; each of
these reaches the learner's process here, and is put back when the test is over.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import linecache
import random
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import ModuleType
from typing import Any, TextIO

from grader.own_builtins import reset

Seed = Callable[[str, Any], None]
Fetch = Callable[[Iterable[str]], Mapping[str, Any]]


def _python_filters() -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        for kind in (PendingDeprecationWarning, ImportWarning, ResourceWarning):
            warnings.simplefilter("ignore", kind)
        return list(warnings.filters)


_FILTERS = _python_filters()


def answer_input(own: Callable[[object], object] | None, prompt: object) -> str:
    """Answer the learner's `input()` with what the test has put in the place of the keyboard.

    Args:
        own: What the test calls `input` itself, if anything.
        prompt: What learner code asks.

    Raises:
        EOFError: The test has put nothing there.
    """
    asked = own or vars(sys.modules["builtins"])["input"]
    if asked is not builtins.input:
        return str(asked(prompt))
    line = read_stdin("readline", -1)
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def read_stdin(how: str, size: int) -> str:
    """Return what learner code reads of the text that the test has put into `sys.stdin`.

    Args:
        how: `read` or `readline`.
        size: Most characters, -1 for all.
    """
    if not isinstance(sys.stdin, io.StringIO):
        return ""
    return sys.stdin.read(size) if how == "read" else sys.stdin.readline(size)


@contextlib.contextmanager
def patched(seed: Seed, space: dict[str, Any], folder: str, fetch: Fetch) -> Iterator[None]:
    """Let seeds reach the learner's process, and undo afterwards what a test has patched.

    What becomes of warnings is Python's own choice at the start, not that of this process.

    Args:
        seed: Called with `random` or `numpy.random` and the seed.
        space: The namespace of the tests: what `unittest.main()` looks through.
        folder: Where learner code may make files; temporary ones of the test go there too.
        fetch: Returns those of some names that the learner's code has set.
    """
    main, temporary = sys.modules["__main__"], tempfile.tempdir
    tempfile.tempdir = folder or temporary
    sys.modules["__main__"] = _Main(space, fetch)
    sys.modules["builtins"] = own = space["__builtins__"]
    kept = [(sys, "stdin"), (random, "seed")]
    if "numpy" in sys.modules:
        kept.append((sys.modules["numpy"].random, "seed"))
    before = [getattr(*place) for place in kept]
    for place, original in zip(kept[1:], before[1:], strict=True):
        setattr(*place, _seeding(place[0].__name__, original, seed))
    try:
        with warnings.catch_warnings():
            warnings.filters[:] = _FILTERS  # type: ignore[index]  # once made, not for each test
            warnings.showwarning = _show
            yield
    finally:
        for place, original in zip(kept, before, strict=True):
            setattr(*place, original)
        sys.modules["__main__"], tempfile.tempdir = main, temporary
        sys.modules["builtins"] = builtins
        reset(own)


class _Main(ModuleType):
    """The module `__main__` of a test: its names are those of the namespace of the tests."""

    __slots__ = ("_fetch", "_space")

    def __init__(self, space: dict[str, Any], fetch: Fetch) -> None:
        super().__init__("__main__")
        object.__setattr__(self, "_space", space)
        object.__setattr__(self, "_fetch", fetch)

    @property
    def __dict__(self) -> dict[str, Any]:  # type: ignore[override]
        """The names, for those who look up what an annotation stands for."""
        return _Names(self._space, self._fetch)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._space[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name: str, value: Any) -> None:
        self._space[name] = value

    def __delattr__(self, name: str) -> None:
        if name not in self._space:
            raise AttributeError(name)
        del self._space[name]

    def __dir__(self) -> list[str]:
        return sorted(self._space)


class _Names(dict[str, Any]):
    """The names of a test; one that is the learner's alone is fetched when it is asked for."""

    def __init__(self, space: dict[str, Any], fetch: Fetch) -> None:
        super().__init__(space)
        self._fetch = fetch

    def __missing__(self, name: str) -> Any:
        return self._fetch([name])[name]


def _show(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Write a warning where the test has standard error, whatever this process does with its."""
    (file or sys.stderr).write(warnings.formatwarning(message, category, filename, lineno, line))


def _seeding(name: str, original: Callable[..., Any], seed: Seed) -> Callable[..., Any]:
    def seeding(a: Any = None, *more: Any) -> Any:
        result = original(a, *more)
        if a is not None:
            seed(name, a)
        return result

    return seeding


class Sources:
    """The text of the answer cells, as tests may read it."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Make the texts known to `inspect.getsource`, under the names that tracebacks have."""
        self._texts = dict(texts)
        for grade_id, text in self._texts.items():
            name = f"<cell {grade_id}>"
            linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)

    def text(self, grade_id: str | None = None) -> str:
        """Return the text of one answer cell, or of all; what tests call as `source()`.

        Raises:
            KeyError: There is no such answer cell.
        """
        if grade_id is not None:
            return self._texts[grade_id]
        return "\n".join(self._texts.values())

    def close(self) -> None:
        """Forget the texts."""
        for grade_id in self._texts:
            linecache.cache.pop(f"<cell {grade_id}>", None)
