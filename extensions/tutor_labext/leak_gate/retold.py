"""Whose program a text tells: the learner's own, said back to them, or a solution.

A nearly right answer and the solution share most of their lines, so only the lines that one of the
two has alone decide: which of them the sentences name more closely, by what the lines work on, what
they do, and which way they compare.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .atoms import CALLS, COMMON, code_atoms
from .changes import Change, changes_of
from .code import bare
from .lexicon import prose_atoms
from .orders import DONE
from .prose import in_order, sentences
from .secret import Part, Secret
from .task import undocumented
from .tokens import Tokens, things, tokens

NAME = re.compile(r"[^\W\d]\w*")
KEYWORDS = frozenset(keyword.kwlist)
Marks = frozenset[str]
"""What a line or a clause names."""
Line = tuple[Tokens, Marks]
LONGEST = 400
"""Tokens of the longest span that is read: what quotes the learner is what shows whose it is."""
LINES = r"\b(?:lines?|zeilen?|lignes?|lineas?|linhas?|righ?[ae]|regels?)\s+"
"""The word before the number of a line."""
LINE_NUMBER = re.compile(
    rf"{LINES}\d{{1,3}}\b"
    r"|^[ \t]*(?:[-*][ \t]*)?\(\d{1,3}\)",
    re.I,
)
"""Which line is told, which is nothing that the line holds."""
NEAR = 0.6
"""Share of what sentences name that must stand in lines of a program that they tell."""
YOURS = re.compile(
    r"\b(?:your (?:own )?(?:code|program|function|loop|script|line|version|solution|step"
    r"|work|plan|attempt)s?"
    rf"|(?<![^.:] )(?:{DONE.pattern})"
    r"|(?:dein|ihr)e? (?:code|programm|funktion|schleife|zeile)|du"
    r"|it (?!(?:is|has|was|does)\b)\w+s"
    r"|is (?:kept|stored|saved|set|called|added|appended|returned|shown|printed|put)"
    r"|(?:the|this) (?:loop|function|program|code) (?:goes|takes|runs|adds|sets|returns|gives)"
    r"|(?:ton|ta|votre) (?:code|programme|fonction|boucle)"
    r"|tu (?:codigo|programa|funcion|bucle)|(?:teu|seu|sua) (?:codigo|programa|funcao))\b",
    re.I,
)
"""What says that a text is about a program that is there already, which is the learner's own."""
WANTED = re.compile(
    r"\b(?:should|must|need|ha(?:s|ve) to|instead|rather|replace|change|swap|sollte|muss|statt"
    r"|doit|lieu|debe|en vez|deve|em vez)\b",
    re.I,
)
"""What says that a text tells how a program ought to be."""
ADDRESSED_NEAR = 0.5
CHANCE = 0.1
"""Nearness that says nothing of which of two programs is told."""
STRAY = 1
"""Things of a solution that may be named by chance."""
FEWEST = 2
"""Marks from which a clause says which of two lines it tells."""
MORE = 2
"""So many times more clauses must tell lines of the learner's alone than of the other."""
HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-(?=[^\W\d_]{2})")
CLAUSES = re.compile(r",\s|\bthen\b")
# English, German, French, Spanish, Italian, Portuguese, Dutch, without accents.
_MORE = (
    r"greater|more|larger|bigger|higher|above|gro\w{1,2}er|mehr|plus grande?|superieure?|mayor|mas"
    r"|superior|maggiore|piu|maior|mais|groter|meer"
)
_LESS = (
    r"less|smaller|fewer|lower|below|under|kleiner|weniger|plus petite?|inferieure?|moins|menor"
    r"|menos|inferior|minore|meno|minder"
)
_OR_EQUAL = r"\w* (?:than |a |que )?(?:or|oder|ou|o|of) (?:equal|gleich|egal|igual|ugual|gelijk)"
_AT_LEAST = (
    rf">=|\b(?:{_MORE}){_OR_EQUAL}|"
    r"\b(?:at least|(?:no|not) less|or more|mindestens|au moins"
    r"|(?:al|por lo|como) (?:menos|minimo)|almeno|(?:pelo|ao|no) (?:menos|minimo)"
    r"|minstens|minimaal)\b"
)
_AT_MOST = (
    rf"<=|\b(?:{_LESS}){_OR_EQUAL}|"
    r"\b(?:at most|(?:no|not) more|or (?:less|fewer)|h[oe]+chstens|au (?:plus|maximum)"
    r"|(?:como|a lo) (?:mucho|sumo|maximo)|al massimo|no maximo|hoogstens|maximaal)\b"
)
SIGNS = re.compile(
    rf"(?P<ge>{_AT_LEAST})|(?P<le>{_AT_MOST})|(?P<gt>>|\b(?:{_MORE})\b)|(?P<lt><|\b(?:{_LESS})\b)",
    re.I,
)
OPERATORS = {
    "+": "add",
    "-": "subtract",
    "*": "multiply",
    "/": "divide",
    "//": "floor",
    "%": "remainder",
    "==": "equal",
    "!=": "differ",
}


class Said(NamedTuple):
    """What a clause names: all marks, and what must be explained, each with all it may mean."""

    marks: Marks
    items: tuple[Marks, ...]


def is_own(text: str, secret: Secret) -> bool:
    """Say whether a text tells the learner's own program, and none of the references."""
    own = _lines(secret.own)
    if not own:
        return False
    known = secret.things.union(*(marks for _, marks in own))
    clauses = (c for s in sentences(text, secret, LONGEST, asked=True) for c in CLAUSES.split(s))
    told = [said for c in clauses if (said := _said(c, known, secret.names)).marks]
    explained = sum(
        max(sum(not line.isdisjoint(i) for i in one.items) for _, line in own) for one in told
    )
    spoken = " ".join(sentences(text, secret, LONGEST))
    addressed = is_addressed(spoken)
    near = ADDRESSED_NEAR if addressed else NEAR
    if not told or explained < near * sum(len(one.items) for one in told):
        return False
    marks = [one.marks for one in told]
    if addressed:
        return all(_is_no_more(told, own, secret.own, part) for part in secret.parts)
    # A step may be told without a name: `make it lower case first`.
    plain = (c for s in sentences(text, secret, LONGEST) for c in CLAUSES.split(s))
    steps = [a for c in plain if not _said(c, known, secret.names).marks for a in prose_atoms(c)]
    return all(
        not _has_more(steps, secret.own_atoms, part) and _is_nearer(marks, own, part)
        for part in secret.parts
    )


def is_addressed(text: str) -> bool:
    """Say whether a text says of the learner's program what it does, and not what it should do."""
    return bool(YOURS.search(text)) and not WANTED.search(text)


def _is_no_more(told: Sequence[Said], own: Sequence[Line], source: str, part: Part) -> bool:
    """Say whether what is told as the learner's own holds nothing of what a solution has more."""
    lines = [marks for _, marks in own]
    mine: Marks = frozenset().union(*lines)
    if changes := changes_of(source, part.reference.source):
        theirs = [marks for _, marks in _lines(part.reference.source)]
        if (
            sum(_nearness(one.marks, lines) - _nearness(one.marks, theirs) for one in told)
            < -CHANCE
        ):
            return False
        return not any(
            item.isdisjoint(mine) and not item.isdisjoint(_changed(c))
            for c in changes
            for one in told
            for item in one.items
            # What is said of another line is none of the change.
            if not (one.marks - item).isdisjoint((*c.around, *c.new))
        )
    alone = frozenset(things(part.reference.tokens)) - mine
    return len(alone & frozenset().union(*(one.marks for one in told))) <= STRAY


def _changed(change: Change) -> Marks:
    """Return the marks of what comes with a change."""
    steps = {atom for token in change.new if (atom := CALLS.get(token) or OPERATORS.get(token))}
    return _marks(change.new, " ".join(change.new)) | steps


def _has_more(steps: Sequence[Sequence[str]], own: Sequence[str], part: Part) -> bool:
    """Say whether steps are told that a reference takes and the learner's program does not."""
    more = set(part.reference.atoms).difference(own) - COMMON
    return any(not more.isdisjoint(s) and COMMON.union(own).isdisjoint(s) for s in steps)


def _is_nearer(told: Sequence[Marks], own: Sequence[Line], part: Part) -> bool:
    """Say whether sentences are nearer to the learner's program than to one reference."""
    theirs = _lines(part.reference.source)
    alone = frozenset(things(part.reference.tokens)).difference(*(marks for _, marks in own))
    if any(said & alone for said in told):
        return False
    both = {line for line, _ in own} & {line for line, _ in theirs}
    mine = [marks for line, marks in own if line not in both]
    other = [marks for line, marks in theirs if line not in both]
    common = [marks for line, marks in own if line in both]
    for_own = for_other = either = 0
    for said in (one for one in told if len(one) >= FEWEST):
        near, far = _nearness(said, mine), _nearness(said, other)
        if max(near, far) > _nearness(said, common):
            for_own += near > far
            for_other += far > near
            either += far == near
    if not for_own and not for_other and not either:
        return _row(told, own) >= _row(told, theirs)
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


@lru_cache(maxsize=512)
def _lines(source: str) -> list[Line]:
    """Return the lines of a program with what they name."""
    found = []
    for text in undocumented(source).splitlines():
        line = tokens(text)
        if line:
            steps = {*code_atoms(text.strip()), *(OPERATORS[t] for t in line if t in OPERATORS)}
            # `the remainder of a divided by b` is one step.
            if steps & {"floor", "remainder"}:
                steps.add("divide")
            found.append((line, _marks(line, text) | steps))
    return found


def _marks(line: Tokens, text: str) -> Marks:
    return frozenset({*things(line), *filter(str.isidentifier, line)} - KEYWORDS | _signs(text))


def _said(clause: str, known: Marks, names: frozenset[str]) -> Said:
    """Return what a clause names; nothing where it names no thing of the two programs."""
    clause = HYPHEN.sub(" ", LINE_NUMBER.sub(" ", clause))
    row = tokens(bare(clause))
    named = known & {*things(row), *row}
    if not named:
        return Said(frozenset(), ())
    # A name such as `total` is no step, though it is a word for one.
    words = NAME.sub(lambda m: " " if m[0] in names else m[0], clause)
    steps = [frozenset(atoms) for atoms in prose_atoms(words)]
    signs = _signs(clause) | {OPERATORS[sign] for sign in row if sign in OPERATORS}
    items = [frozenset({one}) for one in named - KEYWORDS | signs]
    items += [atoms for atoms in steps if COMMON.isdisjoint(atoms)]
    return Said(frozenset(named | signs).union(*steps), tuple(items))


def _signs(text: str) -> set[str]:
    return {str(m.lastgroup) for m in SIGNS.finditer(text)}
