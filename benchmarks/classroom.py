"""What a class on one machine costs: sign in, start together, run a cell each, hand in each.

    sudo .venv/bin/python benchmarks/classroom.py [--learners 30] [--json]

Starts the classroom of `tests/support/docker_classroom.py`: PostgreSQL, proxy, two services, hub
with GitHub sign-in (a GitHub on the loopback) and each learner's server in a container, on Debian
12 with Python 3.11. Prints for each step how long it took for all of them, and processor seconds
and memory of the learners' containers and of the operator's side. Wall times are upper bounds on a
busy machine; processor seconds and memory hardly depend on it. Needs what `benchmarks/image.py`
needs.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import docker  # noqa: E402
from adaptive_server.adapters.problem_notebooks import load_bank  # noqa: E402
from support.answers import insist, key, right  # noqa: E402
from support.docker_classroom import DockerClassroom  # noqa: E402
from support.docker_engine import DockerEngine  # noqa: E402
from support.engine_network import EngineNetwork  # noqa: E402
from support.github import Account, GitHub  # noqa: E402
from support.kernel import kernel  # noqa: E402
from support.learner_image import Host, build_learner_image  # noqa: E402
from support.product import Visitor, children, command_line  # noqa: E402

MIB = 1 << 20
TICK = os.sysconf("SC_CLK_TCK")
PATIENCE_S = 900
CELL = "sum(n * n for n in range(300_000))"


class Scale:
    """Weighs the two sides of a running classroom."""

    def __init__(self, room: DockerClassroom, client: docker.APIClient) -> None:
        self.room, self.client = room, client
        self.began = time.monotonic()
        self.parts_s, self.servers_s = self._parts_s(), 0.0

    def step(self) -> dict[str, float]:
        """What happened since the last step, per class; memory as it is now."""
        stats = [self.client.stats(n, stream=False, one_shot=True) for n in self._servers()]
        servers_s = sum(s["cpu_stats"]["cpu_usage"]["total_usage"] for s in stats) / 1e9
        parts_s = self._parts_s()
        found = {
            "wall_s": time.monotonic() - self.began,
            "servers_cpu_s": servers_s - self.servers_s,
            "parts_cpu_s": parts_s - self.parts_s,
            "servers_mib": sum(map(_memory, stats)) / MIB,
            "parts_mib": sum(map(_own_memory, self._parts())) / MIB,
        }
        self.began, self.parts_s, self.servers_s = time.monotonic(), parts_s, servers_s
        return found

    def _servers(self) -> list[str]:
        return [name for name in self.room.host.engine.containers() if name.startswith("learner-")]

    def _parts(self) -> list[int]:
        """Hub, proxy, services with their workers, and PostgreSQL."""
        below, found = children(), list[int]()
        todo = [child.pid for child in self.room.processes.values()]
        todo += [pid for pid in below.get(os.getpid(), ()) if "postgres" in command_line(pid)]
        while todo:
            found.append(todo.pop())
            todo += below.get(found[-1], [])
        return found

    def _parts_s(self) -> float:
        """Processor seconds of the parts and of children of theirs that have ended."""
        return sum(map(_used_s, self._parts()))


def _used_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def _own_memory(pid: int) -> int:
    """Bytes of a process, what it shares counted in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _memory(stats: dict[str, Any]) -> int:
    """As `docker stats` shows it: without the file cache that can be given back."""
    found = stats["memory_stats"]
    unused = found["stats"].get("total_inactive_file", found["stats"].get("inactive_file", 0))
    return int(found["usage"] - unused)


def start_server(visitor: Visitor) -> None:
    """Ask for a server as the hub's page does: one request that tells until it is ready."""
    assert visitor.request("GET", f"/hub/spawn/{visitor.name}", timeout=PATIENCE_S).status == 200
    path = f"/hub/api/users/{visitor.name}/server/progress?_xsrf={visitor.xsrf('/hub/')}"
    told = visitor.request("GET", path, timeout=PATIENCE_S).body.decode()
    assert '"ready": true' in told, told[-500:]
    assert visitor.request("GET", f"/user/{visitor.name}/lab", timeout=PATIENCE_S).status == 200


def run_cell(visitor: Visitor) -> None:
    """Start a kernel and have it work for a moment."""
    with kernel(visitor) as running:
        running.output(running.send(CELL))


def measure(room: DockerClassroom, client: docker.APIClient, names: list[str]) -> dict[str, Any]:
    """Go through a lesson's steps with all of them at once; signing in is one after another."""
    problem = next(iter(load_bank(ROOT / "curriculum").problems.values()))
    scale, steps = Scale(room, client), dict[str, Any]()
    visitors = [room.sign_in(name) for name in names]
    steps["sign in"] = scale.step()
    together: dict[str, Callable[[Visitor], Any]] = {
        "start": start_server,
        "kernel and cell": run_cell,
        "hand in": lambda visitor: insist(visitor, problem, right(problem), key()),
    }
    with ThreadPoolExecutor(len(names)) as pool:
        for name, work in together.items():
            list(pool.map(work, visitors))
            steps[name] = scale.step()
    answers = [seconds(visitor) for visitor in visitors for _ in range(3)]
    return {"steps": steps, "answer_ms": 1000 * statistics.median(answers)}


def seconds(visitor: Visitor) -> float:
    """Seconds of one request through proxy, the learner's server and the service."""
    began = time.monotonic()
    assert visitor.api("GET", "me").status == 200
    return time.monotonic() - began


@contextmanager
def classroom(names: list[str]) -> Iterator[tuple[DockerClassroom, docker.APIClient]]:
    """A classroom whose GitHub knows these learners."""
    with EngineNetwork() as network, DockerEngine(network.inside()) as engine:
        build_learner_image(engine, engine.import_base())
        client = docker.APIClient(base_url=engine.host, version="auto")
        with GitHub(network.outside) as github, tempfile.TemporaryDirectory() as folder:
            github.people |= {name: Account(n, orgs={"acme"}) for n, name in enumerate(names, 1)}
            patient = {"MASTERY_SPAWN_TIMEOUT_S": str(PATIENCE_S)}
            host = Host(engine, network)
            with DockerClassroom(host, Path(folder), github, **patient) as room:
                yield room, client
        client.close()


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    names = [f"learner{number}" for number in range(given.learners)]
    with classroom(names) as (room, client):
        found = measure(room, client, names)
    if given.json:
        print(json.dumps(found))
        return
    print(f"{given.learners} learners on {os.cpu_count()} processors")
    print(f"{'':18}{'wall s':>8}{'servers: CPU s':>16}{'MiB':>8}{'parts: CPU s':>14}{'MiB':>8}")
    for name, step in found["steps"].items():
        print(
            f"{name:18}{step['wall_s']:8.1f}{step['servers_cpu_s']:16.1f}"
            f"{step['servers_mib']:8.0f}{step['parts_cpu_s']:14.1f}{step['parts_mib']:8.0f}"
        )
    print(f"an answer of the service through a learner's server: {found['answer_ms']:.0f} ms")


if __name__ == "__main__":
    main()
