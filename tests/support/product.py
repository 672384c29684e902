"""The whole product as a user has it: `adaptive_server.launch` on a fresh data folder.

with Product(folder) as product:
ana = product.sign_in("learner")       # cookies of a browser, through hub and proxy
ana.start_server()
ana.api("GET", "me")
"""

from __future__ import annotations

import contextlib
import http.cookiejar
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from adaptive_server.hub.people import make_password, write_people
from adaptive_server.launch.checks import free_ports

ROOT = Path(__file__).resolve().parents[2]


def node() -> str:
    """The Node that `dev.py` found, or the system's."""
    found = os.environ.get("MASTERY_NODE") or shutil.which("node")
    assert found, "no Node: run the tests with `python3 dev.py test`"
    return found


@dataclass
class Answer:
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Product:
    """One running product; ends with everything it started."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data, (self.port,) = data, free_ports(1)
        self.url = f"http://127.0.0.1:{self.port}"
        own = {n: v for n, v in os.environ.items() if n != "MASTERY_ARTEFACTS"}
        self.environment = {**own, "MASTERY_NODE": node(), **environment}
        self.process: subprocess.Popen[str] | None = None
        self.said = ""

    def invite(self, *names: str) -> None:
        """Let more learners sign in than the one that every product knows; before it starts."""
        path = self.data / "passwords.json"
        self.data.mkdir(parents=True, exist_ok=True)
        people = write_people(path)
        people |= {name: {"password": make_password(), "instructor": False} for name in names}
        path.write_text(json.dumps(people))

    def start(self) -> Self:
        """Start and wait for the closing block."""
        command = [sys.executable, "-m", "adaptive_server.launch", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--data", str(self.data)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if "Stop with Ctrl-C" in line:
                return self
        self.process.wait()
        self.process.stdout.close()
        log = self.data / "hub" / "hub.log"
        raise AssertionError(self.said + (log.read_text()[-3000:] if log.exists() else ""))

    def stop(self, number: int = signal.SIGINT) -> int:
        """Stop as Ctrl-C does; return the exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        self.said += self.process.communicate(timeout=60)[0]
        return self.process.returncode

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()

    def passwords(self) -> dict[str, str]:
        people = json.loads((self.data / "passwords.json").read_text())
        return {name: person["password"] for name, person in people.items()}

    def sign_in(self, name: str) -> Visitor:
        visitor = Visitor(self.url, name)
        visitor.sign_in(self.passwords()[name])
        return visitor

    @property
    def launcher(self) -> int:
        """The process that everything else is a child of."""
        assert self.process is not None
        return self.process.pid

    def pids(self, pattern: str) -> list[int]:
        """Processes below the launcher whose command line matches."""
        below, found = children(), list[int]()
        todo = [self.launcher]
        while todo:
            for pid in below.get(todo.pop(), []):
                todo.append(pid)
                if re.search(pattern, command_line(pid)):
                    found.append(pid)
        return found

    def processor_s(self) -> float:
        """Processor seconds of everything that runs, with what has ended and was waited for."""
        ticks = 0
        for pid in [self.launcher, *self.pids(".")]:
            with contextlib.suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / os.sysconf("SC_CLK_TCK")


class RunningProduct(Product):
    """A product that somebody else started on this machine, with its data folder; left running."""

    def __init__(self, port: int, data: Path) -> None:
        super().__init__(data)
        self.port, self.url = port, f"http://127.0.0.1:{port}"

    def start(self) -> Self:
        return self

    @property
    def launcher(self) -> int:
        started = f"adaptive_server.launch --port {self.port}"
        return next(p for group in children().values() for p in group if started in command_line(p))


def children() -> dict[int, list[int]]:
    """Children by parent."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            found.setdefault(int(fields[1]), []).append(int(entry.name))
    return found


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@dataclass
class Visitor:
    """A browser's worth of HTTP: cookies, redirects, XSRF header."""

    url: str
    name: str
    jar: http.cookiejar.CookieJar = field(default_factory=http.cookiejar.CookieJar)

    def __post_init__(self) -> None:
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def request(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
        timeout: float = 60,
    ) -> Answer:
        request = urllib.request.Request(self.url + path, body, headers or {}, method=method)
        try:
            with self.opener.open(request, timeout=timeout) as answer:
                return Answer(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, dict(error.headers), error.read())

    def xsrf(self, path: str) -> str:
        """The `_xsrf` cookie of the longest matching path."""
        fitting = [c for c in self.jar if c.name == "_xsrf" and path.startswith(c.path)]
        return max(fitting, key=lambda c: len(c.path)).value or "" if fitting else ""

    def has_server(self) -> bool:
        """Whether there is a server, or one is about to start or stop, as the hub sees it."""
        headers = {"X-XSRFToken": self.xsrf("/hub/")}
        known = self.request("GET", f"/hub/api/users/{self.name}", None, headers).json
        return bool(known["server"] or known["pending"])

    def sign_in(self, password: str) -> None:
        self.request("GET", "/hub/login")
        form = {"username": self.name, "password": password, "_xsrf": self.xsrf("/hub/")}
        answer = self.request("POST", "/hub/login", urllib.parse.urlencode(form).encode())
        assert any(c.name == "jupyterhub-hub-login" for c in self.jar), answer.body[:500]

    def start_server(self, wait_s: float = 90) -> None:
        """Have the hub start this learner's server, and enter it once."""
        headers = {"X-XSRFToken": self.xsrf("/hub/"), "Content-Type": "application/json"}
        self.request("POST", f"/hub/api/users/{self.name}/server", b"", headers)
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            self.request("GET", f"/user/{self.name}/lab")
            if self.request("GET", f"/user/{self.name}/api/status").status == 200:
                return
            time.sleep(0.2)
        raise AssertionError(f"the server of {self.name} did not start")

    def messages_of_a_start(self) -> list[str]:
        """Ask for a server as the page does, and read what the page is told, to the end.

        The hub answers the page only when the server is up or a second has passed, and what is
        told is over when the server is up. So both are asked for at once.
        """
        path = f"/hub/api/users/{self.name}/server/progress?_xsrf={self.xsrf('/hub/')}"
        with ThreadPoolExecutor(1) as beside:
            page = beside.submit(self.request, "GET", f"/hub/spawn/{self.name}")
            while (told := self.request("GET", path)).status in (400, 404) and not page.done():
                time.sleep(0.02)  # the hub has not begun yet
            assert page.result().status == 200, page.result().body[:500]
        assert told.status == 200, told.body[:500]
        lines = told.body.decode().splitlines()
        return [json.loads(line[6:])["message"] for line in lines if line.startswith("data: ")]

    def server(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """Call this learner's own server."""
        where = f"/user/{self.name}/{path}"
        headers = {"X-XSRFToken": self.xsrf(where), "Content-Type": "application/json"}
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        return self.request(method, where, raw, headers | options.pop("headers", {}), **options)

    def api(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """Call the API through this learner's server."""
        return self.server(method, f"mastery/api/v1/{path}", body, **options)
