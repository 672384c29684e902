"""Secret lines put together from parts that follow each other, also over several answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .leak_gate.code import FENCED, SPAN, bare, stripped
from .leak_gate.secret import SIGN, Secret, once
from .leak_gate.text import plain
from .leak_gate.tokens import names, tokens
from .leak_gate.written import lines_of
from .proposed_pieces import squeezed

EARLIER = 8
"""Parts of earlier answers with which a new one is read."""
SHORTEST, SIGNS = 3, 6
"""Tokens, and signs without blanks, of the shortest run that is no chance."""
MARKED = re.compile(
    r"`([^`\n]+)(?:`|$)|\*\*([^*\n]+)\*\*|(?<!\w)[*_]([^*_\n]+)[*_](?!\w)|<\w+>([^<>\n]+)</"
    r"|\[([^\]\n]+)\]\(|\$([^$\n]+)\$|“([^”\n]+)”|\"([^\"\n]+)\"|\|([^|`*\n]+)(?=\|)"
)
"""Words that are set apart: a span, bold, a tag, a link, a formula, quotes, a cell."""
DRESS = "`*“”„»«"
END = ":.,;!?…"


def are_secret(said: str, before: Sequence[str], told: str, secret: Secret) -> bool:
    """Say whether words or marked parts in a row are a secret line, or much of one.

    Args:
        said: The answer in plain signs.
        before: What a model said on this problem before, oldest first.
        told: What is known, squeezed.
        secret: What must not be told.
    """
    lines = secret_lines(secret)
    rest = SPAN.sub(lambda m: "\n" if " " in m[1] and squeezed(m[1]) in told else m[0], said)
    if any(
        _is_run([word.strip(DRESS) for word in line.split()], 0, told, lines)
        for line in rest.splitlines()
    ):
        return True
    earlier = [part for text in before for part in parts_of(plain(text))][-EARLIER:]
    parts = [*earlier, *parts_of(said)]
    fresh = len(earlier)
    return _is_run(parts, fresh, told, lines) or _is_pieced(parts, fresh, told, lines)


@once
def secret_lines(secret: Secret) -> frozenset[str]:
    """Return the lines of the solutions that are new, squeezed."""
    found = (
        squeezed(line).rstrip(END)
        for part in secret.parts
        for line in lines_of(part)
        if tokens(line) in part.lines
    )
    return frozenset(line for line in found if line)


@lru_cache(maxsize=512)
def parts_of(said: str) -> tuple[str, ...]:
    r"""Return what is set apart in a plain text, in its order: lines of fences and marked words.

    >>> parts_of("Put `a` and **+** there.\n1. b")
    ('a', '+', 'b')
    """
    return tuple(part for found in _parts(said) if (part := squeezed(found).rstrip(END)))


def _parts(said: str) -> Iterator[str]:
    at = 0
    for fence in FENCED.finditer(said):
        yield from _marked(said[at : fence.start()])
        yield from stripped(fence[3]).splitlines()
        at = fence.end()
    yield from _marked(said[at:])


def _marked(text: str) -> Iterator[str]:
    for line in text.splitlines():
        found = [next(filter(None, m.groups())) for m in MARKED.finditer(line)]
        yield from found or ([bare(line)] if len(line.split()) <= SHORTEST else ())


def _is_run(parts: Sequence[str], fresh: int, told: str, lines: frozenset[str]) -> bool:
    """Say whether parts in a row, at least one from `fresh` on, are a line or much of one."""
    whole = "\n".join(lines)
    for first in range(len(parts)):
        run = ""
        for last in range(first, len(parts)):
            run += squeezed(parts[last])
            if run.rstrip(END) not in whole:
                break
            if last >= fresh and last > first and _tells(run.rstrip(END), lines, told):
                return True
    return False


def _is_pieced(parts: Sequence[str], fresh: int, told: str, lines: frozenset[str]) -> bool:
    """Say whether a line is told in parts with others in between, the last of them a fresh one."""
    for line in lines:
        rest, used = line, 0
        for at, part in enumerate(parts):
            if part and rest.startswith(part):
                rest, used = rest[len(part) :], used + 1
                if not rest:
                    if used >= SHORTEST and at >= fresh and line not in told and SIGN.search(line):
                        return True
                    break
    return False


def _tells(run: str, lines: frozenset[str], told: str) -> bool:
    if run in told:
        return False
    much = len(run) >= SIGNS and SIGN.search(run) and len(tokens(run)) >= SHORTEST
    return bool(much) or (run in lines and bool(names(tokens(run))))
