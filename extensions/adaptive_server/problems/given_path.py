"""What a command takes for a path."""

from __future__ import annotations

import pathlib

from .curriculum_error import CurriculumError


def given_path(text: str | pathlib.Path) -> pathlib.Path:
    """Return a path that was given; an empty word, as of a variable that is not set, is none.

    Raises:
        CurriculumError: It is empty; Python would take that for the current folder.
    """
    if not str(text):
        raise CurriculumError("a path is empty. Give one; a dot is this folder.", code="path-empty")
    return pathlib.Path(text)
