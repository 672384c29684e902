"""Code as tokens that renaming, spacing and the language it is written in do not change.

token     a word, number, text or sign; brackets, colons and semicolons are left out, for they say
          nothing of a solution and differ between languages
pattern   tokens with the names numbered in order of first use: `a = b + a` is `0 = 1 + 0`
gram      the pattern of five tokens in a row
line      one line of code as tokens, comments dropped
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from .text import ESCAPED

GRAM = 5
NUMBERS = tuple(map(str, range(GRAM)))
FIXED = frozenset(keyword.kwlist) | frozenset(dir(builtins))
ERRORS = tuple(
    name
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException)
)
DROPPED = frozenset("()[]{}:;,`") | {"let", "const", "var", "new", "then", "Math"}
# What other languages call the same thing.
TO_PYTHON = {
    "===": "==",
    "!==": "!=",
    "&&": "and",
    "||": "or",
    "null": "None",
    "undefined": "None",
    "nil": "None",
    "true": "True",
    "false": "False",
    "push": "append",
    "function": "def",
    "func": "def",
    "fn": "def",
    "toLowerCase": "lower",
    "toUpperCase": "upper",
    "of": "in",
    "String": "str",
    "parseInt": "int",
    "Number": "int",
    "trim": "strip",
}
DECLARING = frozenset({"let", "const", "var", "new", "function", "func", "fn"})
DECLARES = re.compile(
    r"\s+(?!(?:and|or|in|is|if|else|not|for|as)\b)[A-Za-z_$\[{]|\s*\([^()]*\)\s*\{"
)
"""What follows a word of another language; a name of Python's has none of it behind it."""
LEX = re.compile(
    r"""(?P<text>[rbfuRBFU]{0,2}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*)"""
    r"""|(?P<sign>\[:|:\]|===|!==|&&|\|\||\*\*=?|//=?|[-+*/%=!<>&|^]=|->|=>|<<|>>|[-+*/%=<>!&|^~@.…])"""
)
FIELD = re.compile(r"\{((?:[^{}!:\[\]]|!=|\[[^\[\]{}]*\])+)(?:![rsa])?(?::[^{}]*)?\}")
"""What is filled into a text."""
UNCOMMENTED = re.compile(r"""(?:[^#"']|"[^"]*"|'[^']*'|["'](?=[^#]*$))*""")
THING = re.compile(r"\w[\w.+-]*")
METHODS = frozenset(m for kind in (str, list, dict, set, tuple, int, float) for m in dir(kind))
SHORT_TEXT = 5
GAP = "…"
"""The token for a gap that the learner is to fill."""
HOLE = re.compile(r"(?<!\w)_{2,}(?!\w)|\.\.\.|…|\?\?+|<[a-z_ ]{2,30}>")
SPREAD = re.compile(r"(?<=[\[({,])\s*\.\.\.(?=[\w\[(])")
"""What unpacks a row in JavaScript, and is no gap."""
LEADING = frozenset({"return", "print", "if", "elif", "while", "assert", "not"})
"""Words before what a line works out."""
Tokens = tuple[str, ...]


@lru_cache(maxsize=8192)
def tokens(code: str) -> Tokens:
    """Return the tokens of code or of prose, in order.

    >>> tokens("total = price * (count)  # all")
    ('total', '=', 'price', '*', 'count')
    """
    found: list[str] = []
    if "console" in code:
        code = code.replace("console.log", "print")
    if "..." in code:
        code = SPREAD.sub("", code)
    for line in HOLE.sub(GAP, code).splitlines():
        for match in LEX.finditer(uncommented(line)):
            word = match[0]
            if match["text"]:
                inside = word.lstrip("rbfuRBFU")[1:-1]
                # A raw text and one with doubled backslashes are the same.
                word = "'" + ESCAPED.sub(r"\1", inside.replace("\\\\", "\\")) + "'"
                if "{" in inside and "f" in match[0][:2].lower():
                    # What is filled in is code like any other, so names in it are names.
                    found.append(FIELD.sub("{}", word))
                    found += (t for m in FIELD.finditer(inside) for t in tokens(m[1]))
                    continue
            else:
                if word in DECLARING and not DECLARES.match(match.string, match.end()):
                    found.append(word)
                    continue
                word = TO_PYTHON.get(word, word)
            if word not in DROPPED:
                found.append(word)
    return tuple(found)


def uncommented(line: str) -> str:
    """Return a line without a comment at its end; a # inside quotes stays."""
    if "#" not in line:
        return line
    match = UNCOMMENTED.match(line)
    return match[0] if match else line


def is_name(token: str) -> bool:
    """Say whether a token is a name that an author or learner chose."""
    return token.isidentifier() and token not in FIXED


def names(found: Iterable[str]) -> set[str]:
    """Return the chosen names among tokens; a name after a dot belongs to Python."""
    out: set[str] = set()
    before = ""
    for token in found:
        if before != "." and is_name(token):
            out.add(token)
        before = token
    return out


@lru_cache(maxsize=4096)
def things(found: Tokens) -> tuple[str, ...]:
    """Return of the tokens of code what stays as it is in every language, in order.

    Names, attributes, numbers and texts; not what Python's own words do, which is told in words.

    >>> things(tokens("if days.get(name, 0) > 3: late.append('very late')"))
    ('days', 'name', '0', '3', 'late', "'very late'")
    """
    shown = []
    before = ""
    for token in found:
        if token[0] == "'":
            inside = token[1:-1]
            if THING.fullmatch(inside):
                shown.append(inside)
            elif len(inside) > SHORT_TEXT and any(map(str.isalnum, inside)):
                shown.append(token)
        elif not (before == "." and token in METHODS) and is_thing(token):
            shown.append(token)
        before = token
    return tuple(shown)


@lru_cache(maxsize=8192)
def is_thing(token: str) -> bool:
    """Say whether a token is a name, a number or an error, and no word of Python's that acts."""
    return (token not in FIXED or token in ERRORS) and bool(THING.fullmatch(token))


def pattern(found: Iterable[str]) -> Tokens:
    """Return tokens with names numbered by first use; a name after a dot keeps its own.

    >>> pattern(tokens("a = b.strip() + a"))
    ('0', '=', '1', '.', 'strip', '+', '0')
    """
    order: dict[str, str] = {}
    numbered: list[str] = []
    before = ""
    for token in found:
        named = before != "." and is_name(token)
        numbered.append(order.setdefault(token, str(len(order))) if named else token)
        before = token
    return tuple(numbered)


@lru_cache(maxsize=2048)
def grams(found: Tokens) -> frozenset[Tokens]:
    """Return the patterns of every five tokens in a row."""
    named = [is_name(token) for token in found]
    after_dot = [False, *(before == "." for before in found[:-1])]
    out: set[Tokens] = set()
    for start in range(len(found) - GRAM + 1):
        order: dict[str, str] = {}
        row: list[str] = []
        for at in range(start, start + GRAM):
            token = found[at]
            if named[at] and (at == start or not after_dot[at]):
                token = order.setdefault(token, NUMBERS[len(order)])
            row.append(token)
        out.add(tuple(row))
    return frozenset(out)


def code_lines(code: str) -> list[Tokens]:
    """Return the lines of code that hold tokens."""
    return [t for line in code.splitlines() if (t := tokens(line))]


def lines_of(code: Iterable[str]) -> list[Tokens]:
    """Return all lines of some pieces of code as tokens."""
    return [line for piece in code for line in code_lines(piece)]


def likeness(a: Tokens, b: Tokens) -> float:
    """Return the share in [0, 1] of tokens that two lines have in common."""
    common = sum((Counter(a) & Counter(b)).values())
    return 2 * common / (len(a) + len(b))


def worked_out(line: Tokens) -> Tokens:
    """Return what a line works out, without the names that it goes to and its first words."""
    rest = line[line.index("=") + 1 :] if "=" in line[:3] else line
    while len(rest) > 1 and rest[0] in LEADING:
        rest = rest[1:]
    return rest
