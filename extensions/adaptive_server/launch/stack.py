"""The processes of one machine, in the order they need each other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from ..adapters.embedded_postgres import EmbeddedPostgres
from ..hub.people import write_people
from ..hub.settings import HubSettings, SignInKind
from ..hub.settings_read import read
from ..settings import SettingError
from . import processes
from .checks import CannotStart, check_port, free_ports

READY_S = 180.0
MOST_RESTARTS = 5
# What the hub writes when the service ended because its settings are wrong (see its `main`).
SERVICE_GAVE_UP = "Service mastery exited with status 2"
Say = Callable[[str], None]


class Stack:
    """PostgreSQL and the hub, which in turn runs proxy, service and learners' servers."""

    def __init__(self, root: Path, data: Path, port: int) -> None:
        self.root, self.data, self.port = root, data, port
        self.postgres = EmbeddedPostgres(data / "postgres")
        self.hub: subprocess.Popen[bytes] | None = None
        self.environment: dict[str, str] = {}
        self.by_github = False
        self.restarts = 0
        self.log_start = 0

    def start(self, say: Say) -> bool:
        """Start everything; return whether this was the first start with this data folder.

        Raises:
            CannotStart, EmbeddedPostgresError: With the line that says why.
        """
        first = not (self.data / "passwords.json").exists()
        self.environment = self._environment()
        self.by_github = self._settings().sign_in is SignInKind.GITHUB
        say("Starting PostgreSQL …")
        self.environment["MASTERY_DATABASE_URL"] = self.postgres.start()
        if first:
            write_people(self.data / "passwords.json")
        say("Starting the hub, the proxy and the learning service …")
        self._start_hub()
        self._wait_until_ready(say)
        return first

    def _settings(self) -> HubSettings:
        """Say before anything is started what the hub would say of its settings."""
        try:
            return read(self.environment).hub
        except SettingError as error:
            raise CannotStart(str(error)) from None

    def _environment(self) -> dict[str, str]:
        """What the hub needs to know; everything else of the caller's environment stays out."""
        kept = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "SSL_CERT_FILE", "MASTERY_NODE")
        found = {name: os.environ[name] for name in kept if name in os.environ}
        found.update({n: v for n, v in os.environ.items() if n.startswith("MASTERY_")})
        found.setdefault("MASTERY_CURRICULUM", str(self.root / "curriculum"))
        hub, proxy_api, service = free_ports(3, taken=[self.port])
        return {
            **found,
            "MASTERY_DATA": str(self.data),
            "MASTERY_PORT": str(self.port),
            "MASTERY_HUB_PORT": str(hub),
            "MASTERY_PROXY_API_PORT": str(proxy_api),
            "MASTERY_SERVICE_PORT": str(service),
            "JUPYTER_PREFER_ENV_PATH": "1",
        }

    def _start_hub(self) -> None:
        config = str(self.root / "jupyterhub_config.py")
        lean = [sys.executable, "-m", "adaptive_server.launch.lean"]
        command = [*lean, "jupyterhub", "-f", config]
        self.log_start = self.log_path.stat().st_size if self.log_path.exists() else 0
        with self.log_path.open("ab") as log:
            self.hub = processes.start(command, self.environment, self.data / "hub", log)

    def _wait_until_ready(self, say: Say) -> None:
        # From the inside out: a proxy without routes only fills the log.
        ready = "services/mastery/api/v1/health/ready"
        waiting = [
            f"http://127.0.0.1:{self.environment['MASTERY_HUB_PORT']}/hub/health",
            f"http://127.0.0.1:{self.environment['MASTERY_SERVICE_PORT']}/{ready}",
            f"http://127.0.0.1:{self.port}/{ready}",
        ]
        end, told = time.monotonic() + READY_S, time.monotonic()
        while time.monotonic() < end:
            if answers(waiting[0]):
                waiting.pop(0)
                if not waiting:
                    return
                continue
            self._check_alive()
            if time.monotonic() - told > 5:
                say("… still starting")
                told = time.monotonic()
            time.sleep(0.1)
        raise CannotStart(f"Not ready after {READY_S:.0f} s. {self.last_word()}")

    def _check_alive(self) -> None:
        if self.hub is not None and self.hub.poll() is not None:
            raise CannotStart(f"The hub ended while starting. {self.last_word()}")
        if SERVICE_GAVE_UP in (said := self.said()):
            before = said.partition(SERVICE_GAVE_UP)[0].splitlines()[:-1]
            raise CannotStart(f"The learning service does not start. {self.last_word(before)}")

    @property
    def log_path(self) -> Path:
        """Where hub, proxy, service and learners' servers write what they have to say."""
        return self.data / "hub" / "hub.log"

    def said(self) -> str:
        """What the log holds since the hub was started."""
        with self.log_path.open("rb") as log:
            log.seek(self.log_start)
            return log.read().decode(errors="replace")

    def last_word(self, lines: list[str] | None = None) -> str:
        """The gravest of the last lines, and where the rest is."""
        last = [line.strip() for line in lines or self.said().splitlines() if line.strip()][-40:]
        errors = [line for line in last if re.match(r"[\w.]*(Error|Exception)\b", line)]
        grave = errors or [line for line in last if re.search("[Ee]rror|cannot", line)] or last
        word = f"Its last word: {grave[-1][:400]}\n" if grave else ""
        return f"{word}Mend that and start again; all of it is in {self.log_path}"

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
            raise CannotStart(f"{what} keeps ending. {self.last_word()}")

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
