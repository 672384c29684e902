"""The command `mastery`: a registry of its groups, and one line for every expected error.

Exit status: 0 done, 1 what was checked falls short, 2 bad input.
"""

from __future__ import annotations

import sys

import typer

from ..errors import MasteryError
from ..problems.curriculum_error import CurriculumError
from . import curriculum, explain, tutor

app = typer.Typer(
    help="PythonMastery from the command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(curriculum.app, name="curriculum")
app.add_typer(tutor.app, name="tutor")
app.command("explain")(explain.explain_command)


def main() -> None:
    """Run the command; an expected error becomes one line on stderr and exit status 2."""
    try:
        app()
    except (CurriculumError, MasteryError) as error:
        print(f"mastery: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
