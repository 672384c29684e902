"""The command `mastery`: a registry of its groups, and one line with a code for every refusal.

Exit status: 0 done, 1 what was checked falls short, 2 bad input.
"""

from __future__ import annotations

import atexit
import errno
import gc
import io
import json
import os
import sys
from typing import NoReturn

import typer
from typer.exceptions import TyperException

from grader.text import clean

from ..errors import MasteryError
from ..evaluation.table_error import TableError
from ..hub.settings_file import with_secrets
from ..problems.curriculum_error import CurriculumError
from ..settings import SettingError
from . import curriculum, doctor, explain, learner, model, tutor
from . import model_calibrate as _model_calibrate  # noqa: F401 - adds its command
from . import model_experiment as _model_experiment  # noqa: F401 - adds its command
from . import model_forecast as _model_forecast  # noqa: F401 - adds its command
from . import model_rebuild as _model_rebuild  # noqa: F401 - adds its command
from . import model_simulate as _model_simulate  # noqa: F401 - adds its command
from . import tutor_report as _tutor_report  # noqa: F401 - adds its command
from .grade import grade_command
from .regrade import regrade_command
from .results import results_command

BAD_INPUT = 2
FILES = ("MASTERY_DATABASE_URL",)

app = typer.Typer(
    help="PythonMastery from the command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(curriculum.app, name="curriculum")
app.command("doctor")(doctor.doctor)
app.command("grade")(grade_command)
app.command("regrade")(regrade_command)
app.command("results")(results_command)
app.add_typer(learner.app, name="learner")
app.add_typer(model.app, name="model")
app.add_typer(tutor.app, name="tutor")
app.command("explain")(explain.explain_command)


def main() -> None:
    """Run the command; an expected error becomes one line on stderr and exit status 2.

    With `--json`, stdout has `{"code", "message"}` then, so that a program never reads nothing.
    A database's address in a file counts as one in the environment, as it does for the service.
    """
    atexit.register(gc.freeze)  # else a command ends with a second of looking for garbage
    if sys.stdout is None:  # closed by the caller, who wants the files or the status only
        sys.stdout = io.StringIO()
    try:
        os.environ.update(with_secrets(os.environ, FILES))
        for name in FILES:
            os.environ.pop(f"{name}_FILE", None)
        sys.exit(app(prog_name="mastery", standalone_mode=False) or 0)
    except TyperException as error:
        _refuse_call(error)
    except (CurriculumError, MasteryError, SettingError, TableError) as error:
        _refuse(str(error), error.code)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _refuse(f"{error.strerror}. Make room, then run it again.", "disk-full")
    except (KeyboardInterrupt, typer.Abort):
        sys.exit(130)


def _refuse_call(error: TyperException) -> NoReturn:
    why = error.format_message().rstrip(".")
    if not why:  # a group without a command: its help has been shown instead
        sys.exit(BAD_INPUT)
    context = getattr(error, "ctx", None)
    _refuse(f"{why}. See {context.command_path if context else 'mastery'} --help", "usage-invalid")


def _refuse(why: str, code: str) -> NoReturn:
    line = " ".join(clean(why).split())
    print(f"mastery: {line} [{code}]", file=sys.stderr)
    if "--json" in sys.argv:
        print(json.dumps({"code": code, "message": line}, ensure_ascii=False))
    sys.exit(BAD_INPUT)


if __name__ == "__main__":
    main()
