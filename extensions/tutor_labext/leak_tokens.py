"""Code as tokens that renaming, spacing and look-alike letters do not change.

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
import unicodedata
from collections.abc import Iterable

GRAM = 5
FIXED = frozenset(keyword.kwlist) | frozenset(dir(builtins))
DROPPED = frozenset("()[]{}:;,`")
LOOKALIKE = str.maketrans("аеорсухіѕјԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisjdhlABEZHIKMNOPTYX")
LEX = re.compile(
    r"""(?P<text>[rbfuRBFU]{0,2}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))"""
    r"""|(?P<number>\d+(?:\.\d+)?)|(?P<word>[^\W\d]\w*)"""
    r"""|(?P<sign>\*\*=?|//=?|[-+*/%=!<>&|^]=|->|<<|>>|[-+*/%=<>!&|^~@.,:;()\[\]{}])"""
)
Tokens = tuple[str, ...]


def plain(text: str) -> str:
    """Undo what hides code: width and accents forms, zero-width signs, look-alikes, escapes."""
    shown = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    return re.sub(r"\\([_*`\[\]<>#()!+.=~|-])", r"\1", visible.translate(LOOKALIKE))


def tokens(code: str) -> Tokens:
    """Return the tokens of code or of prose, in order.

    >>> tokens("total = price * (count)  # all")
    ('total', '=', 'price', '*', 'count')
    """
    found: list[str] = []
    for line in code.splitlines():
        for match in LEX.finditer(uncommented(line)):
            if match[0] in DROPPED:
                continue
            word = match[0]
            found.append("'" + word.lstrip("rbfuRBFU")[1:-1] + "'" if match["text"] else word)
    return tuple(found)


def uncommented(line: str) -> str:
    """Return a line without a comment at its end; a # inside quotes stays."""
    match = re.match(r"""(?:[^#"']|"[^"]*"|'[^']*'|["'](?=[^#]*$))*""", line)
    return match[0] if match else line


def is_name(token: str) -> bool:
    """Say whether a token is a name that an author or learner chose."""
    return token.isidentifier() and token not in FIXED


def pattern(found: Iterable[str]) -> Tokens:
    """Return tokens with names numbered by first use; a name after a dot keeps its own.

    >>> pattern(tokens("a = b.strip() + a"))
    ('0', '=', '1', '.', 'strip', '+', '0')
    """
    order: dict[str, str] = {}
    numbered: list[str] = []
    before = ""
    for token in found:
        named = is_name(token) and before != "."
        numbered.append(order.setdefault(token, str(len(order))) if named else token)
        before = token
    return tuple(numbered)


def grams(found: Tokens) -> frozenset[Tokens]:
    """Return the patterns of every five tokens in a row."""
    spans = range(len(found) - GRAM + 1)
    return frozenset(pattern(found[i : i + GRAM]) for i in spans)


def code_lines(code: str) -> list[Tokens]:
    """Return the lines of code that hold tokens."""
    return [t for t in map(tokens, code.splitlines()) if t]
