"""Which variant of a problem a learner gets: fixed for learner, problem and round.

A round begins when a problem that was solved is recommended again, so a notebook in hand keeps its
numbers. Nothing is stored for it: the same learner in the same round always gets the same.
"""

from __future__ import annotations

import hashlib
from uuid import UUID

from .problem import ProblemId


def variant_of(learner: UUID, problem: ProblemId, round_: int, count: int) -> int:
    """Return the number of a variant, from 0 to `count` - 1; 0 for a problem without variants.

    The start is drawn by a hash (SHA-256) of the learner's opaque id and the problem, so neighbours
    differ and no name is in it. Each round moves on by one, so none comes twice before all came.

    >>> variant_of(UUID(int=1), ProblemId("s01.a.b"), 0, 1)
    0
    >>> first = variant_of(UUID(int=1), ProblemId("s01.a.b"), 0, 20)
    >>> variant_of(UUID(int=1), ProblemId("s01.a.b"), 21, 20) == (first + 1) % 20
    True
    """
    if count < 2:
        return 0
    digest = hashlib.sha256(f"{learner}/{problem}".encode()).digest()
    return (int.from_bytes(digest[:8]) + round_) % count
