"""The one error of loading a curriculum, and of files that a command is given."""

from __future__ import annotations


class CurriculumError(Exception):
    """A curriculum that cannot be used. Its text is one line: the file, the fault and a remedy.

    Attributes:
        code: Stable name of what is wrong, one of those in `docs/reference/cli.md`.
    """

    def __init__(self, message: str, *, code: str = "course-invalid") -> None:
        self.code = code
        super().__init__(message)
