"""A solution by its signs alone: brackets, operators and quotes in their order.

Who writes a filler behind each letter, leaves out the vowels, or puts a picture in a letter's place
leaves the signs of a program as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from .secret import Secret, once
from .task import undocumented

LAID_OUT = re.compile(r"[^!\"%&'()+,/:;<=>@\[\]^{}.]+")
"""Letters, digits, and what markdown sets text out with."""
COMMENT = re.compile(r"#[^\n]*")
FEWEST = 14
"""Signs of the shortest row that no other text has by chance."""
SHARE = 0.6
"""Least share of a solution's signs that are shown without a gap."""


def are_shown(text: str, secret: Secret) -> bool:
    """Say whether a text has the signs of a solution, and neither task nor learner have them."""
    shown = signs(text)
    return len(shown) >= FEWEST and any(row in shown for row in telling(secret))


@once
def telling(secret: Secret) -> tuple[str, ...]:
    """Return the rows of signs that tell a solution, which nobody has yet."""
    known = (signs(secret.own), signs_of(secret.own), signs(secret.task.public))
    rows = (row for part in secret.parts for row in _rows(signs_of(part.reference.source)))
    return tuple(row for row in rows if not any(row in k for k in known))


def signs_of(source: str) -> str:
    """Return the signs of a program without its docstrings and comments."""
    return signs(COMMENT.sub("", undocumented(source)))


def signs(text: str) -> str:
    r"""Return the signs of a text in their order, each once where it is doubled.

    >>> signs('for n in row:\n    total[n] += "ab"')
    ":[]+='"
    """
    row = LAID_OUT.sub("", text).replace('"', "'")
    return "".join(sign for sign, _ in groupby(row))


def _rows(wanted: str) -> Iterator[str]:
    size = max(FEWEST, int(SHARE * len(wanted)))
    return (wanted[at : at + size] for at in range(len(wanted) - size + 1))
