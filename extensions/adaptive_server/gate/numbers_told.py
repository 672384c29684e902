"""The numbers that a text or a piece of code speaks of."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Hashable, Iterator
from itertools import pairwise

from ..problems.python_source import parse_python
from .reading import prose

_OF_TIME = frozenset({7.0, 12.0, 24.0, 28.0, 29.0, 30.0, 31.0, 60.0, 365.0, 366.0, 3600.0})
_OF_MEASURES = frozenset({12.0, 1000.0})
_TIME = re.compile(
    r"week|month|year|hour|minute|second|\bday|date|calendar|clock|noon"
    r"|semana|\bmes(?:es)?\b|año|hora|minuto|segundo|\bdía|fecha|reloj",
    re.IGNORECASE,
)
_MEASURES = re.compile(
    r"kilo|mill?i|\b[km]?[gml]\b|metr|gram|lit(?:re|ro)|dozen|docena", re.IGNORECASE
)

_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_SPANISH = (
    "cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez",
)  # fmt: skip
_UNITS = {word: n for words in (_ENGLISH, _SPANISH) for n, word in enumerate(words)}
_TENS = {
    word: 10 * n
    for n, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2
    )
}
_SHARES = {
    **{f"{word}th": n for n, word in enumerate(_ENGLISH) if n > 3},
    **{"second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12},
    **{"double": 2, "triple": 3, "quarter": 4, "dozen": 12},
}
_VAGUE = frozenset({0.0, 1.0})
"""Said of anything: "no ticket", "one of them"."""
_NUMBER = re.compile(
    r"(?<![\w.])(?P<figures>\d[\d,]*(?:\.\d+)?)"
    rf"|\b(?P<tens>{'|'.join(_TENS)})\b(?:[-\s](?P<ones>{'|'.join(_UNITS)})\b)?"
    rf"|\b(?P<units>{'|'.join(_UNITS)})\b",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b(?:{'|'.join(_SHARES)})s?\b", re.IGNORECASE)


def known_of(text: str) -> frozenset[float]:
    """Return the numbers that everybody knows of the times and measures that a text speaks of.

    >>> 24.0 in known_of("a day"), 24.0 in known_of("a crate")
    (True, False)
    """
    time = _OF_TIME if _TIME.search(text) else frozenset()
    return time | (_OF_MEASURES if _MEASURES.search(text) else frozenset())


def numbers_in_words(text: str) -> set[float]:
    """Return the numbers of a text, in figures, English or Spanish words; not 0 and 1.

    >>> sorted(numbers_in_words("Two trips cost 1,200 coins, twenty-one or 3.5 each."))
    [2.0, 3.5, 21.0, 1200.0]
    """
    return set(_in_order(text)) - _VAGUE


def figures_in(text: str) -> set[float]:
    """Return the numbers that a text has in figures; not 0 and 1.

    >>> sorted(figures_in("Two trips cost 1,200 coins."))
    [1200.0]
    """
    figures = (m["figures"] for m in _NUMBER.finditer(text) if m["figures"])
    return {float(figure.replace(",", "")) for figure in figures} - _VAGUE


def numbers_meant(text: str) -> set[float]:
    """Return also what a text says by "every fourth", and sums of two numbers in a row.

    >>> sorted(numbers_meant("A third waits 30 minutes, then 5."))
    [3.0, 5.0, 30.0, 35.0]
    """
    shares = {float(_SHARES[m.group().lower().rstrip("s")]) for m in _SHARE.finditer(text)}
    sums = {a + b for a, b in pairwise(_in_order(prose(text)))}
    return numbers_in_words(text) | shares | sums - _VAGUE


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


def counts_in(node: ast.AST) -> set[float]:
    """Return how many things stand in the lists and texts of some code, and how many are equal.

    Of a number in a text it tells the digits.

    >>> sorted(counts_in(ast.parse("bill(['bun', 'bun', 'tea'])")))
    [1.0, 2.0, 3.0]
    """
    found: set[float] = set()
    for part in ast.walk(node):
        things: list[Hashable] = []
        match part:
            case ast.List(elts) | ast.Tuple(elts) | ast.Set(elts) | ast.Dict(values=elts):
                things = [ast.dump(thing) for thing in elts]
            case ast.Constant(str(text)):
                things = list(text)
                found |= {float(len(digits)) for digits in re.findall(r"\d+", text)}
        found |= {float(n) for n in (len(things), *Counter(things).values())}
    return found - {0.0}


def _in_order(text: str) -> Iterator[float]:
    for m in _NUMBER.finditer(text):
        if m["figures"]:
            yield float(m["figures"].replace(",", ""))
        elif m["tens"]:
            yield float(_TENS[m["tens"].lower()] + _UNITS.get((m["ones"] or "").lower(), 0))
        else:
            yield float(_UNITS[m["units"].lower()])
