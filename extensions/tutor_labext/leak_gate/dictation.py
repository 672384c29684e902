"""A solution dictated: sentence after sentence names what the next line works on, and its step.

Names, numbers and texts stay as they are in every language. So where the steps cannot be read,
because the lexicon may not speak the language, naming what each line is made of is enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .atoms import COMMON, code_atoms, in_order
from .code import bare
from .lexicon import prose_atoms
from .prose import sentences
from .secret import Part, Secret
from .task import undocumented
from .tokens import Tokens, names, things, tokens

ENOUGH = 0.65
"""Share of a reference's lines, of all and of the secret ones, from which a text dictates."""
FEWEST = 3
FEWEST_NAMES = 2
FEW_LINES = 2
RICH = 4
"""Things from which a solution of one line or two is told by naming them all."""
LOOSE = 4
"""A sentence that names so many more names than the line tells of something else."""
_ENGLISH = (
    "the a an of is are to and you your it its this that with what which not does do has at on"
)
ENGLISH = frozenset(_ENGLISH.split())
"""Words without which nobody writes English. Names of the course are English words, too."""
SPOKEN = 0.12
"""Share of the words from which a text is English."""
WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"(?<=:)\s+")
NAME = 2
"""Tokens of the longest span that names a thing and quotes no line."""
LONGEST_ROW = 400
FEWEST_THINGS, FEWEST_KINDS = 10, 4
MOST_THINGS, DENSE = 0.8, 0.55
"""Share of the things of the secret lines that are listed, and of those listed that are theirs."""
SIGNS = {"<": "less", "<=": "less", ">": "more", ">=": "more", "*": "multiply", "+": "add"}
"""Steps that are written as signs among words."""
NOT_DICTATED = ("def", "class", "import", "from", "@")


@dataclass(frozen=True, slots=True)
class Line:
    """What a sentence must name to dictate a line of a reference.

    Attributes:
        names: Names that somebody chose.
        steps: What the line does; told where a sentence of a known language names one of them.
        things: Names, attributes, numbers and short texts, which no translation changes.
    """

    tokens: Tokens
    names: frozenset[str]
    steps: frozenset[str]
    things: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """What a sentence names, as a line's."""

    names: frozenset[str]
    steps: frozenset[str]
    things: frozenset[str]


@lru_cache(maxsize=1024)
def lines_of(source: str) -> tuple[Line, ...]:
    """Return the lines of a solution that somebody has to be told."""
    out = []
    for text in undocumented(source).splitlines():
        found = tokens(text)
        if found and found[0] not in NOT_DICTATED:
            steps = frozenset(code_atoms(text.strip()))
            out.append(Line(found, frozenset(names(found)), steps, frozenset(things(found))))
    return tuple(out)


def is_dictated(text: str, secret: Secret, before: str = "") -> bool:
    """Say whether most lines of a reference are told one after the other.

    Args:
        text: The answer.
        secret: What must not be told.
        before: What was said before on this problem; a row that goes on from there counts.
    """
    if is_listed(text, secret):
        return True
    told = sentences(text, secret, NAME)
    english = is_english(
        " ".join(s for s in told if not secret.things.isdisjoint(things(tokens(s)))), secret.things
    )
    answer = _said(told, secret, english=english)
    if not answer:
        return False
    earlier = _said(sentences(before, secret, NAME), secret, english=english) if before else []
    said = [*earlier, *answer]
    if len(set().union(*(one.things for one in said))) < FEWEST_NAMES:
        return False
    return any(_tells(said, p, english=english) for p in secret.parts if p.lines)


def is_listed(text: str, secret: Secret) -> bool:
    """Say whether a text is little else than what the secret lines of a reference are made of.

    So a syntax tree, a list of tokens and code read out are found, whatever stands between.
    """
    row = [t for t in things(tokens(text)) if t in secret.things][:LONGEST_ROW]
    if len(row) < FEWEST_THINGS:
        return False
    for part in secret.parts:
        wanted = [t for line in part.reference.lines if line in part.lines for t in things(line)]
        if len(wanted) < FEWEST_THINGS or len(set(wanted)) < FEWEST_KINDS:
            continue
        found = in_order([(t,) for t in row], wanted)[1]
        if found >= MOST_THINGS * len(wanted) and found >= DENSE * len(row):
            return True
    return False


def _said(told: Sequence[str], secret: Secret, *, english: bool) -> list[Said]:
    """Return the sentences that name something of a reference."""
    said = []
    for sentence in told if english else (c for s in told for c in CLAUSE.split(s)):
        found = tokens(bare(sentence))
        used, seen = secret.task.names & names(found), frozenset(things(found)) & secret.things
        if used if english else seen:
            steps = {a for atoms in prose_atoms(sentence) for a in atoms} if english else set()
            steps |= {SIGNS[t] for t in found if t in SIGNS}
            said.append(Said(frozenset(used), frozenset(steps), seen))
    return said


def is_english(text: str, names: frozenset[str] = frozenset()) -> bool:
    """Say whether a text is English, by the words that no English text does without.

    A name, such as `a`, is no word of any language.

    >>> is_english("Look at the last line of your loop."), is_english("Regarde ta boucle.")
    (True, False)
    """
    words = [word for word in WORD.findall(text.lower()) if len(word) > 1 or word not in names]
    return sum(w in ENGLISH for w in words) >= SPOKEN * len(words)


def _tells(said: Sequence[Said], part: Part, *, english: bool) -> bool:
    lines = _to_tell(part.reference.source, english=english)
    if _is_spelt_out(said, lines, part):
        return True
    new = [line.tokens in part.lines for line in lines]
    least = FEWEST
    if not english and len(lines) < FEWEST and len(set().union(*(x.things for x in lines))) >= RICH:
        least = len(lines)
    if len(lines) < least or not any(new):
        return False
    told, fresh = _row(said, lines, new, english=english)
    return told >= max(least, ENOUGH * len(lines)) and fresh >= max(1, ENOUGH * sum(new))


def _is_spelt_out(said: Sequence[Said], lines: Sequence[Line], part: Part) -> bool:
    """Say whether sentences name all that the one or two secret lines of a solution hold."""
    secret = [line for line in lines if line.tokens in part.lines]
    if not 0 < len(secret) <= FEW_LINES:
        return False
    return all(len(x.things) + len(x.steps) >= RICH for x in secret) and all(
        any(
            x.things <= one.things
            and len(one.things) <= len(x.things) + 1
            and len(x.steps - COMMON - one.steps) <= (len(x.things) >= RICH)
            for one in said
        )
        for x in secret
    )


def _to_tell(source: str, *, english: bool) -> list[Line]:
    return [x for x in lines_of(source) if (x.names and x.steps if english else x.things)]


def _row(
    said: Sequence[Said], lines: Sequence[Line], new: Sequence[bool], *, english: bool
) -> tuple[int, int]:
    """Return the longest row of lines told in order, as (lines, new lines)."""
    best = [(0, 0)] * (len(lines) + 1)
    for one in said:
        corner = best[0]
        for at, line in enumerate(lines, 1):
            above = best[at]
            if _is_told(line, one, english=english):
                best[at] = max(above, (corner[0] + 1, corner[1] + new[at - 1]))
            elif best[at - 1] > above:
                best[at] = best[at - 1]
            corner = above
    return best[-1]


def _is_told(line: Line, one: Said, *, english: bool) -> bool:
    """Say whether a sentence names what a line works on, and little else."""
    if not english:
        return line.things <= one.things and len(one.things) < len(line.things) + LOOSE
    if not line.names <= one.names or len(one.names) >= len(line.names) + LOOSE:
        return False
    return not one.steps.isdisjoint(line.steps)
