"""The bank of a folder, kept as JSON, so that only the first start reads and checks the notebooks.

What is kept is found by a hash of all that it depends on: every notebook and YAML file of the
folder, the code that reads them, Python and pydantic. So it is right or it is not found, and then
the bank is loaded from the notebooks. It holds tests and answers, and is the user's alone, as the
folder is; pydantic reads it as data.
"""

from __future__ import annotations

import contextlib
import hashlib
import pathlib
import sys

import pydantic

import grader

from ..problems.bank import Bank
from ..problems.code_digest import code_digest
from ..problems.sealed_file import read_sealed, write_sealed
from ..problems.source_file import UnreadableError, read_bytes
from .problem_notebooks import load_bank

MOST_KEPT = 3
"""Banks of other courses and releases; each takes some megabytes."""

_PACKAGE = pathlib.Path(__file__).parents[1]
SOURCES = (
    _PACKAGE / "adapters",
    _PACKAGE / "problems",
    _PACKAGE / "core",
    pathlib.Path(grader.__file__).parent,
)
"""Folders of the code that a bank depends on."""


def kept_bank(folder: pathlib.Path, kept: pathlib.Path) -> Bank:
    """Return what `load_bank` returns, from an earlier time where nothing has changed.

    Args:
        folder: The course.
        kept: Where banks are kept; one that cannot be written is no error.

    Raises:
        CurriculumError: As `load_bank` does.
    """
    name = _name(folder)
    if name and (body := read_sealed(kept / name)) is not None:
        return _as_json().validate_json(body)
    bank = load_bank(folder)
    # A notebook may have been saved while the others were read.
    if name and name == _name(folder):
        write_sealed(kept / name, _as_json().dump_json(bank))
        _tidy(kept)
    return bank


def _as_json() -> pydantic.TypeAdapter[Bank]:
    return pydantic.TypeAdapter(Bank)


def _name(folder: pathlib.Path) -> str:
    """Return the hash of all that the bank depends on; '' where a file cannot be read."""
    whole = hashlib.sha256(f"{sys.version}\n{pydantic.VERSION}\n".encode())
    try:
        whole.update(code_digest(SOURCES).encode())
        for path in sorted([*folder.rglob("*.ipynb"), *folder.rglob("*.yaml")]):
            part = hashlib.sha256(read_bytes(path)).hexdigest()
            whole.update(f"{path.relative_to(folder)}\0{part}\0".encode())
    except (OSError, UnreadableError, UnicodeEncodeError):
        return ""
    return f"{whole.hexdigest()}.json"


def _tidy(kept: pathlib.Path) -> None:
    """Remove all but those that were used last."""
    with contextlib.suppress(OSError):
        for old in sorted(kept.iterdir(), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink()
