"""Which names of a function only its comprehensions give values to.

Since Python 3.12 a comprehension runs in the frame around it (PEP 709), and its variables are
among that frame's names while it runs. They are no steps of the function: to a reader a
comprehension is one line.
"""

from __future__ import annotations

import dis
from collections import Counter
from types import CodeType

_SET_ASIDE = "LOAD_FAST_AND_CLEAR"
_STORES = 3
"""Per comprehension: its loop, and giving back what the name held, also after an exception."""


def comprehension_names(code: CodeType) -> frozenset[str]:
    """Return the names that nothing but comprehensions within code gives values to.

    >>> def f(xs):
    ...     n = len(xs)
    ...     return [x for x in xs for n in xs]
    >>> "n" in comprehension_names(f.__code__)
    False
    """
    aside: Counter[str] = Counter()
    stored: Counter[str] = Counter()
    for step in dis.get_instructions(code):
        if step.opname == _SET_ASIDE:
            aside[step.argval] += 1
        elif step.opname.startswith("STORE_"):
            stored.update(_stored(step))
    given = set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
    return frozenset(n for n, times in aside.items() if stored[n] <= _STORES * times) - given


def _stored(step: dis.Instruction) -> tuple[str, ...]:
    """Return the names that an instruction stores; one may store two, or load the second."""
    names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
    return names[:1] if step.opname == "STORE_FAST_LOAD_FAST" else names
