"""Files beside a notebook: those that it reads are written by a cell at its head.

So they are there for whoever works on the problem and when answers are graded.
"""

from __future__ import annotations

import ast
import itertools
import pathlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..problems.python_source import parse_python
from .python_text import imported

_LARGEST, _MOST_FILES = 100_000, 500


@dataclass(frozen=True, slots=True)
class Beside:
    """What becomes of the files beside a notebook.

    Attributes:
        source: Code that writes those that the notebook names; empty where there are none.
        notes: What is not taken over, one line each.
    """

    source: str = ""
    notes: tuple[str, ...] = ()


def beside(notebook: pathlib.Path, sources: Iterable[str]) -> Beside:
    """Look at the files in a notebook's folder.

    Args:
        notebook: The notebook's file.
        sources: The text of its cells: a file whose name ends a text in them is wanted.
    """
    text = "\n".join(sources)
    taken: list[str] = []
    left: list[str] = []
    unknown: list[str] = []
    for name, path in _files(notebook.parent):
        if not any(f"{path.name}{quote}" in text for quote in "\"'"):
            unknown.append(name)
        elif (content := _content(path)) is None:
            left.append(name)
        else:
            taken.append(_written(name, content))
    notes = []
    if left:
        notes.append(
            f"{', '.join(left[:5])} beside it is too large or no text (UTF-8, at most "
            f"{_LARGEST // 1000} kB), so it is not there when answers are graded"
        )
    if unknown:
        notes.append(f"{', '.join(unknown[:5])} beside it is not there when answers are graded")
    head = "# Files that this notebook reads.\n" if taken else ""
    return Beside(head + "\n".join(taken), tuple(notes))


def module_beside(notebook: pathlib.Path, sources: Iterable[str]) -> str:
    """Return a file in a notebook's folder that its code imports as a module, or ''."""
    for source in sources:
        tree = parse_python(source)
        for name in imported(tree) if isinstance(tree, ast.Module) else ():
            top = name.split(".")[0]
            for file in (f"{top}.py", f"{top}/__init__.py"):
                if (notebook.parent / file).is_file():
                    return file
    return ""


def _files(folder: pathlib.Path) -> Iterator[tuple[str, pathlib.Path]]:
    for path in sorted(itertools.islice(folder.rglob("*"), _MOST_FILES)):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "__")) for part in name.split("/"))
        plain = path.is_file() and not path.is_symlink()
        if plain and path.suffix != ".ipynb" and not hidden:
            yield name, path


def _content(path: pathlib.Path) -> str | None:
    try:
        if path.stat().st_size > _LARGEST:
            return None
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return None if "\0" in text else text


def _written(name: str, content: str) -> str:
    lines = (
        "\n".join(f"        {line!r}" for line in content.splitlines(keepends=True)) or "        ''"
    )
    folder = name.rpartition("/")[0]
    made = f"import os\n\nos.makedirs({folder!r}, exist_ok=True)\n" if folder else ""
    opened = f"open({name!r}, 'w', encoding='utf-8', newline='')"
    return f"{made}with {opened} as file:\n    file.write(\n{lines}\n    )\n"
