"""One line of a solution told in words: all that it works with and does, and little else.

A recipe has several steps; here a single sentence says what the line that matters is made of. Its
names, numbers, signs and calls may come in any order, in words or as signs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .atoms import CALLS
from .prose import sentences
from .retold import COMPARED, NAME, OPERATORS, known_marks, row_of, told
from .secret import SMALL, Part, Secret, once
from .task import SENTENCES
from .tokens import tokens
from .written import LEADING, lines_of

LONGEST = 2
"""Tokens of the longest span that names a thing and quotes no line."""
FEW, MANY = 4, 6
"""Marks of the shortest line that is told in words: of a short solution, of a long one."""
FEW_STEPS, MANY_STEPS = 1, 2
"""Steps among them."""
SPARE = 7
"""One mark in so many may be left out."""
DENSE = 0.6
"""Share of what a sentence names that must be the line's."""
STEPS = frozenset({*OPERATORS.values(), *COMPARED.values(), *CALLS, "negate"})
JOINING = frozenset({"in", "loop", "test", "return", "and", "or", "f", "r", "b"})
"""Steps that sentences have anyway, and what stands before a text."""
SLICE = re.compile(r"\[[^\[\]]*:[^\[\]]*\]")
"""A part of a row, which is told in many ways."""
Said = Sequence[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """What a sentence has to name to tell a line.

    Attributes:
        marks: Names, numbers, signs and calls, each as often as the line has it.
        mine: How many of them one line of the learner's has.
    """

    marks: Counter[str]
    mine: int

    @property
    def enough(self) -> int:
        """Number of marks from which the line is told."""
        return (whole := self.marks.total()) - whole // SPARE


def is_spelt(text: str, secret: Secret) -> bool:
    """Say whether a sentence, or a question, tells a line of a solution in words."""
    lines = lines_to_tell(secret)
    if not lines:
        return False
    known = known_marks(secret)
    for sentence in sentences(text, secret, LONGEST, asked=True):
        if secret.names.isdisjoint(NAME.findall(sentence)):
            continue
        said = told(sentence, known)
        for line in lines:
            hits = named(said, line.marks)
            if hits >= line.enough and hits > line.mine and hits >= DENSE * len(said):
                return True
    return False


def ends(text: str, secret: Secret) -> bool:
    """Say whether a text tells one line of a solution that is in no public text, however short."""
    rows, known = _rows_of_lines(secret), known_marks(secret)
    return any(
        size >= DENSE * len(said) and size <= len(said) and named(said, row) == size
        for sentence in sentences(text, secret, LONGEST)
        if (said := told(sentence, known))
        for row, size in rows
    )


@once
def _rows_of_lines(secret: Secret) -> list[tuple[Counter[str], int]]:
    """Return the marks of each line that is in no public text, and how many they are."""
    sources = {s for part in secret.parts for s in lines_of(part) if secret_line(s, secret)}
    return [(Counter(row), len(row)) for row in map(row_of, sources)]


def secret_line(source: str, secret: Secret) -> bool:
    """Say whether a line has more than one token and is in nothing that everybody can read."""
    return len(found := tokens(source)) > 1 and found not in secret.task.lines


def named(said: Said, marks: Counter[str]) -> int:
    """Return how many marks are named, in whatever order."""
    left = Counter(marks)
    for meanings in said:
        hit = next((mark for mark in meanings if left[mark] > 0), None)
        if hit is not None:
            left[hit] -= 1
    return marks.total() - left.total()


@once
def lines_to_tell(secret: Secret) -> tuple[Line, ...]:
    """Return the secret lines of the solutions that say much and that no public sentence tells."""
    own = [Counter(row_of(line)) for line in secret.own.splitlines()]
    known = known_marks(secret)
    public = [said for s in SENTENCES.split(secret.task.public) if (said := told(s, known))]
    found = []
    for marks in dict.fromkeys(m for part in secret.parts for m in _told_apart(part)):
        bag = Counter(marks)
        line = Line(bag, max(((bag & row).total() for row in own), default=0))
        if line.mine < bag.total() and all(named(s, bag) < line.enough for s in public):
            found.append(line)
    return tuple(found)


def _told_apart(part: Part) -> Iterator[tuple[str, ...]]:
    """Yield the marks of each secret line that is long enough to be no chance."""
    short = part.size <= SMALL or len(part.lines) <= 2
    for source in lines_of(part):
        if (found := tokens(source)) not in part.lines or found[0] in ("def", "class", "import"):
            continue
        told_part = LEADING.sub("", source, count=1)
        marks = tuple(m for m in row_of(told_part) if m not in JOINING)
        slices = len(SLICE.findall(told_part))
        steps = slices + sum(mark in STEPS for mark in marks)
        least, fewest = (FEW, FEW_STEPS) if short else (MANY, MANY_STEPS)
        if len(marks) + slices >= least and steps >= fewest and len(set(marks)) > 2:
            yield marks
