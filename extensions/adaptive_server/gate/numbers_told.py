"""The numbers that a text or a piece of code speaks of."""

from __future__ import annotations

import ast
import re

from ..problems.python_source import parse_python

KNOWN = frozenset({7.0, 12.0, 24.0, 28.0, 29.0, 30.0, 31.0, 60.0, 365.0, 366.0, 1000.0, 3600.0})
"""Numbers that everybody knows: of days, hours, minutes, and of units."""

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)  # fmt: skip
_VAGUE = frozenset({0.0, 1.0})
"""Said of anything: "no ticket", "one of them"."""
_NUMBER = re.compile(rf"(?<![\w.])\d[\d,]*(?:\.\d+)?|\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)


def numbers_in_words(text: str) -> set[float]:
    """Return the numbers of a text, in figures or in English words up to twenty; not 0 and 1.

    >>> sorted(numbers_in_words("Two trips cost 1,200 coins, 3.5 each."))
    [2.0, 3.5, 1200.0]
    """
    found = {_value(m.group().lower()) for m in _NUMBER.finditer(text)}
    return found - _VAGUE


def numbers_in_code(source: str) -> set[float]:
    """Return the numbers of a piece of Python, those in its texts included; not 0 and 1.

    >>> sorted(numbers_in_code("fare(3, 'zone 12') == -4"))
    [3.0, 4.0, 12.0]
    """
    tree = parse_python(source)
    found: set[float] = set()
    for node in ast.walk(tree) if isinstance(tree, ast.Module) else ():
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                found |= numbers_in_words(node.value)
            elif isinstance(node.value, int | float):
                found.add(float(node.value))
    return found - _VAGUE


def _value(word: str) -> float:
    return float(_WORDS.index(word)) if word in _WORDS else float(word.replace(",", ""))
