"""`mastery explain`: what is wrong with a program, in a learner's words."""

from __future__ import annotations

import asyncio
import json
import pathlib
from dataclasses import asdict
from typing import Annotated

import typer

from grader.explain import Explanation, explain

from ..errors import BadRequest
from .trial_run import explain_runs

MOST_BYTES = 100_000


def explain_command(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Python files.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print explanations as JSON.")] = False,
    run: Annotated[
        bool, typer.Option("--run/--no-run", help="Also run what Python can read, in the sandbox.")
    ] = True,
) -> None:
    """Explain what is wrong with each file: Python cannot read it, it stops, or shows no result.

    It runs in the sandbox of the checks, not in this process. Exit status 1: something is wrong.

    Example: mastery explain answer.py
    """
    sources = [read(path) for path in paths]
    told = [unreadable(source) for source in sources]
    if run and None in told:
        sound = [source for source, found in zip(sources, told, strict=True) if found is None]
        stopped = iter(asyncio.run(explain_runs(sound)))
        told = [found or next(stopped) for found in told]
    if as_json:
        report = [
            {"file": str(path), "explanation": asdict(found) if found else None}
            for path, found in zip(paths, told, strict=True)
        ]
        print(json.dumps(report, indent=1, ensure_ascii=False))
    else:
        for path, found in zip(paths, told, strict=True):
            print("\n".join(words(path, found, run=run)))
    raise typer.Exit(1 if any(told) else 0)


def read(path: pathlib.Path) -> str:
    """Return a file's text.

    Raises:
        BadRequest: It cannot be read, is a notebook, or is too long.
    """
    if path.suffix == ".ipynb":  # the JSON in it would be taken for a program
        raise BadRequest(f"{path}: is a notebook. Name a Python file.")
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8 text"
        raise BadRequest(f"{path}: cannot be read ({why}). Name a Python file.") from None
    if len(raw) > MOST_BYTES:
        raise BadRequest(f"{path}: is longer than {MOST_BYTES} bytes. Name a shorter file.")
    return text


def unreadable(source: str) -> Explanation | None:
    """Return why Python cannot read a source, or None when it can."""
    try:
        compile(source, "<answer>", "exec", dont_inherit=True)
    except SyntaxError as error:
        return explain(source, type(error).__name__, error.msg or "", error.lineno, {})
    except (ValueError, RecursionError, MemoryError) as error:
        return explain(source, type(error).__name__, str(error), None, {})
    return None


def words(path: pathlib.Path, found: Explanation | None, *, run: bool) -> list[str]:
    """Return an explanation as lines for a terminal."""
    if found is None:
        return [f"{path}: it runs to its end." if run else f"{path}: Python can read it."]
    place = f"{path}:{found.line}" if found.line else str(path)
    said = [f"{place}: {found.happened}"]
    for suggestion in found.suggestions:
        said.append(f"  {suggestion.because}")
        said.append(f"  {suggestion.try_next}")
    return said
