"""A fix told in words: which of the learner's tokens go, and which come in their place.

Where the learner's program is a small change away from a solution, the change is the solution. So
it is worked out first, token by token; then a sentence tells it that says to do something, names
all that comes, and says where: by a line's number, by what goes, or by what stands around.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from itertools import pairwise

from . import trades
from .atoms import CALLS
from .changes import LEAST_SHOWN, Change
from .code import FENCED, SPAN
from .fix import changes_towards, is_literal
from .naming import QUOTED, WORDS, Said, lines_in, said_in, spans_in
from .orders import CONTRAST, DONE, MOVE, ORDER, PROPOSE, PUT, SWAP, TAKE, TRADE
from .prose import ASKS, unquoted
from .retold import COMPARED, LINES, NAME, OPERATORS, retells_lines
from .secret import Secret
from .task import framed
from .tokens import GAP, METHODS, Tokens, is_name, things, tokens

ENOUGH = 0.75
"""Share of the tokens that come which a sentence must name."""
EQUALS = re.compile(r"\bequals? sign|\bor[ -]equal|\bequality", re.I)
"""The part of a comparison that lets what is equal in."""
LOOSE = 3
"""Names of the learner's elsewhere from which a sentence tells more than a change."""
RICH = 4
"""Tokens that come from which naming them says where as well."""
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\W?[A-Z])|(?<!:)\n+|\n+(?! *`)")
PLACED = re.compile(rf"^\W*{LINES}\d{{1,3}}:\W*", re.I)
"""What says in front of a sentence where it belongs."""
NOT = re.compile(r",\s(?:and\s)?not\b", re.I)
UNSAID = frozenset([".", "=", ":", "@"]) | {GAP}
FEW_THINGS = 2
"""Things from which naming them all tells a line."""


def is_given(text: str, secret: Secret) -> bool:
    """Say whether a sentence tells a change that makes the learner's program a solution."""
    if not secret.own_lines or not ORDER.search(text):
        return False
    if trades.are_told(text, secret):
        return True
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
        spans = spans_in(sentence)
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
    if not asked and _lets_equal(change) and EQUALS.search(sentence):
        order = PUT if change.new[0][-1] == "=" else TAKE
        if order.search(sentence) and (here or _is_near(said, change)):
            return True
    if not puts:
        return False
    signs = not any(map(is_name, comes | goes)) and not all(map(is_literal, comes))
    if trades and goes and comes | goes <= told and signs:
        return True
    shown = any(framed(part) in fresh.row for part in (*change.shown, *_alone(change)))
    traded = gone and (trades or not all(map(is_literal, comes)))
    rich = len(comes) >= RICH and len(written) > 1
    sure = here or shown or traded
    if rich:
        comes -= WORDS | {"=="}
    if sure or rich:
        same = {CALLS.get(t) for t in goes}
        written |= {t for t in comes & fresh.meant if CALLS.get(t, "") not in same}
    if any(map(is_name, comes)):
        written |= comes & fresh.texts
    if here and gone:
        written |= comes & fresh.written
    if len(written & comes) < ENOUGH * len(comes):
        return False
    telling = change.around != change.new or any(is_name(t) or t in CALLS for t in comes)
    return sure or (telling and _is_near(said, change))


def _alone(change: Change) -> tuple[Tokens, ...]:
    """Return what comes, where it is long enough to be told without what stands around it."""
    return (change.new,) if len(change.new) >= LEAST_SHOWN and not change.old else ()


def _lets_equal(change: Change) -> bool:
    """Say whether a comparison is to let in what is equal, or no longer."""
    signs = "".join(change.old), "".join(change.new)
    return {len(s) for s in signs} == {1, 2} and max(signs, key=len) == min(signs, key=len) + "="


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
