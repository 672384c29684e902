"""A solution spelt by first letters: of lines, of words, of the names in an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .secret import SHORTEST, Secret
from .text import runs_of
from .tokens import names, tokens

WORD = re.compile(r"[^\W_]+")
NAME = re.compile(r"[^\W\d]\w*")


def spelt(text: str, code: list[str]) -> Iterator[str]:
    """Yield what the first letters of an answer spell, in lower case."""
    lines = [m[0] for line in text.splitlines() if (m := WORD.search(line))]
    yield "".join(w[0] for w in lines).lower()
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


def is_acrostic(text: str, code: list[str], secret: Secret) -> bool:
    """Say whether first letters spell a telling line of a reference, or a run of its letters."""
    if len(text) < 2 * SHORTEST or not secret.spelt:
        return False
    return any(
        any(w in said for w in secret.spelt) or not secret.runs.isdisjoint(runs_of(said))
        for said in spelt(text, code)
    )
