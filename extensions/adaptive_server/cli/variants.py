"""`mastery curriculum variants`: write what a problem's generator gives into its values cell."""

from __future__ import annotations

import ast
import json
import pathlib
from typing import Annotated, Any

import typer

from ..gate.outcome import BrokenTests, RunError
from ..gate.runner import JudgeRunner
from ..gate.variants import generated
from ..problems.curriculum_error import CurriculumError
from ..problems.source_file import UnreadableError, parse_json, read_bytes
from ..problems.variants import COUNT, rows_text
from ..problems.whole_file import write_whole
from .judges import Unprotected


def variants_command(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Notebooks of problems.")],
    unprotected: Unprotected = False,
) -> None:
    """Run generate(seed) for the seeds 0 to 19 and write the values into the notebook.

    Example: mastery curriculum variants curriculum/01_first_steps/tip-jar/problem.ipynb
    """
    try:
        with JudgeRunner(walls="available" if unprotected else "required") as runner:
            for path in paths:
                _write(path, runner)
                print(f"{path}: {COUNT} variants")
    except RunError as error:
        raise CurriculumError(f"generate cannot be run here: {error}.") from None


def _write(path: pathlib.Path, runner: JudgeRunner) -> None:
    try:
        data = parse_json(read_bytes(path))
    except UnreadableError as error:
        raise CurriculumError(f"{path}: {error.message}. {error.remedy}.") from None
    cell, source = _cell(data, "values"), _cell(data, "generator")
    if cell is None or source is None:
        raise CurriculumError(f"{path}: it has no generator or no values cell. Add both.")
    rows = _rows(path, "".join(source["source"]), runner)
    cell["source"] = rows_text(rows).splitlines(keepends=True)
    write_whole(path, json.dumps(data, indent=1, ensure_ascii=False) + "\n")


def _rows(path: pathlib.Path, source: str, runner: JudgeRunner) -> list[dict[str, Any]]:
    try:
        texts = list(generated(source, runner))
        rows = [ast.literal_eval(text) for text in texts if text]
    except (BrokenTests, ValueError, SyntaxError) as error:
        raise CurriculumError(f"{path}: generate gives no plain values ({error}).") from None
    if len(rows) < COUNT:
        seed = texts.index(None)
        raise CurriculumError(f"{path}: generate({seed}) gives no dictionary of plain values.")
    return rows


def _cell(data: dict[str, Any], role: str) -> dict[str, Any] | None:
    cells = (c for c in data.get("cells", []) if isinstance(c, dict))
    found = (c for c in cells if _role(c) == role and isinstance(c.get("source"), str | list))
    return next(found, None)


def _role(cell: dict[str, Any]) -> object:
    metadata = cell.get("metadata")
    ours = metadata.get("pythonmastery") if isinstance(metadata, dict) else None
    return ours.get("role") if isinstance(ours, dict) else None
