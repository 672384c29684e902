"""A solution dictated: sentence after sentence names what the next line works on, and its step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .atoms import code_atoms
from .lexicon import prose_atoms
from .prose import sentences
from .secret import Secret
from .task import undocumented
from .tokens import Tokens, names, tokens

ENOUGH = 0.65
"""Share of a reference's lines, of all and of the secret ones, from which a text dictates."""
FEWEST = 3
FEWEST_NAMES = 2
LOOSE = 4
"""A sentence that names so many more names than the line tells of something else."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a sentence must name to dictate a line of a reference."""

    tokens: Tokens
    names: frozenset[str]
    steps: frozenset[str]


@lru_cache(maxsize=1024)
def lines_of(source: str) -> tuple[Line, ...]:
    """Return the lines of a solution that work on names and take a step."""
    out = []
    for text in undocumented(source).splitlines():
        found = tokens(text)
        line = Line(found, frozenset(names(found)), frozenset(code_atoms(text.strip())))
        if line.names and line.steps and found[0] not in ("def", "class", "import", "from"):
            out.append(line)
    return tuple(out)


def is_dictated(text: str, secret: Secret) -> bool:
    """Say whether most lines of a reference are told one after the other."""
    said = [
        (set(names(tokens(s))), {a for atoms in prose_atoms(s) for a in atoms})
        for s in sentences(text, secret)
    ]
    said = [(used & secret.task.names, steps) for used, steps in said if used & secret.task.names]
    if len(said) < FEWEST or len(set().union(*(used for used, _ in said))) < FEWEST_NAMES:
        return False
    return any(
        _tells(said, lines_of(part.reference.source), part.lines)
        for part in secret.parts
        if part.lines
    )


def _tells(
    said: Sequence[tuple[set[str], set[str]]], lines: Sequence[Line], hidden: dict[Tokens, float]
) -> bool:
    secret = [line.tokens in hidden for line in lines]
    if len(lines) < FEWEST or not any(secret):
        return False
    # The longest row of lines in order, as (lines, secret lines).
    best = [(0, 0)] * (len(lines) + 1)
    for used, steps in said:
        corner = best[0]
        for at, line in enumerate(lines, 1):
            above = best[at]
            if line.names <= used and len(used) < len(line.names) + LOOSE and steps & line.steps:
                best[at] = max(above, (corner[0] + 1, corner[1] + secret[at - 1]))
            elif best[at - 1] > above:
                best[at] = best[at - 1]
            corner = above
    told, new = best[-1]
    return told >= FEWEST and told >= ENOUGH * len(lines) and new >= max(1, ENOUGH * sum(secret))
