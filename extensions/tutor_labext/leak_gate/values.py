"""Values to be found out: `line_1 = "15"` as a solution is told by naming place and value."""

from __future__ import annotations

from .prose import sentences
from .secret import Secret
from .text import squeezed
from .tokens import Tokens, is_name, tokens

ENOUGH = 0.5


def are_told(text: str, secret: Secret) -> bool:
    """Say whether a text tells at least half of the values that a solution consists of."""
    wanted = [w for w in (values_of(list(p.lines)) for p in secret.parts) if w]
    if not wanted:
        return False
    said = [(squeezed(s), set(tokens(s))) for s in sentences(text, secret)]
    for pairs in wanted:
        hits = sum(any(n in flat and v in found for flat, found in said) for n, v in pairs)
        if hits >= ENOUGH * len(pairs):
            return True
    return False


def values_of(lines: list[Tokens]) -> list[tuple[str, str]]:
    """Return name and value of each line where all lines only give a name a value; else none."""
    if not all(len(t) == 3 and t[1] == "=" and is_name(t[0]) for t in lines):
        return []
    found = [(squeezed(t[0]), t[2].strip("'") if t[2][1:-1].isdigit() else t[2]) for t in lines]
    return [(name, value) for name, value in found if value.strip("'")]
