"""A private folder for the files of one submission, small and short-lived.

The learner's process can make plain files and folders in it, and nothing else: no links, no pipes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

PREFIX = "grader-scratch-"
_MOST_ENTRIES = 200


class Scratch:
    """The folder; a context manager that is the working folder of the tests meanwhile."""

    def __init__(self, size: int) -> None:
        """Make it.

        Args:
            size: Bytes that all its files may have.
        """
        self.size = size
        self.path = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-")
        self._before = os.getcwd()
        os.chdir(self.path)

    def close(self) -> None:
        """Remove it with all that is in it."""
        os.chdir(self._before)
        shutil.rmtree(self.path, ignore_errors=True)

    def clear(self) -> None:
        """Empty it, for the next child."""
        for entry in os.scandir(self.path):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)

    def is_full(self) -> bool:
        """Say whether it holds more than it may."""
        size = entries = 0
        for folder, _, files in os.walk(self.path):
            entries += 1 + len(files)
            for name in files:
                with contextlib.suppress(OSError):
                    size += os.lstat(os.path.join(folder, name)).st_size
            if size > self.size or entries > _MOST_ENTRIES:
                return True
        return False


def sweep(pid: int) -> None:
    """Remove what a worker left behind that was killed."""
    for left in Path(tempfile.gettempdir()).glob(f"{PREFIX}{pid}-*"):
        shutil.rmtree(left, ignore_errors=True)
