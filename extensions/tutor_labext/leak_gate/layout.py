"""Code without what its layout adds: spaces, comments, brackets that change nothing."""

from __future__ import annotations

import re
from functools import lru_cache

from .task import undocumented
from .tokens import uncommented

WRAPPED = re.compile(r"(return|yield|[\w.\[\]',]+[-+*/]?=)\((.*)\)(:?)$")
"""A line whose brackets may go round all that it gives."""


def unwrapped(line: str) -> str:
    """Return a line, its spaces gone, without brackets around all that it gives.

    >>> unwrapped("return(a,b)"), unwrapped("x=(a)+(b)")
    ('returna,b', 'x=(a)+(b)')
    """
    found = WRAPPED.match(line)
    if found is None:
        return line
    depth = 0
    for sign in found[2]:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return line
    return f"{found[1]}{found[2]}{found[3]}"


def unspaced(text: str) -> str:
    r"""Return a text without its spaces, with one kind of quotes.

    >>> unspaced('f( "a",\n b)')
    "f('a',b)"
    """
    return "".join(text.split()).replace('"', "'")


@lru_cache(maxsize=2048)
def rows(code: str, *, flat: bool = False) -> str:
    r"""Return the lines of code, set in as they are from the least on, spaces and comments gone.

    Where all is `flat` nothing is set in.

    >>> rows("  if x :\n\n    y = 1  # one")
    '\n0ifx:\n2y=1\n'
    """
    lines = [s for line in undocumented(code).splitlines() if (s := uncommented(line)).strip()]
    depth = [len(s) - len(s.lstrip()) for s in lines]
    least = min(depth, default=0)
    return "\n" + "".join(
        f"{'' if flat else at - least}{unwrapped(unspaced(s))}\n"
        for at, s in zip(depth, lines, strict=True)
    )
