"""A solution that has the learner's lines in another order, told in words.

None of its lines is a secret, so only the order in which a text names what they hold tells it.
"""

from __future__ import annotations

from .prose import sentences
from .retold import known_marks, row_of, told
from .row import common
from .secret import Secret
from .spelt import LONGEST

SHARE = 0.6
"""Share of the solution's marks that a text must name in their order."""
FEWEST, FURTHER = 8, 2
"""Marks of the shortest solution, and by which a text goes further along it than along theirs."""


def is_told(text: str, secret: Secret) -> bool:
    """Say whether a text goes along a solution, and not so far along the learner's program."""
    own = row_of(secret.own)
    rows = [row_of(part.reference.source) for part in secret.parts if not part.lines]
    rows = [row for row in rows if len(row) >= FEWEST and row != own]
    if not (own and rows):
        return False
    known = known_marks(secret)
    spoken = sentences(text, secret, LONGEST, asked=True)
    said = [marks for sentence in spoken for marks in told(sentence, known)]
    mine = common(said, own)
    return any(
        (along := common(said, row)) >= SHARE * len(row) and along >= mine + FURTHER for row in rows
    )
