"""What can go wrong with Gemini, in as many words as the tutor has answers for."""

from __future__ import annotations

from enum import StrEnum


class FaultKind(StrEnum):
    """Why there is no answer, or no more of it."""

    QUOTA = "quota"
    QUOTA_DAY = "quota_day"
    OVERLOADED = "overloaded"
    AUTH = "auth"
    BLOCKED = "blocked"
    TRUNCATED = "truncated"
    NETWORK = "network"
    SILENT = "silent"
    """Nothing came in time: a second try would make the learner wait as long again."""
    PROTOCOL = "protocol"


class GeminiFault(Exception):
    """Gemini did not answer, or not to the end.

    Attributes:
        retry_s: Seconds after which Google would have us try again, or None.
    """

    def __init__(self, kind: FaultKind, retry_s: float | None = None) -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.retry_s = retry_s


AGAIN = frozenset({FaultKind.QUOTA, FaultKind.OVERLOADED, FaultKind.NETWORK})
LONGEST_RETRY_S = 2.0
FINISHED = {"STOP": None, "MAX_TOKENS": FaultKind.TRUNCATED}
BLOCKED = frozenset(
    {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR", "LANGUAGE"}
)


def worth_a_retry(fault: GeminiFault) -> bool:
    """Say whether a second try soon may help; only before any text was shown."""
    return fault.kind in AGAIN and (fault.retry_s or 0.0) < LONGEST_RETRY_S


def of_finish(reason: str, text: bool) -> FaultKind | None:
    """Return what a finish reason means; unknown ones and an end without text are faults."""
    if reason in BLOCKED:
        return FaultKind.BLOCKED
    if reason not in FINISHED or not text:
        return FINISHED.get(reason) or FaultKind.PROTOCOL
    return FINISHED[reason]
