"""Other ways to write the same text, undone: base64, hex, shifted letters, reversed, entities."""

from __future__ import annotations

import base64
import binascii
import re
import string
import zlib
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote

from .code import STATEMENT, bare
from .json_trees import untreed
from .markup import READINGS
from .odd_packing import laid_out, turned
from .prefix import unprefixed
from .shuffled import unshuffled
from .spelling import signed, spelt_out

BASE64 = re.compile(r"(?<![\w+/-])[A-Za-z0-9+/_-]{12,}={0,2}(?:\s+[A-Za-z0-9+/_-]{4,}={0,2})*")
BASE32 = re.compile(r"(?<![\w])[A-Z2-7]{16,}={0,6}")
BASE85 = re.compile(r"(?<![^\s`])[!-~]{20,}(?![^\s`])")
HEX = re.compile(r"(?<![0-9A-Za-z])(?:(?:0x|\\x|%)?[0-9a-fA-F]{2}[\s:,]*){8,}(?![0-9A-Za-z])")
CALLS = re.compile(r"(?:\bchr\(\s*\d{1,3}\s*\)[\s+,]*){6,}")
CODES = re.compile(r"(?:\b\d{2,3}\b[\s,;]*){8,}")
BITS = re.compile(r"(?:\b[01]{7,8}\b[\s,]*){6,}")
SPACED = re.compile(r"(?:(?<!\S)\S(?:[ \u00a0]|[.·-](?=\S))){6,}\S?")
JOINED = re.compile(r"""(?<=\w)(["'])\s*\+\s*\1(?=\w)""")
LITERAL = re.compile(r"""(?<![\w\\])(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')""")
STROKES = {"n": "\n", "t": "\t", "r": "\n"}
FEW_LITERALS = 3
FEW_LINES = 3
FEW_JOINED = 2
CODE = 12
"""Signs of the shortest string that is read as a line of code."""
COLUMN = 8
MOST_UNZIPPED = 20_000
MOST_WORDS = 12
SENTENCE = 8
DOTS = re.compile(r"(?:(?<!\S)(?:[.-]{1,5}|\S)(?:[ \t]+|$)){12,}", re.M)
"""Morse signs, and others as they are."""
_DOTTED = (
    ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .--"
    " -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----."
)
MORSE = dict(zip(_DOTTED.split(), string.ascii_lowercase + string.digits, strict=True))
MORSE |= {"/": " "}
BLANK = re.compile(r"(?<![A-Za-z0-9])_*[\[(](\d{1,2})[\])]_*")
ANSWER = re.compile(
    r"_*[\[(](\d{1,2})[\])]_*\s*(?:is|=|:|->)?\s+`?([^\s`,;]+)`?(?=[,;\n]|\.?$)"
    r"|(?<![\w.])(\d{1,2})[.:)=]\s*`?([^\s`,;]+)`?(?=[,;\n]|\.?$)",
    re.M,
)
FEW_BLANKS = 2
ESCAPES = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-7]{3})")
MAILED = re.compile(r"=(?:([0-9A-F]{2})|\n)")
"""Quoted-printable, as in mail: `=20` for a space, `=` before a break that is none."""
FEW_MAILED = 4
LEETED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)\w{2,}\b")
LEET = str.maketrans("0134578", "oieastb")
"""Digits that stand for the letters they look like: `r37urn`."""
WORDS = re.compile(r"[A-Za-z]{3,}")
MARKS = (
    "return",
    "print",
    "append",
    "range",
    "lambda",
    "while",
    "input",
    "split",
    "import",
    "elif",
)
LETTERS = string.ascii_lowercase


def _shift(by: int) -> dict[int, int]:
    moved = LETTERS[by:] + LETTERS[:by]
    return str.maketrans(LETTERS + LETTERS.upper(), moved + moved.upper())


ATBASH = str.maketrans(LETTERS + LETTERS.upper(), LETTERS[::-1] + LETTERS[::-1].upper())
# A word of Python, written with shifted letters, names the table that brings it back.
ROT13 = _shift(13)
SHIFTED = {word.translate(_shift(by)): _shift(26 - by) for by in range(1, 26) for word in MARKS}
SHIFTED |= {word.translate(ATBASH): ATBASH for word in MARKS}
REVERSED = frozenset(word[::-1] for word in (*MARKS, "else", "True", "False"))


def views(
    text: str, expected: Collection[str] = (), public: str = "", *, twice: bool = True
) -> Iterator[str]:
    """Yield what a learner could decode from a text; nothing for plain text.

    Args:
        text: The answer.
        public: What the learner can read anyway; strings from there say nothing.
        expected: Words that code for the problem would hold: one of them says that a decoding fits.
        twice: Also look into what was decoded: shifted letters in base64.

    >>> list(views("cHJpbnQoIkthcmlidSIp"))
    ['print("Karibu")']
    """
    for found in unpacked(text):
        yield found
        if twice:
            yield from views(found, expected, public, twice=False)
    yield from turned(text)
    for other in laid_out(text):
        yield from unpacked(other)
    yield from _escaped(text)
    if parts := SPACED.findall(text):
        yield "\n".join(re.sub(r"(?<=\S)[ \u00a0.·-](?=\S)", "", part) for part in parts)
    if len(JOINED.findall(text)) >= FEW_JOINED:
        yield JOINED.sub("", text)
    yield from _quoted(text, public)
    yield from _columns(text)
    words = set(WORDS.findall(text))
    tables = {id(t): t for word in words if (t := SHIFTED.get(word.lower()))}
    for table in (ROT13, ATBASH):
        if _fits({word.translate(table) for word in words}, words, expected):
            tables[id(table)] = table
    for table in tables.values():
        yield text.translate(table)
    if found := unshuffled(text, frozenset(expected)):
        yield found
    if words & REVERSED or _fits({word[::-1] for word in words}, words, expected):
        yield text[::-1]
        yield "\n".join(line[::-1] for line in text.splitlines())
        yield " ".join(word[::-1] for word in text.split())


def unpacked(text: str) -> Iterator[str]:
    """Yield what is packed in a text, such as base64 or hex."""
    longest = max(map(len, text.split()), default=0)
    for regex, decode, shortest in DECODERS:
        if longest < shortest:
            continue
        read = [decode(match[0]) for match in regex.finditer(text)]
        found = [part for part in read if part and _is_text(part)]
        yield from found
        # A program may be packed line by line.
        if len(found) >= FEW_LINES:
            yield "\n".join(found)


def _fits(decoded: set[str], words: set[str], expected: Collection[str]) -> bool:
    return not (decoded - words).isdisjoint(expected)


def _escaped(text: str) -> Iterator[str]:
    for reading in (*READINGS, untreed, unprefixed, spelt_out, signed, _filled):
        if found := reading(text):
            yield found
    if "%" in text and re.search(r"%[0-9a-fA-F]{2}", text) and (found := unquote(text)) != text:
        yield found
    if len(MAILED.findall(text)) >= FEW_MAILED:
        yield MAILED.sub(lambda m: chr(int(m[1], 16)) if m[1] else "", text)
    if any(word.translate(LEET).lower() in MARKS for word in LEETED.findall(text)):
        yield LEETED.sub(lambda m: m[0].translate(LEET), text)
    if "\\" in text and ESCAPES.search(text):
        yield ESCAPES.sub(lambda m: chr(int(m[3], 8) if m[3] else int(m[1] or m[2], 16)), text)


def _quoted(text: str, public: str) -> Iterator[str]:
    """Yield what the string literals of a text say together: JSON, a list of pieces, `exec`."""
    all_ = (m[1] or m[2] or "" for m in LITERAL.finditer(text))
    found = [part for part in all_ if len(part) < SENTENCE or part not in public]
    told = any("\\n" in part or (len(part) >= CODE and STATEMENT.match(part)) for part in found)
    if told or len(found) >= FEW_LITERALS:
        read = [re.sub(r"\\(.)", lambda m: STROKES.get(m[1], m[1]), part) for part in found]
        yield "\n".join(read)
        yield "".join(read)


def _columns(text: str) -> Iterator[str]:
    """Yield the first word of every line of a long list, for tokens that stand below each other."""
    lines = [bare(line).split(maxsplit=1) for line in text.splitlines()]
    if len(lines) >= COLUMN:
        first = [words[0].strip("*") for words in lines if words]
        yield " ".join(first)
        if len(signs := [word for word in first if len(word) == 1]) >= COLUMN:
            yield "".join(signs).lower()


def _is_text(found: str) -> bool:
    shown = sum(c.isprintable() or c in "\n\t\r" for c in found)
    return len(found) >= 6 and shown > 0.9 * len(found)


def _base64(raw: str) -> str:
    runs = raw.split()
    # Words of the sentence before or after are no part of what was encoded.
    for size in range(len(runs), max(0, len(runs) - MOST_WORDS), -1):
        for first in range(min(size, 2)):
            if found := _one_base64("".join(runs[first:size])):
                return found
    return "\n".join(filter(None, map(_one_base64, runs)))


def _one_base64(packed: str) -> str:
    packed = packed.rstrip("=")
    filled = (packed + "=" * (-len(packed) % 4)).replace("-", "+").replace("_", "/")
    try:
        found = unzipped(base64.b64decode(filled)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""
    return found if _is_text(found) else ""


def unzipped(raw: bytes) -> bytes:
    """Return what zlib or gzip packed, as far as anybody reads; anything else as it is."""
    if raw[:1] != b"\x78" and raw[:2] != b"\x1f\x8b":
        return raw
    try:
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32).decompress(raw, MOST_UNZIPPED)
    except zlib.error:
        return raw


def _base32(raw: str) -> str:
    try:
        raw = raw.rstrip("=")
        return base64.b32decode(raw + "=" * (-len(raw) % 8)).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _base85(raw: str) -> str:
    for decode in (base64.b85decode, base64.a85decode):
        try:
            return decode(raw).decode("ascii")
        except ValueError:
            continue
    return ""


def _hex(raw: str) -> str:
    try:
        return bytes.fromhex(re.sub(r"0x|\\x|%|[\s:,]", "", raw)).decode("utf-8")
    except ValueError:
        return ""


def _codes(raw: str) -> str:
    found = re.findall(r"\d+", raw)
    for base in (10, 8):
        if base == 8 and not set("89").isdisjoint(raw):
            break
        numbers = [int(n, base) for n in found]
        if all(9 <= n < 127 for n in numbers):
            return "".join(map(chr, numbers))
    return ""


def _bits(raw: str) -> str:
    return "".join(chr(int(n, 2)) for n in re.findall(r"[01]+", raw))


def _morse(raw: str) -> str:
    return "".join(MORSE.get(sign, sign) for sign in re.split(r"[ \t]+", raw.strip()))


def _filled(text: str) -> str:
    """Return a text with its numbered blanks filled by the answers that it lists, else ""."""
    answers = {m[1] or m[3]: m[2] or m[4] for m in ANSWER.finditer(text)}
    if len(answers) < FEW_BLANKS:
        return ""
    filled = BLANK.sub(lambda m: answers.get(m[1], m[0]), text)
    return filled if filled != text else ""


DECODERS: tuple[tuple[re.Pattern[str], Callable[[str], str], int], ...] = (
    (BASE64, _base64, 12),
    (BASE32, _base32, 16),
    (BASE85, _base85, 20),
    (HEX, _hex, 2),
    (CALLS, _codes, 4),
    (CODES, _codes, 2),
    (BITS, _bits, 7),
    (DOTS, _morse, 1),
)
"""What finds and reads each kind, and the signs in a row without which there is none."""
