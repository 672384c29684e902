"""A solution spelt by first letters: of lines, of words, of the names in an example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .secret import Secret
from .text import runs_of, squeezed
from .tokens import names, tokens

SHORTEST = 7
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
    known = squeezed(secret.known_text)
    wanted = {
        w
        for part in secret.parts
        for line in part.lines
        if len(w := squeezed("".join(line))) >= SHORTEST and w not in known
    }
    if not wanted or len(text) < 2 * SHORTEST:
        return False
    runs = {r for part in secret.parts for r in part.reference.runs}
    return any(
        any(w in said for w in wanted) or any(r not in known for r in runs_of(said) & runs)
        for said in spelt(text, code)
    )
