"""What a sentence names: tokens, in quotes or not, signs and numbers by name, lines by number."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from functools import lru_cache

from .atoms import CALLS, COMMON
from .lexicon import prose_atoms
from .retold import COMPARED, LINES, NAME, OPERATORS, SIGNS
from .spelling import COUNTED, read_out
from .task import framed
from .text import plain
from .tokens import FIXED, Tokens, tokens

NUMBERED = re.compile(
    LINES + r"(\d{1,3})"
    r"(?:\s+(?:and|und|et|y|e|en)\s+(\d{1,3}))?\b",
    re.I,
)
_ORDINALS = "first second third fourth fifth sixth seventh eighth"
ORDINALS = {word: n for n, word in enumerate(_ORDINALS.split(), 1)}
NTH = re.compile(rf"\b({'|'.join(ORDINALS)}) line\b", re.I)
QUOTED = re.compile(r"`([^`\n]+)`|(?<!\w)'([^'\n]{1,40})'(?!\w)|\"([^\"\n]{1,40})\"")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
NAMED = re.compile(
    rf"\b(?:an?|the|ein\w{{0,2}}|une?|el|le|uma?)\s+({'|'.join(keyword.kwlist)})\b"
    r"|\b(else|try|finally)\s*:"
    r"|\b(?:add|insert|put|use|write)\s+(\S+(?:\s\S+)?)\s+(?=(?:after|before|behind|in|on)\b)",
    re.I,
)
"""Words of Python's and signs that are meant as such, though they stand in no quotes."""
_ENGLISH = (
    "and as assert async await break class continue else except finally for from global if"
    " import in is not or pass raise return try while with None True False abs all any bin"
    " bool chr compile complex copyright credits delattr dir exit filter float format hash"
    " help hex id input iter license list map memoryview next object oct open ord pow print"
    " property quit set slice super tuple type vars zip"
)
WORDS = frozenset(_ENGLISH.split()) & FIXED - CALLS.keys() | {"a", "-"}
"""Tokens that are also words of the language: they say something only where they are quoted."""
_PUT = r"(?:put|add|insert|write|append|forgot|place|comes?|goes|needs?)"
PLACED = re.compile(
    rf"\b{_PUT}\s(?:an?\s)?(?P<new>\S+(?:\s\S+){{0,3}}?)\s(?:right\s|directly\s|just\s)?"
    r"(?P<side>after|behind|before)\s(?:the\s|your\s)?(?P<old>\S+)"
    rf"|\b(?P<aside>after|behind|before)\s(?P<stays>\S+)\s{_PUT}\s(?P<comes>\S+(?:\s\S+)?)",
    re.I,
)
"""What is put after or before something: `add + 1 after last`."""
CALLED = {
    **dict.fromkeys(("hyphen", "hyphens", "dash", "dashes"), "'-'"),
    **dict.fromkeys(("space", "spaces", "blank", "blanks"), "' '"),
    **dict.fromkeys(("comma", "commas"), "','"),
    **dict.fromkeys(("colon", "colons"), "':'"),
    **dict.fromkeys(("semicolon", "semicolons"), "';'"),
    **dict.fromkeys(("underscore", "underscores"), "'_'"),
}
"""Texts of one sign by name."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence names.

    Attributes:
        row: Its tokens, framed; where it names signs, also with these.
        quoted: Tokens in quotes or backticks.
        written: Tokens that stand there at all.
        meant: Calls, signs and numbers that its words stand for.
        texts: Texts of one sign that it names.
    """

    row: str
    quoted: frozenset[str]
    written: frozenset[str]
    meant: frozenset[str]
    texts: frozenset[str]


@lru_cache(maxsize=2048)
def said_in(sentence: str) -> Said:
    """Return what a sentence names."""
    clean = APOSTROPHE.sub(" ", NUMBERED.sub(" ", sentence)).rstrip(" .!?:")
    quoted = {t for span in spans_in(clean) for t in span}
    named = (word for m in NAMED.finditer(clean) for word in m.groups() if word)
    quoted |= {t for word in named for t in tokens(word) if t in WORDS or not t.isidentifier()}
    row = tokens(QUOTED.sub(_bare, clean))
    texts = {t for t in tokens(clean) if t[0] == "'"}
    low = plain(sentence).lower()
    atoms = {a for found in prose_atoms(low) for a in found} - COMMON
    meant = {call for call, atom in CALLS.items() if atom in atoms}
    meant |= {sign for sign, atom in OPERATORS.items() if atom in atoms}
    compared = {m.lastgroup for m in SIGNS.finditer(low)}
    meant |= {sign for sign, name in COMPARED.items() if name in compared}
    meant |= {COUNTED[word] for word in NAME.findall(low) if word in COUNTED}
    spoken = read_out(clean)
    readings = dict.fromkeys((row, tokens(spoken), *map(tokens, placed(QUOTED.sub(_bare, spoken)))))
    return Said(
        "".join(map(framed, readings)),
        frozenset(quoted),
        frozenset({*quoted, *row, *texts, *(f"'{t}'" for t in quoted)}),
        frozenset(meant),
        frozenset(CALLED[word] for word in NAME.findall(low) if word in CALLED),
    )


def spans_in(sentence: str) -> frozenset[Tokens]:
    """Return what stands in quotes or backticks, each as tokens."""
    found = (next(filter(None, m.groups())) for m in QUOTED.finditer(sentence))
    return frozenset(map(tokens, found))


def lines_in(sentence: str) -> frozenset[int]:
    """Return the numbers of the lines that a sentence speaks of."""
    numbers = {int(n) for m in NUMBERED.finditer(sentence) for n in m.groups() if n}
    return frozenset(numbers.union(ORDINALS[m[1].lower()] for m in NTH.finditer(sentence)))


def _bare(quote: re.Match[str]) -> str:
    return f" {quote[0][1:-1]} "


def placed(sentence: str) -> list[str]:
    """Return what a sentence puts after or before something, in the order of the code.

    >>> placed("Put + 1 right after last")
    ['last + 1']
    """
    found = []
    for match in PLACED.finditer(" ".join(sentence.split())):
        new, old = match["new"] or match["comes"], match["old"] or match["stays"]
        before = (match["side"] or match["aside"]).lower() == "before"
        found.append(f"{new} {old}" if before else f"{old} {new}")
    return found
