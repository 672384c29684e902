"""Texts in code that speak to whoever reads it: comments, strings, and names that are sentences."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from functools import lru_cache

from .refusal import Refusal, planted

STRING = re.compile(r"\"\"\"(.*?)\"\"\"|'''(.*?)'''|\"([^\"\n]*)\"|'([^'\n]*)'|#([^\n]*)", re.S)
QUOTES = "'\""
LONG_NAME = 3
"""Underscores in a name from which it may be a sentence."""
SHORTEST = 10


@lru_cache(maxsize=64)
def planted_in(code: str, public: str) -> Refusal | None:
    """Return what a text in a learner's code asks for, or None.

    Args:
        code: The learner's cells.
        public: What the problem itself says; its own comments and texts ask for nothing.
    """
    found = (text for text in texts_of(code) if len(text) >= SHORTEST and text not in public)
    return next((kind for text in found if (kind := planted(text))), None)


def texts_of(code: str) -> list[str]:
    """Return the comments, strings and long names of code, also of code that cannot be read.

    >>> texts_of("x = 'a b'  # c d")
    ['a b', 'c d']
    """
    try:
        return list(_texts(code))
    except (tokenize.TokenError, SyntaxError, ValueError):
        return [next(filter(None, m.groups()), "").strip() for m in STRING.finditer(code)]


def _texts(code: str) -> Iterator[str]:
    comments: list[str] = []
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            comments.append(token.string.lstrip("# "))
            yield comments[-1]
        elif token.type in (tokenize.STRING, getattr(tokenize, "FSTRING_MIDDLE", -1)):
            yield token.string.lstrip("rbfuRBFU").strip(QUOTES)
        elif token.type == tokenize.NAME and token.string.count("_") > LONG_NAME:
            yield token.string.replace("_", " ")
    if len(comments) > 1:  # a request over several lines
        yield " ".join(comments)
