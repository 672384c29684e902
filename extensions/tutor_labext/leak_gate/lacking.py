"""What a text names of that which only a solution has: its names, numbers, signs, calls and steps.

Whatever the language and the order of the sentences, who tells a solution names what it is made of.
What the learner's program has already is no news, so only the rest counts.
"""

from __future__ import annotations

from collections import Counter

from .imperative import asks_openly, gives_orders
from .prose import ASKS, sentences
from .retold import KEYWORDS, Row, known_marks, row_of, told
from .row import common
from .secret import Secret, once
from .spelt import LONGEST, named
from .task import SENTENCES

COMMON = frozenset({*KEYWORDS.values(), "equal"})
"""Marks that any sentence and any program has."""
SHARE = 0.15
"""Share of the marks that the learner's program lacks from which a text tells."""
DENSE = 0.15
"""Such marks for each word of the text, from which it speaks of little else."""
FEWEST = 4
"""Marks of the shortest text."""
LIMITS = ((5, 5, 1), (4, 3, 2))
"""Number of such marks; marks by which a text goes further along a solution than along the
learner's program; and by which it names more of it than any sentence of the statement. The second
row is for a text of orders, which explains nothing."""
ALL = 3
"""Number of such marks from which to name all of them is no chance."""
SPARE = 6
"""One mark in so many may be left out then."""
ALONG = 0.4
"""Share of what a text names that must follow each other as in the solution."""


def is_named(text: str, secret: Secret) -> bool:
    """Say whether a text names much of what a solution has and the learner's program has not."""
    lacks = _lacking(secret)
    if not lacks:
        return False
    all_ = sentences(text, secret, LONGEST, asked=True)
    telling = [s for s in all_ if not (ASKS.search(s) and asks_openly(s))]
    known = known_marks(secret)
    said = [marks for s in telling for marks in told(s, known)]
    if len(said) < FEWEST:
        return False
    words = sum(len(s.split()) for s in telling)
    orders = gives_orders(telling)
    limits = LIMITS if orders else LIMITS[:1]
    mine = common(said, row_of(secret.own))
    for row, marks, stated in lacks:
        hits = named(said, marks)
        along = common(said, row)
        # Orders that name all that is missing, in however many words.
        whole = marks.total()
        if orders and hits >= whole - whole // SPARE and whole >= ALL and along > mine:
            return True
        if hits < max(SHARE * whole, DENSE * words):
            continue
        if along >= ALONG * len(said) and any(
            hits >= max(fewest, stated + news) and along >= mine + further
            for fewest, further, news in limits
        ):
            return True
    return False


@once
def _lacking(secret: Secret) -> tuple[tuple[Row, Counter[str], int], ...]:
    """Return for each solution its marks, those that the learner lacks, and how many are public.

    Those are as many as the one public sentence names that names most of them.
    """
    own, known = Counter(row_of(secret.own)), known_marks(secret)
    public = [told(s, known) for s in SENTENCES.split(secret.task.public)]
    found = []
    for row in (row_of(part.reference.source) for part in secret.parts if part.lines):
        marks = Counter({m: n for m, n in (Counter(row) - own).items() if m not in COMMON})
        if marks:
            found.append((row, marks, max((named(s, marks) for s in public), default=0)))
    return tuple(found)
