"""A whole class signs in and starts at once; beside it, one learner alone.

    sudo .venv/bin/python benchmarks/classroom.py [--learners 30] [--slots 0] [--json]

Builds the learner's image on a Debian base without network, and starts a hub with GitHub sign-in
(a GitHub of its own), proxy, two services and PostgreSQL in a network namespace with its own
container engine. First one learner signs in and gets a server; then that one is stopped, and the
class does the same together, each reading the page of the start as a browser does. Prints when
the first, the median and the last server answered, what somebody else waited for the hub's sign-in
page meanwhile, how many failed, and the memory of an idle server. `--slots` is
MASTERY_STARTS_AT_ONCE. Needs root, docker.io, debootstrap and iproute2.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(ROOT / "tests")

import docker
from support.docker_classroom import DockerClassroom
from support.docker_engine import DockerEngine
from support.engine_network import EngineNetwork
from support.github import Account, GitHub
from support.learner_image import Host, build_learner_image
from support.product import Visitor

ALONE = "alone"
MOST_S = 900.0
LOOK_EVERY_S = 0.25
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Found:
    """What one round showed; seconds, except for MiB and counts."""

    learners: int
    failed: int
    first_s: float
    median_s: float
    last_s: float
    page_p50_s: float
    page_p95_s: float
    idle_mib: float


def come_in(room: DockerClassroom, name: str, began: float) -> float | None:
    """Sign in, ask for a server, wait for it; return the seconds since `began`."""
    visitor = Visitor(room.url, name)
    people = visitor.request("GET", "/hub/oauth_login?next=%2Fhub%2Fspawn", timeout=MOST_S)
    own = re.search(rf'href="([^"]*login_as={name})"', people.body.decode())
    assert own, people.body[-300:]
    at_github = Visitor(room.github.url, name, visitor.jar)
    page = at_github.request("GET", html.unescape(own[1]), timeout=MOST_S)
    listens = f"/hub/api/users/{name}/server/progress?_xsrf={visitor.xsrf('/hub/')}"
    told = visitor.request("GET", listens, timeout=MOST_S)  # ends with the start
    if page.status != 200 or b'"ready": true' not in told.body:
        print(f"{name}: {page.status}, {told.status} {told.body[-300:]!r}", file=sys.stderr)
        return None
    answer = visitor.request("GET", f"/user/{name}/api/status", timeout=MOST_S)
    return time.monotonic() - began if answer.status < 500 else None


class Looks:
    """Somebody who opens the sign-in page four times a second; a context manager."""

    def __init__(self, room: DockerClassroom) -> None:
        self.took: list[float] = []
        self._room, self._ended = room, threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            began = time.monotonic()
            answer = Visitor(self._room.url, "").request("GET", "/hub/login", timeout=MOST_S)
            assert answer.status == 200, answer.status
            self.took.append(time.monotonic() - began)

    def __enter__(self) -> Looks:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()


def measure(room: DockerClassroom, client: docker.APIClient, names: list[str]) -> Found:
    """Have so many come in at once."""
    with Looks(room) as looks, ThreadPoolExecutor(len(names)) as pool:
        began = time.monotonic()
        took = list(pool.map(lambda name: come_in(room, name, began), names))
    came = sorted(s for s in took if s is not None)
    cuts = statistics.quantiles(looks.took, n=20)
    used = [memory_mib(client, f"learner-{n}") for n, s in zip(names, took, strict=True) if s]
    return Found(
        learners=len(names),
        failed=took.count(None),
        first_s=came[0],
        median_s=statistics.median(came),
        last_s=came[-1],
        page_p50_s=cuts[9],
        page_p95_s=cuts[18],
        idle_mib=statistics.median(used),
    )


def memory_mib(client: docker.APIClient, name: str) -> float:
    """As `docker stats` shows it: without the file cache that can be given back."""
    found = client.stats(name, stream=False, one_shot=True)["memory_stats"]
    unused = found["stats"].get("total_inactive_file", found["stats"].get("inactive_file", 0))
    return float(found["usage"] - unused) / MIB


def compare(host: Host, learners: int, slots: int) -> tuple[Found, Found]:
    """Measure one alone, then the class."""
    names = [f"learner{number}" for number in range(learners)]
    client = docker.APIClient(base_url=host.engine.host, version="auto")
    with GitHub(host.network.outside) as github, tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate([ALONE, *names], 1):
            github.people[name] = Account(number, orgs={"acme"})
        setting = {"MASTERY_STARTS_AT_ONCE": str(slots)}
        with DockerClassroom(host, Path(folder), github, **setting) as room:
            one = measure(room, client, [ALONE])
            host.engine.docker("rm", "--force", f"learner-{ALONE}")
            found = one, measure(room, client, names)
    client.close()
    return found


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--slots", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    with EngineNetwork() as network, DockerEngine(network.inside()) as engine:
        build_learner_image(engine, engine.import_base())
        one, many = compare(Host(engine, network), given.learners, given.slots)
    if given.json:
        print(json.dumps({"alone": asdict(one), "class": asdict(many), "load_before": load}))
        return
    print(f"{os.cpu_count()} processors; load before: {load:.1f}")
    print(f"{'':12}{'alone':>10}{'class':>10}{'ratio':>8}")
    for name, alone in asdict(one).items():
        together = asdict(many)[name]
        ratio = f"{together / alone:8.1f}" if alone else ""
        print(f"{name:12}{alone:10.2f}{together:10.2f}{ratio}")


if __name__ == "__main__":
    main()
