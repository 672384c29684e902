"""Settings of the embedded PostgreSQL: small, durable, reachable by one socket only.

Who may connect: the operating system says who is at the other end of the socket (`peer`), and
only the launcher's account is mapped to a database role. The socket's folder is closed to
others as well. There is no TCP port and no password that could leak.

Roles: `mastery` owns the databases and is what the service uses; `postgres` is the superuser,
used at start only.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROLE = "mastery"
SUPERUSER = "postgres"
DATABASES = ("mastery", "hub")

SMALL: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "work_mem": "4MB",
    "maintenance_work_mem": "32MB",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_worker_processes": "4",
    "max_logical_replication_workers": "0",
    "autovacuum_max_workers": "1",
    "io_method": "sync",
    "jit": "off",
    "fsync": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_duration_statement": "2s",
    "log_checkpoints": "off",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
"""Sizes suit one machine with a class of learners. Statements in the log never carry values."""


def server_options(extra: Mapping[str, str], name: str, sockets: Path) -> list[str]:
    """Return the command line options of `postgres`."""
    settings = {
        **SMALL,
        **extra,
        "cluster_name": name,
        "unix_socket_directories": f'"{sockets}"',
    }
    return [word for key, value in settings.items() for word in ("-c", f"{key}={value}")]


def initdb_options(*, durable: bool) -> list[str]:
    """Return the command line options of `initdb`, without the folder."""
    return [
        f"--username={SUPERUSER}",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--auth=peer",
        "--no-instructions",
        *([] if durable else ["--no-sync"]),
    ]


def access_files(system_user: str) -> dict[str, str]:
    """Return name and text of the files that say who may connect."""
    return {
        "pg_hba.conf": "local all all peer map=launcher\n",
        "pg_ident.conf": "".join(
            f'launcher "{system_user}" {role}\n' for role in (ROLE, SUPERUSER)
        ),
    }
