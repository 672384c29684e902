"""A hash of code: what it made is kept only as long as it is the same."""

from __future__ import annotations

import hashlib
import pathlib
from collections.abc import Iterable


def code_digest(folders: Iterable[pathlib.Path]) -> str:
    """Return a hash of every Python file directly in the folders."""
    whole = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*.py")):
            part = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{folder.name}/{path.name} {part}\n".encode())
    return whole.hexdigest()
