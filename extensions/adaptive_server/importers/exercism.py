"""Folders with a stub, an exemplar and a unittest file, as the exercises of Exercism have them."""

from __future__ import annotations

import ast
import json
import pathlib
from collections.abc import Iterator
from typing import Any

from .draft import Draft, NotImportable, Source, slug_of, title_of
from .python_text import definitions, imported, signature, stubbed, without_imports_of
from .read import folders, parsed, text_of
from .unittest_cells import unittest_cells, without_skipped

_CONFIG, _INSTRUCTIONS = ".meta/config.json", ".docs/instructions.md"
_EXEMPLARS = ("exemplar", "example")


def sources(root: pathlib.Path) -> Iterator[Source]:
    """Yield a draft per exercise in a folder, however deep."""
    for folder in folders(root):
        if not (folder / ".meta").is_dir():
            continue
        name = str(folder.relative_to(root)) if folder != root else folder.name
        try:
            yield Source(name, draft(folder))
        except NotImportable as reason:
            yield Source(name, reason)


def draft(folder: pathlib.Path) -> Draft:
    """Make a draft of one exercise.

    Raises:
        NotImportable: A file is missing, or there are several of a kind.
    """
    files = _files(folder)
    stub, reference = text_of(files["solution"]), text_of(files["exemplar"])
    defined = definitions(parsed(reference, files["exemplar"].name))
    tree = without_skipped(parsed(text_of(files["test"]), files["test"].name))
    tree, taken = without_imports_of(tree, {files["solution"].stem, files["exemplar"].stem})
    missing = sorted(taken - set(defined) - _assigned(reference) - {"*"})
    if missing:
        raise NotImportable(f"the tests use {missing[0]}, which the exemplar does not define")
    for module in imported(tree):
        if (folder / f"{module}.py").is_file():
            raise NotImportable(f"the tests import {module}.py, which a grader does not have")
    entry = next((name for name in defined if name in taken), next(iter(defined), ""))
    if not entry:
        raise NotImportable("the exemplar defines nothing")
    starter = stub if _is_code(stub) else stubbed(reference)
    return Draft(
        slug=slug_of(folder.name),
        title=title_of(folder.name),
        statement=_statement(folder, [signature(defined[n]) for n in defined if n in taken]),
        entry_point=entry,
        reference=reference,
        starter=starter,
        tests=unittest_cells(tree),
    )


def _files(folder: pathlib.Path) -> dict[str, pathlib.Path]:
    """Return the paths of solution, exemplar and test, which lie inside the folder."""
    listed = _listed(folder)
    found = {}
    for key, names in (("solution", ["solution"]), ("exemplar", _EXEMPLARS), ("test", ["test"])):
        paths = [x for name in names for x in listed.get(name, []) if str(x).endswith(".py")]
        if len(paths) != 1:
            raise NotImportable(
                f"{_CONFIG} lists {len(paths) or 'no'} Python files of {key}, not 1"
            )
        path = folder / paths[0]
        if folder.resolve() not in path.resolve().parents:
            raise NotImportable(f"{_CONFIG} names a file outside the exercise")
        found[key] = path
    return found


def _listed(folder: pathlib.Path) -> dict[str, list[Any]]:
    try:
        data = json.loads(text_of(folder / _CONFIG))
    except (ValueError, RecursionError):
        raise NotImportable(f"{_CONFIG} is no JSON") from None
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict):
        raise NotImportable(f"{_CONFIG} does not list the files")
    return {k: v for k, v in files.items() if isinstance(v, list)}


def _statement(folder: pathlib.Path, called: list[str]) -> str:
    path = folder / _INSTRUCTIONS
    lines = text_of(path).strip().splitlines() if path.is_file() else []
    if lines and lines[0].startswith("# "):
        del lines[0]
    names = ", ".join(f"`{x}`" for x in called)
    return "\n".join(lines).strip() + (f"\n\nWrite {names}." if names else "")


def _assigned(source: str) -> set[str]:
    names = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name))
    return {n.id for n in names if isinstance(n.ctx, ast.Store)}


def _is_code(stub: str) -> bool:
    return bool(parsed(stub, "the stub").body)
