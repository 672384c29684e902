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

from . import line_words, token_bags
from .formulas import formulas
from .joined_parts import are_secret
from .leak_gate.acrostic import spelt
from .leak_gate.code import pieces, readable
from .leak_gate.encodings import unpacked
from .leak_gate.fix import is_literal, is_supposed, is_values
from .leak_gate.idioms import COMMON_LINES
from .leak_gate.secret import SIGN, Secret, is_distinctive, once
from .leak_gate.task import framed
from .leak_gate.text import plain
from .leak_gate.text import squeezed as letters
from .leak_gate.tokens import (
    GAP,
    Tokens,
    names,
    pattern,
    tokens,
)
from .leak_gate.written import PATTERN
from .line_likeness import cut, likes, unfinished
from .proposed_pieces import (
    OPERATORS,
    ended,
    is_expression,
    may_hold_code,
    reads,
    rows_of,
    squeezed,
    written,
)

SHORTEST = 3
"""Tokens of the shortest code that tells anything; single words are tried."""
CUT_OFF = 2
"""Tokens of what is cut off a line at a sign, and of the shortest line: a word and a name."""
CUT = 6
"""Signs of a part of a text, such as a regular expression, that is no chance."""
LOOKS = frozenset({"print", "type", "repr", "id", "help", "dir"})
"""Calls that only look at a value."""
EMPHASIS = re.compile(r"(?<![\w)\]*])\*\*(?=\S)([^*\n]+)(?<=\S)\*\*(?![\w(\[*])")
NUMBER = re.compile(r"^\s*\d{1,3}[.):|]?\s+(?=[^\W\d])")
"""The number in front of a line of a listing."""
SPELT = 9
"""Letters of the shortest line that no first letters spell by chance."""
QUOTED = re.compile(r"(['\"])([^'\"\n]{6,400})\1")
HEAD = re.compile(r"\s*\w+\s*=\s*$")
CALL = re.compile(r"\w\(\w")
JOINTS = frozenset({"and", "or", "not", "in", "is"})
STEPS = frozenset(keyword.kwlist) - JOINTS - {"None", "True", "False"}


def is_shown(text: str, known: Sequence[str], secret: Secret, before: Sequence[str] = ()) -> bool:
    """Say whether a text shows code about the task that is neither public nor the learner's own.

    Args:
        text: Markdown of a model.
        known: The learner's code and what is public, as it is written.
        secret: What must not be told.
        before: What a model said on this problem before, oldest first: parts of a line add up.
    """
    told = squeezed("\n".join(known))
    said = plain(text)
    answer = EMPHASIS.sub(r"\1", said)
    shown = _lines(answer) if may_hold_code(answer) else ()
    lines = dict.fromkeys((*shown, *formulas(text), *_packed(answer)))
    return (
        _is_acrostic(answer, secret)
        or token_bags.are_told(said, secret)
        or line_words.are_told(said, before, secret)
        or are_secret(said, before, told, secret)
        or any(squeezed(line) not in told and _tells(line, secret) for line in lines)
    )


def _packed(answer: str) -> Iterator[str]:
    """Yield the lines of code that stand in texts or are packed, such as in base64."""
    for found in (*unpacked(answer), *(m[2] for m in QUOTED.finditer(answer))):
        yield from filter(reads, map(str.strip, found.splitlines()))


def _is_acrostic(answer: str, secret: Secret) -> bool:
    """Say whether first letters spell a secret line; the learner's may be spelt alike."""
    words = _letters(secret)
    return any(word in said for said in spelt(answer, []) for word in words)


def _lines(answer: str) -> Iterator[str]:
    """Yield the lines of code of an answer, without the numbers in front of them."""
    rows = (" ".join(row) for row in rows_of(answer) if not OPERATORS.isdisjoint(row[1:-1]))
    code = (
        *readable(pieces(answer)),
        *filter(reads, written(answer)),
        *filter(is_expression, rows),
        *ended(answer),
    )
    for piece in code:
        yield from (NUMBER.sub("", line) for line in piece.splitlines())


def _tells(written_line: str, secret: Secret) -> bool:
    found = tokens(written_line)
    line = tuple(t for t in found if t != GAP)
    if secret.is_known(line):
        return False
    if _is_end(written_line, line, secret):
        return True
    if line in _whole_lines(secret):
        return True
    if pattern(line) in COMMON_LINES:
        return False
    if _holds_text(written_line, found, secret):
        return True
    if line and line[0] in STEPS and len(line) == CUT_OFF and _is_part(line, secret):
        return True
    if len(found) < SHORTEST or not line:
        return False
    if len(line) > 1 and _is_part(line, secret):
        return True
    if not reads(written_line) and not unfinished(line).isdisjoint(_secret_cuts(secret)):
        return True
    if not (CALL.search(written_line) or _works(line, secret)):
        return False
    if names(line).isdisjoint(_names(secret)):
        return not likes(line).isdisjoint(_secret_likes(secret))
    return not (is_values(line) or _only_looks(line, secret))


def _is_part(line: Tokens, secret: Secret) -> bool:
    part = framed(line)
    return any(part in row for row in _rows(secret))


def _holds_text(line: str, found: Tokens, secret: Secret) -> bool:
    """Say whether a line of code has a secret text in it, or a part of one made of signs."""
    if len(found) > 1 and not _texts(secret).isdisjoint(found):
        return True
    tight = squeezed(line)
    return any(part in tight for part in _cuts(secret))


def _is_end(written_line: str, line: Tokens, secret: Secret) -> bool:
    """Say whether a line is the first or last part of one, cut at a sign: `total =`, `+ price`."""
    at_sign = HEAD.match(written_line) or not OPERATORS.isdisjoint(line)
    named = not names(line).isdisjoint(_names(secret))
    return len(line) == CUT_OFF and named and bool(at_sign)


def _works(line: Tokens, secret: Secret) -> bool:
    """Say whether a line does something, and is no row of words."""
    if line[0] in STEPS or (names(line) <= _names(secret) and not JOINTS.isdisjoint(line)):
        return True
    return any(map(SIGN.search, line[:-1])) and sum(map(is_operand, line)) > 1


def is_operand(token: str) -> bool:
    """Say whether a token is a name or a value."""
    return is_literal(token) or token.isidentifier()


def _only_looks(line: Tokens, secret: Secret) -> bool:
    """Say whether a line gives something a value, calls what is to be written, or prints."""
    rest = line[1:] if line[0] in LOOKS else line
    if secret.is_known(rest):
        return True
    of_object = rest[1:2] == (".",)
    while rest[1:2] == (".",):
        rest = rest[2:]
    if of_object and rest[1:] and rest[1] != "=" and rest[0] not in secret.task.targets:
        return False  # a call of a library's
    return is_supposed(rest)


@once
def _rows(secret: Secret) -> tuple[str, ...]:
    return tuple(framed(line) for part in secret.parts for line in part.reference.lines)


@once
def _whole_lines(secret: Secret) -> frozenset[Tokens]:
    """Return the solutions' lines that hold a name, however common: `return heard`."""
    lines = (line for part in secret.parts for line in part.lines)
    return frozenset(line for line in lines if len(line) > 1 and names(line))


@once
def _letters(secret: Secret) -> frozenset[str]:
    lines = (letters("".join(line)) for part in secret.parts for line in part.lines)
    return frozenset(word for word in lines if len(word) >= SPELT)


@once
def _texts(secret: Secret) -> frozenset[str]:
    return frozenset(
        t
        for t in secret.literals
        if is_distinctive(t) and t[0] == "'" and not secret.is_known((t,))
    )


@once
def _cuts(secret: Secret) -> frozenset[str]:
    """Return the parts of all texts of signs, of the solutions and of the learner."""
    sources = [secret.own, *(part.reference.source for part in secret.parts)]
    texts = {squeezed(m[0][1:-1]) for source in sources for m in PATTERN.finditer(source)}
    return frozenset(t[at : at + CUT] for t in texts for at in range(len(t) - CUT + 1))


@once
def _names(secret: Secret) -> frozenset[str]:
    """Return the names of the task and of the learner's program that anybody else's code lacks."""
    return frozenset(secret.given | secret.names) - secret.task.imported - {"self", "cls"}


@once
def _secret_likes(secret: Secret) -> frozenset[Tokens]:
    known = {like for line in secret.known_lines for like in likes(line)}
    told = {like for part in secret.parts for line in part.lines for like in likes(line)}
    return frozenset(told - known)


@once
def _secret_cuts(secret: Secret) -> frozenset[Tokens]:
    known = {like for line in secret.known_lines for like in cut(line)}
    told = {like for part in secret.parts for line in part.lines for like in cut(line)}
    return frozenset(told - known)
