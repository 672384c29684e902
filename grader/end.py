"""The end of a child before its work was done."""

from __future__ import annotations

from enum import StrEnum


class End(StrEnum):
    """Why a child ended before its work was done."""

    TIME = "time"
    STARVED = "starved"
    CPU = "cpu"
    OUTPUT = "output"
    FILES = "files"
    DIED = "died"
    PROTOCOL = "protocol"


class Dead(BaseException):
    """The child is gone.

    A BaseException: `except Exception` in a test must not turn a crash into a pass.
    """

    def __init__(self, end: End) -> None:
        super().__init__(end.value)
        self.end = end
