"""The loop beside a learner's code: runs cells, calls functions, answers with plain data.

Nothing here can be relied on once a learner's cell has run: it shares its process. Requests are
`[number, operation, *arguments]`, replies `[number, "value", v]`, `[number, "error", ...]` or,
to call a function that the judge passed as an argument, `[number, "callback", ...]`.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import itertools
import operator
import os
import sys
from types import ModuleType
from typing import Any, BinaryIO

from grader import faults, learner_code, rules, wire

REQUESTS, REPLIES = 3, 4
_PLAIN_BASES = (bool, int, float, str, tuple, list, dict, set, frozenset)
_OPERATORS = ("getitem", "contains", "length_hint")


def _ask_scripted(prompt: object = "") -> str:
    """Answer `input()` from the judge's list; the prompt is no printed output, as in a notebook."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def _exec_all(cells: list[Any], module: ModuleType) -> None:
    for source, name in cells:
        exec(learner_code.compile_cell(source, name), module.__dict__)  # noqa: S102


class Callback:
    """Stands for a function of the judge that was passed to learner code."""

    def __init__(self, desk: Desk, number: int) -> None:
        self._desk = desk
        self.number = number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Let the judge call it."""
        return self._desk.call_back(self.number, args, kwargs)


class Desk:
    """Serves the judge's requests one after the other."""

    def __init__(self, requests: BinaryIO) -> None:
        self._requests = requests
        self._spaces: list[ModuleType] = [ModuleType("__main__")]
        self._objects: list[Any] = []  # kept alive: a handle is an index
        self._numbers: dict[int, int] = {}
        self._current = 0

    # -- values

    def _opaque(self, x: Any) -> Any:
        if type(x) is Callback:
            return wire.reference("callback", x.number)
        number = self._numbers.setdefault(id(x), len(self._objects))
        if number == len(self._objects):
            self._objects.append(x)
        base = next((b for b in _PLAIN_BASES if isinstance(x, b)), None)
        plain = [self._encode(base(x))] if base else []
        return wire.reference(number, type(x).__name__[:80], callable(x), *plain)

    def _encode(self, x: Any) -> Any:
        return wire.encode(x, self._opaque)

    def _decode(self, data: Any) -> Any:
        return wire.decode(data, self._resolve)

    def _resolve(self, fields: list[Any]) -> Any:
        if fields[0] == "callback":
            return Callback(self, fields[1])
        return self._objects[fields[0]]

    # -- operations

    def do_flaws(self, sources: list[str]) -> Any:
        """Say for each source why it cannot be graded, or None."""
        return [learner_code.flaw(source) for source in sources]

    def do_broken(self, kept: dict[str, Any], answers: list[str], loose: list[str]) -> Any:
        """Return the rules that the sources break."""
        return rules.broken(kept, answers, loose)

    def do_exec(self, source: str, name: str) -> None:
        """Run a cell in the main namespace."""
        space = self._spaces[0]
        sys.modules["__main__"] = space
        exec(learner_code.compile_cell(source, name), space.__dict__)  # noqa: S102

    def do_names(self, names: list[str]) -> Any:
        """Return the values of those names that are set."""
        space = self._spaces[0].__dict__
        return [[name, self._encode(space[name])] for name in names if name in space]

    def do_run(
        self,
        before: list[Any],
        loose: list[Any],
        given: Any,
        cells: list[Any],
        answers: list[str],
    ) -> int:
        """Run cells in a new namespace, `input()` answered; return the namespace's number.

        What the learner tried out in cells of their own comes first: neither its errors nor what
        it prints are part of the answer.
        """
        module = ModuleType("__main__")
        sys.modules["__main__"] = module
        try:
            if loose:
                _exec_all(before, module)
            for cell in loose:
                quiet = contextlib.redirect_stdout(io.StringIO())
                with quiet, contextlib.suppress(Exception, SystemExit):
                    _exec_all([cell], module)
            sys.stdin = io.StringIO("".join(answer + "\n" for answer in answers))
            _exec_all(before, module)
            module.__dict__.update(self._decode(given))
            _exec_all(cells, module)
        finally:
            sys.stdin = io.StringIO()
        self._spaces.append(module)
        return len(self._spaces) - 1

    def do_name(self, space: int, name: str) -> Any:
        """Return the value of a name after a run."""
        return self._encode(self._spaces[space].__dict__[name])

    def do_call(self, handle: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call an object."""
        keywords = {key: self._decode(value) for key, value in kwargs.items()}
        return self._encode(self._objects[handle](*map(self._decode, args), **keywords))

    def do_attribute(self, handle: int, name: str) -> Any:
        """Read an attribute."""
        return self._encode(getattr(self._objects[handle], name))

    def do_operator(self, name: str, handle: int, args: list[Any]) -> Any:
        """Apply an operator."""
        if name not in _OPERATORS:
            raise ValueError(name)
        return self._encode(
            getattr(operator, name)(self._objects[handle], *map(self._decode, args))
        )

    def do_iterate(self, handle: int) -> Any:
        """Return a handle on an iterator."""
        return self._opaque(iter(self._objects[handle]))

    def do_take(self, handle: int, count: int) -> Any:
        """Return up to `count` next items of an iterator."""
        return self._encode(list(itertools.islice(self._objects[handle], count)))

    # -- the loop

    def serve(self) -> Any:
        """Answer requests until the judge answers a callback; return that answer."""
        while True:
            head = self._requests.read(4)
            if len(head) < 4:
                os._exit(0)
            number, name, *arguments = wire.unpack(
                self._requests.read(int.from_bytes(head, "little"))
            )
            if name == "answer":
                self._current = number
                return arguments
            self._current = number
            self._send(number, *self._perform(name, arguments))

    def _perform(self, name: str, arguments: list[Any]) -> tuple[Any, ...]:
        try:
            return "value", getattr(self, "do_" + name)(*arguments)
        except BaseException as error:  # noqa: BLE001 - learner code may raise anything
            return "error", *faults.describe(error)

    def _send(self, *message: Any) -> None:
        with contextlib.suppress(BaseException):  # the learner may have closed or replaced it
            sys.stdout.flush()
        try:
            frame = wire.pack(message)
        except wire.WireError as error:
            frame = wire.pack([message[0], "error", ["ValueError"], [], f"result: {error}", None])
        while frame:
            frame = frame[os.write(REPLIES, frame) :]

    def call_back(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the judge and return its value."""
        outer = self._current
        encoded = {key: self._encode(value) for key, value in kwargs.items()}
        self._send(outer, "callback", number, [self._encode(a) for a in args], encoded)
        kind, answer = self.serve()
        self._current = outer
        if kind == "value":
            return self._decode(answer)
        raise getattr(builtins, answer[0], RuntimeError)(answer[1])


def main() -> None:
    """Set up the streams and serve; returns never."""
    sys.stdin = io.StringIO()
    sys.stdout = open(  # noqa: SIM115 - open as long as the process lives
        1, "w", encoding="utf-8", errors="backslashreplace", buffering=1 << 13, closefd=False
    )
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    builtins.input = _ask_scripted
    with open(REQUESTS, "rb", closefd=False) as requests:
        Desk(requests).serve()
