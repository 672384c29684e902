"""The class of the counterparts of a learner's classes, and what `super()` is in those of a test.

See `mirrors` for how they are made.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from typing import Any

from grader import remote_methods
from grader.remote import Held, Remote, call, held, is_named, is_remote
from grader.specials import SPECIALS

_HERE = frozenset(
    (
        *("__name__", "__qualname__", "__mro__", "__bases__", "__base__", "__class__"),
        *("__module__", "mro", "__subclasses__", "__copy__", "__deepcopy__"),
        *("__dataclass_fields__", "__signature__", "__instancecheck__", "__subclasscheck__"),
        *("_remote_class_", "_remote_named_", "_remote_own_", "_remote_shown_", "__weakref__"),
        *("_remote_library_", "_remote_given_", "_remote_decides_", "_remote_tells_"),
        "_remote_content_",
    )
)


class MirrorClass(type):
    """The class of a learner's class: its uses become messages."""

    def __new__(mcs, name: str, bases: tuple[type, ...], inside: dict[str, Any]) -> Any:
        """Make a counterpart, or, for a class statement in a test, a class in the child."""
        if "_remote_class_" in inside:
            return super().__new__(mcs, name, bases, inside)
        cell = inside.pop("__classcell__", None)
        here = next(h for b in bases if (h := key_of(b)))
        content = {k: v for k, v in inside.items() if k not in ("__module__", "__qualname__")}
        line = here.line
        cls = line.decode(line.ask("extend", name, line.encode(bases), line.encode(content)))
        if any(map(is_named, bases)):
            note_named(cls)
        if cell is not None:
            cell.cell_contents = cls
        return cls

    def __getattribute__(cls, name: str) -> Any:
        """Read an attribute of the learner's class."""
        if name in ("__mro__", "mro", "__bases__"):
            return MirrorClass._line_of_classes(cls, name)
        if name in _HERE or name in SPECIALS:
            return type.__getattribute__(cls, name)
        if name.startswith("__array_"):  # numpy would let the class decide
            raise AttributeError(name)
        here = type.__getattribute__(cls, "_remote_class_")
        if type(here) is not Held:
            return type.__getattribute__(cls, name)
        told = here.line.decode(here.line.ask("attribute", here.number, name))
        if name == "__flags__":  # of the memory layout here, but for what `isabstract` asks
            abstract = type(told) is int and told & inspect.TPFLAGS_IS_ABSTRACT
            return type.__getattribute__(cls, name) | abstract
        return told

    def _line_of_classes(cls, name: str) -> Any:
        """Return `__mro__`, `mro` or `__bases__` without the classes that make it a handle."""
        usual = type.__getattribute__(cls, "__bases__" if name == "__bases__" else "__mro__")
        shown = tuple(c for c in usual if c.__module__ not in ("grader.remote", "grader.contents"))
        return (lambda: list(shown)) if name == "mro" else shown or (object,)

    @property
    def __signature__(cls) -> inspect.Signature:
        """How the class is called, where it says so by an `__init__` of its own."""
        begin: Any = cls.__init__  # type: ignore[misc]
        if not inspect.isfunction(begin):
            raise AttributeError("__signature__")
        _, *parameters = inspect.signature(begin).parameters.values()
        return inspect.Signature(parameters)

    def __setattr__(cls, name: str, value: Any) -> None:
        here = MirrorClass._of(cls)
        here.line.ask("set", here.number, name, here.line.argument(value))
        if name in SPECIALS:
            type.__setattr__(cls, name, remote_methods.method(name, None))

    def __delattr__(cls, name: str) -> None:
        MirrorClass._of(cls).operate("delattr", cls, name)

    def __dir__(cls) -> Any:
        return MirrorClass._of(cls).operate("dir", cls)

    def _of(cls) -> Held:
        here: Held = type.__getattribute__(cls, "_remote_class_")
        return here

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """Construct an object of the learner's class."""
        here = MirrorClass._of(cls)
        made = call(here.line, here.number, args, kwargs)
        if is_remote(made) and issubclass(type(made), cls) and is_named(cls):
            held(made).made = True
        return made

    def __getitem__(cls, key: Any) -> Any:
        return MirrorClass._of(cls).operate("getitem", cls, key)

    def __len__(cls) -> Any:
        return MirrorClass._of(cls).operate("len", cls)

    def __contains__(cls, item: Any) -> bool:
        return MirrorClass._of(cls).operate("contains", cls, item) is True

    def __iter__(cls) -> Iterator[Any]:
        walker: Iterator[Any] = MirrorClass._of(cls).operate("iter", cls)
        return walker

    def __bool__(cls) -> bool:
        return True


def key_of(cls: type) -> Held | None:
    """Return where the learner's class of a counterpart is; None for other classes."""
    here = type.__getattribute__(cls, "_remote_class_") if type(cls) is MirrorClass else None
    return here if type(here) is Held else None


class _Super:
    """What `super()` is in a test's class that extends a learner's."""

    def __init__(self, cls: type, x: Remote) -> None:
        self._at = cls, x

    def __getattribute__(self, name: str) -> Any:
        cls, x = object.__getattribute__(self, "_at")
        return held(x).operate("super", cls, x, name)


def super_of(cls: type | None = None, x: object = None) -> Any:
    """Return what `super()` means in the method of a test's class; Python's own elsewhere.

    Args:
        cls: The class; without it, as in Python, that in whose body the method stands.
        x: The object or class that the method was called on.

    Raises:
        RuntimeError: It is called outside of a method.
    """
    if cls is None:
        frame = sys._getframe(1)
        inside, names = frame.f_locals, frame.f_code.co_varnames
        if "__class__" not in inside or not names:
            raise RuntimeError("super(): no arguments")
        cls, x = inside["__class__"], inside[names[0]]
    assert cls is not None
    if is_remote(x) and type(cls) is MirrorClass:
        return _Super(cls, x)  # type: ignore[arg-type]
    return super(cls, x)


def note_named(value: object) -> None:
    """Remember of a learner's class that the problem asks for it."""
    if type(value) is MirrorClass:
        type.__setattr__(value, "_remote_named_", True)
