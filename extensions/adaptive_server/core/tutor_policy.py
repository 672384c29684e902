"""How much of the tutor an installation, a course or a problem allows."""

from __future__ import annotations

from enum import StrEnum


class TutorPolicy(StrEnum):
    """What a learner may ask the tutor.

    off    nothing, hints included
    hints  hints, explanations of errors, why this problem; no free questions
    full   questions as well
    """

    OFF = "off"
    HINTS = "hints"
    FULL = "full"


ORDER = (TutorPolicy.OFF, TutorPolicy.HINTS, TutorPolicy.FULL)


def strictest(*policies: TutorPolicy) -> TutorPolicy:
    """Return the one of some policies that allows least.

    >>> strictest(TutorPolicy.FULL, TutorPolicy.HINTS, TutorPolicy.FULL)
    <TutorPolicy.HINTS: 'hints'>
    """
    return min(policies, key=ORDER.index)


def allows(policy: TutorPolicy, wish: str) -> bool:
    """Say whether a policy allows a wish (`hint`, `explain_error`, `why`, `check`, `ask`).

    >>> allows(TutorPolicy.HINTS, "ask"), allows(TutorPolicy.HINTS, "explain_error")
    (False, True)
    """
    if policy is TutorPolicy.HINTS:
        return wish in ("hint", "explain_error", "why")
    return policy is TutorPolicy.FULL
