"""Compares pieces of code as a reader does: white space and the sort of quotes say nothing."""

from __future__ import annotations

MIN_LINE = 12
"""Shorter lines, such as `x = 0`, may well stand anywhere."""


def squeeze(text: str) -> str:
    """Return code without its white space and with one kind of quotes, to compare it."""
    return "".join(text.split()).replace('"', "'")
