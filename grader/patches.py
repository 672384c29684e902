"""What a test puts in the place of the library's functions: learner code meets it too.

`mock.patch("random.randint", …)`, `mock.patch.object(time, "sleep")` and `random.randint = …`
change a module of the judge. The same is done to the learner's process before its code runs on, and
undone when the test is over. Which places to look at is read from the text of the test.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable
from typing import Any

Place = tuple[str, str]
Send = Callable[[str, str, list[Any] | None], None]

_PLACE = re.compile(r"[a-z_]\w*(\.[a-z_]\w*)*\.[A-Za-z_]\w*")
_OF_ANSWER = "__main__."
# `input` and `seed` have ways of their own; the rest would take away what the child stands on.
_OTHERS = frozenset(
    (
        *(("random", "seed"), ("builtins", "input")),
        *(("os", "read"), ("os", "write"), ("os", "_exit")),
    )
)
_CLOSED = frozenset(("sys", "unittest", "pytest", "gc", "threading", "signal", "json", "types"))
_MOST = 40
_GONE = object()


def places(tree: ast.AST) -> tuple[Place, ...]:
    """Return which attributes of which modules a test cell may patch.

    >>> places(ast.parse("with patch('random.randint'): f()"))
    (('random', 'randint'),)
    """
    modules = _imported(tree)
    words: dict[str, None] = {}
    found: dict[Place, None] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(str(text)) if _PLACE.fullmatch(text):
                place = text.removeprefix(_OF_ANSWER)  # a module that the answer imports
                if "." in place:
                    found[tuple(place.rsplit(".", 1))] = None  # type: ignore[index]
            case ast.Constant(str(text)) if text.isidentifier():
                words[text] = None
            case ast.Attribute(ast.Name(name), attribute, ast.Store()) if name in modules:
                found[modules[name], attribute] = None
    pairs = ((module, word) for module in modules.values() for word in words)
    found |= dict.fromkeys(p for p in pairs if hasattr(sys.modules.get(p[0]), p[1]))
    return tuple(p for p in found if _may_patch(*p))[:_MOST]


def names(tree: ast.AST) -> frozenset[str]:
    """Return which names of the answer, or builtins for it alone, a test cell may patch.

    >>> sorted(names(ast.parse("with patch('__main__.fare'), patch('__main__.time.sleep'): f()")))
    ['fare', 'time']
    """
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    found = (t for t in texts if isinstance(t, str) and _PLACE.fullmatch(t))
    return frozenset(t.split(".")[1] for t in found if t.startswith(_OF_ANSWER))


def _imported(tree: ast.AST) -> dict[str, str]:
    modules = {"builtins": "builtins"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                modules[alias.asname or alias.name.split(".")[0]] = (
                    alias.name if alias.asname else alias.name.split(".")[0]
                )
    return modules


def _may_patch(module: str, name: str) -> bool:
    first = module.split(".")[0]
    known = first in sys.stdlib_module_names and first not in _CLOSED
    return known and (module, name) not in _OTHERS and name[0] != "_"


class Patches:
    """Watches the places that one test cell may patch."""

    def __init__(self, watched: tuple[Place, ...], send: Send) -> None:
        """Remember what is there now.

        Args:
            watched: Module and attribute of each place.
            send: Called with both and the new value; an empty list where the library's own is back,
                None where it was deleted.
        """
        self._send = send
        self._before = {place: _value(*place) for place in watched}
        self._now = dict(self._before)

    def pass_on(self) -> None:
        """Tell of what has changed since the last time."""
        for place, known in self._now.items():
            value = _value(*place)
            if value is known:
                continue
            if self._before[place] is _GONE:  # imported meanwhile
                self._before[place] = self._now[place] = value
                continue
            self._now[place] = value
            told = [] if value is self._before[place] else [value]
            self._send(place[0], place[1], None if value is _GONE else told)

    def undo(self, *, tell: bool) -> None:
        """Put the library's own back wherever something else still stands, here and there.

        Args:
            tell: Whether the learner's process is there to be told.
        """
        for (module, name), own in self._before.items():
            if own is not _GONE and _value(module, name) is not own:
                setattr(sys.modules[module], name, own)
        for (module, name), known in self._now.items():
            if tell and known is not self._before[module, name]:
                self._send(module, name, [])


def _value(module: str, name: str) -> Any:
    return getattr(sys.modules.get(module), name, _GONE)
