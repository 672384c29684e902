"""Classes of handles: each class of the learner has a counterpart here.

It has the learner's name, its bases' counterparts as bases and the same special methods. So
`isinstance`, `type(x) is Dog`, `callable`, `for` and `except TooSmall` mean what they say, and what
the learner's object cannot do is a TypeError, as in Python.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import Any

from grader import remote_methods
from grader.contents import Content, of_kind
from grader.mirror_class import MirrorClass
from grader.raised import of_library, stand_in
from grader.remote import Held, Line, Remote, RemoteObject, held
from grader.specials import (
    CONTENT,
    IMMUTABLE,
    KNOWN,
    OF_CONTENT,
    SPECIALS,
    TELLING,
    specials_of,
)

_MAX_CLASSES, _MAX_BASES = 500, 8


def _shows_error(self: Any) -> str:
    return str(BaseException.__getattribute__(self, "__dict__").get("_text_", ""))


def _asks_error(self: Any, name: str) -> Any:
    here = BaseException.__getattribute__(self, "__dict__").get("_remote_held_")
    if type(here) is not Held:
        raise AttributeError(name)
    return here.line.decode(here.line.ask("attribute", here.number, name))


@functools.cache
def known(name: str) -> type:
    """Return the class of handles for objects of a type of Python's own, e.g. `function`."""
    cls = KNOWN[name]
    inside: dict[str, Any] = {s: remote_methods.method(s, None) for s in specials_of(cls)}
    if name == "coroutine":  # what drives it in the judge waits for it in the child
        inside |= {"send": _send, "throw": _throw, "close": _close, "_remote_own_": _DRIVEN}
    if name in ("dict_keys", "dict_items"):
        inside["__eq__"] = lambda self, other: set(self) == other
        inside |= {f"__{n}__": _of_set(n) for n in ("and", "or", "sub", "xor", "le", "ge")}
        inside |= {f"__r{n}__": _of_set(f"r{n}") for n in ("and", "or", "sub", "xor")}
    if name == "range":
        inside |= {"__eq__": _same_range, "__contains__": _in_range}
    return _make(name, (RemoteObject,), {**inside, "_remote_shown_": cls})


_DRIVEN = frozenset(("send", "throw", "close"))


def _send(self: Any, _: object) -> Any:
    raise StopIteration(held(self).operate("await", self))


def _throw(self: Any, kind: Any, *_: object) -> Any:
    raise kind


def _close(self: Any) -> None:
    return None


def _of_set(name: str) -> Any:
    return lambda self, other: getattr(set(self), f"__{name}__")(set(other))


def _ends(self: Any) -> range:
    return range(self.start, self.stop, self.step)


def _same_range(self: Any, other: object) -> bool:
    return _ends(self) == (_ends(other) if type(other) is type(self) else other)


def _in_range(self: Any, item: object) -> bool:
    return item in _ends(self) if type(item) is int else any(item == x for x in self)


def _make(name: str, bases: tuple[type, ...], inside: dict[str, Any]) -> type:
    nothing: dict[str, Any] = {
        "_remote_class_": None,
        "_remote_shown_": None,
        "_remote_own_": frozenset(),
        "_remote_named_": False,
        "_remote_library_": frozenset(),
        "_remote_given_": (),
        "_remote_decides_": False,
    }
    hashed = {} if "__hash__" in inside or "__eq__" not in inside else {"__hash__": Remote.__hash__}
    made: type = MirrorClass(name, bases, {**nothing, **hashed, **inside, "__module__": "__main__"})
    return made


class Mirrors:
    """The counterparts of one child's classes."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._made: dict[int, type] = {}
        self._pending: set[int] = set()

    def of(self, key: object) -> type:
        """Return the counterpart of a class.

        Raises:
            ValueError, TypeError, KeyError: What the child says about it makes no class.
        """
        if type(key) is str:
            return known(key) if key in KNOWN else known("object")
        if type(key) is not int or key < 0:
            raise TypeError("not a class")
        if key not in self._made:
            if key in self._pending or len(self._made) + len(self._pending) >= _MAX_CLASSES:
                raise ValueError("too many classes")
            self._pending.add(key)
            self._made[key] = self._build(key, self._line.ask("describe", key))
            self._pending.discard(key)
        return self._made[key]

    def _build(self, key: int, described: Any) -> type:
        name, bases, specials, hashable, kind, fields, library, decides, entries, told = described
        if type(name) is not str or type(specials) is not list or type(kind) is not str:
            raise TypeError("not a class")
        supers = self._bases(bases, kind)
        given = self._given(name, told, is_error=issubclass(supers[0], BaseException))
        own = next((n for n in library[:1] if str(n).endswith(f".{name}")), None)
        if error := of_library(own) if own else _raisable(given):
            supers = error, *(s for s in supers if issubclass(s, BaseException))
        plain = next((b for b in IMMUTABLE.values() if issubclass(supers[-1], b)), None)
        base = plain or (of_kind(kind) if kind in CONTENT else None)
        inside = self._inside(supers, base, [s for s in specials if s in SPECIALS], bool(hashable))
        if entries and "__repr__" in specials:  # a namedtuple is shown with its names
            inside["__repr__"] = remote_methods.method("__repr__", None)
        inside["_remote_class_"] = Held(self._line, key)
        inside["_remote_library_"] = frozenset(n for n in library if type(n) is str)
        inside["_remote_given_"] = given
        inside["_remote_decides_"] = decides is True
        if plain:
            tells = OF_CONTENT[plain.__name__].difference(entries) | frozenset(specials_of(plain))
            inside["_remote_tells_"] = TELLING | tells
        elif kind in CONTENT:
            inside["_remote_tells_"] = TELLING | frozenset(specials_of(CONTENT[kind]))
            inside["_remote_shown_"] = type(_identifier(name), (CONTENT[kind],), {})
        if type(fields) is list:
            inside["__dataclass_fields__"] = _fields(fields)
        return _made(_identifier(name), supers, inside)

    def _given(self, name: str, told: list[Any], *, is_error: bool) -> tuple[type, ...]:
        """Return the classes of given cells that a class stands for by its name, or extends.

        One of the name of a given class, which the problem does not ask for, was put in its place.
        """
        known = [] if name in self._line.classes else self._line.given_classes([name])
        named = [cls for cls in known if issubclass(cls, BaseException) is is_error]
        return tuple(dict.fromkeys([*named, *self._line.given_classes(told[:_MAX_BASES])]))

    def _bases(self, keys: Any, kind: str) -> tuple[type, ...]:
        found: list[type] = []
        for key in list(keys)[:_MAX_BASES]:
            if type(key) is int:
                found.append(self.of(key))
            elif (error := stand_in(key)) or key in IMMUTABLE:
                found.append(error or IMMUTABLE[key])
        if any(issubclass(b, BaseException) for b in found):
            return tuple(b for b in found if issubclass(b, BaseException))
        plain = tuple(b for b in found if issubclass(b, tuple(IMMUTABLE.values())))
        if plain:  # other bases would not share its layout
            return plain if issubclass(plain[0], Remote) else (Remote, *plain)
        base = of_kind(kind) if kind in CONTENT else RemoteObject
        return tuple(b for b in found if issubclass(b, base)) or (base,)

    @staticmethod
    def _inside(
        supers: tuple[type, ...], base: type | None, specials: list[str], hashable: bool
    ) -> dict[str, Any]:
        if issubclass(supers[-1], BaseException):
            return {"__getattr__": _asks_error, "__str__": _shows_error}
        inside: dict[str, Any] = {"__slots__": ()}
        if base and not issubclass(base, Content):
            inside = {n: getattr(base, n) for n in ("__eq__", "__ne__", "__repr__")}
        if base and base.__hash__ is None:  # what can change is compared by its content only
            specials = [s for s in specials if s not in ("__eq__", "__ne__", "__hash__")]
        inside |= {s: remote_methods.method(s, base) for s in specials}
        if base or not hashable:
            inside["__hash__"] = base.__hash__ if base else None
        return inside


def _raisable(given: tuple[type, ...]) -> type | None:
    """Return the exception class of a given cell that a class of the learner is or extends."""
    return given[0] if given and issubclass(given[0], Exception) else None


def _identifier(name: str) -> str:
    return name[:80] if name.isidentifier() else "Learner"


def _made(name: str, supers: tuple[type, ...], inside: dict[str, Any]) -> type:
    try:
        return _make(name, supers, inside)
    except TypeError:  # bases that do not go together here
        return _make(name, supers[:1], inside)


def _fields(names: list[Any]) -> dict[str, Any]:
    made: Any = dataclasses.make_dataclass("Fields", [n for n in names if type(n) is str])
    return dict(made.__dataclass_fields__)
