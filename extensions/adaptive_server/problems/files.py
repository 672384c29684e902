"""Where problems, lessons and their skill graph lie.

`NN_section/slug/problem.ipynb` and `NN_section/lessons/slug.ipynb` below `skills.yaml`.
"""

from __future__ import annotations

import pathlib
from collections.abc import Iterable

from .curriculum_error import CurriculumError

PROBLEM_NAME = "problem.ipynb"
SKILLS_NAME = "skills.yaml"
LESSONS_NAME = "lessons"


def problem_files(paths: Iterable[pathlib.Path]) -> list[pathlib.Path]:
    """Return the notebooks below folders, and files as they are, each once, sorted.

    Raises:
        CurriculumError: A path does not exist, or a folder holds no problem.
    """
    found: set[pathlib.Path] = set()
    for path in paths:
        below = _below(path) if path.is_dir() else [path]
        if not path.exists() and not path.is_symlink():
            raise CurriculumError(
                f"{path}: no such file or folder. Give the path of a problem.", code="path-missing"
            )
        if not below:
            raise CurriculumError(
                f"{path}: no {PROBLEM_NAME} in it. Give another folder.", code="path-empty"
            )
        found.update(below)
    return sorted(found)


def lesson_files(paths: Iterable[pathlib.Path]) -> list[pathlib.Path]:
    """Return the lesson notebooks among files and below folders, each once, sorted.

    A course may have none, so an empty list is no error.
    """
    found: set[pathlib.Path] = set()
    for path in paths:
        if is_lesson(path):
            found.add(path)
        elif path.is_dir():
            found.update(p for p in _shown(path) if is_lesson(p))
    return sorted(found)


def is_lesson(path: pathlib.Path) -> bool:
    """Say whether a path names a lesson: a notebook in a folder `lessons`."""
    return path.suffix == ".ipynb" and path.absolute().parent.name == LESSONS_NAME


def find_skills(path: pathlib.Path) -> pathlib.Path:
    """Return the `skills.yaml` beside or above a path.

    Raises:
        CurriculumError: There is none.
    """
    # Where a notebook lies decides, not where a link leads: that may be nowhere, or a circle.
    whole = (path if path.is_dir() else path.parent).resolve()
    for folder in (whole, *whole.parents):
        if (folder / SKILLS_NAME).is_file():
            return folder / SKILLS_NAME
    raise CurriculumError(
        f"{path}: no {SKILLS_NAME} beside or above it. Name it with --skills.", code="path-missing"
    )


def _below(folder: pathlib.Path) -> list[pathlib.Path]:
    return [p for p in _shown(folder) if p.name == PROBLEM_NAME and not is_lesson(p)]


def _shown(folder: pathlib.Path) -> list[pathlib.Path]:
    """Return the notebooks below a folder; hidden folders hold copies of editors and tools."""
    # Asked for a whole name, `rglob` passes over a link that leads nowhere.
    return [
        path
        for path in folder.rglob("*.ipynb")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
