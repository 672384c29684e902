"""Programs that are a learner's without the part that an answer says to take away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .leak_gate.text import plain
from .proposed_pieces import MARKED, TOKEN
from .proposed_programs import Made

MOST = 20
TAKES_AWAY = re.compile(
    r"\b(?:drop|remove|delete|omit|erase|cross out|strike|left out"
    r"|get rid of|without|superfluous|unneeded|not need(?:ed)?|too (?:much|many)"
    r"|quita\w*|borra\w*|elimina\w*|sobra\w*|sin)\b|\b(?:take|leave)\b.{0,40}\b(?:out|away|off)\b",
    re.IGNORECASE,
)
LINE = re.compile(r"\b(?:lines?|l[ií]neas?) (\d{1,3})\b", re.IGNORECASE)
SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")


def without_parts(text: str, base: str) -> list[Made]:
    r"""Return the programs without what sentences of a text say to take away.

    >>> [m.text for m in without_parts("Drop the `+ 1`.", "x = n + 1\n")]
    ['x = n \n']
    """
    found = (
        made
        for sentence in SENTENCE.findall(plain(text))
        if TAKES_AWAY.search(sentence)
        for made in (*_lines(sentence, base), *islice(_parts(sentence, base), MOST))
    )
    return list(dict.fromkeys(islice(found, MOST)))


def _lines(sentence: str, base: str) -> Iterator[Made]:
    lines = base.splitlines(keepends=True)
    for match in LINE.finditer(sentence):
        at = int(match[1]) - 1
        if 0 <= at < len(lines):
            yield Made(1.0, "".join([*lines[:at], *lines[at + 1 :]]), None)


def _parts(sentence: str, base: str) -> Iterator[Made]:
    for marked in MARKED.finditer(sentence):
        part = next(filter(None, marked.groups()))
        spaced = r"\s*".join(map(re.escape, TOKEN.findall(part)))
        for place in re.finditer(spaced, base) if spaced else ():
            yield Made(1.0, base[: place.start()] + base[place.end() :], None)
