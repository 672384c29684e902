"""One kind sentence on how an attempt went about it, or none; see `behaviour`."""

from __future__ import annotations

from collections.abc import Collection

from .behaviour import Signal
from .language import ENGLISH
from .phrases import say

_SENTENCES = {
    Signal.SAME_FAILURE: "The same check has stopped you a few times now: a smaller example, a new "
    "idea or a hint may help more than another try like the last.",
    Signal.RAPID_GUESS: "That was quick: a calm look at the task and at the messages often saves "
    "a try.",
    Signal.HINT_ABUSE: "You have seen several hints: now try the next step by yourself, that is "
    "what makes it stick.",
    Signal.FAILED_STREAK: "A few tough ones in a row, that happens to everybody: the next ones "
    "will be gentler.",
    Signal.IDLE: "Welcome back: after a break it helps to read the task once more.",
}


def notice(found: Collection[Signal], *, solved: bool, locale: str = ENGLISH) -> str:
    """Return what to tell the learner: the most helpful of what was seen, or ''.

    Nothing is said of an attempt that succeeded.

    >>> notice((), solved=False), notice((Signal.RAPID_GUESS,), solved=True)
    ('', '')
    """
    if solved:
        return ""
    return next((say(locale, text) for signal, text in _SENTENCES.items() if signal in found), "")
