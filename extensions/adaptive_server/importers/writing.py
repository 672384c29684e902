"""Writes drafts as problems, after their own reference has passed; nothing is ever overwritten."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace

from grader.bundle import Submission
from grader.verdict import Verdict

from ..ports import GraderPort
from ..problems.authored import AuthoredProblem
from ..problems.bundle import build_bundle
from ..problems.curriculum_error import CurriculumError
from ..problems.finding import Level
from ..problems.format import parse_bytes
from ..problems.whole_file import write_whole
from .arguments import looks_again
from .draft import NotImportable, Source
from .notebook import Place, as_file, notebook_text

_LACKS = re.compile(r"(?:FileNotFound|Permission)Error: \[Errno \d+\] [^:]*: '([^'\n]{1,200})'")
_ADVICE = (
    "{1} reads the file {0}, which is not there when answers are graded: write it in a cell before"
    " the answer, with open({0!r}, 'w'), and set files_kb in the limits"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one source: a file and its id, or a reason.

    Attributes:
        notes: What was not taken over, one line each.
    """

    source: str
    path: pathlib.Path | None = None
    problem: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


class Writer:
    """Turns sources into `OUT/slug/problem.ipynb`."""

    def __init__(self, out: pathlib.Path, place: Place, grader: GraderPort) -> None:
        self._out, self._place, self._grader = out, place, grader
        self._slugs: set[str] = set()

    async def write(self, source: Source) -> Imported:
        """Grade a draft's own reference and write it; a reason instead of any failure."""
        made = source.made
        if isinstance(made, NotImportable):
            return Imported(source.name, reason=str(made))
        try:
            slug = self._unused(made.slug)
            path = self._out / slug / "problem.ipynb"
            text = notebook_text(made, self._place, slug)
            problem, text, notes = await self._checked(text)
            _write(path, text)
        except NotImportable as reason:
            return Imported(source.name, reason=str(reason))
        notes = (*getattr(made, "notes", ()), *notes)
        return Imported(source.name, path, problem.id, notes=notes)

    def _unused(self, slug: str) -> str:
        names = (slug if n == 1 else f"{slug}-{n}" for n in range(1, 100_000))
        name = next(name for name in names if name not in self._slugs)
        self._slugs.add(name)
        return name

    async def _checked(self, text: str) -> tuple[AuthoredProblem, str, tuple[str, ...]]:
        """Return a problem whose reference passes, its notebook, and what was changed in it.

        A test that looks again at what it passed is marked, and one that fails without the mark.
        """
        text = _in_place(text, _looking_again(text))
        problem = _problem(text)
        verdict = await self._graded(problem)
        if verdict.status == "passed":
            return problem, text, ()
        failed = {t.id for t in verdict.tests if not t.passed}
        marked = _in_place(text, failed)
        problem = _problem(marked)
        if not failed or (await self._graded(problem)).status != "passed":
            raise NotImportable(_why(verdict))
        said = "its arguments take over what the answer makes of them (in_place)"
        return problem, marked, tuple(f"{name}: {said}." for name in sorted(failed))

    async def _graded(self, problem: AuthoredProblem) -> Verdict:
        bundle = build_bundle(problem)
        opened = replace(bundle, cells=tuple(replace(c, hidden=False) for c in bundle.cells))
        answers = {cell.grade_id: cell.reference for cell in problem.solutions}
        return await self._grader.grade(opened, Submission(answers), "import")


def _looking_again(text: str) -> set[str]:
    """Return the names of the test cells that look again at what they passed."""
    cells = json.loads(text)["cells"]
    return {
        cell["metadata"]["nbgrader"]["grade_id"]
        for cell in cells
        if cell["metadata"].get("pythonmastery", {}).get("role") == "test"
        and looks_again("".join(cell["source"]))
    }


def _in_place(text: str, names: Container[str]) -> str:
    """Return a notebook with those test cells marked `in_place`."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") in names:
            cell["metadata"]["pythonmastery"]["in_place"] = True
    return as_file(notebook)


def _problem(text: str) -> AuthoredProblem:
    parsed = parse_bytes(text.encode(), "the result")
    errors = [f for f in parsed.findings if f.level is Level.ERROR]
    if parsed.problem is None or errors:
        where = f" ({errors[0].cell})" if errors[0].cell else ""
        raise NotImportable(f"{errors[0].message}{where}")
    return parsed.problem


def _why(verdict: Verdict) -> str:
    failed = next((t for t in verdict.tests if not t.passed), None)
    text = verdict.message
    if failed:
        points = f"it gets {failed.points:g} of {failed.max_points:g} points"
        text = f"{failed.id} ({failed.title}): {failed.message or points}"
    lacks = _LACKS.search(text)
    if lacks:
        return _ADVICE.format(lacks[1], failed.id if failed else "its answer")
    said = " ".join((text or verdict.status.value).split())[:300].rstrip(".")
    return f"its own reference does not pass: {said}"


def _write(path: pathlib.Path, text: str) -> None:
    try:
        if path.exists():
            raise NotImportable(f"{path} is there already; choose another folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)
    except OSError as error:
        raise NotImportable(f"{path} cannot be written ({error.strerror})") from None
    except CurriculumError as error:
        raise NotImportable(str(error).rstrip(".")) from None


def named(sources: Iterable[Source]) -> Iterator[Source]:
    """Yield sources; whatever a format's reader did not foresee becomes a reason."""
    iterator = iter(sources)
    while True:
        try:
            yield next(iterator)
        except StopIteration:
            return
        except (RecursionError, MemoryError):
            yield Source("the rest", NotImportable("it is nested too deeply to be read"))
            return
