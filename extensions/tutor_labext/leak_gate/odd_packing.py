"""Text that is put together or turned before it can be decoded: in a list, in mirror writing."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import zip_longest

ITEM = re.compile(r"\n[ \t]*(?:[-*+•]|\d{1,3}[.):])[ \t]+(?=[\w+/=-]+[ \t]*(?:\n|\Z))")
FEW_ITEMS = 3
RUN = re.compile(r"[A-Za-z0-9+/=_-]{24,}")
HEX_ROW = re.compile(r"\b[0-9a-fA-F]{2}(?:[-./|_][0-9a-fA-F]{2}){7,}\b")
HEX_SIGN = re.compile(r"[-./|_]")
UUENCODED = re.compile(r"^[!-M][ -`]{4,60}$", re.M)
TURNED = str.maketrans("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎzᵷᴚ", "abcdefghijklmnopqrstuvwxyzgr")
FEW_TURNED = 6
TURNED_SIGN = re.compile("[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]")
UNSEEN = re.compile("[\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\U000e0000-\U000e01ef]{12,}")
"""So many signs in a row that nobody sees: a picture or a flag has a few of them."""
NUMBER_OR_SIGN = re.compile(r"(?:(?<!\S)(?:\d{1,2}|[^\w\s])(?:\s+|$)){12,}")
KEYWORD = re.compile(r"\b(?:return|print|import|while|range|class|def|for|in|if|not|and)\b")
FEW_KEYWORDS = 2
STEPS = (2, 3)
"""Of so many signs the first is read where fillers stand between."""
COLUMN = re.compile(r"(?:^[^\n]{2,40}\n){6,}", re.M)


def is_unseen(text: str) -> bool:
    """Say whether a text carries another one that no eye sees."""
    return not text.isascii() and UNSEEN.search(text) is not None


def laid_out(text: str) -> Iterator[str]:
    """Yield a text as it is decoded once it is put together or turned; nothing for plain text."""
    if len(ITEM.findall(text)) >= FEW_ITEMS:
        yield ITEM.sub("", text)
    if RUN.search(text):
        yield text[::-1]
    if HEX_ROW.search(text):
        yield HEX_ROW.sub(lambda m: HEX_SIGN.sub("", m[0]), text)


def turned(text: str) -> Iterator[str]:
    """Yield what a text says that needs no decoder, only another way of reading."""
    if not text.isascii() and len(TURNED_SIGN.findall(text)) >= FEW_TURNED:
        yield "\n".join(line[::-1].translate(TURNED) for line in text.splitlines())
    if found := "\n".join(filter(None, map(uudecoded, UUENCODED.findall(text)))):
        yield found
    for match in NUMBER_OR_SIGN.finditer(text):
        yield lettered(match[0])
    # A program comes out where it has words of Python that the text itself does not have.
    enough = FEW_KEYWORDS + len(KEYWORD.findall(text))
    yield from (read for read in _thinned(text) if len(KEYWORD.findall(read)) >= enough)


def _thinned(text: str) -> Iterator[str]:
    """Yield some of a text's signs: every second or third, and column by column."""
    for step in STEPS:
        yield "\n".join(line.strip()[::step] for line in text.splitlines())
    for match in COLUMN.finditer(text + "\n"):
        columns = zip_longest(*match[0].splitlines(), fillvalue=" ")
        yield "\n".join("".join(column).rstrip() for column in columns)


def uudecoded(line: str) -> str:
    """Return what a line of uuencode holds, or "" where its first sign does not tell its length."""
    size = (ord(line[0]) - 32) & 63
    if len(line) - 1 not in range(-(-size * 4 // 3), -(-size // 3) * 4 + 1):
        return ""
    try:
        return binascii.a2b_uu(line.encode()).decode()
    except (binascii.Error, ValueError):
        return ""


def lettered(row: str) -> str:
    """Return a row of numbers with the letter of the alphabet for each: 1 is `a`.

    >>> lettered("6 15 18   1   9 14   2 :")
    'for a in b:'
    """
    parts = re.sub(r"  +", " \0 ", row).split(" ")
    return "".join(_letter(part) if part != "\0" else " " for part in parts)


def _letter(part: str) -> str:
    return chr(96 + int(part)) if part.isdecimal() and 0 < int(part) < 27 else part
