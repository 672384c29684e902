"""Files of the embedded PostgreSQL's folder, and what its log says when it cannot run."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

from .embedded_postgres_account import Account, EmbeddedPostgresError

LONGEST_LOG = 10_000_000
LEAST_SPACE = 8_000_000


def open_folder(folder: Path) -> None:
    """Make the folder if it is missing, see that it can be written, and shorten a long log.

    Raises:
        EmbeddedPostgresError: There is something else in its place.
        OSError: It cannot be made or written.
    """
    if folder.exists() and not folder.is_dir():
        raise EmbeddedPostgresError(f"{folder} is no folder; choose another place for the data.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = folder / "postgres.log"
    if log.exists() and log.stat().st_size > LONGEST_LOG:
        log.replace(folder / "postgres.log.1")
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "not writable", str(folder))


def write_private(path: Path, text: str, account: Account) -> None:
    """Replace a file in a folder of `account` by one that only the account can read.

    Never writes through a link that the account may have laid there.
    """
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        if not account.is_ours:
            os.fchown(file.fileno(), account.uid, account.gid)


def check_space(folder: Path, needed: int) -> None:
    """See that new data find room; a setup that dies on a full disk cannot even log why.

    Raises:
        EmbeddedPostgresError: Fewer than `needed` bytes are free.
    """
    if _free_bytes(folder) < needed:
        raise EmbeddedPostgresError(
            f"The disk of {folder} is full: a new database needs {needed // 1_000_000} MB; "
            "free some space and start again."
        )


def _free_bytes(folder: Path) -> int:
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


def log_complaint(log: Path, start: int) -> str:
    """Return the gravest line that the log holds after byte `start`, and where to read on."""
    try:
        with log.open("rb") as file:
            file.seek(start)
            said = file.read(1_000_000).decode(errors="replace")
    except OSError:
        said = ""
    # A full disk may keep the log itself from saying so.
    if "No space left on device" in said or _free_bytes(log.parent) < LEAST_SPACE:
        return "the disk is full; free some space and start again."
    found = re.findall(r"(?:FATAL|PANIC|[eE]rror|ERROR):\s*(.+)", said)
    found = found or [line for line in said.splitlines() if line.strip()]
    reason = found[-1].strip()[:300] if found else "it ended without a word"
    return f"{reason}; see {log}"


def one_line(error: OSError, folder: Path) -> str:
    """Word an operating system error for a person."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {folder} is full; free some space and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{folder} cannot be written by this user; choose another folder for the data."
    return f"PostgreSQL could not start on {folder}: {error.strerror or error}"
