"""Puts problem notebooks into the learner's folder and never touches work that is there.

The rules, case by case, are in docs/explanation/your-files.md:

no file yet            it is created
a file of that id      it is kept and opened, wherever below the folder it was moved or renamed to
an older version       it is kept; the new version is put beside it as `name-v3.ipynb`
another variant        it is kept; the other one is put beside it as `name-again.ipynb`
deleted                it is created again
cannot be written      one clear error, nothing half-written
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import CannotPlace

FOLDER = "PythonMastery"
MOST_FILES = 5_000
MOST_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the notebook lies, relative to the server's root, and what was done.

    Attributes:
        outcome: `created`, `kept` or `new_version_beside`.
    """

    path: str
    outcome: str
    message: str


def place(root: Path, release: Mapping[str, Any]) -> Placed:
    """Make sure that the release's notebook is in the learner's folder.

    Raises:
        CannotPlace: It cannot be written.
    """
    try:
        return _place(root, release)
    except OSError:
        raise CannotPlace from None


def _place(root: Path, release: Mapping[str, Any]) -> Placed:
    meta = release["metadata"]["pythonmastery"]
    folder = root / FOLDER
    found = dict(_versions(folder, meta["id"]))
    edition = (meta["version"], meta.get("variant", 0))
    if edition in found:
        return _answer(root, found[edition], "kept", "Your notebook is as you left it.")
    home, name = _home(folder, meta["id"])
    home.mkdir(parents=True, exist_ok=True)
    if any(version == meta["version"] for version, _ in found):
        text = "The values are new this time; your earlier notebook is as you left it."
        return _answer(root, _write(home, f"{name}-again", release), "new_version_beside", text)
    if found:
        target = _write(home, f"{name}-v{meta['version']}", release)
        text = "There is a new version; it lies beside yours, which is as you left it."
        return _answer(root, target, "new_version_beside", text)
    return _answer(root, _write(home, name, release), "created", "The notebook is ready.")


def _answer(root: Path, path: Path, outcome: str, message: str) -> Placed:
    return Placed(path.relative_to(root).as_posix(), outcome, message)


def _home(folder: Path, problem_id: str) -> tuple[Path, str]:
    """Split `s01.print.market-sign` into a folder per section and a file name."""
    parts = [
        re.sub(r"[^a-z0-9-]+", "-", p.lower()).strip("-") or "problem"
        for p in problem_id.split(".")
    ]
    return folder / parts[0], parts[-1]


def _versions(folder: Path, problem_id: str) -> Iterator[tuple[tuple[int, int], Path]]:
    """Find the learner's notebooks of one problem: version and variant, as they say themselves."""
    for number, path in enumerate(sorted(folder.rglob("*.ipynb"))):
        if number >= MOST_FILES:
            return
        meta = _metadata(path)
        if meta.get("id") == problem_id and type(meta.get("version")) is int:
            variant = meta.get("variant", 0)
            yield (meta["version"], variant if type(variant) is int else 0), path


def _metadata(path: Path) -> dict[str, Any]:
    """Read our metadata from a notebook; anything unreadable is somebody else's file."""
    try:
        if ".ipynb_checkpoints" in path.parts or path.stat().st_size > MOST_BYTES:
            return {}
        meta = json.loads(path.read_bytes())["metadata"]["pythonmastery"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
    return meta if isinstance(meta, dict) else {}


def _write(home: Path, name: str, release: Mapping[str, Any]) -> Path:
    """Write under the first free name, whole or not at all.

    A hard link fails where the name is taken, so nothing is ever replaced, not even by a file
    that appears at the same moment.
    """
    text = json.dumps(release, indent=1, ensure_ascii=False) + "\n"
    handle, temporary = tempfile.mkstemp(dir=home, prefix=".placing-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(temporary, 0o644)
        for number in range(1, 1000):
            target = home / (f"{name}.ipynb" if number == 1 else f"{name}-{number}.ipynb")
            try:
                os.link(temporary, target)
            except FileExistsError:
                continue
            return target
    finally:
        os.unlink(temporary)
    raise FileExistsError(name)
