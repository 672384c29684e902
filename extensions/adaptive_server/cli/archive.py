"""`mastery curriculum pack` and `unpack`: a course, or a part of it, as one file."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from ..problems.archive import course_files, pack, unpack


def pack_command(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Problems, lessons or folders.")],
    out: Annotated[pathlib.Path, typer.Option(help="A new zip file.")],
    skills: Annotated[
        pathlib.Path | None, typer.Option(help="The skill graph; else it is searched upwards.")
    ] = None,
) -> None:
    """Put problems, lessons, their translations and the skill graph into one zip file.

    It holds answers and hidden tests: give it to those who teach, not to learners.
    Example: mastery curriculum pack curriculum/03_functions --out functions.zip
    """
    files = course_files(paths, skills)
    pack(files, out)
    print(f"{len(files)} files are in {out}")


def unpack_command(
    archive: Annotated[pathlib.Path, typer.Argument(help="A zip file that `pack` wrote.")],
    out: Annotated[pathlib.Path, typer.Option(help="A new folder.")],
) -> None:
    """Unpack a zip file of problems into a new folder, all of it or nothing.

    Example: mastery curriculum unpack functions.zip --out functions
    """
    names = unpack(archive, out)
    print(f"{len(names)} files are in {out}. Next: mastery curriculum check {out}")
