"""Programs made of a learner's by putting a proposed piece of code into each place of it.

A piece takes the place of a line, of lines in a row or of a block, comes after a line, takes the
place of a part of an expression, or of one word; an argument goes into a call. The likelier first:
where it resembles most what it replaces.
"""

from __future__ import annotations

import ast
import contextlib
import io
import keyword
import re
import sys
import tokenize
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, permutations
from typing import NamedTuple

from .proposed_pieces import OPERATORS, TOKEN, compiles, is_expression

MOST = 40
"""Programs with one piece."""
MOST_IN_ALL = 120
NEAREST = 3
"""Places of each of two pieces that are tried together."""
LONGEST_BASE = 8_000
AFTER = 0.15
"""How likely a place is at which nothing is replaced, beside the share of words in common."""
STEP = "    "
SIGN_OR_WORD = re.compile(r"\w+|[^\w\s]")
ARGUMENT = re.compile(r"\s*\w+=[^=\s][^\n]*$")
MODULE, WORD = re.compile(r"\b(\w+)\.\w"), re.compile(r"\w+")
VALUES = (tokenize.NAME, tokenize.NUMBER, tokenize.STRING)


class Made(NamedTuple):
    """A program with a piece in it.

    Attributes:
        near: How much the piece resembles what it replaces, in [0, 1].
        text: The program.
        without: The same with something harmless in the piece's place, or None.
    """

    near: float
    text: str
    without: str | None


def programs(pieces: Sequence[str], base: str) -> list[Made]:
    """Return the programs that pieces make of a program, the likelier first, at most `MOST_IN_ALL`.

    All of them each at its likeliest place, each alone, and two of them together.
    """
    base = _imports("\n".join(pieces), base) + base[:LONGEST_BASE]
    alone = [made(piece, base) for piece in pieces]
    found = sorted((m for row in alone for m in row), key=lambda m: -m.near)
    half = MOST_IN_ALL // 2
    found = [*_all_of(pieces, base), *found[:half], *_two_of(pieces, base), *found[half:]]
    seen = dict.fromkeys(found)
    return list(islice(seen, MOST_IN_ALL))


def _imports(code: str, base: str) -> str:
    """Return imports of the standard modules that code names and a program does not."""
    named = {name for name in MODULE.findall(code) if name in sys.stdlib_module_names}
    return "".join(f"import {name}\n" for name in sorted(named - set(WORD.findall(base))))


def made(piece: str, base: str) -> list[Made]:
    """Return the programs that one piece makes, the likelier first, at most `MOST`."""
    return list(islice(_nearest(piece, base), MOST))


def _nearest(piece: str, base: str) -> Iterator[Made]:
    seen = {base.strip()}
    for one in sorted(set(_made(piece, base)), key=lambda m: (-m.near, m.text)):
        if one.text.strip() not in seen and compiles(one.text):
            seen.add(one.text.strip())
            yield one


def _all_of(pieces: Sequence[str], base: str) -> Iterator[Made]:
    small = _small(pieces)
    for row in (small, small[::-1]) if len(small) > 1 else ():
        changed = base
        for piece in row:
            nearest = next(_nearest(piece, changed), None)
            changed = nearest.text if nearest else changed
        yield Made(1.0, changed, None)


def _two_of(pieces: Sequence[str], base: str) -> Iterator[Made]:
    for one, other in permutations(_small(pieces)[:3], 2):
        for first in islice(_nearest(one, base), NEAREST):
            for second in islice(_nearest(other, first.text), NEAREST):
                yield Made(first.near * second.near, second.text, None)


def _small(pieces: Sequence[str]) -> list[str]:
    return [p for p in pieces if not p.lstrip().startswith(("def ", "class "))]


def _made(piece: str, base: str) -> Iterator[Made]:
    if piece.strip() in OPERATORS or len(TOKEN.findall(piece)) == 1:
        yield from _words(piece.strip(), base)
    if piece.strip() in OPERATORS:
        return
    yield Made(0.5, piece, None)
    yield from _lines(piece, base)
    if is_expression(piece):
        yield from _parts(piece.strip(), base)
        for line in (f"return {piece.strip()}", f"print({piece.strip()})"):
            yield from _lines(line, base)
    elif ARGUMENT.match(piece):
        yield from _arguments(piece.strip(), base)


def _lines(piece: str, base: str) -> Iterator[Made]:
    """Yield programs with a piece in the place of lines, or after one."""
    lines = base.splitlines()
    wanted = piece.splitlines()
    stands_in = "if True:" if piece.rstrip().endswith(":") else "pass"
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        indent = _indent(line)
        fitted = [indent + w for w in _dedented(wanted)]
        ends = {at + 1, at + 2, at + 3, at + len(wanted), len(lines)}
        ends |= {_end(lines, at, deeper=1), _end(lines, at, deeper=0)}  # its block; its suite
        for end in sorted(e for e in ends if at < e <= len(lines)):
            text = "\n".join([*lines[:at], *fitted, *lines[end:]])
            without = "\n".join([*lines[:at], indent + stands_in, *lines[end:]])
            near = _alike(piece, "\n".join(lines[at:end]))
            yield Made(near, text + "\n", without + "\n")
        deeper = indent + STEP if line.rstrip().endswith(":") else indent
        for before in {deeper, indent, *map(_indent, lines[at + 1 : at + 2])}:
            added = [before + w for w in _dedented(wanted)]
            for place in (at, at + 1):
                text = "\n".join([*lines[:place], *added, *lines[place:]])
                yield Made(AFTER, text + "\n", None)


def _parts(piece: str, base: str) -> Iterator[Made]:
    """Yield programs with an expression in the place of a part of one, or beside it."""
    tree = _tree(base)
    bare = piece.isidentifier() or (piece[-1:] in ")]}\"'" and piece[:1] not in "([{")
    written = piece if bare or piece.isdigit() else f"({piece})"
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
            start, end = _span(node, base)
            old = base[start:end]
            without = f"{base[:start]}None{base[end:]}"
            for text in dict.fromkeys((written, piece)):
                yield Made(_alike(piece, old), f"{base[:start]}{text}{base[end:]}", without)
            if isinstance(node, ast.Compare | ast.BoolOp | ast.UnaryOp):
                for joint in ("and", "or"):
                    text = f"{base[:start]}({old} {joint} {written}){base[end:]}"
                    yield Made(AFTER, text, None)


def _arguments(piece: str, base: str) -> Iterator[Made]:
    """Yield programs with an argument in a call, in the place of one of the same name or added."""
    tree = _tree(base)
    name = piece.partition("=")[0].strip()
    for node in ast.walk(tree) if tree else ():
        if not isinstance(node, ast.Call):
            continue
        _, end = _span(node, base)
        same = [k for k in node.keywords if k.arg == name]
        if same:
            first, last = _span(same[0], base)
            yield Made(0.9, f"{base[:first]}{piece}{base[last:]}", None)
        else:
            filled = node.args or node.keywords
            added = f", {piece}" if filled else piece
            yield Made(AFTER * 2, f"{base[: end - 1]}{added}{base[end - 1 :]}", None)


def _words(piece: str, base: str) -> Iterator[Made]:
    """Yield programs with one word in the place of another of its kind, at one place or at all."""
    kind = _kind(piece)
    names: set[str] = set()
    for token in _tokens(base):
        is_name = token.type == tokenize.NAME
        if kind != _kind(token.string) or token.string == piece:
            continue
        start, end = _at(base, *token.start), _at(base, *token.end)
        other = "None" if kind in VALUES else None
        without = f"{base[:start]}{other}{base[end:]}" if other else None
        near = 0.4 + 0.5 * (set(piece) == set(token.string))
        yield Made(near, f"{base[:start]}{piece}{base[end:]}", without)
        if is_name and token.string not in names:
            names.add(token.string)
            yield Made(near, _renamed(base, token.string, piece), None)


def _renamed(base: str, old: str, new: str) -> str:
    found = [t for t in _tokens(base) if t.string == old]
    for token in reversed(found):
        start, end = _at(base, *token.start), _at(base, *token.end)
        base = f"{base[:start]}{new}{base[end:]}"
    return base


def _kind(word: str) -> int:
    if word in OPERATORS or keyword.iskeyword(word):
        return tokenize.OP
    if word[:1].isdigit():
        return tokenize.NUMBER
    return tokenize.STRING if word[:1] in "\"'" else tokenize.NAME if word.isidentifier() else -1


def _tokens(base: str) -> list[tokenize.TokenInfo]:
    found: list[tokenize.TokenInfo] = []
    with contextlib.suppress(tokenize.TokenError, SyntaxError, ValueError):
        found.extend(tokenize.generate_tokens(io.StringIO(base).readline))
    return [t for t in found if t.type in (*VALUES, tokenize.OP)]


def _alike(piece: str, old: str) -> float:
    a, b = _said(piece), _said(old)
    return len(a & b) / len(a | b) if a | b else 0.0


@lru_cache(maxsize=512)
def _said(code: str) -> frozenset[str]:
    return frozenset(SIGN_OR_WORD.findall(code))


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _dedented(lines: Sequence[str]) -> list[str]:
    least = min((len(_indent(w)) for w in lines if w.strip()), default=0)
    return [w[least:] for w in lines]


def _end(lines: Sequence[str], at: int, deeper: int) -> int:
    """Return the end of the lines after one that are set in at least so much deeper than it."""
    least, end = len(_indent(lines[at])) + deeper, at + 1
    while end < len(lines) and (not lines[end].strip() or len(_indent(lines[end])) >= least):
        end += 1
    return end


def _tree(base: str) -> ast.Module | None:
    try:
        return ast.parse(base)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _span(node: ast.expr | ast.keyword, base: str) -> tuple[int, int]:
    lines = base.splitlines(keepends=True)

    def place(line: int, byte: int) -> int:
        text = lines[line - 1].encode()[:byte].decode(errors="ignore")
        return _at(base, line, len(text))

    return (
        place(node.lineno, node.col_offset),
        place(node.end_lineno or node.lineno, node.end_col_offset or 0),
    )


def _at(base: str, line: int, column: int) -> int:
    lines = base.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + column
