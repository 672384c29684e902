"""What the values on the pipes mean to the judge: plain data, handles, functions of the test.

Whatever arrives may be forged by the learner; only checked values are given on.
"""

from __future__ import annotations

import builtins
import contextlib
import functools
import operator
from collections.abc import Callable, Mapping
from types import BuiltinFunctionType, CoroutineType, FunctionType
from typing import Any, NoReturn

from grader import given_values, wire, wire_types
from grader.callbacks import Callbacks
from grader.coroutines import run
from grader.end import End
from grader.handles import error_of, instance
from grader.lending import may_lend, use, uses_of
from grader.links import Links
from grader.mirror_class import key_of
from grader.mirrors import Mirrors
from grader.own_failure import MARK, is_own_failure
from grader.patches import Patches
from grader.raised import told
from grader.remote import held, is_remote
from grader.specials import SHARED, SHARED_NAMES, SINGLE
from grader.surroundings import answer_input, read_stdin
from grader.warned import warn

_MOST_TEXT = 2000  # of a function of the test


class Exchange:
    """Encodes and decodes values for one child.

    Attributes:
        failed: A check that failed in a function which learner code called: it may not hide that.
        links: Lists, dicts and sets that the test and learner code have in common; None where the
            test passes copies.
        names: The namespace of the tests.
        given: The names of the classes that given cells define.
        mirrors: Counterparts of the learner's classes.
        rebinds: Names of the answer that the test sets or deletes, with what learner code has
            there now: one value, or none.
        patches: What the test may put in the place of the library's functions.
        steps_singly: No item of an iterator is fetched ahead.
        classes: Names of the classes that the problem asks for.
        stops: What learner code raised of the kind that ends a loop.
        raised_here: Exceptions of functions that learner code called, which may let them pass.
    """

    def __init__(self) -> None:
        self.links: Links | None = None
        self.names: Mapping[str, Any] = {}
        self.failed: Exception | None = None
        self.given: dict[type, str] = {}
        self.mirrors = Mirrors(self)
        self.rebinds: dict[str, list[Any]] = {}
        self.patches: Patches | None = None
        self.classes: frozenset[str] = frozenset()
        self.steps_singly = False
        self._callbacks = Callbacks()
        self.raised_here: list[Exception] = []
        self.stops: list[StopIteration] = []
        self._lent: dict[int, Any] = {}
        self._ahead: dict[int, list[Any]] = {}

    def ask(self, operation: str, *arguments: Any) -> Any:
        """Send a request and return the reply's raw value."""
        raise NotImplementedError

    def fail(self, end: End) -> NoReturn:
        """End the child and say why."""
        raise NotImplementedError

    def rebind(self) -> None:
        """Let learner code see what the test has done to the answer's names."""
        for name, known in self.rebinds.items():
            now = [self.names[name]] if name in self.names else []
            if len(now) != len(known) or not all(map(operator.is_, now, known)):
                self.rebinds[name] = now
                with contextlib.suppress(TypeError):  # learner code cannot have everything
                    self.ask("rebind", name, [self.encode(value) for value in now])

    def share(self, *, in_place: bool) -> None:
        """Begin anew with what the test and learner code have in common."""
        if self.links is not None:
            self.links = None
            self.ask("unlink")
        self.links = Links() if in_place else None

    def _tell_linked(self) -> None:
        """Let learner code see what has become of objects that it shares with the test."""
        if self.links is not None:
            self.links.drop(unused := self.links.unused())
            fresh, told = self.links.fresh(), self.links.changes(self.encode)
            if fresh or told or unused:
                self.ask("link", unused, fresh, told)

    def _hear_linked(self) -> None:
        """Let the test see it."""
        if self.links is not None:
            told = self.ask("linked")
            try:
                self.links.take(told, self.decode, self.encode)
            except (LookupError, TypeError, ValueError):
                self.fail(End.PROTOCOL)

    def patch(self, module: str, name: str, value: list[Any] | None) -> None:
        """Put a value, the library's own or, for None, nothing into the learner's process."""
        with contextlib.suppress(TypeError):  # learner code cannot have everything
            told = None if value is None else [self.encode(v) for v in value]
            self.ask("patch", module, name, told)

    def decode(self, data: Any) -> Any:
        """Return plain data or handles.

        Raises:
            Dead: `data` breaks the protocol.
        """
        try:
            return wire.decode(data, self._resolve)
        except wire.WireError:
            self.fail(End.PROTOCOL)

    def given_classes(self, names: list[Any]) -> list[type]:
        """Return the judge's own of the classes that given cells define, by their names."""
        return [cls for name in names for cls, known in self.given.items() if known == name]

    def taken(self, number: int) -> list[Any]:
        """Return how many items of an iterator were used, and those fetched ahead, last first."""
        return self._ahead.setdefault(number, [])

    def _resolve(self, fields: list[Any]) -> Any:
        match fields:
            case ["object", int(number), str() | int() as key, *content] if len(content) <= 2:
                content[:1] = map(self.decode, content[:1])
                return instance(self.mirrors, self, number, key, content)
            case ["shared", str(name)] if name in SHARED:
                return SHARED[name]
            case ["shared", str(name)] if name in SINGLE:
                return SINGLE[name]
            case ["class", int(key)]:
                return self.mirrors.of(key)
            case ["linked", int(number)] if self.links is not None and number in self.links:
                return self.links[number]
            case ["callback", int(number)] if 0 <= number < len(self._callbacks):
                return self._callbacks[number]
            case ["lent", int(number)] if number in self._lent:
                return self._lent[number]
            case ["form", origin, arguments]:
                return wire_types.build(self.decode(origin), self.decode(arguments))
            case ["given_class", str(name)]:
                return self.given_classes([name])[0]
            case ["given", str(name), state]:
                cls = self.given_classes([name])[0]
                return given_values.build(cls, self.decode(state))
        raise wire.WireError("not a handle")

    def encode(self, value: Any) -> Any:
        """Return a value of a test as data for the child; functions become callbacks.

        Raises:
            TypeError: The value can be neither sent nor called.
        """
        return wire.encode(
            value, self._opaque, self.links.references if self.links is not None else {}
        )

    def argument(self, value: Any) -> Any:
        """Return the same; in a cell marked `in_place` what can change is shared from now on."""
        if self.links is not None:
            self.links.add(value)
        return self.encode(value)

    def _opaque(self, value: Any) -> Any:
        kind: Any = type(value)
        if is_remote(value):
            return wire.reference(held(value).number)
        if isinstance(value, type) and (here := key_of(value)):
            return wire.reference(here.number)
        if kind is type and value in SHARED_NAMES:
            return wire.shared(SHARED_NAMES[value])
        if (
            kind is BuiltinFunctionType
            and vars(builtins).get(getattr(value, "__name__", "")) is value
        ):
            return wire.shared(getattr(value, "__name__", ""))
        if isinstance(value, type) and value in self.given:
            return wire.reference("given_class", self.given[value])
        if form := wire_types.form(value):
            return wire.reference("form", *map(self.encode, form))
        if kind is range:
            ends = map(self.encode, (value.start, value.stop, value.step))
            return wire.reference(kind.__name__, *ends)
        if value is ... or value is NotImplemented:
            return wire.shared(repr(value))
        if kind in self.given and not isinstance(value, BaseException):
            state = self.encode(given_values.state(value))
            return wire.reference("given", self.given[kind], state)
        if isinstance(value, BaseException):
            return self._exception(value)
        if isinstance(value, type) and issubclass(value, Exception):
            return self._exception_class(value)
        if kind in (property, classmethod, staticmethod):
            parts = (value.fget, value.fset, value.fdel) if kind is property else (value.__func__,)
            return wire.reference("descriptor", kind.__name__, [self.encode(p) for p in parts])
        if may_lend(value):
            return self._lend(value)
        if kind is CoroutineType:
            number = self._callbacks.number(functools.partial(run, value))
            return wire.reference("coroutine", number)
        if callable(value):
            number = self._callbacks.number(value)
            name = str(getattr(value, "__name__", "function"))[:80]
            binds = kind is FunctionType
            text = value.__doc__[:_MOST_TEXT] if binds and isinstance(value.__doc__, str) else None
            return wire.reference("callback", number, name, binds, text)
        raise TypeError(f"a {kind.__name__} cannot be given to learner code")

    def _lend(self, value: Any) -> Any:
        number = next((n for n, lent in self._lent.items() if lent is value), None)
        if number is None:
            number = self._callbacks.number(functools.partial(use, value))
            self._lent[number] = value
        return wire.reference("lent", number, type(value).__name__[:80], uses_of(value))

    def _exception(self, error: BaseException) -> Any:
        here = error.__dict__.get("_remote_held_")
        if here:
            return wire.reference(here.number)
        name = next(SHARED_NAMES[cls] for cls in type(error).__mro__ if cls in SHARED_NAMES)
        args = [str(a) for a in error.args[:4]]
        return wire.reference("exception", name, [self.encode(a) for a in args])

    def _exception_class(self, cls: type) -> Any:
        """Return what an exception class of a test is for learner code: one of the same name."""
        if cls in SHARED_NAMES:
            return wire.shared(SHARED_NAMES[cls])
        if cls in self.given:
            return wire.reference("given_class", self.given[cls])
        bases = [b for b in cls.__bases__ if issubclass(b, Exception)]
        number = self._callbacks.number(cls)
        names = str(cls.__name__)[:80], [self.encode(b) for b in bases]
        return wire.reference("exception_class", number, *names)

    def note(self, error: Exception) -> None:
        """Remember of an exception that it came out of learner code."""
        error.__dict__[MARK] = True
        if isinstance(error, StopIteration):
            self.stops.append(error)

    def own_exception(self, number: int, content: list[Any]) -> Exception:
        """Return an exception of a test's own class that learner code was given and has raised.

        Raises:
            TypeError: It was given no such class.
        """
        cls: Any = self._callbacks[number]
        if not (isinstance(cls, type) and issubclass(cls, Exception)):
            raise TypeError("no exception class")
        error: Exception = error_of(cls, self, None, content)
        return error

    def called_back(self, fields: list[Any]) -> tuple[str, Any]:
        """Call a function of the test for the child; return `value` or `error` and what it is."""
        match fields:
            case [int(which), list(args), dict(kwargs)] if -3 <= which < len(self._callbacks):
                keywords = {str(key): self.decode(value) for key, value in kwargs.items()}
                positional = [self.decode(a) for a in args]
            case _:
                self.fail(End.PROTOCOL)
        function: Callable[..., Any] = functools.partial(warn, self)
        if which >= 0:
            function = self._callbacks[which]
        elif which == -1:
            function = functools.partial(answer_input, self.names.get("input"))
        elif which == -3:
            function = read_stdin
        try:
            self._hear_linked()
            try:
                value = self.argument(function(*positional, **keywords))
            finally:
                self._tell_linked()
            return "value", value
        except Exception as error:  # noqa: BLE001 - the test's function decides what it raises
            if is_own_failure(error):
                self.failed = error
                return "error", [wire.shared("AssertionError"), [], None]
            self.raised_here.append(error)
            kind = self._exception_class(type(error))
            return "error", [kind, *told(error, len(self.raised_here) - 1)]
