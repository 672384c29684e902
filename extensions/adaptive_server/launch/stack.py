"""The processes of one machine, in the order they need each other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from ..adapters.embedded_postgres import EmbeddedPostgres
from ..hub.sign_in import write_people
from . import processes
from .checks import CannotStart, check_port, free_port

READY_S = 180.0
MOST_RESTARTS = 5
Say = Callable[[str], None]


class Stack:
    """PostgreSQL and the hub, which in turn runs proxy, service and learners' servers."""

    def __init__(self, root: Path, data: Path, port: int) -> None:
        self.root, self.data, self.port = root, data, port
        self.postgres = EmbeddedPostgres(data / "postgres")
        self.hub: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}
        self.restarts = 0

    def start(self, say: Say) -> bool:
        """Start everything; return whether this was the first start with this data folder.

        Raises:
            CannotStart, EmbeddedPostgresError: With the line that says why.
        """
        first = not (self.data / "passwords.json").exists()
        say("Starting PostgreSQL …")
        url = self.postgres.start()
        if first:
            write_people(self.data / "passwords.json")
        self.environment = self._environment(url)
        say("Starting the hub, the proxy and the learning service …")
        self._start_hub()
        self._wait_until_ready(say)
        return first

    def _environment(self, url: str) -> dict[str, str]:
        """What the hub needs to know; everything else of the caller's environment stays out."""
        kept = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SSL_CERT_FILE", "MASTERY_NODE")
        found = {name: os.environ[name] for name in kept if name in os.environ}
        found.update({n: v for n, v in os.environ.items() if n.startswith("MASTERY_")})
        found.setdefault("MASTERY_CURRICULUM", str(self.root / "curriculum"))
        return {
            **found,
            "MASTERY_DATA": str(self.data),
            "MASTERY_PORT": str(self.port),
            "MASTERY_DATABASE_URL": url,
            "MASTERY_HUB_PORT": str(free_port()),
            "MASTERY_PROXY_API_PORT": str(free_port()),
            "MASTERY_SERVICE_PORT": str(free_port()),
            "JUPYTER_PREFER_ENV_PATH": "1",
        }

    def _start_hub(self) -> None:
        config = str(self.root / "jupyterhub_config.py")
        command = [sys.executable, "-m", "jupyterhub", "-f", config]
        with self.log_path.open("ab") as log:
            self.hub = processes.start(command, self.environment, self.data / "hub", log)

    @property
    def log_path(self) -> Path:
        """Where hub, proxy, service and learners' servers write what they have to say."""
        return self.data / "hub" / "hub.log"

    def _wait_until_ready(self, say: Say) -> None:
        # The hub first, at its own address: a proxy without routes only fills the log.
        hub = f"http://127.0.0.1:{self.environment['MASTERY_HUB_PORT']}/hub/health"
        service = f"http://127.0.0.1:{self.port}/services/mastery/api/v1/health/ready"
        waiting = [hub, service]
        end, told = time.monotonic() + READY_S, time.monotonic()
        while time.monotonic() < end:
            if self.hub is not None and self.hub.poll() is not None:
                raise CannotStart(f"The hub ended while starting; its reason:\n{self.log_tail()}")
            if answers(waiting[0]):
                waiting.pop(0)
                if not waiting:
                    return
                continue
            if time.monotonic() - told > 5:
                say("… still starting")
                told = time.monotonic()
            time.sleep(0.1)
        raise CannotStart(f"Not ready after {READY_S:.0f} s; the log says:\n{self.log_tail()}")

    def log_tail(self, lines: int = 12) -> str:
        """The last lines of the log."""
        text = self.log_path.read_text(encoding="utf-8", errors="replace")
        return "\n".join([*text.splitlines()[-lines:], f"(all of it: {self.log_path})"])

    def watch(self, say: Say) -> None:
        """Start again what dies; return never.

        Raises:
            CannotStart: A part keeps dying.
        """
        while True:
            time.sleep(0.5)
            processes.reap(self.own())
            if not self.postgres.running():
                self._count_restart("PostgreSQL")
                say("PostgreSQL ended unexpectedly; starting it again …")
                self.postgres.start()
            if self.hub is not None and self.hub.poll() is not None:
                self._count_restart("The hub")
                say("The hub ended unexpectedly; starting it again …")
                processes.end_descendants(spare=self.database())
                check_port(self.port)
                self._start_hub()
                self._wait_until_ready(say)
                say("Ready again.")

    def own(self) -> frozenset[int]:
        """Children that are waited for elsewhere."""
        return frozenset({self.hub.pid} if self.hub else ()) | self.database()

    def database(self) -> frozenset[int]:
        """The server process of PostgreSQL."""
        return frozenset({self.postgres.pid} if self.postgres.pid else ())

    def _count_restart(self, what: str) -> None:
        self.restarts += 1
        if self.restarts > MOST_RESTARTS:
            raise CannotStart(f"{what} keeps ending; the log says:\n{self.log_tail()}")

    def stop(self) -> None:
        """Stop in the opposite order; whatever is left after that is ended too."""
        if self.hub is not None:
            processes.stop(self.hub, wait_s=20)
            processes.end_descendants(spare=self.database())
        self.postgres.stop()
        processes.end_descendants()


def answers(url: str) -> bool:
    """Whether an address answers 200."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
