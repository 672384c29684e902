"""Problems and the items made from them: which items may be shown to a learner now.

Every item shows a solution of its parent, or most of one. So it is closed until the parent is
solved, and rests while anything of the same family was tried on the same day: what one has just
read is no evidence of what one can do.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from .learner import LearnerState, ProblemState
from .problem import ProblemCard, ProblemId

REST = timedelta(hours=20)
"""For so long nothing of a family is practised again: not what was solved, nor what shows it."""

_UNTRIED = ProblemState()


def unlocked(state: LearnerState, card: ProblemCard) -> bool:
    """Say whether a learner may see a problem at all: it was written so, or its parent is solved.

    >>> from .problem import Kind
    >>> card = ProblemCard(ProblemId("p"), 1, "", Kind.PARSONS, "", "", (), 1, 0.0, 5, parent="q")
    >>> unlocked(LearnerState(), card)
    False
    """
    return card.parent is None or (state.problems.get(card.parent, _UNTRIED).solved_at is not None)


def resting(
    state: LearnerState, cards: Iterable[ProblemCard], at: datetime
) -> frozenset[ProblemId]:
    """Return the items not to be recommended now: locked, or of a family that was tried today."""
    items = [c for c in cards if c.parent is not None]
    last: dict[ProblemId, datetime] = {}
    for card in items:
        assert card.parent is not None
        for one in (card.id, card.parent):
            tried = state.problems.get(one, _UNTRIED).last_at
            if tried is not None and tried > last.get(card.parent, tried - REST):
                last[card.parent] = tried
    return frozenset(
        c.id
        for c in items
        if not unlocked(state, c) or (c.parent in last and at - last[c.parent] < REST)
    )
