"""What Python prints to standard error travels with the output, between marks.

So a test that looks at one does not see the other. Learners are shown standard output only.
Learner code can write or leave out marks: that changes no more than what it prints.
"""

from __future__ import annotations

import io
import re

_BEGIN, _END = "\x02\x0e", "\x0f\x03"
_ERRORS = re.compile(f"{_BEGIN}(.*?)(?:{_END}|$)", re.DOTALL)


class ErrorStream(io.TextIOWrapper):
    """The learner's `sys.stderr`: what is written stands between marks."""

    def write(self, text: str, /) -> int:
        """Write a text at once."""
        super().write(f"{_BEGIN}{text}{_END}")
        return len(text)


def output_stream(descriptor: int) -> io.TextIOWrapper:
    """Return a stream that writes to a descriptor, which stays open."""
    return open(
        *(descriptor, "w"),
        encoding="utf-8",
        errors="backslashreplace",
        buffering=1 << 13,
        closefd=False,
    )


def error_stream(descriptor: int) -> ErrorStream:
    """Return a stream that writes to the descriptor of standard output, which stays open."""
    raw = open(descriptor, "wb", closefd=False, buffering=0)  # noqa: SIM115 - as long as we live
    return ErrorStream(raw, encoding="utf-8", errors="backslashreplace", write_through=True)


def parted(printed: bytes | bytearray) -> tuple[str, str]:
    """Return what went to standard output, and to standard error."""
    if not printed:
        return "", ""
    text = printed.decode("utf-8", "replace")
    return _ERRORS.sub("", text), "".join(_ERRORS.findall(text))
