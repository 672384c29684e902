"""A solution spelt by first letters: of lines, of words, of the names in an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .secret import SHORTEST, Secret
from .text import runs_of, squeezed
from .tokens import names, tokens

WORD = re.compile(r"[^\W_]+")
ROW = 8
"""So many words in a row are not by chance those of a solution."""
NAME = re.compile(r"[^\W\d]\w*")


def spelt(text: str, code: list[str]) -> Iterator[str]:
    """Yield what the first letters of an answer spell, in lower case."""
    lines = [m[0] for line in text.splitlines() if (m := WORD.search(line))]
    yield "".join(w[0] for w in lines).lower()
    yield squeezed("".join(line.lstrip(" *-")[:1] for line in text.splitlines()))
    yield "".join(line.rstrip()[-1:] for line in text.splitlines()).lower()
    words = WORD.findall(text)
    yield "".join(w[0] for w in words).lower()
    for piece in code:
        found = NAME.findall(piece)
        yield "".join(n[0] for n in found).lower()
        yield "".join(n[0] for n in dict.fromkeys(found)).lower()
        chosen = names(tokens(piece))
        yield "".join(n[0] for n in found if n in chosen).lower()
        yield "".join(n[0] for n in dict.fromkeys(found) if n in chosen).lower()
        parts = [p for n in found for p in n.split("_") if p]
        yield "".join(p[0] for p in parts).lower()


def _has_columns(text: str, secret: Secret) -> bool:
    """Say whether the first words of lines are many words of a reference in a row."""
    first = [m[0] for line in text.splitlines() if (m := NAME.search(line))]
    if len(first) < ROW:
        return False
    rows = {tuple(first[at : at + ROW]) for at in range(len(first) - ROW + 1)}
    rows = {row for row in rows if len(set(row)) > ROW // 2 and not secret.is_told("".join(row))}
    if not rows:
        return False
    words = (tuple(NAME.findall(part.reference.source)) for part in secret.parts)
    return any(all_[at : at + ROW] in rows for all_ in words for at in range(len(all_) - ROW + 1))


def is_acrostic(text: str, code: list[str], secret: Secret) -> bool:
    """Say whether first letters spell a telling line of a reference, or a run of its letters."""
    if len(text) < 2 * SHORTEST or not secret.spelt:
        return False
    if _has_columns(text, secret):
        return True
    return any(
        any(w in said for w in secret.spelt) or not secret.runs.isdisjoint(runs_of(said))
        for said in dict.fromkeys(spelt(text, code))
        if len(said) >= SHORTEST
    )
