"""Expressions that the author of a problem names as what its solution turns on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .policy import about_task
from .secret import Secret
from .text import plain

LEXEME = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w+")
WORDS_OF_A_KEY = 2
"""Words from which an expression with a sign in it tells in a sentence, too."""


def are_said(text: str, code: Sequence[str], keys: Sequence[str], secret: Secret) -> bool:
    """Say whether an answer holds an author's key that is neither public nor the learner's own.

    `last + 1` is found in any sentence; `return False` and `escape(` only in code about the task.

    Args:
        text: The answer.
        code: The code in it.
        keys: What the author named.
        secret: What must not be told.
    """
    known = f"{secret.task.public}\n{secret.own}"
    hidden = [key for key in keys if (found := written(key)) and not found.search(known)]
    if not hidden:
        return False
    near = "\n".join(piece for piece in code if about_task(piece, secret))
    return any(written(key).search(text if tells_alone(key) else near) for key in hidden)


def tells_alone(key: str) -> bool:
    """Say whether a key is no chance in a sentence.

    >>> tells_alone("last + 1"), tells_alone("return False"), tells_alone("escape(")
    (True, False, False)
    """
    words = WORD.findall(key)
    return len(words) >= WORDS_OF_A_KEY and bool(re.search(r"[^\w\s]", key))


@lru_cache(maxsize=1024)
def written(key: str) -> re.Pattern[str]:
    """Return what finds a key however it is spaced and quoted, but not inside of longer words.

    >>> bool(written("last + 1").search("last+1")), bool(written("last + 1").search("last + 10"))
    (True, False)
    """
    row = LEXEME.findall(plain(key))
    if not row:
        return re.compile(r"(?!)")
    spaced = _literal(row[0])
    for before, after in pairwise(row):
        both = before.isidentifier() and after.isidentifier()
        spaced += (r"\s+" if both else r"\s*") + _literal(after)
    return re.compile(spaced)


def _literal(lexeme: str) -> str:
    if lexeme in "\"'":
        return "[\"']"
    return rf"\b{lexeme}\b" if WORD.fullmatch(lexeme) else re.escape(lexeme)
