"""Signs of how somebody works: guessing, going in circles, a pause, leaning on hints, a bad streak.

Five rules, each on one attempt and what came before it. They weigh evidence
(`weight` multiplies `evidence.trust`), word one kind sentence (`notices`), and are told to the
instructor. They say what happened, never why; nobody is scored by them.

- rapid guess: a first attempt faster than a tenth of the expected time, at most 10 s after the
  problem was offered: the normative threshold (Wise & Kong 2005,
  doi:10.1207/s15324818ame1802_2, for answers too fast to have read the item). Right or wrong, such
  an answer says little of ability (Wise & DeMars 2006, doi:10.1111/j.1745-3984.2006.00002.x).
  A later attempt counts when it fails within 5 s of the one before: systematic trying (Baker,
  Corbett & Koedinger 2004, doi:10.1007/978-3-540-30139-4_50).
- same failure: three failures in a row of the same checks with the same messages, after the
  repeated error of Jadud 2006 (doi:10.1145/1151588.1151600); who goes in circles rarely comes out
  of it alone (Beck & Gong 2013, doi:10.1007/978-3-642-39112-5_44).
- idle: no attempt for half an hour, or six times the expected time where that is more. What a pause
  hides cannot be told from times (Kovanovic et al. 2015, doi:10.18608/jla.2015.23.6), so it weighs
  nothing: the outcome counts as usual.
- hint abuse: three hints or more, and more than the learner's own attempts, this one among them
  (Aleven & Koedinger 2000, doi:10.1007/3-540-45108-0_33, on going through hints to the last).
- failed streak: the third problem in a row that fails, at its first failure. Who fails on and on
  without mastery spins their wheels (Beck & Gong 2013, above). Such answers say as much as others,
  so it weighs nothing; `pool` makes the next problems gentler, from two in a row on, as staircases
  in testing go down after failures (Levitt 1971, doi:10.1121/1.1912375).

That such answers are weaker evidence is the sources'; the weights and the cut points that they do
not name are a design choice.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from .learner import ProblemState

RAPID_SHARE = 0.1
RAPID_MOST_S = 10.0
AGAIN_S = 5.0
SAME = 3
IDLE_LEAST_S = 1800.0
IDLE_TIMES = 6.0
MANY_HINTS = 3
STREAK = 3

RAPID_WEIGHT = 0.2
HINTED_WEIGHT = 0.5


class Signal(StrEnum):
    """A rule that an attempt met."""

    RAPID_GUESS = "rapid_guess"
    SAME_FAILURE = "same_failure"
    IDLE = "idle"
    HINT_ABUSE = "hint_abuse"
    FAILED_STREAK = "failed_streak"


@dataclass(frozen=True, slots=True)
class Attempted:
    """One attempt as the rules see it.

    Attributes:
        solved: Every test passed.
        seconds: Since the problem was offered or last attempted; None where neither is known.
        minutes: Expected time of the problem.
        mark: What failed, as a short text that is equal for equal failures; '' when solved.
        before: What the learner had done with the problem.
        failed_in_a_row: Problems that the learner had failed since the last solved one.
    """

    solved: bool
    seconds: float | None
    minutes: int
    mark: str
    before: ProblemState
    failed_in_a_row: int = 0


def rapid_below(minutes: int) -> float:
    """Return the seconds below which a first attempt is a rapid guess.

    >>> rapid_below(1), rapid_below(5)
    (6.0, 10.0)
    """
    return min(RAPID_MOST_S, RAPID_SHARE * 60.0 * max(0, minutes))


def idle_from(minutes: int) -> float:
    """Return the seconds from which a pause is a long one.

    >>> idle_from(3), idle_from(10)
    (1800.0, 3600.0)
    """
    return max(IDLE_LEAST_S, IDLE_TIMES * 60.0 * minutes)


def failures_alike(before: ProblemState, mark: str) -> int:
    """Return how many failures in a row are alike with one of this mark; 0 without a mark."""
    if not mark:
        return 0
    return before.same_failures + 1 if mark == before.failure_mark else 1


def signals(attempt: Attempted) -> tuple[Signal, ...]:
    """Return the rules that an attempt meets.

    >>> signals(Attempted(False, 4.0, 5, "few", ProblemState()))
    (<Signal.RAPID_GUESS: 'rapid_guess'>,)
    """
    found = []
    before, seconds = attempt.before, attempt.seconds
    if seconds is not None and _is_rapid(attempt, seconds):
        found.append(Signal.RAPID_GUESS)
    if failures_alike(before, attempt.mark) >= SAME:
        found.append(Signal.SAME_FAILURE)
    if seconds is not None and seconds >= idle_from(attempt.minutes):
        found.append(Signal.IDLE)
    if before.hints >= MANY_HINTS and before.hints > before.attempts + 1:
        found.append(Signal.HINT_ABUSE)
    failed_anew = not attempt.solved and before.failures == 0
    if failed_anew and attempt.failed_in_a_row + 1 >= STREAK:
        found.append(Signal.FAILED_STREAK)
    return tuple(found)


def weight(found: Collection[Signal], alike: int) -> float:
    """Return how far the attempt may be trusted beside one without a signal, in (0, 1].

    Args:
        found: The rules that it meets.
        alike: Failures in a row that are alike, this one among them: the n-th says a n-th part.

    >>> weight((), 0), weight((Signal.RAPID_GUESS,), 1), weight((Signal.IDLE,), 0)
    (1.0, 0.2, 1.0)
    """
    share = 1.0
    if Signal.RAPID_GUESS in found:
        share *= RAPID_WEIGHT
    if Signal.SAME_FAILURE in found:
        share /= max(1, alike)
    if Signal.HINT_ABUSE in found:
        share *= HINTED_WEIGHT
    return share


def _is_rapid(attempt: Attempted, seconds: float) -> bool:
    if attempt.before.attempts == 0:
        return seconds < rapid_below(attempt.minutes)
    return not attempt.solved and seconds < AGAIN_S
