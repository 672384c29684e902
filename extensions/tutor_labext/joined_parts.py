"""Secret lines put together from parts that follow each other, also over several answers."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .leak_gate.code import FENCED, SPAN, bare, stripped
from .leak_gate.secret import SIGN, Secret, once
from .leak_gate.text import plain
from .leak_gate.tokens import tokens
from .leak_gate.written import lines_of
from .proposed_pieces import squeezed

EARLIER = 8
"""Parts of earlier answers with which a new one is read."""
SHORTEST, SIGNS = 3, 6
"""Tokens, and signs without blanks, of the shortest run that is no chance."""
FAR = 0.6
"""Share of a line that is much of it."""
MARKED = re.compile(
    r"`([^`\n]+)(?:`|$)|\*\*(\*{1,2}|[^*\n]+)\*\*|(?<!\w)[*_]([^*_\n]+)[*_](?!\w)|<\w+>([^<>\n]+)</"
    r"|\[([^\]\n]+)\]\(|\$([^$\n]+)\$|“([^”\n]+)”|\"([^\"\n]+)\""
)
"""Words that are set apart: a span, also one that breaks off, bold, a tag, a link, quotes."""
CELL = re.compile(r"\|([^|\n]+)(?=\|)")
BRACKETS = str.maketrans("[]{}", "()()")
DRESS = "`*“”„»«"
STARS = re.compile(r"^\*\*(\*{1,2})\*\*$")
"""Stars in bold."""
DOTS = re.compile(r"\.{3}|…")
END = ":.,;!?"


def are_secret(said: str, before: Sequence[str], told: str, secret: Secret) -> bool:
    """Say whether words or marked parts in a row are a secret line, or much of one.

    Args:
        said: The answer in plain signs.
        before: What a model said on this problem before, oldest first.
        told: What is known, squeezed.
        secret: What must not be told.
    """
    lines, told = secret_lines(secret), told.translate(BRACKETS)
    rest = SPAN.sub(lambda m: "\n" if " " in m[1] and tight(m[1]) in told else m[0], said)
    whole = "\n".join(lines)
    if any(_is_run(_undressed(line), 0, told, lines, whole) for line in rest.splitlines()):
        return True
    if any(_breaks_off(text, told, lines) for text in DOTS.split(rest)):
        return True
    said = DOTS.sub(" ", said)
    earlier = [part for text in before for part in parts_of(plain(text))][-EARLIER:]
    parts = [*earlier, *parts_of(said)]
    if _is_run(parts, len(earlier), told, lines, whole):
        return True
    words = _words(FENCED.sub("\n", DOTS.sub(" ", rest)), told)
    old, new, spoken = (
        [ends for part in row if (ends := _ends(part, whole))]
        for row in (earlier, parts[len(earlier) :], words)
    )
    return any(
        _is_pieced([*old, *now], len(old), line, told)
        for line in lines
        if SIGN.search(line) and line not in told
        for now in (new, spoken)
    )


def _words(text: str, told: str) -> list[str]:
    """Return the words of a text, but for lines that are known."""
    lines = (bare(line) for line in text.splitlines())
    fresh = (line for line in lines if tight(line) not in told)
    return [tight(word) for line in fresh for word in _undressed(line)]


def _undressed(line: str) -> list[str]:
    return [_bare_word(word) for word in line.split()]


@lru_cache(maxsize=8192)
def _bare_word(word: str) -> str:
    shown = STARS.sub(r"\1", word)
    return shown.strip(DRESS) or shown


@once
def secret_lines(secret: Secret) -> frozenset[str]:
    """Return the lines of the solutions that are new, squeezed; none of Python's words alone."""
    found = (
        tight(line).rstrip(END)
        for part in secret.parts
        for line in lines_of(part)
        if secret.is_new(tokens(line)) and not all(map(keyword.iskeyword, tokens(line)))
    )
    return frozenset(found)


@lru_cache(maxsize=512)
def parts_of(said: str) -> tuple[str, ...]:
    r"""Return what is set apart in a plain text, in its order: lines of fences and marked words.

    >>> parts_of("Put `a` and **+** there.\n1. b")
    ('a', '+', 'b')
    """
    return tuple(filter(None, map(tight, _parts(said))))


def _parts(said: str) -> Iterator[str]:
    at = 0
    for fence in FENCED.finditer(said):
        yield from _marked(said[at : fence.start()])
        yield from stripped(fence[3]).splitlines()
        at = fence.end()
    yield from _marked(said[at:])


def _marked(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.count("`") == 1:  # a span is cut at one of its ends
            yield from line.split("`")
            continue
        found = [next(filter(None, m.groups())) for m in MARKED.finditer(line)]
        short = [bare(line)] if len(line.split()) <= SHORTEST else []
        yield from found or CELL.findall(line) or short


def _is_run(parts: Sequence[str], fresh: int, told: str, lines: frozenset[str], whole: str) -> bool:
    """Say whether parts in a row, at least one from `fresh` on, are a line or much of one."""
    for first in range(len(parts)):
        runs = {""}
        for last in range(first, len(parts)):
            ends = _ends(tight(parts[last]), whole)
            runs = {run + end for run in runs for end in ends if run + end in whole}
            if not runs:
                break
            if last >= fresh and last > first and any(_tells(r, lines, told) for r in runs):
                return True
    return False


def _ends(part: str, whole: str) -> list[str]:
    """Return a part with and without the sign that may be its sentence's, where it is in lines."""
    return [end for end in {part, part.rstrip(END)} if end and end in whole]


def _breaks_off(said: str, told: str, lines: frozenset[str]) -> bool:
    """Say whether a text ends in the midst of a secret line, after half of it or more."""
    longest, row = max(map(len, lines), default=0), ""
    words = _undressed(said.rstrip().rpartition("\n")[2])
    for word in reversed(words):
        last, row = not row, tight(word) + row
        if len(row) > longest + len(END):
            return False
        end = row.rstrip(END)
        if last and not SIGN.search(word):
            continue
        if end not in told and any(
            line.startswith(end) and 2 * len(end) >= len(line) for line in lines
        ):
            return True
    return False


def _is_pieced(parts: Sequence[Sequence[str]], fresh: int, line: str, told: str) -> bool:
    """Say whether parts with others in between go far along a line, the last a fresh one."""
    used = {0: 0}
    for at, ends in enumerate(parts):
        reached = {
            place + len(end): count + 1
            for place, count in used.items()
            for end in ends
            if line.startswith(end, place)
        }
        used |= reached
        if at >= fresh and any(
            count >= SHORTEST and place >= FAR * len(line) and line[:place] not in told
            for place, count in reached.items()
            if SIGN.search(line[:place])
        ):
            return True
    return False


def _tells(run: str, lines: frozenset[str], told: str) -> bool:
    if run in told:
        return False
    much = len(run) >= SIGNS and SIGN.search(run) and len(tokens(run)) >= SHORTEST
    return bool(much) or run in lines


@lru_cache(maxsize=8192)
def tight(text: str) -> str:
    """Return a text without blanks, its quotes and its brackets all alike.

    >>> tight('[ "a" ]')
    "('a')"
    """
    return squeezed(text).translate(BRACKETS)
