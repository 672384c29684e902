"""Whose program a text tells: the learner's own, said back to them, or a solution.

A nearly right answer and the solution share most of their lines, so only the lines that one of the
two has alone decide: which of them the sentences name more closely, by what the lines work on, what
they do, and which way they compare.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from statistics import fmean

from .atoms import code_atoms
from .code import bare
from .lexicon import prose_atoms
from .prose import in_order, sentences
from .secret import Part, Secret
from .task import undocumented
from .tokens import Tokens, things, tokens

NAME = re.compile(r"[^\W\d]\w*")
KEYWORDS = frozenset(keyword.kwlist)
Marks = frozenset[str]
"""What a line or a clause names."""
Line = tuple[Tokens, Marks]
NEAR = 0.6
"""How closely sentences must tell lines of a program, on average, before they tell of it."""
MORE = 2
"""So many times more clauses must tell lines of the learner's alone than of the other."""
CLAUSES = re.compile(r",\s|\bthen\b")
_AT_LEAST = r">=|\bat least\b|\b(?:no|not) less\b|\bor more\b"
_AT_MOST = r"<=|\bat most\b|\b(?:no|not) more\b|\bor (?:less|fewer)\b"
SIGNS = re.compile(
    rf"(?P<ge>{_AT_LEAST})|(?P<le>{_AT_MOST})"
    r"|(?P<gt>>|\b(?:greater|more|larger|bigger|higher|above)\b)"
    r"|(?P<lt><|\b(?:less|smaller|fewer|lower|below|under)\b)",
    re.I,
)


def is_own(text: str, secret: Secret) -> bool:
    """Say whether a text tells the learner's own program, and none of the references."""
    own = _lines(secret.own)
    if not own:
        return False
    known = secret.things.union(*(marks for _, marks in own))
    clauses = (c for s in sentences(text, secret, 2, asked=True) for c in CLAUSES.split(s))
    told = [said for c in clauses if (said := _said(c, known, secret.names))]
    every = [marks for _, marks in own]
    if not told or fmean(_nearness(said, every) for said in told) < NEAR:
        return False
    return all(_is_nearer(told, own, part) for part in secret.parts)


def _is_nearer(told: Sequence[Marks], own: Sequence[Line], part: Part) -> bool:
    """Say whether sentences are nearer to the learner's program than to one reference."""
    theirs = _lines(part.reference.source)
    alone = frozenset(things(part.reference.tokens)).difference(*(marks for _, marks in own))
    if any(said & alone for said in told):
        return False
    both = {line for line, _ in own} & {line for line, _ in theirs}
    mine = [marks for line, marks in own if line not in both]
    other = [marks for line, marks in theirs if line not in both]
    if not mine and not other:
        return _row(told, own) >= _row(told, theirs)
    common = [marks for line, marks in own if line in both]
    for_own = for_other = 0
    for said in told:
        near, far = _nearness(said, mine), _nearness(said, other)
        if max(near, far) > _nearness(said, common):
            for_own += near > far
            for_other += far > near
    return for_own > MORE * for_other


def _nearness(said: Marks, lines: Sequence[Marks]) -> float:
    """Return how closely a clause tells the nearest of some lines, in [0, 1]."""
    return max((_likeness(line, said) for line in lines), default=0.0)


def _likeness(a: Marks, b: Marks) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _row(told: Sequence[Marks], lines: Sequence[Line]) -> float:
    """Return how many lines are told in the order in which they stand."""
    names = [
        tuple(str(at) for at, (_, line) in enumerate(lines) if _likeness(line, s) >= NEAR)
        for s in told
    ]
    return in_order(names, [str(at) for at in range(len(lines))])[0]


def _lines(source: str) -> list[Line]:
    """Return the lines of a program with what they name."""
    found = []
    for text in undocumented(source).splitlines():
        line = tokens(text)
        if line:
            marks = {*things(line), *filter(str.isidentifier, line), *code_atoms(text.strip())}
            found.append((line, frozenset(marks - KEYWORDS | _signs(text))))
    return found


def _said(clause: str, known: Marks, names: frozenset[str]) -> Marks:
    """Return what a clause names; nothing where it names no thing of the two programs."""
    row = tokens(bare(clause))
    named = known & {*things(row), *row}
    # A name such as `total` is no step, though it is a word for one.
    words = NAME.sub(lambda m: " " if m[0] in names else m[0], clause)
    steps = {atom for atoms in prose_atoms(words) for atom in atoms}
    return frozenset({*named, *steps, *_signs(clause)}) if named else frozenset()


def _signs(text: str) -> set[str]:
    return {str(m.lastgroup) for m in SIGNS.finditer(text)}
