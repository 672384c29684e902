"""A classroom on this machine: every part a process of its own, as on several machines.

with Classroom(folder, github) as classroom:
    ada = classroom.sign_in("ada")          # through GitHub; a `Visitor` with her cookies
    classroom.restart_hub()                 # proxy, services, servers and kernels go on

PostgreSQL (hub and service), Node's proxy, replicas of the service behind one address, the hub
with GitHub sign-in, learners' servers as processes that the hub starts and does not end.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

from adaptive_server.adapters.embedded_postgres import EmbeddedPostgres
from adaptive_server.launch.checks import free_ports
from support.github import CLIENT_ID, CLIENT_SECRET, GitHub
from support.product import ROOT, Answer, Visitor, node

PROXY = ROOT / "deploy/proxy/node_modules/configurable-http-proxy/bin/configurable-http-proxy"
READY = "/services/mastery/api/v1/health/ready"
LEAN = [sys.executable, "-m", "adaptive_server.launch.lean"]


class Classroom:
    """The parts of a classroom; `settings` may be changed before the start."""

    def __init__(self, folder: Path, github: GitHub, replicas: int = 2, **settings: str) -> None:
        self.folder, self.github, self.replicas = folder, github, replicas
        self.port, self.hub_port, api, self.service_port = free_ports(4)
        self.url = f"http://127.0.0.1:{self.port}"
        self.postgres = EmbeddedPostgres(folder / "postgres", options={"fsync": "off"})
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.service_token, proxy_token = secrets.token_hex(32), secrets.token_hex(32)
        self.proxy_token = self.secret("proxy-token", proxy_token)
        self.settings = {
            "MASTERY_DATA": str(folder),
            "MASTERY_PORT": str(self.port),
            "MASTERY_PUBLIC_URL": self.url,
            "MASTERY_HUB_PORT": str(self.hub_port),
            "MASTERY_PROXY_API_URL": f"http://127.0.0.1:{api}",
            "MASTERY_PROXY_TOKEN_FILE": str(self.proxy_token),
            "MASTERY_SERVICE_ADDRESS": f"http://127.0.0.1:{self.service_port}",
            "MASTERY_SERVICE_TOKEN_FILE": str(self.secret("service-token", self.service_token)),
            "MASTERY_SIGN_IN": "github",
            "MASTERY_CRYPT_KEY_FILE": str(self.secret("crypt-key", secrets.token_hex(32))),
            "MASTERY_GITHUB_URL": github.url,
            "MASTERY_GITHUB_CLIENT_ID": CLIENT_ID,
            "MASTERY_GITHUB_CLIENT_SECRET_FILE": str(self.secret("client-secret", CLIENT_SECRET)),
            "MASTERY_GITHUB_ORGANISATIONS": "acme",
            "MASTERY_STAFF": "acme/teachers=instructor:python acme/stats=instructor:statistics "
            "umbrella/helpers=assistant:python",
            "MASTERY_ADMINS": "root-admin",
            **settings,
        }

    def secret(self, name: str, text: str) -> Path:
        """Write a secret into a file of its own."""
        path = self.folder / "secrets" / name
        path.parent.mkdir(exist_ok=True, mode=0o700)
        path.write_text(text)
        path.chmod(0o600)
        return path

    # --- start and stop

    def __enter__(self) -> Self:
        for name in ("hub", "learners"):
            (self.folder / name).mkdir(mode=0o700)
        service_url = self.postgres.start()
        self.settings["MASTERY_HUB_DATABASE_URL_FILE"] = str(
            self.secret("hub-database", self.postgres.url("hub"))
        )
        self.service_database = self.secret("database", service_url)
        try:
            self.start_proxy()
            for number in range(self.replicas):
                self.start_service(f"service-{number + 1}")
            self.start_hub()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End every part, and the learners' servers that outlive the hub."""
        for name in reversed(list(self.processes)):
            self.end(name)
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError, ProcessLookupError):
                if Path(os.readlink(entry / "cwd")).is_relative_to(self.folder / "learners"):
                    os.kill(int(entry.name), signal.SIGKILL)
        self.postgres.stop()

    def run(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        kept = {n: v for n, v in os.environ.items() if not n.startswith("MASTERY_")}
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command,
                cwd=self.folder / "hub",
                env={**kept, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
            )

    def end(self, name: str) -> None:
        """End one part and wait for it."""
        child = self.processes.pop(name)
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    def start_proxy(self) -> None:
        address = re.sub(r".*:", "", self.settings["MASTERY_PROXY_API_URL"])
        command = [node(), str(PROXY), "--ip=127.0.0.1", f"--port={self.port}"]
        command += ["--api-ip=127.0.0.1", f"--api-port={address}", "--log-level=warn"]
        command += [f"--default-target=http://127.0.0.1:{self.hub_port}"]
        token = self.proxy_token.read_text()
        self.run("proxy", command, {"CONFIGPROXY_AUTH_TOKEN": token})

    def start_service(self, name: str, **more: str) -> None:
        """Start one replica; all of them listen on the same address."""
        environment = {
            "MASTERY_SERVICE_LISTEN": self.settings["MASTERY_SERVICE_ADDRESS"],
            "MASTERY_HUB_API_URL": f"http://127.0.0.1:{self.hub_port}/hub/api",
            "MASTERY_SERVICE_TOKEN_FILE": self.settings["MASTERY_SERVICE_TOKEN_FILE"],
            "MASTERY_PUBLIC_URL": self.settings["MASTERY_PUBLIC_URL"],
            "MASTERY_DATABASE_URL_FILE": str(self.service_database),
            "MASTERY_CURRICULUM": str(ROOT / "curriculum"),
            "MASTERY_GRADER_WORKERS": "1",
            "MASTERY_TOKEN_CACHE_S": "3",
            **more,
        }
        self.run(name, [sys.executable, "-m", "adaptive_server"], environment)

    def start_hub(self) -> None:
        """Start the hub and wait until people can come in."""
        file = self.folder / "hub.env"
        file.write_text("".join(f"{name}={value}\n" for name, value in self.settings.items()))
        file.chmod(0o600)
        config = str(ROOT / "jupyterhub_config.py")
        environment = {"MASTERY_SETTINGS": str(file)}
        self.run("hub", [*LEAN, "jupyterhub", "-f", config], environment)
        for path in ("/hub/health", READY)[: 1 + bool(self.replicas)]:
            self.wait_for(path)

    def restart_hub(self) -> None:
        """Stop the hub, and start it on the same database."""
        self.end("hub")
        self.start_hub()

    def wait_for(self, path: str, wait_s: float = 90) -> None:
        visitor, end = Visitor(self.url, ""), time.monotonic() + wait_s
        while time.monotonic() < end:
            with contextlib.suppress(OSError):
                if visitor.request("GET", path).status == 200:
                    return
            for name, child in self.processes.items():
                assert child.poll() is None, self.log(name)[-4000:]
            time.sleep(0.1)
        raise AssertionError(f"{path} does not answer: {self.logs()[-4000:]}")

    # --- what tests ask for

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def logs(self) -> str:
        """Every log of every part, learners' servers included (they write to the hub's)."""
        return "".join(p.read_text(errors="replace") for p in sorted(self.folder.rglob("*.log")))

    def visit(self, login: str | None) -> tuple[Visitor, Answer]:
        """Go through GitHub as somebody; return the browser and the page it ends on."""
        visitor = Visitor(self.url, (login or "").lower())
        self.github.signs_in = login
        return visitor, visitor.request("GET", "/hub/oauth_login?next=%2Fhub%2Fhome")

    def sign_in(self, login: str) -> Visitor:
        visitor, page = self.visit(login)
        assert page.status == 200, page.body[-1500:].decode()
        assert f"Hello, {login.lower()}" in page.body.decode()
        return visitor

    def service(self, method: str, path: str, token: str, body: Any = None) -> Answer:
        """Call the service itself, past hub and proxy, as a learner's server does."""
        where = Visitor(self.settings["MASTERY_SERVICE_ADDRESS"], "")
        headers = {"Authorization": f"token {token}"}
        raw = None if body is None else json.dumps(body).encode()
        return where.request(method, f"/services/mastery/api/v1/{path}", raw, headers)

    def token_of_server(self, name: str) -> str:
        """The token that a learner's running server holds, as its owner can read it."""
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                works_in = Path(os.readlink(entry / "cwd"))
                given = dict(
                    line.split("=", 1)
                    for line in (entry / "environ").read_text().split("\0")
                    if "=" in line
                )
                if given.get("JUPYTERHUB_USER") == name and works_in.is_relative_to(self.folder):
                    return given["JUPYTERHUB_API_TOKEN"]
        raise AssertionError(f"no server of {name}")
