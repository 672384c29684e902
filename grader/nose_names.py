"""The names of `nose.tools`, which many older nbgrader courses import; nose itself is no more.

Each is the method of `unittest.TestCase` that nose made it of.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from types import ModuleType
from typing import Any


def teach() -> None:
    """Make `import nose.tools` work in this process, where nose is not installed."""
    if "nose" in sys.modules or importlib.util.find_spec("nose"):
        return
    package, tools = ModuleType("nose"), _Tools("nose.tools")
    vars(package).update(tools=tools, __path__=[])
    sys.modules.update({"nose": package, "nose.tools": tools})


class _Tools(ModuleType):
    """Made of `unittest` when the first name is asked for: few courses want it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self.__dict__.update(_names())
        if name not in self.__dict__:
            raise AttributeError(f"module 'nose.tools' has no attribute {name!r}")
        return self.__dict__[name]


def _names() -> dict[str, Any]:
    unittest: Any = importlib.import_module("unittest")
    case = unittest.TestCase()
    case.maxDiff = None
    methods = [name for name in dir(case) if name.startswith("assert") and name[-1] != "_"]
    found = {re.sub("([A-Z])", r"_\1", n).lower(): getattr(case, n) for n in methods}
    named = {"assert_items_equal": case.assertCountEqual}
    return {**found, **named, "eq_": _same, "ok_": _holds, "raises": _raises}


def _same(a: object, b: object, msg: str | None = None) -> None:
    assert a == b, msg or f"{a!r} != {b!r}"


def _holds(expr: object, msg: str | None = None) -> None:
    assert expr, msg


def _raises(*kinds: type[BaseException]) -> Any:
    def decorate(test: Any) -> Any:
        def checked(*args: Any, **kwargs: Any) -> None:
            try:
                test(*args, **kwargs)
            except kinds:
                return
            raise AssertionError(f"{test.__name__}() did not raise {kinds}")

        return checked

    return decorate
