"""Values whose class answers every question as another value would: a test must see what they are.

Of each kind the file tells the type, the value that a test expects, what is given in its place, and
checks that are true of the expected value only.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from grader.specials import SPECIALS

_FILE = Path(__file__).with_suffix(".txt")
IMPORTS = """
import array, datetime, json, math, os, re
from collections import *
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PosixPath, PurePosixPath
"""
_ANSWER = """{imports}
P = namedtuple("P", "x y")
WANTED = {wanted}
class Liar({base}):
    pass
def lie(name):
    told = getattr(WANTED, name)
    if callable(told):
        setattr(Liar, name, lambda self, *given, **more: getattr(WANTED, name)(*given, **more))
    else:
        setattr(Liar, name, property(lambda self: getattr(WANTED, name)))
Liar.__complex__ = lambda self: complex(WANTED)
for name in dir({base}):
    if name != "data" and (name[0] != "_" or name in {specials}):
        lie(name)
def f(n):
    return {given}
"""


class Lie(NamedTuple):
    """What a learner's subclass of a type pretends to be."""

    base: str
    wanted: str
    given: str
    checks: list[str]

    @property
    def answer(self) -> str:
        """An answer whose `f` returns the lying value."""
        told = self._asdict() | {"imports": IMPORTS, "specials": sorted(SPECIALS)}
        return _ANSWER.format(**told)

    @property
    def truth(self) -> str:
        """What is given, as a plain value."""
        return self.given.replace("Liar", self.base)


def lies() -> list[Lie]:
    """Return the kinds of the file."""
    found = []
    for block in _FILE.read_text().split("\n\n"):
        head, *lines = block.strip().splitlines()
        checks = [check.strip() for line in lines for check in line.split(" ;; ")]
        found.append(Lie(*head.split(" => "), checks))
    return found
