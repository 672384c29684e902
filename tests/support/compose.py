"""The classroom of deploy/compose, started as an operator starts it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from support.github import CLIENT_ID, CLIENT_SECRET, GitHub
from support.learner_image import GRADER, LEARNER, SITE, Host
from support.product import ROOT

FOLDER = ROOT / "deploy" / "compose"
NET, BRIDGE, PORT = "172.29.0", "mastery1", 8100


class ComposeClassroom:
    """One project of Docker Compose on a host."""

    def __init__(self, host: Host, folder: Path, github: GitHub) -> None:
        self.host, self.folder = host, folder
        self.url = f"http://{host.network.address}:{PORT}"
        socket = host.engine.host.removeprefix("unix://")
        self.settings = {
            "MASTERY_PUBLIC_URL": self.url,
            "PUBLISH": f"{host.network.address}:{PORT}",
            "MASTERY_GITHUB_URL": github.url,
            "MASTERY_GITHUB_CLIENT_ID": CLIENT_ID,
            "MASTERY_GITHUB_ORGANISATIONS": "acme",
            "MASTERY_STAFF": "acme/teachers=instructor",
            "SITE_IMAGE": SITE,
            "GRADER_IMAGE": GRADER,
            "MASTERY_LEARNER_IMAGE": LEARNER,
            "LEARNER_NET": NET,
            "LEARNER_BITS": "24",
            "LEARNER_NETWORK": "compose-learners",
            "LEARNER_BRIDGE": BRIDGE,
            "DOCKER_GID": str(os.stat(socket).st_gid),
            "DOCKER_SOCKET": socket,
            "SECRETS": str(folder / "secrets"),
        }

    def prepare(self) -> None:
        """Make the secrets and fill in the settings, as the how-to says."""
        secrets = self.folder / "secrets"
        subprocess.run(["sh", str(FOLDER / "secrets.sh"), str(secrets)], check=True)
        (secrets / "github-client-secret").write_text(CLIENT_SECRET)
        self.use()

    def use(self, **settings: str) -> None:
        """Fill in the example of the settings, with some others if given."""
        self.settings |= settings
        example = (FOLDER / ".env.example").read_text().splitlines()
        lines = [line for line in example if line.partition("=")[0] not in self.settings]
        lines += [f"{name}={value}" for name, value in self.settings.items()]
        (self.folder / "env").write_text("\n".join(lines))

    def compose(self, *words: str) -> str:
        """Run Docker Compose and return what it says."""
        assert shutil.which("docker-compose"), "apt-get install docker-compose"
        command = ["docker-compose", "-f", str(FOLDER / "compose.yaml"), "-p", "room"]
        done = subprocess.run(
            [*command, "--env-file", str(self.folder / "env"), *words],
            env=self.host.engine.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def firewall(self, word: str) -> None:
        """Run the operators' script for hub and service in containers."""
        script = self.host.network.inside("sh", str(FOLDER / "firewall.sh"), word)
        settings = {**os.environ, "ENV_FILE": str(self.folder / "env")}
        subprocess.run(script, env=settings, check=True, capture_output=True)
