"""The one error of loading a curriculum."""

from __future__ import annotations


class CurriculumError(Exception):
    """A curriculum that cannot be used. Its text is one line: the file, the fault and a remedy."""

    code = "bad_curriculum"
