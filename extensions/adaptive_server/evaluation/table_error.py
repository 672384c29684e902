"""The one error of reading a table of answers, and of other input of the command line."""

from __future__ import annotations


class TableError(Exception):
    """What was given cannot be used; the text is one printable line with place and remedy.

    Attributes:
        code: Stable name of what is wrong.
    """

    def __init__(self, message: str, *, place: str = "", code: str = "input-invalid") -> None:
        self.code = code
        super().__init__(f"{shown(place)}: {message}" if place else message)


def shown(text: str, most: int = 200) -> str:
    r"""Return a text of somebody else as it may be printed: in one line, without escape codes.

    >>> shown("a.csv"), shown("a\nb")
    ('a.csv', "'a\\nb'")
    """
    text = text if len(text) <= most else text[:most] + "..."
    return text if text.isprintable() else repr(text)
