"""What code a model's answer may hold: none that is about the task and nobody's yet.

Known code is the learner's own or public. Other code is let through where it is a name, a value, a
call with values, a look at what is there (`print(total)`), or an example: it uses no name of the
task, and none of its lines is like a secret line but for names and texts. So it does not matter
whether a line is right, or how many others it needs to be.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .leak_gate.code import pieces, readable
from .leak_gate.fix import is_literal, is_supposed, is_values
from .leak_gate.idioms import COMMON_LINES
from .leak_gate.secret import SIGN, Secret, once
from .leak_gate.task import framed
from .leak_gate.text import plain
from .leak_gate.tokens import FIXED, METHODS, Tokens, is_name, names, pattern, tokens, worked_out
from .proposed_pieces import may_hold_code, reads, squeezed, written

SHORTEST = 3
"""Tokens of the shortest code that tells anything; single words are tried."""
LONG = 6
"""Tokens from which a line is like another one whatever its numbers."""
LOOKS = frozenset({"print", "type", "repr", "id", "help", "dir"})
"""Calls that only look at a value."""
EMPHASIS = re.compile(r"(?<![\w)\]*])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?![\w(\[*])")
NUMBER = re.compile(r"^\s*\d{1,3}[.):|]?\s+(?=[^\W\d])")
"""The number in front of a line of a listing."""
JOINTS = frozenset({"and", "or", "not", "in", "is"})
STEPS = frozenset(keyword.kwlist) - JOINTS - {"None", "True", "False"}


def is_shown(text: str, known: Sequence[str], secret: Secret) -> bool:
    """Say whether a text shows code about the task that is neither public nor the learner's own.

    Args:
        text: Markdown of a model.
        known: The learner's code and what is public, as it is written.
        secret: What must not be told.
    """
    answer = EMPHASIS.sub(r"\1", plain(text))
    if not may_hold_code(answer):
        return False
    told = squeezed("\n".join(known))
    return any(
        squeezed(line) not in told and _tells(tokens(line), secret) for line in _lines(answer)
    )


def _lines(answer: str) -> Iterator[str]:
    """Yield each line of code of an answer once, without the number in front of it."""
    found = (*readable(pieces(answer)), *filter(reads, written(answer)))
    yield from dict.fromkeys(NUMBER.sub("", line) for code in found for line in code.splitlines())


def _tells(line: Tokens, secret: Secret) -> bool:
    if len(line) < SHORTEST or secret.is_known(line) or pattern(line) in COMMON_LINES:
        return False
    if any(framed(line) in row for row in _rows(secret)):
        return True
    if not _works(line, secret):
        return False
    if names(line).isdisjoint(_names(secret)):
        return not _likes(line).isdisjoint(_secret_likes(secret))
    return not (is_values(line) or _only_looks(line, secret))


def _works(line: Tokens, secret: Secret) -> bool:
    """Say whether a line does something, and is no row of words."""
    if line[0] in STEPS or (names(line) <= _names(secret) and not JOINTS.isdisjoint(line)):
        return True
    return any(map(SIGN.search, line[:-1])) and sum(map(is_operand, line)) > 1


def is_operand(token: str) -> bool:
    """Say whether a token is a name or a value."""
    return is_literal(token) or token.isidentifier()


def _only_looks(line: Tokens, secret: Secret) -> bool:
    """Say whether a line gives something known a value, calls it with values or prints it."""
    rest = line[1:] if line[0] in LOOKS else line
    while rest[1:2] == (".",):
        rest = rest[2:]
    return secret.is_known(rest) or is_supposed(rest)


@once
def _rows(secret: Secret) -> tuple[str, ...]:
    return tuple(framed(line) for part in secret.parts for line in part.reference.lines)


@once
def _names(secret: Secret) -> frozenset[str]:
    """Return the names of the task and of the learner's program that anybody else's code lacks."""
    return frozenset(secret.given | secret.names) - secret.task.imported - {"self", "cls"}


@once
def _secret_likes(secret: Secret) -> frozenset[Tokens]:
    known = {like for line in secret.known_lines for like in _likes(line)}
    told = {like for part in secret.parts for line in part.lines for like in _likes(line)}
    return frozenset(told - known)


@lru_cache(maxsize=8192)
def _likes(line: Tokens) -> frozenset[Tokens]:
    """Return a line and what it works out with names and texts numbered, but no common ones."""
    rows = {line, worked_out(line)}
    return frozenset(
        _like(row) for row in rows if len(row) > SHORTEST and pattern(row) not in COMMON_LINES
    )


def _like(line: Tokens) -> Tokens:
    order: dict[str, str] = {}
    numbered: list[str] = []
    before = ""
    for token in line:
        chosen = token not in METHODS if before == "." else is_name(token)
        if chosen and token not in FIXED:
            numbered.append(order.setdefault(token, str(len(order))))
        elif token[0] == "'" or (len(line) >= LONG and token[0].isdigit()):
            numbered.append("'")
        else:
            numbered.append(token)
        before = token
    return tuple(numbered)
