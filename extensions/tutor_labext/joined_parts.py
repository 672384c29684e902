"""Secret lines put together from parts that follow each other, also over several answers."""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from .columns import columns
from .leak_gate.code import FENCED, SPAN, bare, stripped
from .leak_gate.secret import SIGN, Secret, once
from .leak_gate.text import plain
from .leak_gate.tokens import tokens
from .leak_gate.written import new_lines
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
LOOSE = str.maketrans("", "", "()[]{},:;")
"""What some leave out who read a line aloud."""
RUN_ON = 9
"""Signs of the shortest line that stands in one word by no chance."""
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
    rows = [_undressed(line) for line in rest.splitlines()]
    if any(_is_run(row, 0, told, lines, _tells) for row in rows):
        return True
    if any(_breaks_off(text, told, lines) for text in DOTS.split(rest)):
        return True
    if any(_runs_on(word, lines) for row in rows for word in row if len(word) >= RUN_ON):
        return True
    said, rest = DOTS.sub(" ", said), FENCED.sub("\n", DOTS.sub(" ", rest))
    earlier = [part for text in before for part in parts_of(plain(text))][-EARLIER:]
    parts = [*earlier, *parts_of(said)]
    if _is_run(parts, len(earlier), told, lines, _goes_far):
        return True
    if _is_told_loosely(rows, columns(rest), told, loose_lines(secret)):
        return True
    words = _words(rest, told)
    signed = [run for text in before for run in _signed_runs(_words(plain(text), told), whole)]
    old, new, spoken, far, near = (
        [ends for part in row if (ends := _ends(part, whole))]
        for row in (earlier, parts[len(earlier) :], words, signed, _signed_runs(words, whole))
    )
    return any(
        _is_pieced([*first, *now], len(first), line, told)
        for line in lines
        if SIGN.search(line) and line not in told
        for first, now in ((old, new), (old, spoken), (far, near))
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
        for line in new_lines(secret)
        if not all(map(keyword.iskeyword, tokens(line)))
    )
    return frozenset(found)


@once
def loose_lines(secret: Secret) -> frozenset[str]:
    """Return the new lines without their brackets, commas and colons."""
    return frozenset(line.translate(LOOSE) for line in secret_lines(secret))


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


def _is_told_loosely(
    rows: Sequence[Sequence[str]], found: Sequence[Sequence[str]], told: str, lines: frozenset[str]
) -> bool:
    """Say whether words in a row or in a column are a line but for its brackets and commas."""
    told = told.translate(LOOSE)
    spoken, below = (
        [[word for part in row if (word := tight(part).translate(LOOSE))] for row in these]
        for these in (rows, found)
    )
    return any(_is_run(row, 0, told, lines, _has_signs) for row in spoken) or any(
        _is_run(column, 0, told, lines, _goes_far) for column in below
    )


def _is_run(
    parts: Sequence[str],
    fresh: int,
    told: str,
    lines: frozenset[str],
    tells: Callable[[str, int, frozenset[str]], bool],
) -> bool:
    """Say whether parts in a row, at least one from `fresh` on, are a line or much of one."""
    whole = "\n".join(lines)
    ends = [_ends(tight(part), whole) for part in parts]
    for first in range(len(parts)):
        runs = {""}
        for last in range(first, len(parts)):
            runs = {run + end for run in runs for end in ends[last] if run + end in whole}
            if not runs:
                break
            count = last - first + 1
            if last < fresh or last == first:
                continue
            if any(run not in told and tells(run, count, lines) for run in runs):
                return True
    return False


def _runs_on(word: str, lines: frozenset[str]) -> bool:
    """Say whether a line stands in the midst of one word, as without any blanks."""
    word = tight(word)
    return any(len(line) >= RUN_ON and line != word and line in word for line in lines)


def _signed_runs(words: Sequence[str], whole: str) -> list[str]:
    """Return the longest runs of words that stand in lines and have a sign of code."""
    runs, run = [], ""
    for word in (*words, ""):
        longer = next((run + end for end in _ends(word, whole) if run + end in whole), "")
        if not longer:
            runs += [run] if SIGN.search(run) else []
            longer = next(iter(_ends(word, whole)), "")
        run = longer
    return runs


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


def _has_signs(run: str, _: int, __: frozenset[str]) -> bool:
    return bool(len(run) >= SIGNS and SIGN.search(run) and len(tokens(run)) >= SHORTEST)


def _tells(run: str, count: int, lines: frozenset[str]) -> bool:
    return run in lines or _has_signs(run, count, lines)


def _goes_far(run: str, count: int, lines: frozenset[str]) -> bool:
    """Say whether many parts, each set apart, go far along a line, whether it has signs or not."""
    return _tells(run, count, lines) or (
        count >= SHORTEST
        and any(line.startswith(run) and len(run) >= FAR * len(line) for line in lines)
    )


@lru_cache(maxsize=8192)
def tight(text: str) -> str:
    """Return a text without blanks, its quotes and its brackets all alike.

    >>> tight('[ "a" ]')
    "('a')"
    """
    return squeezed(text).translate(BRACKETS)
