"""A classroom on one machine: hub, proxy, service and PostgreSQL, learners' servers in containers.

with Classroom(host, folder, ("ana",)) as room:
ana = room.sign_in("ana")
ana.start_server()
room.inside("ana", "id")
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from adaptive_server.adapters import migrate
from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from support.learner_image import LEARNER, Host
from support.product import ROOT, Visitor, node

GATEWAY, SUBNET, BRIDGE = "172.30.0.1", "172.30.0.0/24", "mastery0"
NETWORK = "pythonmastery-learners"
PASSWORD = "wren-otter-maple-quartz-4821"
START_S = 90.0


class Classroom:
    """One running hub on a host; ends with everything it started."""

    def __init__(self, host: Host, folder: Path, people: tuple[str, ...], **settings: str) -> None:
        self.host, self.folder, self.people = host, folder, people
        self.url = f"http://{host.network.address}:8000"
        self.settings = settings
        self._database = EmbeddedPostgres(folder / "db", options={"fsync": "off"})
        self._hub: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Classroom:
        try:
            self._make_network()
            self.firewall("apply")
            (self.folder / "hub").mkdir(parents=True, exist_ok=True)
            self._write_people()
            self.database_url = self._database.start()
            migrate.upgrade(self.database_url)
            self.start_hub()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop_hub()
        self._database.stop()
        for name in self.host.engine.containers():
            self.host.engine.docker("rm", "--force", name, check=False)
        self.firewall("undo")
        self.host.engine.docker("network", "rm", NETWORK, check=False)

    def firewall(self, word: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the operators' own script on the host."""
        command = self.host.network.inside("sh", "deploy/firewall.sh", word)
        environment = {**os.environ, "LEARNER_BRIDGE": BRIDGE}
        return subprocess.run(
            command, cwd=ROOT, env=environment, check=check, capture_output=True, text=True
        )

    def start_hub(self) -> None:
        """Start hub, proxy and service, and wait until the hub answers."""
        lean = [sys.executable, "-m", "adaptive_server.launch.lean", "jupyterhub"]
        command = self.host.network.inside(*lean, "-f", "tests/support/classroom_config.py")
        with self.log.open("ab") as log:
            self._hub = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **self._environment()},
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
            )
        end = time.monotonic() + START_S
        while not answers(f"{self.url}/hub/health"):
            assert self._hub.poll() is None, self.log.read_text()[-4000:]
            assert time.monotonic() < end, self.log.read_text()[-4000:]
            time.sleep(0.2)

    def stop_hub(self) -> None:
        """Stop it as an operator does; learners' servers go on."""
        if self._hub is not None and self._hub.poll() is None:
            self._hub.send_signal(signal.SIGINT)
            self._hub.wait(90)

    @property
    def log(self) -> Path:
        return self.folder / "hub" / "log"

    def sign_in(self, name: str) -> Visitor:
        visitor = Visitor(self.url, name)
        visitor.sign_in(PASSWORD)
        return visitor

    def inside(self, name: str, *words: str, check: bool = True) -> str:
        """Run a command in a learner's container, as the learner."""
        return self.host.engine.docker("exec", f"learner-{name}", *words, check=check)

    def _make_network(self) -> None:
        option = "com.docker.network.bridge"
        self.host.engine.docker(
            *("network", "create", "--internal", "--subnet", SUBNET, "--gateway", GATEWAY),
            *("-o", f"{option}.enable_icc=false", "-o", f"{option}.name={BRIDGE}", NETWORK),
        )

    def _write_people(self) -> None:
        people = {name: {"password": PASSWORD, "instructor": False} for name in self.people}
        file = self.folder / "passwords.json"
        file.write_text(json.dumps(people))
        file.chmod(0o600)

    def _environment(self) -> dict[str, str]:
        return {
            "DOCKER_HOST": self.host.engine.host,
            "CLASSROOM_ADDRESS": self.host.network.address,
            "CLASSROOM_GATEWAY": GATEWAY,
            "MASTERY_NODE": node(),
            "MASTERY_DATA": str(self.folder),
            "MASTERY_HUB_PORT": "8081",
            "MASTERY_PROXY_API_PORT": "8001",
            "MASTERY_SERVICE_PORT": "8002",
            "MASTERY_DATABASE_URL": self.database_url,
            "MASTERY_LEARNER_IMAGE": LEARNER,
            "MASTERY_LEARNER_NETWORK": NETWORK,
            **self.settings,
        }


def answers(url: str) -> bool:
    """Whether something answers there with success."""
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (OSError, urllib.error.HTTPError):
        return False
