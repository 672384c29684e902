"""Files of a cache: written whole or not at all, each under the hash of its content.

Several processes may use a folder of them at once. One that cannot be read or written is no error:
what it was to hold is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
import tempfile


def read_sealed(path: pathlib.Path) -> bytes | None:
    """Return what was written; None where it is not there, or is not what was written."""
    try:
        seal, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal.decode("ascii", "replace") != hashlib.sha256(body).hexdigest():
        return None
    with contextlib.suppress(OSError):
        os.utime(path)  # whoever tidies sees that it is in use
    return body


def write_sealed(path: pathlib.Path, body: bytes) -> None:
    """Write a file for this user alone; it gets its name when it is complete."""
    unfinished = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as out:
            unfinished = pathlib.Path(out.name)
            out.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        unfinished.replace(path)
    except OSError:
        if unfinished:
            unfinished.unlink(missing_ok=True)
