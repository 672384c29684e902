"""The one error of reading a table of answers."""

from __future__ import annotations


class TableError(Exception):
    """A table of answers cannot be used; the text is one line with place and remedy."""
