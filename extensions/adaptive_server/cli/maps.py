"""`mastery curriculum map`: the skill graph as a drawing."""

from __future__ import annotations

import pathlib
from typing import Annotated

import typer

from ..problems.skill_map import skill_map
from ..problems.skills_file import load_skills
from ..problems.whole_file import write_whole


def map_command(
    out: Annotated[pathlib.Path, typer.Option(help="SVG file to write.")],
    skills: Annotated[pathlib.Path, typer.Argument(help="The skill graph.")] = pathlib.Path(
        "curriculum/skills.yaml"
    ),
) -> None:
    """Draw the skills of a course and what builds on what.

    Example: mastery curriculum map curriculum/skills.yaml --out skills.svg
    """
    write_whole(out, skill_map(load_skills(skills).graph))
