"""PostgreSQL out of a wheel: started, watched and stopped by this process, on one folder.

Layout of the folder (ours)::

    data/          PostgreSQL's data; belongs to the account that runs it, closed to others
    run/           the socket, where the path is short enough; else a private temporary folder
    temporary      names the temporary folders in use, so that a later start can remove them
    postgres.log   what the server says
    lock           held while a launcher uses the folder, so that there is only one

Processes: launcher (this) -> postgres, a direct child, which the kernel tells to shut down when
the launcher ends in whatever way (Linux). What an earlier run left behind is cleared at start.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO
from urllib.parse import urlencode

from . import embedded_postgres_settings as settings
from .embedded_postgres_account import (
    MAJOR,
    Account,
    EmbeddedPostgresError,
    bundled_programs,
    choose_account,
    copy_programs,
    own_name,
    reachable,
)
from .embedded_postgres_databases import prepare_databases
from .embedded_postgres_files import (
    check_space,
    log_complaint,
    one_line,
    open_folder,
    write_private,
)
from .embedded_postgres_leftovers import (
    clear_stale_lock,
    server_name,
    stop_servers,
)
from .embedded_postgres_process import finish, spawn
from .embedded_postgres_temporary import TemporaryFolders

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError"]

START_S = 120.0
STOP_S = 30.0
LONGEST_SOCKET_FOLDER = 80
NEW_DATA_BYTES = 100_000_000


class EmbeddedPostgres:
    """One PostgreSQL server on one folder.

    Args:
        folder: Where everything is kept; made if missing.
        options: Server settings on top of the shipped ones.
    """

    def __init__(self, folder: Path, *, options: Mapping[str, str] | None = None) -> None:
        self.folder = folder.absolute()
        self.data = self.folder / "data"
        self.log = self.folder / "postgres.log"
        self._options = dict(options or {})
        self._lock: IO[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._sockets: Path | None = None
        self._temporary = TemporaryFolders(self.folder / "temporary")

    def start(self) -> str:
        """Start the server if it does not run, and return the address of the main database.

        Makes the data on the first start, and recovers whatever a killed run left behind.

        Raises:
            EmbeddedPostgresError: It cannot run; the text is one line saying why.
        """
        if self.running():
            return self.url()
        try:
            self._begin()
        except OSError as error:
            self._end()
            raise EmbeddedPostgresError(one_line(error, self.folder)) from error
        except BaseException:
            self._end()
            raise
        return self.url()

    def stop(self) -> None:
        """Shut the server down cleanly, wait for its end, and give the folder free."""
        process = self._process
        if process is not None:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                process.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_S)
                    break
        self._end()

    def running(self) -> bool:
        """Whether the server process of this object is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Process id of the running server, or None."""
        return self._process.pid if self._process is not None and self.running() else None

    def url(self, database: str = "mastery") -> str:
        """Return the SQLAlchemy address of a database of the running server.

        Raises:
            EmbeddedPostgresError: It was not started.
        """
        if self._sockets is None:
            raise EmbeddedPostgresError(f"The PostgreSQL on {self.folder} is not running.")
        where = urlencode({"host": self._sockets})
        return f"postgresql+psycopg://{settings.ROLE}@/{database}?{where}"

    def _begin(self) -> None:
        open_folder(self.folder)
        self._take_lock()
        account = choose_account(self.data)
        if self.data.exists():
            self._check_version()
            stop_servers(self.data, account.uid)
            clear_stale_lock(self.data)
        self._temporary.remove(keep=self._sockets)
        programs = self._programs(account)
        if not self.data.exists():
            self._make_data(programs, account)
        for name, text in settings.access_files(own_name()).items():
            write_private(self.data / name, text, account)
        self._sockets = sockets = self._socket_folder(account)
        said = self._run_server(programs, sockets, account)
        self._wait_until_ready(said)
        prepare_databases(sockets)

    def _take_lock(self) -> None:
        if self._lock is not None:
            return
        lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            raise EmbeddedPostgresError(
                f"{self.folder} is in use by another running PythonMastery; "
                "stop that one first, or choose another folder."
            ) from None
        self._lock = lock

    def _check_version(self) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(MAJOR):
            raise EmbeddedPostgresError(
                f"The data in {self.data} are of PostgreSQL {version[:20]}, this release brings "
                f"{MAJOR}; back them up with the earlier release and restore them with this one."
            )

    def _programs(self, account: Account) -> Path:
        """Return the folder of the programs: the wheel's, or a copy that the account can reach."""
        installation = bundled_programs()
        if not reachable(installation / "bin" / "postgres", account):
            spare = self._temporary.make(account, public=True)
            installation = copy_programs(installation, spare)
        return installation / "bin"

    def _make_data(self, programs: Path, account: Account) -> None:
        """Make the data folder aside and move it into place when whole."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        check_space(self.folder, NEW_DATA_BYTES)
        fresh.mkdir(mode=0o700)
        if not account.is_ours:
            os.chown(fresh, account.uid, account.gid)
        said = self.log.stat().st_size if self.log.exists() else 0
        durable = self._options.get("fsync") != "off"
        command = [str(programs / "initdb"), *settings.initdb_options(durable=durable)]
        status = finish(spawn(command, fresh, account, self.log))
        if status != 0:
            complaint = log_complaint(self.log, said)
            shutil.rmtree(fresh, ignore_errors=True)
            raise EmbeddedPostgresError(f"PostgreSQL could not set up {self.data}: {complaint}")
        fresh.rename(self.data)

    def _socket_folder(self, account: Account) -> Path:
        """Return an empty folder for the socket; the same one when this object starts again."""
        if self._sockets is not None:
            for left in self._sockets.glob(".s.PGSQL.*"):
                left.unlink()
            return self._sockets
        run = self.folder / "run"
        if account.is_ours and len(os.fsencode(run)) <= LONGEST_SOCKET_FOLDER:
            run.mkdir(mode=0o700, exist_ok=True)
            run.chmod(0o700)
            return run
        return self._temporary.make(account)

    def _run_server(self, programs: Path, sockets: Path, account: Account) -> int:
        """Start `postgres`; returns the length of the log before it."""
        said = self.log.stat().st_size if self.log.exists() else 0
        options = settings.server_options(self._options, server_name(self.data), sockets)
        self._process = spawn([str(programs / "postgres"), *options], self.data, account, self.log)
        return said

    def _wait_until_ready(self, said: int) -> None:
        state = self.data / "postmaster.pid"
        end = time.monotonic() + START_S
        while self.running() and time.monotonic() < end:
            with suppress(OSError):
                lines = state.read_text().splitlines()
                if len(lines) > 7 and lines[7].strip() == "ready":
                    return
            time.sleep(0.02)
        raise EmbeddedPostgresError(
            f"PostgreSQL could not start on {self.folder}: {log_complaint(self.log, said)}"
        )

    def _end(self) -> None:
        """Give everything back that `_begin` took."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGQUIT)
            process.wait()
        if self._lock is not None:
            self._temporary.remove()
            self._sockets = None
            self._lock.close()
            self._lock = None
