"""What an answer says to write, as pieces of Python: fences, spans, cells, code in a sentence."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise, zip_longest

from .leak_gate.code import SPAN, bare, fences, pieces
from .leak_gate.text import plain

MOST_PIECES = 8
"""Pieces of one text that are tried; of more the longest."""
MOST_WORDS = 20
"""Words of a sentence, around its first sign of code, among which code is looked for."""
JOINED = 4
"""So many parts that follow each other may be one line, cut up."""
LONGEST = 2_000
WORD = re.compile(r"\S+")
_HARD = (
    r"[=(\[{*/%<>+]|\w-\s|\s-\s|\w\.\w"
    r"|\b(?:return|raise|yield|global|nonlocal|del|await|assert) \w"
)
HARD_SIGN = re.compile(_HARD)
SIGN = re.compile(rf"{_HARD}|\b(?:not|and|or|in|if|lambda)\b")
TOKEN = re.compile(r"\w+|\"[^\"\n]*\"|'[^'\n]*'|[^\w\s]")
GOES_ON = re.compile(r"\s+(?:and|or|is|in|if|not)\s+[A-Za-z]+$")
LETTER = re.compile(r"\b(?!and\b|or\b|not\b)[A-Za-z_]")
PAIRS = {"(": ")", "[": "]", "{": "}"}
WANTS = re.compile(r"[-+*/%<>=&|^.]\s*$|\b(?:and|or|not|in|is|if|else|for|return|yield)\s*$")
"""What a value follows."""
HEAD = re.compile(r"\s*(?:if|elif|for|while|with|def|class|case|match|except|async)\b")
"""What begins a block."""
AROUND = "*_.,;:!?\"'“”„»«"
_SIGNS = [
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "<",
    ">",
    "<=",
    ">=",
    "==",
    "!=",
    "+=",
    "-=",
    "*=",
    "/=",
    "&",
    "|",
    "^",
]
OPERATORS = frozenset([*_SIGNS, "and", "or", "not", "in", "is"])
MARKED = re.compile(r"`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<!\w)\*([^*\n]+)\*(?!\w)|“([^”\n]+)”")


def pieces_of(text: str, known: Iterable[str]) -> list[str]:
    """Return the pieces of Python that a text holds and that are nobody's yet.

    Args:
        text: Markdown.
        known: The learner's code and what is public: a piece of it is left out.
    """
    answer = plain(text)
    if not may_hold_code(answer):
        return []
    told = squeezed("\n".join(known))
    words = set(TOKEN.findall("\n".join(known)))
    candidates = (*written(answer), *map(" ".join, rows_of(answer)))
    found = dict.fromkeys(p for p in map(tidied, candidates) if p and reads(p))
    found |= dict.fromkeys(part for piece in found for part in items(piece))
    fresh = [p for p in found if not is_known(p, told, words)]
    return sorted(fresh, key=len, reverse=True)[:MOST_PIECES]


def may_hold_code(answer: str) -> bool:
    """Say whether a plain text has a sign that code has; of one without, `pieces_of` gives none.

    >>> may_hold_code("Look at line 2."), may_hold_code("Try a + b.")
    (False, True)
    """
    return "`" in answer or bool(SIGN.search(answer))


def items(piece: str) -> list[str]:
    """Return the parts of a tuple or list that is written out, where each is more than a word."""
    if not is_expression(piece):
        return []
    tree = ast.parse(piece.strip(), mode="eval").body
    parts = tree.elts if isinstance(tree, ast.Tuple | ast.List) else []
    return [ast.unparse(part) for part in parts if not isinstance(part, ast.Constant | ast.Name)]


def is_known(piece: str, told: str, words: set[str]) -> bool:
    """Say whether a piece stands in a squeezed text; a single word only as a word of its own."""
    tokens = TOKEN.findall(piece)
    return piece in words if len(tokens) < 2 else squeezed(piece) in told


def squeezed(text: str) -> str:
    """Return a text without blanks, its quotes all alike."""
    return re.sub(r"\s+", "", text).replace('"', "'")


def tidied(piece: str) -> str:
    """Return code without what stands around it, no longer than is read."""
    return piece.strip("\n").rstrip()[:LONGEST]


def reads(code: str) -> bool:
    """Say whether Python can read code: statements, the head of a block, a part, an operator."""
    if code in OPERATORS:
        return True
    words = WORD.findall(code.partition("\n")[0])
    if any(is_prose(a) and is_prose(b) for a, b in pairwise(words)):
        return False
    return any(map(compiles, _shapes(code)))


def is_prose(word: str) -> bool:
    """Say whether a word, beside another one, stands in no code."""
    return word.isidentifier() and not keyword.iskeyword(word)


def is_expression(code: str) -> bool:
    """Say whether code is one expression."""
    try:
        compile(code.strip(), "<piece>", "eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def compiles(code: str) -> bool:
    """Say whether code is a program that Python can read."""
    try:
        compile(code, "<piece>", "exec", flags=ast.PyCF_ONLY_AST, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _shapes(code: str) -> Iterator[str]:
    yield code
    if code.rstrip().endswith(":"):
        yield f"{code} pass"
        yield f"if 1:\n pass\n{code} pass"
    if "=" in code:
        yield f"f({code})"
    if code.lstrip().startswith(("else", "elif")):
        yield f"if 1:\n pass\n{code}"
    if code.lstrip().startswith("case"):
        yield f"match 1:\n {code.lstrip()} pass"


def written(answer: str) -> Iterator[str]:
    """Yield what may be code in a plain text, as it stands there: in blocks, spans, sentences."""
    for piece in pieces(answer):
        yield piece
        if "\n" in piece:
            yield from (line.strip() for line in piece.splitlines())
    for line in _unfenced(answer):
        yield from (part.strip(AROUND) for part in (*_cells(line), *_marked(line)))
        for part in bare(SPAN.sub("\n", line)).splitlines():
            yield from in_sentence(part)


def rows_of(answer: str) -> Iterator[list[str]]:
    """Yield parts of a plain text that follow each other, also in a column: one line, cut up?"""
    parts: list[str] = []
    table: list[list[str]] = []
    for line in _unfenced(answer):
        cells = _cells(line)
        parts += cells or _marked(line)
        table += [cells] if cells else []
    for row in (parts, *(list(column) for column in zip_longest(*table, fillvalue=""))):
        for first in range(len(row)):
            for last in range(first + 2, min(first + JOINED, len(row)) + 1):
                yield row[first:last]


def _unfenced(answer: str) -> list[str]:
    for _, code in fences(answer):
        answer = answer.replace(code, "\n")
    return answer.splitlines()


def _marked(line: str) -> list[str]:
    return [next(filter(None, m.groups())) for m in MARKED.finditer(line)]


def _cells(line: str) -> list[str]:
    return [c.strip(" `") for c in line.strip(" |").split("|")] if line.count("|") > 1 else []


def in_sentence(line: str) -> Iterator[str]:
    """Yield the longest code that begins at a word of a line, for each word.

    >>> list(in_sentence("Use the sum a + b."))
    ['a + b']
    """
    words = list(WORD.finditer(line))
    near = _near_signs(words, line)
    done = 0
    for at, place in enumerate(near):
        start = words[place].end() - len(words[place][0].lstrip("“”„*_"))
        for last in reversed(near[at : at + MOST_WORDS]):
            end = words[last].end()
            if end <= done:
                break
            code = _cut(line[start:end])
            if HARD_SIGN.search(code) and LETTER.search(code) and reads(code):
                yield from _shorter(code)
                done = end
                break


def ended(answer: str) -> Iterator[str]:
    """Yield the code with which a plain text breaks off, as it would be if it ended there.

    >>> list(ended("Say f(a, b"))
    ['f(a, b']
    """
    line = answer.rstrip().rpartition("\n")[2]
    signs = [sign.start() for sign in HARD_SIGN.finditer(line)]
    for word in [*WORD.finditer(line)][-MOST_WORDS:] if signs else ():
        rest = line[word.start() :].lstrip(AROUND + "`")
        if len(line) - len(rest) <= signs[-1] and not reads(rest) and reads(closed(rest)):
            yield rest
            return


def closed(code: str) -> str:
    """Return code with what its open quote and brackets want, and a value where one is missing.

    >>> closed("f(a, [b +"), closed("x = 'a")
    ('f(a, [b + _])', "x = 'a'")
    """
    quote, opened = "", []
    for sign in code:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign in PAIRS:
            opened.append(PAIRS[sign])
        elif opened and sign == opened[-1]:
            opened.pop()
    code += quote
    value = " _" if not quote and WANTS.search(code) else ""
    whole = code + value + "".join(reversed(opened))
    return f"{whole}:" if HEAD.match(code) and not whole.endswith(":") else whole


def _near_signs(words: list[re.Match[str]], line: str) -> list[int]:
    """Return which words of a line are so near to a sign of code that they may belong to it."""
    signs = [match.start() for match in HARD_SIGN.finditer(line)]
    at = [next(n for n, word in enumerate(words) if word.end() > sign) for sign in signs]
    near = (range(sign - MOST_WORDS // 2, sign + MOST_WORDS) for sign in at)
    return sorted(set(range(len(words))).intersection(chain.from_iterable(near)))


def _shorter(code: str) -> Iterator[str]:
    """Yield code, and the same without words of its sentence that Python can read as well."""
    yield code
    while (less := GOES_ON.sub("", code)) != code:
        code = less
        if HARD_SIGN.search(code):
            yield code


def _cut(code: str) -> str:
    """Return code without the full stop or comma that ends its sentence."""
    whole = code.strip()
    return whole.rstrip(".,;!?") if not whole.endswith("...") else whole
