"""The loop beside a learner's code: runs cells, calls functions, answers with plain data.

Nothing here can be relied on once a learner's cell has run: it shares its process. Requests are
`[number, operation, *arguments]`, replies `[number, "value", v]`, `[number, "error", ...]` or, to
call a function of the judge, `[number, "callback", ...]`.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import io
import os
import sys
from types import ModuleType
from typing import Any, BinaryIO

from grader import edits, faults, learner_code, rules, tracer, wire
from grader.keyboard import Keyboard
from grader.links import Links
from grader.objects import Objects, as_member
from grader.operators import OPERATORS
from grader.own_builtins import main_module, own_builtins
from grader.streams import error_stream, output_stream
from grader.tell_warnings import tell_warnings
from grader.told import Told

REQUESTS, REPLIES = 3, 4
_INPUT, _WARN = -1, -2  # what the judge does beside functions of the test


class Desk:
    """Serves the judge's requests one after the other.

    `is_asked` while code runs for a test, which hears of warnings.
    """

    def __init__(self, requests: BinaryIO) -> None:
        self._requests = requests
        builtins.input = self.input
        sys.modules["builtins"] = self._builtins = own_builtins()
        self._spaces = [main_module(self._builtins)]
        self._objects = Objects(self.call_back)
        self._encode, self._decode = self._objects.encode, self._objects.decode
        self._current = 0
        self._patched: dict[tuple[str, str], Any] = {}
        self._scripted = self.is_asked = False
        self._told = Told()
        self._tracer: tracer.Tracer | None = None
        self._codes: dict[tuple[str, str], Any] = {}  # of cells that were read and have not run

    def input(self, prompt: object = "") -> str:
        """Answer `input()`; the prompt is no printed output, as in a notebook."""
        line = "" if isinstance(sys.stdin, Keyboard) else sys.stdin.readline()
        if line:
            return line.removesuffix("\n")
        if self._scripted:
            raise EOFError("EOF when reading a line")
        return str(self.call_back(_INPUT, (str(prompt),), {}))

    def warn(self, category: type[Warning], text: str) -> None:
        """Tell the judge of a warning."""
        self.call_back(_WARN, (category, text), {})

    # -- operations

    def do_flaws(self, cells: list[list[str]]) -> Any:
        """Say for each cell, a source and a name, why it cannot be graded, or None."""
        self._codes.clear()
        return [learner_code.flaw(source, name, self._codes) for source, name in cells]

    def do_broken(self, kept: dict[str, Any], answers: list[str], loose: list[str]) -> Any:
        """Return the rules that the sources break."""
        return rules.broken(kept, answers, loose)

    def do_edits(self, sources: list[str], covered: list[list[Any]] | None) -> Any:
        """Return the small edits of answers; see `edits`."""
        return edits.edits(sources, covered)

    def do_watch(self) -> None:
        """Note from now on which lines run and what they change."""
        self._tracer = tracer.Tracer()

    def do_steps(self) -> Any:
        """Return what was noted."""
        return self._tracer.told() if self._tracer else [[], [], False]

    def do_forget(self) -> None:
        """Begin with an empty main namespace."""
        self._spaces = [main_module(self._builtins)]

    def do_exec(self, source: str, name: str, given: bool) -> None:
        """Run a cell in the main namespace; classes of given cells are remembered."""
        sys.modules["__main__"] = module = self._spaces[0]
        self._run_cell(source, name, module, given=given)

    def _run_cell(self, source: str, name: str, module: ModuleType, *, given: bool) -> None:
        before = dict(module.__dict__) if given else {}
        code = self._codes.pop((source, name), None) or learner_code.compile_cell(source, name)
        learner_code.run(code, module.__dict__)
        if given:
            now = module.__dict__.items()
            self._objects.note_given({k: v for k, v in now if before.get(k) is not v})

    def do_names(self, names: list[str]) -> Any:
        """Return the values of those names that are set."""
        space = self._spaces[0].__dict__
        self._told.note(names, space)
        return self._encode([(name, space[name]) for name in names if name in space])

    def do_rebind(self, name: str, value: list[Any]) -> None:
        """Set a name in the main namespace, or delete it where there is no value."""
        space = self._spaces[0].__dict__
        space.pop(name, None)
        space.update((name, as_member(self._decode(v))) for v in value)

    def do_patch(self, module: str, name: str, value: list[Any] | None) -> None:
        """Put something in the place of the library's, or that back for an empty list."""
        there = importlib.import_module(module)
        own = self._patched.setdefault((module, name), getattr(there, name, None))
        vars(there).pop(name, None)  # None: the test has deleted it
        for new in [own] if value == [] else map(self._decode, value or ()):
            setattr(there, name, new)

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
        module = main_module(self._builtins)
        sys.modules["__main__"] = module
        try:
            if loose:
                self._run_cells(before, module, given=True)
            for cell in loose:
                quiet = contextlib.redirect_stdout(io.StringIO())
                with quiet, contextlib.suppress(Exception, SystemExit):
                    self._run_cells([cell], module)
            sys.stdin = io.StringIO("".join(answer + "\n" for answer in answers))
            self._scripted = True
            self._run_cells(before, module, given=True)
            module.__dict__.update(self._decode(given))
            self._run_cells(cells, module)
        finally:
            sys.stdin, self._scripted = Keyboard(self.call_back), False
        self._spaces.append(module)
        return len(self._spaces) - 1

    def _run_cells(self, cells: list[Any], module: ModuleType, *, given: bool = False) -> None:
        for source, name in cells:
            self._run_cell(source, name, module, given=given)

    def do_name(self, space: int, name: str) -> Any:
        """Return the value of a name after a run; a class is the run's own, also a given one."""
        return self._objects.encode_own(self._spaces[space].__dict__[name])

    def do_call(self, handle: int, args: list[Any], kwargs: dict[str, Any]) -> Any:
        """Call an object."""
        keywords = {key: self._decode(value) for key, value in kwargs.items()}
        return self._encode(self._objects[handle](*map(self._decode, args), **keywords))

    def do_attribute(self, handle: int, name: str) -> Any:
        """Read an attribute."""
        return self._encode(getattr(self._objects[handle], name))

    def do_link(self, unused: list[int], kinds: list[str], told: list[Any]) -> None:
        """Have other objects in common with the test, and let them hold what its own do."""
        self._objects.link(unused, kinds, told)

    def do_linked(self) -> Any:
        """Return what the common objects hold now, where that is new."""
        return self._objects.links.changes(self._encode)

    def do_unlink(self) -> None:
        """Have no objects in common any more."""
        self._objects.links = Links()

    def do_operator(self, name: str, operands: list[Any]) -> Any:
        """Apply an operator."""
        return self._encode(OPERATORS[name](*map(self._decode, operands)))

    def do_set(self, handle: int, name: str, value: Any) -> None:
        """Set an attribute; a function becomes a method where it is that of a class."""
        holder, member = self._objects[handle], self._decode(value)
        setattr(holder, name, as_member(member) if isinstance(holder, type) else member)

    def do_seed(self, name: str, value: Any) -> None:
        """Seed a random generator, where it is imported."""
        if name in sys.modules:
            sys.modules[name].seed(self._decode(value))

    def do_extend(self, name: str, bases: Any, inside: Any) -> Any:
        """Make a class whose methods are the judge's functions."""
        members = {k: as_member(v) for k, v in self._decode(inside).items()}
        bases = self._decode(bases)
        kind = type(bases[0]) if bases else type
        return self._encode(kind(name, bases, {"__module__": "__main__", **members}))

    def do_describe(self, number: int) -> Any:
        """Describe a class."""
        return self._objects.describe(number)

    def do_content(self, number: int, as_given: bool = False) -> Any:
        """Return what an object holds whose class extends a list, dict, set or given class."""
        return self._objects.content(number, as_given)

    def do_take(self, handle: int, count: int) -> Any:
        """Return up to `count` next items of an iterator, and what a generator ends with."""
        walker, items = self._objects[handle], []
        try:
            for _ in range(count):
                items.append(next(walker))
        except StopIteration as end:
            return self._encode((items, end.value))
        return self._encode((items, None))

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
            with self._tracer.watching() if self._tracer else contextlib.nullcontext():
                self.is_asked = name != "exec"  # no test is there yet to hear a warning
                value = getattr(self, "do_" + name)(*arguments)
                stands = self._told.stands(self._spaces[0].__dict__)
                return ("value", value, True) if stands else ("value", value)
        except BaseException as error:  # noqa: BLE001 - learner code may raise anything
            return "error", *self._described(error)
        finally:
            self.is_asked = False

    def _described(self, error: BaseException) -> list[Any]:
        try:
            kind = self._objects.class_key(type(error))
            number = self._objects.number(error) if type(kind) is int else None
            if (here := self._objects.number_in_judge(error)) is not None:
                kind, number = "raised_here", here
            elif (here := self._objects.exception_number(type(error))) is not None:
                kind, number = "of_test", here
            beside = self._encode(faults.beside(error))
            described = [*faults.describe(error), beside, kind, number]
        except MemoryError:
            described = [["MemoryError"], [], "", None, None, "MemoryError", None]
        with contextlib.suppress(BaseException):
            error.with_traceback(None)  # what its frames held can go
        return described

    def _send(self, *message: Any) -> None:
        with contextlib.suppress(BaseException):  # the learner may have closed or replaced it
            sys.stdout.flush()
        try:
            frame = wire.pack(message)
        except wire.WireError as error:
            told = [["ValueError"], [], f"result: {error}", None, None, "ValueError", None]
            frame = wire.pack([message[0], "error", *told])
        while frame:
            frame = frame[os.write(REPLIES, frame) :]

    def call_back(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the judge and return its value."""
        outer = self._current
        encoded = {key: self._encode(value) for key, value in kwargs.items()}
        self._send(outer, "callback", number, [self._encode(a) for a in args], encoded)
        kind, answer = self.serve()
        self._current, self.is_asked = outer, True
        if kind == "value":
            return self._decode(answer)
        raise self._objects.raised(*answer)


def open_desk() -> Desk:
    """Put our streams in the place of Python's and return who serves the judge through them."""
    sys.stdout, sys.stderr = output_stream(1), error_stream(1)
    desk = Desk(open(REQUESTS, "rb", closefd=False))  # noqa: SIM115
    sys.stdin = Keyboard(desk.call_back)
    tell_warnings(desk.warn, lambda: desk.is_asked)
    return desk
