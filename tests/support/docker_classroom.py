"""A classroom whose learners' servers are containers, on a host with the product's own firewall.

with GitHub(host.network.outside) as github, DockerClassroom(host, folder, github) as room:
    ana = room.sign_in("ana")
    ana.start_server()
    room.inside("ana", "id")
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from support.classroom import PROXY, Classroom
from support.github import GitHub
from support.learner_image import LEARNER, Host
from support.product import ROOT, node

GATEWAY, SUBNET, BRIDGE = "172.30.0.1", "172.30.0.0/24", "mastery0"
NETWORK = "pythonmastery-learners"
HUB, SERVICE, PROXY_PORT, PROXY_API = 8081, 8002, 8000, 8001


class DockerClassroom(Classroom):
    """The parts of a classroom inside of a host's network namespace, and the learners' network."""

    def __init__(self, host: Host, folder: Path, github: GitHub, **settings: str) -> None:
        super().__init__(folder, github)
        self.host = host
        self.port, self.hub_port, self.service_port = PROXY_PORT, HUB, SERVICE
        self.url = f"http://{host.network.address}:{PROXY_PORT}"
        self.settings |= {
            "MASTERY_HOST": host.network.address,
            "MASTERY_PORT": str(PROXY_PORT),
            "MASTERY_PUBLIC_URL": self.url,
            "MASTERY_HUB_HOST": GATEWAY,
            "MASTERY_HUB_PORT": str(HUB),
            "MASTERY_HUB_CONNECT_HOST": GATEWAY,
            "MASTERY_PROXY_API_URL": f"http://127.0.0.1:{PROXY_API}",
            "MASTERY_SERVICE_ADDRESS": f"http://{GATEWAY}:{SERVICE}",
            "MASTERY_SPAWNER": "docker",
            "MASTERY_LEARNER_IMAGE": LEARNER,
            "MASTERY_LEARNER_NETWORK": NETWORK,
            "MASTERY_IMAGE_PULL_POLICY": "never",
            **settings,
        }

    def __enter__(self) -> DockerClassroom:
        option = "com.docker.network.bridge"
        self.host.engine.docker(
            *("network", "create", "--internal", "--subnet", SUBNET, "--gateway", GATEWAY),
            *("-o", f"{option}.enable_icc=false", "-o", f"{option}.name={BRIDGE}", NETWORK),
        )
        try:
            assert self.firewall("apply").returncode == 0
            super().__enter__()
        except BaseException:
            self.clear()
            raise
        return self

    def stop(self) -> None:
        """End every part, then the learners' containers, their network and its rules."""
        super().stop()
        self.clear()

    def clear(self) -> None:
        """Leave nothing behind on the engine and in the host's firewall."""
        for name in self.host.engine.containers():
            self.host.engine.docker("rm", "--force", name, check=False)
        for volume in self.host.engine.docker("volume", "ls", "--quiet").split():
            self.host.engine.docker("volume", "rm", volume)
        self.firewall("undo")
        self.host.engine.docker("network", "rm", NETWORK, check=False)

    def firewall(self, word: str) -> subprocess.CompletedProcess[str]:
        """Run the operators' own script on the host."""
        command = self.host.network.inside("sh", str(ROOT / "deploy/firewall.sh"), word)
        environment = {**os.environ, "LEARNER_BRIDGE": BRIDGE}
        return subprocess.run(command, env=environment, capture_output=True, text=True)

    def run(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        """Start a part on the host; it finds the host's engine."""
        engine = {"DOCKER_HOST": self.host.engine.host}
        super().run(name, self.host.network.inside(*command), {**environment, **engine})

    def restart_hub(self, **settings: str) -> None:
        """Stop the hub, and start it on the same database, with other settings if given."""
        self.end("hub")
        kept, self.settings = self.settings, {**self.settings, **settings}
        try:
            self.start_hub()
        finally:
            self.settings = kept

    def start_proxy(self) -> None:
        command = [node(), str(PROXY), f"--ip={self.host.network.address}", f"--port={self.port}"]
        command += ["--api-ip=127.0.0.1", f"--api-port={PROXY_API}", "--log-level=warn"]
        command += [f"--default-target=http://{GATEWAY}:{HUB}"]
        token = self.proxy_token.read_text()
        self.run("proxy", command, {"CONFIGPROXY_AUTH_TOKEN": token})

    def start_service(self, name: str, **more: str) -> None:
        """Start one replica; all of them listen on the same address."""
        hub = f"http://{GATEWAY}:{HUB}/hub/api"
        super().start_service(name, **{"MASTERY_HUB_API_URL": hub, **more})

    def inside(self, name: str, *words: str, check: bool = True) -> str:
        """Run a command in a learner's container, as the learner."""
        return self.host.engine.docker("exec", f"learner-{name}", *words, check=check)
