"""Builtins for code that may put something else in their place: a test's, and a learner's.

Both have a module `builtins` of their own. So what a test forbids, as `sum`, is forbidden to the
answer alone: the grader and Python's library, which run in the same processes, keep theirs.
"""

from __future__ import annotations

import builtins
from types import ModuleType


def own_builtins() -> ModuleType:
    """Return a module with what `builtins` has."""
    made = ModuleType("builtins")
    reset(made)
    return made


def reset(own: ModuleType) -> None:
    """Undo whatever was done to a module that `own_builtins` has made."""
    vars(own).clear()
    vars(own).update(vars(builtins))


def main_module(own: ModuleType) -> ModuleType:
    """Return an empty module `__main__` whose code finds its builtins in `own`."""
    made = ModuleType("__main__")
    vars(made)["__builtins__"] = own
    return made
