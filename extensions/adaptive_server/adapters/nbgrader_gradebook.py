"""Writes results into a gradebook of nbgrader, through nbgrader's own interface.

nbgrader is no dependency of ours: whoever wants this has it installed, 0.9 or later.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import os
import pathlib
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from typing import IO, Any

from grader.verdict import RULES

from ..problems.authored import AuthoredProblem, SolutionCell, TextCell, WrittenCell
from ..problems.curriculum_error import CurriculumError
from .batch import Graded

_REMEDY = (
    "Close what else uses it, bring an older one up to date with `nbgrader db upgrade`, and try "
    "again: what is there already is not written twice."
)

MOST_NAMED = 10
"""Students that are told by name."""


def student_of(path: pathlib.Path) -> str:
    """Return whose a submission is: the folder in `STUDENT/ASSIGNMENT/NAME.ipynb`, else its name.

    >>> student_of(pathlib.Path("submitted/ada/ps1/loops.ipynb")), student_of(pathlib.Path("a.py"))
    ('ada', 'a')
    """
    return path.parts[-3] if _in_layout(path) else path.stem


def _in_layout(path: pathlib.Path) -> bool:
    return len(path.parts) > 3


def check_gradebook(files: Sequence[pathlib.Path] = (), notebook: str = "") -> None:
    """Say early what a gradebook could not take.

    Args:
        files: What is to be graded.
        notebook: The notebook's name there, where it was given.

    Raises:
        CurriculumError: nbgrader is not installed beside this package, two files are of one
            student, or the files are of several notebooks.
    """
    names = sorted({path.stem for path in files if _in_layout(path)})
    if len(names) > 1 and not notebook:
        raise CurriculumError(
            f"the files are of {len(names)} notebooks, {', '.join(names[:5])}: a gradebook takes "
            f"one at a time. Give those of one, as submitted/*/ASSIGNMENT/{names[0]}.ipynb.",
            code="input-invalid",
        )
    first: dict[str, pathlib.Path] = {}
    for path in files:
        other = first.setdefault(student_of(path), path)
        if other != path:
            raise CurriculumError(
                f"{other} and {path} are both of the student {student_of(path)}, as a gradebook "
                "reads paths. Give one of each, as submitted/STUDENT/ASSIGNMENT/NAME.ipynb.",
                code="input-invalid",
            )
    if importlib.util.find_spec("nbgrader") is None:
        raise CurriculumError(
            "nbgrader is not installed here. Install nbgrader 0.9 beside this package.",
            code="nbgrader-missing",
        )


def write_gradebook(
    url: str,
    assignment: str,
    problem: AuthoredProblem,
    results: Sequence[Graded],
    notebook: str = "",
) -> str:
    """Write points per cell, a person's comments, and which cells they have still to grade.

    Returns under which names that was, in one line: they come from paths.

    Args:
        url: Database of the gradebook, as `sqlite:///gradebook.db`.
        assignment: Its name there.
        problem: What was graded.
        results: The points of what could not be graded stay as they are there; where it has none
            yet, it waits for a person.
        notebook: The notebook's name there; without it as the files are called, or the problem.

    Raises:
        CurriculumError: nbgrader refuses.
    """
    # nbgrader starts alembic by its bare name.
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
    name = notebook or notebook_of([graded.path for graded in results], problem)
    with _programs_heard() as heard:
        try:
            _fill(url, assignment, name, problem, results)
        except Exception as error:  # nbgrader's and its database's own
            said = getattr(error, "orig", None) or error  # without the SQL round it
            text = " ".join(f"{said} {_last_line(heard)}".split())[:300].rstrip(".")
            raise CurriculumError(
                f"the gradebook {url} cannot be written: {text}. {_REMEDY}", code="path-unwritable"
            ) from error
    students = list(dict.fromkeys(student_of(graded.path) for graded in results))
    more = f" and {len(students) - MOST_NAMED} more" if len(students) > MOST_NAMED else ""
    whose = ", ".join(students[:MOST_NAMED]) + more if students else "none"
    return f"Gradebook: assignment {assignment}, notebook {name}, students {whose}"


@contextlib.contextmanager
def _programs_heard() -> Iterator[IO[bytes]]:
    """Keep what programs that nbgrader starts say on standard error; give it in a file."""
    with tempfile.TemporaryFile() as heard:
        before = os.dup(2)
        os.dup2(heard.fileno(), 2)
        try:
            yield heard
        finally:
            os.dup2(before, 2)
            os.close(before)


def _last_line(heard: IO[bytes]) -> str:
    heard.seek(0)
    return (heard.read().decode(errors="replace").strip().splitlines() or [""])[-1]


def _fill(
    url: str, assignment: str, name: str, problem: AuthoredProblem, results: Sequence[Graded]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader 0.9 is noisy with SQLAlchemy 2.1
        api: Any = importlib.import_module("nbgrader.api")
        with api.Gradebook(url) as book:
            _describe(book, assignment, name, problem)
            for graded in results:
                _make_room(api, book, assignment, name, student_of(graded.path))
                if graded.verdict.status.counts:
                    _write_points(book, assignment, name, graded)
                _write_manual(book, assignment, name, graded)


def notebook_of(paths: Sequence[pathlib.Path], problem: AuthoredProblem) -> str:
    """Return the notebook's name there: the files' own in nbgrader's layout, else the slug."""
    stems = {path.stem for path in paths if _in_layout(path)}
    return stems.pop() if len(stems) == 1 else problem.id.rsplit(".", 1)[-1]


def _describe(book: Any, assignment: str, name: str, problem: AuthoredProblem) -> None:
    book.update_or_create_assignment(assignment)
    book.update_or_create_notebook(name, assignment)
    for cell in problem.cells:
        if isinstance(cell, SolutionCell):  # nbgrader's feedback asks each of them for a comment
            book.update_or_create_solution_cell(cell.grade_id, name, assignment)
        if isinstance(cell, TextCell) or not cell.points:
            continue
        words = isinstance(cell, WrittenCell)
        create = book.update_or_create_grade_cell
        if isinstance(cell, WrittenCell) and cell.task:
            create = book.update_or_create_task_cell
        elif words:  # nbgrader keeps comments with what learners write
            book.update_or_create_solution_cell(cell.grade_id, name, assignment)
        kind = "markdown" if words else "code"
        create(cell.grade_id, name, assignment, max_score=cell.points, cell_type=kind)


def _make_room(api: Any, book: Any, assignment: str, name: str, student: str) -> None:
    """Give a submission what its notebook has; nbgrader does so only where it is new."""
    book.update_or_create_student(student)
    handed_in = book.update_or_create_submission(assignment, student)
    notebook = book.find_notebook(name, assignment)
    own = next((n for n in handed_in.notebooks if n.notebook_id == notebook.id), None)
    if own is None:
        own = api.SubmittedNotebook(notebook=notebook, assignment=handed_in)
        book.db.add(own)
    graded, told = {g.cell_id for g in own.grades}, {c.cell_id for c in own.comments}
    for cell in (*notebook.grade_cells, *notebook.task_cells):
        if cell.id not in graded:
            book.db.add(api.Grade(cell_id=cell.id, notebook=own))
    for cell in (*notebook.solution_cells, *notebook.task_cells):
        if cell.id not in told:
            book.db.add(api.Comment(cell_id=cell.id, notebook=own))
    book.db.commit()


def _write_points(book: Any, assignment: str, notebook: str, graded: Graded) -> None:
    for test in graded.verdict.tests:
        if test.id == RULES:
            continue  # it is no cell
        grade = book.find_grade(test.id, notebook, assignment, student_of(graded.path))
        grade.auto_score, grade.needs_manual_grade = test.points, False
    book.db.commit()


def _write_manual(book: Any, assignment: str, notebook: str, graded: Graded) -> None:
    student = student_of(graded.path)
    for answer in graded.manual:
        grade = book.find_grade(answer.id, notebook, assignment, student)
        grade.auto_score = 0.0 if answer.unchanged else None
        if answer.points is not None and not answer.unchanged:
            grade.manual_score = answer.points
        grade.needs_manual_grade = not answer.unchanged and grade.manual_score is None
        if answer.comment:
            comment = book.find_comment(answer.id, notebook, assignment, student)
            comment.manual_comment = answer.comment
    book.db.commit()
