"""Text files of people that are written whole or stay as they were, also when the disk is full."""

from __future__ import annotations

import contextlib
import errno
import pathlib
import shutil
import tempfile
from collections.abc import Iterator

from .curriculum_error import CurriculumError


def write_whole(path: pathlib.Path, text: str) -> None:
    """Write a text in UTF-8; what is at a link, a device or a pipe is written through.

    Raises:
        CurriculumError: It cannot be written.
    """
    with _refusals_told(path):
        if _is_written_through(path):
            path.write_text(text, encoding="utf-8")
        else:
            _replace(path, text)


def check_folder(path: pathlib.Path) -> None:
    """See to it before long work that its result can be written whole; nothing is left behind.

    Raises:
        CurriculumError: The file's folder takes no file.
    """
    with _refusals_told(path):
        if not _is_written_through(path):
            tempfile.TemporaryFile(dir=path.parent).close()


def _is_written_through(path: pathlib.Path) -> bool:
    return path.is_symlink() or (path.exists() and not path.is_file())


@contextlib.contextmanager
def _refusals_told(path: pathlib.Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise CurriculumError(
            f"{path}: cannot be written ({error.strerror}).",
            code="disk-full" if full else "path-unwritable",
        ) from None


def _replace(path: pathlib.Path, text: str) -> None:
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_text(text, encoding="utf-8")
        if path.exists():
            shutil.copymode(path, half)
        half.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            half.unlink()
        raise
