"""Formulas of mathematics in markdown, as lines that can be compared with code."""

from __future__ import annotations

import re
from collections.abc import Iterator

FORMULA = re.compile(r"\$\$?([^$]{3,600})\$|\\\((.{3,600}?)\\\)|\\\[(.{3,600}?)\\\]", re.S)
COMMAND = re.compile(r"\\[A-Za-z]+")
LETTERS = re.compile(r"\\(?:text|math|oper|quad|left|right|begin|end|displ)[a-z]*|[{}]")
"""What only says how letters are set."""
SIGNS = re.compile(r"[-+*/%<>=]")


def formulas(text: str) -> Iterator[str]:
    r"""Yield the formulas of a text that work something out; a plus stands for each command.

    >>> list(formulas(r"So $\mathtt{a} \geq b$. It costs $5 or $6."))
    ['a + b']
    """
    if "$" not in text and "\\" not in text:
        return
    for match in FORMULA.finditer(text):
        plain = COMMAND.sub("+", LETTERS.sub(" ", next(filter(None, match.groups()))))
        if SIGNS.search(plain):
            yield " ".join(plain.split())
