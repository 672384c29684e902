"""A learner's situation in a small problem, and the offline tutor's hint on it."""

from __future__ import annotations

from typing import Any

from tutor_labext.offline import compose
from tutor_labext.situation import FailingTest, Fault, Reading, Rung, Situation

FAULT = Fault(
    "NameError",
    2,
    "Python does not know the name 'cuont'.",
    (
        Reading("The name 'count' is set on line 1.", "Compare the two names letter by letter."),
        Reading("It could be meant as text.", "If it is text, put quotes around it."),
    ),
)
VISIBLE = FailingTest("example", "The example from the text", "expected 12, got 7", hidden=False)
HIDDEN = FailingTest("empty", "An empty list", "Think of an empty list.", hidden=True)
LADDER = (
    Rung(1, "Read the first line of the task again."),
    Rung(2, "Each item has two parts."),
    Rung(2, "The empty list needs no loop.", ("empty",)),
    Rung(3, "Look at how a sum grows:\n\n```python\nages = 0\nages += 3\n```\n\nWhat grows here?"),
)


def hint(rung: int = 1, **known: Any) -> str:
    """Return the hint on a rung; `known` is what else the situation has."""
    return compose(Situation(rung, "Tea and coffee", ladder=LADDER, **known))
