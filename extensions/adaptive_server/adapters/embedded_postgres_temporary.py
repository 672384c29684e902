"""Temporary folders of the embedded PostgreSQL, on record so that a later run can remove them."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from .embedded_postgres_account import Account

PREFIX = "mastery-pg-"


class TemporaryFolders:
    """The temporary folders that a data folder has in use.

    Args:
        register: The file that names them, one a line.
    """

    def __init__(self, register: Path) -> None:
        self._register = register

    def make(self, account: Account, *, public: bool = False) -> Path:
        """Make one of the account only, or (`public`) of ours and readable by all.

        Raises:
            OSError: It cannot be made or not be registered; then there is none.
        """
        folder = Path(tempfile.mkdtemp(prefix=PREFIX)).resolve()
        try:
            if public:
                folder.chmod(0o755)
            elif not account.is_ours:
                os.chown(folder, account.uid, account.gid)
            with self._register.open("a") as names:
                names.write(f"{folder}\n")
        except OSError:
            folder.rmdir()
            raise
        return folder

    def remove(self, *, keep: Path | None = None) -> None:
        """Remove those of this or an earlier run, except the one to `keep`."""
        # What cannot be removed now is still on record for the next time.
        with suppress(OSError):
            for name in self._register.read_text().splitlines():
                if Path(name) != keep:
                    _remove(Path(name))
            self._register.write_text(f"{keep}\n" if keep else "")


def _remove(folder: Path) -> None:
    """Remove a folder that `make` made; leaves every other folder alone."""
    temporary = Path(tempfile.gettempdir()).resolve()
    if folder.parent == temporary and folder.name.startswith(PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
