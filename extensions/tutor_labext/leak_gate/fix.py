"""A fix: one of the learner's own lines, shown changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .changes import Change, changes_of
from .secret import SIGN, Secret, is_plain, once
from .task import framed
from .tokens import FIXED, GAP, Tokens, likeness, names, pattern, tokens

NEAR = 0.6
SHORTEST, LONGEST = 3, 40
STEPS = frozenset({"if", "elif", "while"})
"""Words that begin a line as they begin no sentence with code in it."""
ROW_SIGNS = frozenset("-=|.")
"""Signs of a row of names and values."""


def shown_in(lines: Iterable[Tokens], secret: Secret) -> bool:
    """Say whether a line is a changed version of one of the learner's, towards a solution."""
    lines = list(lines)
    if not lines or not secret.own_lines:
        return False
    came = lines_that_come(secret)
    if any(line[: len(new)] == new for line in lines for new in came):
        return True
    own = [line for line in secret.own_lines if len(line) >= SHORTEST]
    if not own:
        return False
    return any(_is_fix(line, own, secret) for line in lines)


def is_said(text: str, secret: Secret) -> bool:
    """Say whether a text holds what a nearly right program lacks, with what stands beside it."""
    rows = _parts_that_come(secret)
    if not rows:
        return False
    said, called = framed(tokens(text)), "(" in text or "[" in text
    return any(row in said and (called or signed) for row, signed in rows)


@once
def changes_towards(secret: Secret) -> tuple[Change, ...]:
    """Return what separates the learner's program from each solution that it is near."""
    return tuple(c for p in secret.parts for c in changes_of(secret.own, p.reference.source))


@once
def _parts_that_come(secret: Secret) -> tuple[tuple[str, bool], ...]:
    """Return the changed parts of lines, framed, each with whether it has a sign."""
    changes = changes_towards(secret)
    told = (*(p for c in changes for p in c.shown), *map(_new_step, changes))
    parts = {p for p in told if names(p) and not secret.is_known(p)}
    return tuple((framed(p), p[0] in STEPS or any(map(SIGN.search, p))) for p in parts)


def _new_step(change: Change) -> Tokens:
    """Return a line that is not there yet and begins a step, such as `if not words`; else ()."""
    whole = not change.old and len(change.new) >= SHORTEST and change.new[0] in STEPS
    return change.new if whole and not change.line_new else ()


@once
def lines_that_come(secret: Secret) -> frozenset[Tokens]:
    """Return the lines that a nearly right program lacks, in the learner's names."""
    changes = (change for change in changes_towards(secret) if not change.moved)
    came = (change.line_new or change.new for change in changes)
    return frozenset(line for line in came if secret.is_new(line) and names(line))


def _is_fix(line: Tokens, own: list[Tokens], secret: Secret) -> bool:
    if not SHORTEST <= len(line) <= LONGEST or GAP in line or secret.is_known(line):
        return False
    used = names(line)
    if not used or not used <= secret.names:
        return False
    near = max(own, key=lambda mine: likeness(mine, line))
    if likeness(near, line) < NEAR:
        return False
    added, missing = Counter(line) - Counter(near), _missing(secret)
    if pattern(line) in secret.patterns:
        return not is_supposed(line)
    if not added:
        return Counter(line) != Counter(near) and bool(missing & set(line)) and near[0] == line[0]
    return bool(missing & added.keys()) and not is_supposed(line)


def is_supposed(line: Tokens) -> bool:
    """Say whether a line only supposes a value: `x = 3`, `f("tea")`."""
    rest = line[2:] if line[1:2] == ("=",) else line[1:]
    return all(is_literal(t) or t == "-" for t in rest)


def is_values(line: Tokens) -> bool:
    """Say whether a line holds nothing but names and their values: `4 | x = 3, y = 'a'`."""
    return all(
        is_literal(token) or token in ROW_SIGNS or line[at + 1 : at + 2] in (("=",), (".",))
        for at, token in enumerate(line)
    )


def is_literal(token: str) -> bool:
    """Say whether a token is a number, a text, True, False or None."""
    return token[:1] in "'0123456789" or token in ("True", "False", "None")


@once
def _missing(secret: Secret) -> set[str]:
    """Return the working tokens that a reference near to the learner's code has and it has not."""
    own = Counter(t for line in secret.own_lines for t in line)
    found: set[str] = set()
    for part in secret.parts:
        theirs = Counter(t for line in part.reference.lines for t in line)
        gone = theirs - own
        if sum(gone.values()) <= max(8, 0.5 * sum(theirs.values())):
            found |= {t for t in gone if not is_plain(t) or is_literal(t) or t in FIXED}
    return found - {".", "="}
