"""Special methods of the classes of handles, one for each that the learner's class has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.operators import OPERATORS
from grader.own_failure import is_own_failure
from grader.remote import Remote, call, decides, held, is_named, is_remote
from grader.specials import ARITHMETIC, COMPARISONS, CONVERSIONS, PLAINLY

_ONE_BY_ONE, _LARGEST_BATCH = 256, 512
Method = Callable[..., Any]


def _may_ask(x: Remote, other: object) -> bool:
    """Say whether learner code may decide what comes of `x` and `other`.

    It sees both: a lying object would just say yes. So it is asked only about what the test made
    itself, and about two objects of one class that the problem asks for.
    """
    if not is_remote(other):
        return held(x).made
    mine, theirs = type(x), type(other)
    if held(x).made and held(other).made:
        return True
    related = issubclass(mine, theirs) or issubclass(theirs, mine)
    return related and (is_named(mine) or is_named(theirs))


def _infix(name: str, plain: Method | None, *, swapped: bool = False) -> Method:
    def method(self: Any, other: Any, *more: Any) -> Any:
        if not _may_ask(self, other):
            return plain(self, other, *more) if plain else NotImplemented
        return held(self).operate(name, *((other, self) if swapped else (self, other)), *more)

    return method


def _in_place(name: str, plain: Method | None) -> Method:
    def method(self: Any, other: Any) -> Any:
        if not _may_ask(self, other):
            return plain(self, other) if plain else NotImplemented
        here = held(self)
        result = here.operate(name, self, other)
        same = is_remote(result) and held(result).number == here.number
        return self if same else result

    return method


def _use(name: str) -> Method:
    return lambda self, *operands: held(self).operate(name, self, *operands)


def _call(self: Any, *args: Any, **kwargs: Any) -> Any:
    here = held(self)
    return call(here.line, here.number, args, kwargs)


def _contains(self: Any, item: Any) -> bool:
    if held(self).made:
        return held(self).operate("contains", self, item) is True
    return any(bool(item == x) for x in self)


def _hash(self: Any) -> int:
    here = held(self)
    if not decides(self):
        return hash(here.number)
    value = here.operate("hash", self)
    return hash(value) if type(value) is int else 0


def _text(name: str, kind: type) -> Method:
    def method(self: Any, *operands: Any) -> Any:
        value = held(self).operate(name, self, *operands)
        if type(value) is not kind:
            raise TypeError(f"__{name}__ returned something else than {kind.__name__}")
        return value

    return method


def _next(self: Any) -> Any:
    """Return the next item; items are fetched ahead only after many one by one."""
    here = held(self)
    waiting = here.line.taken(here.number)
    if len(waiting) < 2:
        used = waiting[0] if waiting else 0
        singly = used < _ONE_BY_ONE or here.line.steps_singly
        size = 1 if singly else min(used, _LARGEST_BATCH)
        items, last = here.line.decode(here.line.ask("take", here.number, size))
        if type(items) is not list:
            raise TypeError("not an iterator")
        waiting[:] = [used + len(items), *reversed(items)]
        if not items:
            raise StopIteration(*([] if last is None else [last]))
    return waiting.pop()


def _exit(self: Any, kind: Any, error: Any, _: object) -> bool:
    """Leave a `with`. Learner code sees no text of a failed check, and cannot swallow one."""
    own = is_own_failure(error)
    seen = (type(error), type(error)()) if own else (kind, error)
    swallowed = held(self).operate("exit", self, *seen, None) is True
    return swallowed and not own


async def _aexit(self: Any, kind: Any, error: Any, _: object) -> bool:
    own = is_own_failure(error)
    seen = (type(error), type(error)()) if own else (kind, error)
    swallowed = held(self).operate("aexit", self, *seen, None) is True
    return swallowed and not own


def _awaited(name: str) -> Method:
    async def method(self: Any) -> Any:
        return held(self).operate(name, self)

    return method


def _await(self: Any) -> Any:
    yield from ()
    return held(self).operate("await", self)


_SPECIFIC: dict[str, Method] = {
    **{"call": _call, "contains": _contains, "hash": _hash, "next": _next, "exit": _exit},
    **{"str": _text("str", str), "repr": _text("repr", str), "format": _text("format", str)},
    **{"bytes": _text("bytes", bytes), "bool": _text("bool", bool), "len": _text("len", int)},
    **{"aexit": _aexit, "aenter": _awaited("aenter"), "anext": _awaited("anext")},
    "await": _await,
}


def method(special: str, plain: type | None) -> Method:
    """Return the method of a handle's class for a special method of the learner's class.

    Args:
        special: Its name, one of `specials.SPECIALS`.
        plain: What the learner's class extends: an immutable builtin, or a class of `contents`. Its
            own method answers where learner code is not asked.
    """
    name = special.strip("_")
    plainly = _own(plain or Remote, special)
    if name in COMPARISONS or name in ARITHMETIC:
        return _infix(name, plainly if plain or name in ("eq", "ne") else None)
    if name[1:] in ARITHMETIC:
        if name[0] == "i":
            return _in_place(name, plainly if plain else None)
        return _infix(name[1:], plainly if plain else None, swapped=True)
    asked = _SPECIFIC.get(name) or _use(name)
    plainly = plainly or _without(name, plain)
    return _unless_it_decides(asked, plainly) if plain and plainly else asked


def _own(cls: type, special: str) -> Method | None:
    """Return the method of a class's objects; `getattr` would also find one of the class itself."""
    found = (vars(c)[special] for c in cls.__mro__ if special in vars(c))
    return next(found, None)


def _is_filled(self: Any) -> bool:
    return not hasattr(type(self), "__len__") or len(self) != 0


def _without(name: str, plain: type | None) -> Method | None:
    """Return what Python does where a kind of value has no such method."""
    if name == "bool":
        return _is_filled
    if plain is None or name not in CONVERSIONS:
        return None
    value = PLAINLY.get(plain) or _own(plain, "_remote_plainly_")
    return value and (lambda self, *operands: OPERATORS[name](value(self), *operands))


def _unless_it_decides(asked: Method, plainly: Method) -> Method:
    return lambda self, *operands: (asked if decides(self) else plainly)(self, *operands)
