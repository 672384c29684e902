"""`isinstance`, `issubclass` and `id` in test cells: Python's own, and what handles need beside.

A handle's class has the learner's bases as counterparts. Which classes of the library stand among
them (`Enum`, `Sequence`, `UUID`), and which classes of given cells, the child has said by name.
Where the learner's class is abstract or a protocol, the child is asked, as its metaclass decides.
"""

from __future__ import annotations

import builtins
import types
from typing import Any

from grader.mirror_class import MirrorClass, key_of
from grader.remote import Held, held, is_remote


def is_instance(x: Any, kinds: Any) -> bool:
    """Return `isinstance(x, kinds)`."""
    return builtins.isinstance(x, kinds) or any(_is_one(x, kind) for kind in _each(kinds))


def is_subclass(cls: Any, kinds: Any) -> bool:
    """Return `issubclass(cls, kinds)`."""
    return builtins.issubclass(cls, kinds) or any(_extends(cls, kind) for kind in _each(kinds))


def identity(x: Any) -> int:
    """Return `id(x)`; the same number for two handles on one object."""
    here = held(x) if is_remote(x) else key_of(x) if isinstance(x, type) else None
    return id(x) if here is None else -1 - here.number


def _each(kinds: Any) -> list[Any]:
    if type(kinds) is tuple:
        return [one for kind in kinds for one in _each(kind)]
    return list(kinds.__args__) if type(kinds) is types.UnionType else [kinds]


def _is_one(x: Any, kind: Any) -> bool:
    asked = _asked(kind)
    if asked:
        return asked.operate("isinstance", x, kind) is True
    return is_remote(x) and _extends(type(x), kind)


def _extends(cls: Any, kind: Any) -> bool:
    asked = _asked(kind)
    if asked:
        return asked.operate("issubclass", cls, kind) is True
    if type(cls) is not MirrorClass or not isinstance(kind, type):
        return False
    given = any(issubclass(c, kind) for c in type.__getattribute__(cls, "_remote_given_"))
    return given or f"{kind.__module__}.{kind.__qualname__}" in _library(cls)


def _library(cls: type) -> Any:
    return type.__getattribute__(cls, "_remote_library_")


def _asked(kind: Any) -> Held | None:
    decides = type(kind) is MirrorClass and type.__getattribute__(kind, "_remote_decides_")
    return key_of(kind) if decides else None
