"""`mastery curriculum map`, and what writes a drawing into a file."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from ..problems.curriculum_error import CurriculumError
from ..problems.skill_map import skill_map
from ..problems.skills_file import load_skills


def map_command(
    out: Annotated[pathlib.Path, typer.Option(help="SVG file to write.")],
    skills: Annotated[pathlib.Path, typer.Argument(help="The skill graph.")] = pathlib.Path(
        "curriculum/skills.yaml"
    ),
) -> None:
    """Draw the skills of a course and what builds on what.

    Example: mastery curriculum map curriculum/skills.yaml --out skills.svg
    """
    write_drawing(out, skill_map(load_skills(skills).graph))


def write_drawing(out: pathlib.Path, drawing: str) -> None:
    """Write an SVG file.

    Raises:
        CurriculumError: It cannot be written.
    """
    try:
        out.write_text(drawing, encoding="utf-8")
    except OSError as error:
        raise CurriculumError(
            f"{out}: cannot be written ({error.strerror}).", code="path-unwritable"
        ) from None
