"""The telling signs of a program: by which a wrong solution can be known from a right one."""

from __future__ import annotations

import builtins
import io
import keyword
import tokenize
from collections.abc import Iterator, Sequence

BARE = frozenset("()[]{},:.;")
"""Signs that every program has."""
BUILT_IN = frozenset(dir(builtins))


def signs(source: str) -> frozenset[str]:
    """Return the operators, keywords, values, built-in names and attributes of a program.

    Names that a learner chooses say nothing, nor do texts that stand alone, as docstrings do. Of
    what cannot be read to its end the signs before that are returned.

    >>> sorted(signs("total = price.lower() + 3"))
    ['+', '.lower', '3', '=']
    """
    return frozenset(_signs(source))


def _signs(source: str) -> Iterator[str]:
    before, begins = "", True
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            text = token.string
            if token.type == tokenize.NAME and before == ".":
                yield "." + text
            elif token.type == tokenize.NAME and (keyword.iskeyword(text) or text in BUILT_IN):
                yield text
            elif token.type == tokenize.STRING and not begins:
                yield text.strip("'\"")
            elif token.type == tokenize.NUMBER or (token.type == tokenize.OP and text not in BARE):
                yield text
            before = text
            begins = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.NL)
    except (tokenize.TokenError, SyntaxError):
        return


def tells(wrong: str, right: Sequence[str], source: str) -> bool:
    """Say whether a program differs from the nearest right one as a wrong solution does.

    Args:
        wrong: The wrong solution.
        right: Right ones.
        source: The program.

    >>> tells("a = b and c", ["a = b or c"], "x = y and z")
    True
    >>> tells("a = b and c", ["a = b or c"], "x = y or 'z'")
    False
    """
    has, here = signs(wrong), signs(source)
    nearest = min((signs(one) for one in right), key=lambda one: len(one ^ has), default=has)
    return has - nearest <= here and not (nearest - has) & here
