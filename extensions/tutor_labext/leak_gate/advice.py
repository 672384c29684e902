"""A fix told in words: which of the learner's tokens go, and which come in their place.

Where the learner's program is a small change away from a solution, the change is the solution. So
it is worked out first, token by token; then a sentence tells it that says to do something, names
all that comes, and says where: by a line's number, by what goes, or by what stands around.
"""

from __future__ import annotations

import keyword
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from .atoms import CALLS, COMMON
from .changes import Change
from .code import FENCED, SPAN
from .fix import changes_towards, is_literal
from .lexicon import prose_atoms
from .orders import CONTRAST, DONE, MOVE, ORDER, PROPOSE, PUT, SWAP, TAKE, TRADE
from .prose import ASKS, unquoted
from .retold import COMPARED, LINES, NAME, OPERATORS, SIGNS, retells_lines
from .secret import Secret
from .task import framed
from .text import plain
from .tokens import FIXED, GAP, METHODS, Tokens, is_name, things, tokens

ENOUGH = 0.75
"""Share of the tokens that come which a sentence must name."""
LOOSE = 3
"""Names of the learner's elsewhere from which a sentence tells more than a change."""
RICH = 4
"""Tokens that come from which naming them says where as well."""
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\W?[A-Z])|(?<!:)\n+|\n+(?! *`)")
PLACED = re.compile(rf"^\W*{LINES}\d{{1,3}}:\W*", re.I)
"""What says in front of a sentence where it belongs."""
NUMBERED = re.compile(
    LINES + r"(\d{1,3})"
    r"(?:\s+(?:and|und|et|y|e|en)\s+(\d{1,3}))?\b",
    re.I,
)
NOT = re.compile(r",\s(?:and\s)?not\b", re.I)
QUOTED = re.compile(r"`([^`\n]+)`|(?<!\w)'([^'\n]{1,40})'(?!\w)|\"([^\"\n]{1,40})\"")
APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
COUNTED = {
    word: str(n)
    for n, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
}
UNSAID = frozenset([".", "=", ":", "@"]) | {GAP}
FEW_THINGS = 2
"""Things from which naming them all tells a line."""
NAMED = re.compile(
    rf"\b(?:an?|the|ein\w{{0,2}}|une?|el|le|uma?)\s+({'|'.join(keyword.kwlist)})\b"
    r"|\b(else|try|finally)\s*:"
    r"|\b(?:add|insert|put|use|write)\s+(\S+(?:\s\S+)?)\s+(?=(?:after|before|behind|in|on)\b)",
    re.I,
)
"""Words of Python's and signs that are meant as such, though they stand in no quotes."""
WORDS = FIXED - {name for name in FIXED if name in CALLS} | {"a", "-"}
"""Tokens that are also words of the language: they say something only where they are quoted."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence names.

    Attributes:
        row: Its tokens, framed.
        quoted: Tokens in quotes or backticks.
        written: Tokens that stand there at all.
        meant: Calls, signs and numbers that its words stand for.
    """

    row: str
    quoted: frozenset[str]
    written: frozenset[str]
    meant: frozenset[str]


def is_given(text: str, secret: Secret) -> bool:
    """Say whether a sentence tells a change that makes the learner's program a solution."""
    if not secret.own_lines or not ORDER.search(text):
        return False
    changes = changes_towards(secret)
    if not changes:
        return False
    row, whole = tokens(secret.own), frozenset(secret.own_lines)
    mine = {*secret.own_names, *(name for dot, name in pairwise(row) if dot == ".")}
    before: frozenset[int] = frozenset()
    for sentence in SENTENCE.split(unquoted(FENCED.sub(_inline, text), secret.task.public)):
        # What is said of a line may be in two sentences.
        lines = lines_in(sentence)
        near, before = lines or before, lines
        words, asked = orders_in(sentence)
        if not words or secret.is_told(PLACED.sub("", sentence)):
            continue
        # The learner's own names and methods, such as `replace`, order nothing.
        words = NAME.sub(lambda m: "" if m[0] in mine else m[0], words)
        if not (PROPOSE if asked else ORDER).search(words):
            continue
        said = said_in(sentence)
        # Who names a line and gives an order means a change, whatever the words are like.
        spans = _spans(sentence)
        says_own = not (lines or CONTRAST.search(words)) and retells_lines(sentence, secret)
        if any(
            _tells(
                words,
                said,
                said_in(unlined(sentence, whole - {c.line_new})),
                c,
                secret.own_names,
                here=c.line in near,
                asked=asked,
            )
            for c in changes
            if not (says_own and c.new and not _is_quoted(c, spans, row))
        ):
            return True
    return False


def _inline(fence: re.Match[str]) -> str:
    """Return a fence of one line as a span of the sentence before it."""
    code = fence[3].strip()
    return f" `{code}`" if code and "\n" not in code else "\n"


@lru_cache(maxsize=4096)
def orders_in(sentence: str) -> tuple[str, bool]:
    """Return a sentence without its quotes, "" where it orders nothing, and whether it asks.

    A stream is looked at anew with each sentence: those before it are known.
    """
    words, asked = DONE.sub(" ", QUOTED.sub(" ", sentence)), bool(ASKS.search(sentence))
    return (words if (PROPOSE if asked else ORDER).search(words) else ""), asked


def _is_quoted(change: Change, spans: frozenset[Tokens], own: Tokens) -> bool:
    """Say whether spans show what comes, beside what goes or as something that is not there yet."""
    return change.new in spans and (change.old in spans or not set(change.new) <= set(own))


def unlined(sentence: str, lines: Collection[Tokens]) -> str:
    """Return a sentence without lines that it quotes: they say where, not what comes."""
    return SPAN.sub(lambda m: " " if tokens(m[1]) in lines else m[0], sentence)


def _tells(
    sentence: str,
    said: Said,
    fresh: Said,
    change: Change,
    own: Collection[str],
    *,
    here: bool,
    asked: bool,
) -> bool:
    if change.moved:
        which = here or set(change.around) <= said.written
        return which and not asked and bool(MOVE.search(sentence) or SWAP.search(sentence))
    # Who tells the whole program back names much that the change has nothing to do with.
    named = said.written.intersection(own)
    if len(named.difference(change.around, change.new)) > LOOSE:
        return False
    old, new = Counter(change.old), Counter(change.new)
    if old == new:
        swapped = {a for a, b in zip(change.old, change.new, strict=True) if a != b}
        where = here or swapped <= said.written or _is_near(said, change)
        return where and bool(SWAP.search(sentence))
    comes, goes = set(new - old) - UNSAID, set(old - new) - UNSAID
    gone = bool(goes) and all(_is_written(t, said, here=here) for t in goes)
    trades = bool(TRADE.search(sentence) or NOT.search(sentence))
    told = fresh.written | fresh.meant | (said.written & goes)
    puts = not asked and bool(PUT.search(sentence))
    whole = len(change.line_new) > 1 and framed(change.line_new) in fresh.row
    retold = not goes & said.written and _is_retold(change.line_new, comes, told)
    if puts and ((trades and (whole or retold)) or (here and retold)):
        return True
    if not comes:
        where = here or (gone and _is_near(said, change))
        takes = not asked and bool(TAKE.search(sentence))
        return takes and where and (gone or change.old == change.around)
    written = {t for t in comes if _is_written(t, fresh)}
    if asked:
        return written == comes and gone
    if not puts:
        return False
    signs = not any(map(is_name, comes | goes)) and not all(map(is_literal, comes))
    if trades and goes and comes | goes <= told and signs:
        return True
    shown = any(framed(part) in fresh.row for part in change.shown)
    traded = gone and (trades or not all(map(is_literal, comes)))
    rich = len(comes) >= RICH and len(written) > 1
    sure = here or shown or traded
    if rich:
        comes -= WORDS | {"=="}
    if sure or rich:
        same = {CALLS.get(t) for t in goes}
        written |= {t for t in comes & fresh.meant if CALLS.get(t, "") not in same}
    if here and gone:
        written |= comes & fresh.written
    if len(written & comes) < ENOUGH * len(comes):
        return False
    telling = change.around != change.new or any(is_name(t) or t in CALLS for t in comes)
    return sure or (telling and _is_near(said, change))


def _is_retold(line: Tokens, comes: set[str], told: Collection[str]) -> bool:
    """Say whether a sentence names all that a line ought to be made of."""
    made_of = set(things(line))
    signs = {t for t in comes if t in OPERATORS or t in COMPARED}
    return len(made_of) >= FEW_THINGS and made_of | signs <= {t.strip("'") for t in told} | {*told}


def _is_near(said: Said, change: Change) -> bool:
    """Say whether a sentence names something of the line; `items` is also a word like any other."""
    around = filter(is_name, set(change.around).difference(change.new))
    return any(
        t in said.quoted or (len(t) > 1 and t not in METHODS and t in said.written) for t in around
    )


def _is_written(token: str, said: Said, *, here: bool = False) -> bool:
    return token in (said.quoted if token in WORDS and not here else said.written)


@lru_cache(maxsize=2048)
def said_in(sentence: str) -> Said:
    """Return what a sentence names."""
    clean = APOSTROPHE.sub(" ", NUMBERED.sub(" ", sentence)).rstrip(" .!?:")
    quoted = {t for span in _spans(clean) for t in span}
    named = (word for m in NAMED.finditer(clean) for word in m.groups() if word)
    quoted |= {t for word in named for t in tokens(word) if t in WORDS or not t.isidentifier()}
    row = tokens(QUOTED.sub(lambda m: f" {m[0][1:-1]} ", clean))
    texts = {t for t in tokens(clean) if t[0] == "'"}
    low = plain(sentence).lower()
    atoms = {a for found in prose_atoms(low) for a in found} - COMMON
    meant = {call for call, atom in CALLS.items() if atom in atoms}
    meant |= {sign for sign, atom in OPERATORS.items() if atom in atoms}
    compared = {m.lastgroup for m in SIGNS.finditer(low)}
    meant |= {sign for sign, name in COMPARED.items() if name in compared}
    meant |= {COUNTED[word] for word in NAME.findall(low) if word in COUNTED}
    return Said(
        framed(row),
        frozenset(quoted),
        frozenset({*quoted, *row, *texts, *(f"'{t}'" for t in quoted)}),
        frozenset(meant),
    )


def _spans(sentence: str) -> frozenset[Tokens]:
    """Return what stands in quotes or backticks, each as tokens."""
    found = (next(filter(None, m.groups())) for m in QUOTED.finditer(sentence))
    return frozenset(map(tokens, found))


def lines_in(sentence: str) -> frozenset[int]:
    """Return the numbers of the lines that a sentence speaks of."""
    return frozenset(int(n) for m in NUMBERED.finditer(sentence) for n in m.groups() if n)
