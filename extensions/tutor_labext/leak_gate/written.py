"""Solutions by what is written, brackets and indentation and all: whole, or what one turns on."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from .code import pieces, stripped
from .idioms import COMMON_LINES
from .layout import rows, unspaced, unwrapped
from .renaming import forms_of
from .row import common
from .secret import SMALL, Part, Secret, once
from .task import framed, undocumented
from .text import words_of
from .tokens import Tokens, pattern, tokens, uncommented
from .trees import parse

LEADING = re.compile(
    r"\s*(?:(?:return|print|if|elif|while|assert|yield)\b|for\s[^=]{1,60}?\sin\b"
    r"|[\w.]+(?:\s*:\s*[\w.\[\], ]+)?\s*=(?!=))\s*"
)
LONG_KEY = 5
"""Tokens of an expression that one line of a longer solution turns on."""
WORKS = re.compile(r"[-+*/%<>=\[(]")
SHORTEST = 9
"""Signs of the shortest expression that is no chance."""
WORD = re.compile(r"\w+")
WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")
TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
STAND_IN = re.compile(
    r"[^\w\s\x00-\x7f]+|\b(?:(?:open|clos|left|right|double|new)\w*[ -]\w+|colon|comma|dot"
    r"|equals?|plus|minus|star|slash|percent|underscore)\b",
    re.I,
)
"""A picture or a name in place of a sign."""
_SIGN_WORDS = (
    "open clos left right double new colon comma dot equal plus minus star slash percent underscore"
)
SIGN_WORDS = tuple(_SIGN_WORDS.split())
SHORT_PART, FEW_PARTS, PARTS_SHARE = 3, 5, 0.3
"""Tokens of the shortest part that counts, and number and share of tokens that tell a solution."""
FEW_SIGNS = 6
"""Words and signs of the shortest program that is compared, and stand-ins that are no chance."""
FEW_LINES = 2
"""Line ends of the shortest code that is known not to be set in."""
INDENTED = re.compile(r"^[ \t]+\S", re.M)
PATTERN = re.compile(r"""(["'])(?=[^"'\w\n]*(?:\w*[^"'\w\s]){4})[^"'\n]{6,}\1""")
"""A text of signs, such as a regular expression."""
SIGNED = re.compile(r"""(["'])(?=(?:[^"'\n]*?[^"'\w\s]){3})[^"'\n]+\1""")
"""A text with several signs, such as a query."""
LONG_TEXT = 20
"""Signs of the shortest of these that is no chance."""
ALL, CLOSE = 0.95, 0.4
"""Share of a program that is all of it, and share of what is like it that must be it."""


def is_whole(code: Sequence[str], secret: Secret) -> bool:
    """Say whether code holds all lines of a reference in a row, and what is known does not.

    So a solution is found of which each line is known, only not in this order or with these
    brackets. Where none of several lines is set in, as in spans, none of the solution's is.
    """
    flat = [
        piece for piece in code if piece.count("\n") >= FEW_LINES and not INDENTED.search(piece)
    ]
    return (
        _is_whole(code, secret, flat=False)
        or _is_whole(flat, secret, flat=True)
        or _is_shuffled(code, secret)
        or _has_form(code, secret)
    )


def _is_whole(code: Sequence[str], secret: Secret, *, flat: bool) -> bool:
    wholes = _wholes(secret)[flat] if code else ()
    return any(whole in rows(piece, flat=flat) for piece in code for whole in wholes)


@once
def _wholes(secret: Secret) -> tuple[list[str], list[str]]:
    """Return the rows of the solutions that are in nothing known, set in and flat."""
    sources = [part.reference.source for part in secret.parts]
    found: tuple[list[str], list[str]] = ([], [])
    for flat in (False, True):
        known = [rows(text, flat=flat) for text in (secret.own, secret.task.public)]
        wholes = {rows(source, flat=flat) for source in sources} - {"\n"}
        found[flat].extend(w for w in wholes if not any(w in k for k in known))
    return found


def _has_form(code: Sequence[str], secret: Secret) -> bool:
    """Say whether a whole function or class of a reference is shown, in whatever names."""
    defining = [piece for piece in code if "def " in piece]
    return any(_forms(secret) & forms_of(piece) for piece in defining)


@once
def _forms(secret: Secret) -> frozenset[str]:
    """Return the forms of the functions and classes of the solutions that are in nothing known."""
    wanted = {form for p in secret.parts for form in forms_of(p.reference.source)}
    known = (secret.own, *pieces_of(secret.task.public))
    return frozenset(wanted.difference(*map(forms_of, known)))


def _is_shuffled(code: Sequence[str], secret: Secret) -> bool:
    """Say whether all lines of a reference are shown, in whatever order, and none that it lacks.

    Lines of the learner's that the reference has no place for make it their program.
    """
    own, public = row_of(secret.own), row_of(secret.task.public)
    for shown in (row_of(piece) for piece in code if piece.count("\n") >= FEW_LINES):
        for part in secret.parts:
            wanted = row_of(part.reference.source)
            known = wanted <= public or own == wanted
            if (
                len(wanted) > FEW_LINES
                and wanted <= shown
                and not known
                and not (shown & own) - wanted
            ):
                return True
    return False


@lru_cache(maxsize=2048)
def row_of(code: str) -> Counter[str]:
    """Return the lines of code without spaces, comments and documentation."""
    return Counter(
        unwrapped(line)
        for s in undocumented(code).splitlines()
        if (line := unspaced(uncommented(s)))
    )


def are_parts(code: Sequence[str], secret: Secret) -> bool:
    """Say whether pieces of code, each a part of one reference, make up much of what is secret."""
    shown = {found for piece in code if len(found := tokens(piece)) >= SHORT_PART}
    fresh = [found for found in shown if not secret.is_known(found)]
    for part in secret.parts if fresh else ():
        row = framed(part.reference.tokens)
        mass = sum(len(found) for found in fresh if framed(found) in row)
        if mass >= FEW_PARTS and mass >= PARTS_SHARE * part.size:
            return True
    return False


def is_in_order(answer: str, secret: Secret) -> bool:
    """Say whether the words and signs of a reference stand in an answer in their order.

    Whatever stands between, such as the keys of YAML or tags, the reference is there to be read.
    Where the answer goes no further along it than the learner's code or public code, it adds
    nothing. Where a name or a picture stands for each sign, the words alone are compared.
    """
    said = signs_of(stripped(answer))
    stand_ins = len(STAND_IN.findall(answer)) if _may_stand_in(answer) else 0
    words = WORD.findall(STAND_IN.sub(" ", answer)) if stand_ins >= FEW_SIGNS else []
    programs = (secret.own, *pieces_of(secret.task.public))
    known = [signs_of(undocumented(program)) for program in programs]
    for part in secret.parts:
        wanted = signs_of(undocumented(part.reference.source))
        if words and _is_spoken(words, stand_ins, wanted):
            return True
        if shown := _along(said, wanted):
            others = [row for row in known if 2 * len(row) >= len(wanted)]
            before = max((common(zip(row), wanted) for row in others), default=0)
            mine = max((common(zip(said), row) / len(row) for row in others), default=0.0)
            # Who leaves out what the learner has too much shows the solution as well.
            if shown > len(wanted) * mine or 2 * (shown - before) >= max(1, len(wanted) - before):
                return True
    return False


def _may_stand_in(answer: str) -> bool:
    """Say whether there are pictures, or enough words that begin the name of a sign."""
    if not answer.isascii():
        return True
    return sum(word.startswith(SIGN_WORDS) for word in words_of(answer)) >= FEW_SIGNS


def _is_spoken(words: Sequence[str], stand_ins: int, wanted: Tokens) -> bool:
    spoken = [t for t in wanted if WORD.fullmatch(t)]
    enough = stand_ins >= max(FEW_SIGNS, (len(wanted) - len(spoken)) / 2)
    return enough and bool(_along(words, spoken))


def _along(said: Sequence[str], wanted: Sequence[str]) -> int:
    """Return how far a row goes along another; 0 where that is not all along, and closely."""
    needed = set(wanted)
    inner = [token for token in said if token in needed]
    if len(wanted) < FEW_SIGNS or not ALL * len(wanted) <= len(inner) <= len(wanted) / CLOSE:
        return 0
    shown = common(zip(inner), wanted)
    return shown if shown >= ALL * len(wanted) else 0


@lru_cache(maxsize=2048)
def signs_of(text: str) -> Tokens:
    """Return the words and signs of a text without its tags, with one kind of quotes."""
    return tuple(WORD_OR_SIGN.findall(TAG.sub(" ", text).replace('"', "'")))


@lru_cache(maxsize=512)
def pieces_of(public: str) -> tuple[str, ...]:
    """Return the code of a public text."""
    return tuple(pieces(public))


def is_bracketed(code: Sequence[str], secret: Secret) -> bool:
    """Say whether one of the learner's lines is shown with the brackets of a reference's.

    Brackets that change nothing, as around a tuple, are no others.
    """
    own = set(secret.own_lines)
    lines = (s for piece in code for s in piece.splitlines() if tokens(s) in own)
    if not (shown := {unspaced(s): s for s in lines}):
        return False
    wanted = shown.keys() & _unspaced_lines(secret)
    known = f"{secret.own}\n{secret.task.public}".splitlines() if wanted else []
    written = set(map(unspaced, known))
    changed = [shown[line] for line in wanted if line not in written]
    means = {_meaning(line) for line in known if tokens(line) in own} if changed else set()
    return any(_meaning(line) not in means for line in changed)


@once
def _unspaced_lines(secret: Secret) -> set[str]:
    return {unspaced(line) for part in secret.parts for line in lines_of(part)}


def _meaning(line: str) -> str:
    """Return the tree of a line, or the line where it is none."""
    tree = parse(line)
    return line if tree is None else ast.dump(tree)


def says_key(text: str, secret: Secret) -> bool:
    """Say whether a text holds, sign by sign, an expression that a solution turns on."""
    keys = keys_of(secret)
    return bool(keys) and any(map(unspaced(text).__contains__, keys))


@once
def keys_of(secret: Secret) -> frozenset[str]:
    """Return what the secret lines of the solutions work out, unless it is known."""
    known = unspaced(f"{secret.task.public}\n{secret.own}")
    return frozenset(k for part in secret.parts for k in _keys(part) if k not in known)


def _keys(part: Part) -> Iterator[str]:
    source = undocumented(part.reference.source)
    yield from (unspaced(m[0]) for m in PATTERN.finditer(source))
    # A text may be cut in other places, so the quotes say nothing.
    texts = (unspaced(m[0])[1:-1] for m in SIGNED.finditer(source))
    yield from (text for text in texts if len(text) >= LONG_TEXT)
    small = part.size <= SMALL or len(part.lines) <= 2
    for line in lines_of(part):
        if (found := tokens(line)) not in part.lines or found[0] in ("def", "class"):
            continue
        rest = LEADING.sub("", line, count=1).rstrip(": ")
        key, row = unspaced(rest), tokens(rest)
        if len(key) < SHORTEST or not WORKS.search(key) or pattern(row) in COMMON_LINES:
            continue
        if len(row) >= LONG_KEY or (small and found[0] != "for"):
            yield key


def lines_of(part: Part) -> list[str]:
    """Return the lines of a reference that are no documentation."""
    return [uncommented(s) for s in undocumented(part.reference.source).splitlines() if s.strip()]


@once
def new_lines(secret: Secret) -> tuple[str, ...]:
    """Return the lines of the references, as they are written, that nobody has seen."""
    return tuple(
        line for part in secret.parts for line in lines_of(part) if secret.is_new(tokens(line))
    )
