"""Every use of an object that a test may ask for, by name. Runs in the learner's process."""

from __future__ import annotations

import copy
import functools
import importlib
import math
import operator
import os
from collections.abc import Callable
from typing import Any

from grader.specials import ARITHMETIC, COMPARISONS


@functools.cache
def _loop() -> Any:
    return importlib.import_module("asyncio").new_event_loop()  # few problems need it


def _wait(awaitable: Any) -> Any:
    async def waiting() -> Any:
        return await awaitable

    return _loop().run_until_complete(waiting())


def _special(name: str) -> Callable[..., Any]:
    return lambda x, *args: getattr(type(x), name)(x, *args)


def _awaited(name: str) -> Callable[..., Any]:
    return lambda x, *args: _wait(getattr(type(x), name)(x, *args))


_WORDS = {"and": "and_", "or": "or_"}
OPERATORS: dict[str, Callable[..., Any]] = {
    **{name: getattr(operator, _WORDS.get(name, name)) for name in COMPARISONS},
    **{
        name: divmod if name == "divmod" else getattr(operator, _WORDS.get(name, name))
        for name in ARITHMETIC
    },
    **{f"i{name}": getattr(operator, f"i{name}") for name in ARITHMETIC if name != "divmod"},
    **{name: getattr(operator, name) for name in ("neg", "pos", "abs", "invert", "index")},
    **{name: getattr(operator, name) for name in ("getitem", "setitem", "delitem", "contains")},
    **{"int": int, "float": float, "complex": complex, "bool": bool, "bytes": bytes},
    **{"round": round, "trunc": math.trunc, "floor": math.floor, "ceil": math.ceil, "len": len},
    **{"hash": hash, "str": str, "repr": repr, "format": format, "fspath": os.fspath},
    **{"iter": iter, "reversed": reversed, "dir": dir, "delattr": delattr, "setattr": setattr},
    **{"copy": copy.copy, "deepcopy": copy.deepcopy, "await": _wait, "aiter": aiter},
    **{"enter": _special("__enter__"), "exit": _special("__exit__")},
    **{"aenter": _awaited("__aenter__"), "aexit": _awaited("__aexit__")},
    **{"anext": _awaited("__anext__"), "isinstance": isinstance, "issubclass": issubclass},
    "super": lambda cls, x, name: getattr(super(cls, x), name),
}
