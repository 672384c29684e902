"""Which files a batch grades, and which problem they answer."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Iterator

from .authored import AuthoredProblem
from .curriculum_error import CurriculumError
from .derived import derive
from .files import problem_files
from .finding import Level
from .format import Parsed, parse_file
from .given_path import given_path
from .handed_in import SUFFIXES


def find_problem(name: str, curriculum: pathlib.Path) -> AuthoredProblem:
    """Return the problem of a notebook, of a folder that holds one, or with an id.

    Also an item that is made from a problem has an id.

    Args:
        name: A path, or the id of a problem below `curriculum`.
        curriculum: Where ids are looked for.

    Raises:
        CurriculumError: There is no such problem, it cannot be used, or the name is empty.
    """
    path = given_path(name)
    if not os.path.exists(path):  # unlike a path's own, no error for one too long
        below = list(_below(curriculum))
        found = [p for p in below if p.name == name]
        if not found:
            if item := _made(below, name):
                return item
            raise CurriculumError(
                f"{name}: no such file, and no problem of that id in {curriculum}. "
                "Give the path of a problem.ipynb.",
                code="path-missing",
            )
        return _sound(found[0], name)
    files = problem_files([path])
    if len(files) > 1:
        raise CurriculumError(
            f"{name}: {len(files)} problems are in it. Give one of them.", code="path-kind"
        )
    return _sound(parse_file(files[0]), name)


def _made(below: Iterable[Parsed], name: str) -> AuthoredProblem | None:
    """Return the item of that id, which is made from one of the problems."""
    parents = (p for p in below if name.startswith(f"{p.name}-"))
    items = (item for parent in parents for item in derive(_sound(parent, parent.name)))
    return next((item for item in items if item.id == name), None)


def _below(curriculum: pathlib.Path) -> Iterator[Parsed]:
    return map(parse_file, problem_files([curriculum])) if curriculum.is_dir() else iter(())


def _sound(parsed: Parsed, name: str) -> AuthoredProblem:
    errors = [f for f in parsed.findings if f.level is Level.ERROR]
    if parsed.problem is None or errors:
        more = f" ({len(errors) - 1} more)" if len(errors) > 1 else ""
        place = "" if errors[0].problem == name else f"{name}: "  # a file that is no notebook
        raise CurriculumError(f"{place}{errors[0]}{more}")
    return parsed.problem


def submission_files(paths: Iterable[pathlib.Path]) -> list[pathlib.Path]:
    """Return files as they are given and the submissions below folders, each once, in order.

    Below a folder links are passed over: they could lead to files that were not handed in.

    Raises:
        CurriculumError: A path does not exist, is of another kind, or holds no submission.
    """
    found: dict[pathlib.Path, None] = {}
    for path in paths:
        if not os.path.exists(path):
            raise CurriculumError(
                f"{path}: no such file or folder. Give what was handed in.", code="path-missing"
            )
        below = sorted(_inside(path)) if path.is_dir() else [path]
        if not below or below[0].suffix not in SUFFIXES:
            raise CurriculumError(
                f"{path}: no submission. Give .py or .ipynb files, or a folder.", code="path-kind"
            )
        found.update(dict.fromkeys(below))
    return list(found)


def _inside(folder: pathlib.Path) -> Iterator[pathlib.Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "__")) for part in path.relative_to(folder).parts)
        if path.suffix in SUFFIXES and not hidden and not path.is_symlink() and path.is_file():
            yield path
