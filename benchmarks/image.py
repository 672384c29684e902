"""What a learner's server costs: our image and a plain JupyterLab image, side by side.

    sudo .venv/bin/python benchmarks/image.py [--suite trixie|bookworm] [--starts 3] [--json]

Makes a Debian base with debootstrap, builds both images on it without network from the same
wheels (the plain one: JupyterLab, JupyterHub's single-user server and a kernel, as pip installs
them), and starts each one the given number of times by turns through a real hub. Prints size,
processor seconds until the server has answered and come to rest, memory of the idle server and
with one kernel, each with the ratio. Needs root, docker.io, debootstrap and iproute2.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# In the place of this folder, whose `grader.py` is not the package of that name.
sys.path[0] = str(ROOT / "tests")

import docker
from support.docker_classroom import DockerClassroom
from support.docker_engine import DockerEngine, base_tarball
from support.engine_network import EngineNetwork
from support.github import Account, GitHub
from support.learner_image import (
    LEARNER,
    WHEELHOUSE,
    Host,
    build_learner_image,
)
from support.product import Visitor

SUITES = {"trixie": ("3.13", 41), "bookworm": ("3.11", 36)}
PLAIN, MEASURED = "plain-jupyterlab", "measured"
REST_S = 5.0
MIB = 1 << 20


@dataclass
class Cost:
    """What one image costs; one entry per start."""

    size_mib: float = 0.0
    start_cpu_s: list[float] = field(default_factory=list)
    start_wall_s: list[float] = field(default_factory=list)
    idle_mib: list[float] = field(default_factory=list)
    kernel_mib: list[float] = field(default_factory=list)

    def middle(self) -> dict[str, float]:
        """Medians, and the size."""
        return {
            "size_mib": self.size_mib,
            "start_cpu_s": statistics.median(self.start_cpu_s),
            "start_wall_s": statistics.median(self.start_wall_s),
            "idle_mib": statistics.median(self.idle_mib),
            "kernel_mib": statistics.median(self.kernel_mib),
        }


def build_plain(engine: DockerEngine, base: str) -> None:
    """Build the reference on the same base from the same wheels."""
    dockerfile = f"""
        FROM {base} AS build
        COPY deploy/pip /pip
        COPY {WHEELHOUSE.format("learner")} /wheels
        RUN python3 -m venv --without-pip /opt/lab && PYTHONPATH="$(echo /pip/pip-*.whl)" \\
            python3 -m pip --python /opt/lab/bin/python install -q --no-index \\
            --find-links /wheels \\
            jupyterlab notebook ipykernel jupyterhub
        FROM {base}
        RUN useradd --uid 1000 --create-home learner && install -d -o learner /home/learner/work
        COPY --from=build /opt/lab /opt/lab
        ENV PATH=/opt/lab/bin:/usr/bin:/bin HOME=/home/learner
        USER learner
        WORKDIR /home/learner/work
        CMD ["jupyterhub-singleuser"]
    """
    with tempfile.NamedTemporaryFile("w", suffix=".Dockerfile", dir=ROOT / "build") as file:
        file.write(dockerfile)
        file.flush()
        engine.build(file.name, PLAIN)


def measure(room: DockerClassroom, client: docker.APIClient, visitor: Visitor, cost: Cost) -> None:
    """Start a server, let it come to rest, look at it, start a kernel, look again, stop it."""
    began = time.monotonic()
    visitor.start_server()
    cost.start_wall_s.append(time.monotonic() - began)
    time.sleep(REST_S)
    name = f"learner-{visitor.name}"
    stats = client.stats(name, stream=False)
    cost.start_cpu_s.append(stats["cpu_stats"]["cpu_usage"]["total_usage"] / 1e9)
    cost.idle_mib.append(memory_mib(stats))
    assert visitor.server("POST", "api/kernels", {"name": "python3"}).status == 201
    time.sleep(REST_S)
    cost.kernel_mib.append(memory_mib(client.stats(name, stream=False)))
    headers = {"X-XSRFToken": visitor.xsrf("/hub/"), "Content-Type": "application/json"}
    visitor.request("DELETE", f"/hub/api/users/{visitor.name}/server", None, headers)
    while name in room.host.engine.containers():
        time.sleep(0.2)


def memory_mib(stats: dict[str, Any]) -> float:
    """As `docker stats` shows it: without the file cache that can be given back."""
    found = stats["memory_stats"]
    unused = found["stats"].get("total_inactive_file", found["stats"].get("inactive_file", 0))
    return float(found["usage"] - unused) / MIB


def compare(suite: str, starts: int) -> dict[str, Cost]:
    """Build both images and start them by turns."""
    costs = {"ours": Cost(), "plain": Cost()}
    python, glibc = SUITES[suite]
    with EngineNetwork() as network, DockerEngine(network.inside()) as engine:
        engine.docker("import", str(base_tarball(suite)), "base")
        build_learner_image(engine, "base", python, glibc)
        build_plain(engine, "base")
        for which, image in (("ours", LEARNER), ("plain", PLAIN)):
            size = engine.docker("image", "inspect", "-f", "{{.Size}}", image)
            costs[which].size_mib = int(size) / MIB
        client = docker.APIClient(base_url=engine.host, version="auto")
        with GitHub(network.outside) as github, tempfile.TemporaryDirectory() as folder:
            github.people["ana"] = Account(1, orgs={"acme"})
            with DockerClassroom(
                Host(engine, network), Path(folder), github, MASTERY_LEARNER_IMAGE=MEASURED
            ) as room:
                for _ in range(starts):
                    for which, image in (("ours", LEARNER), ("plain", PLAIN)):
                        engine.docker("tag", image, MEASURED)
                        measure(room, client, room.sign_in("ana"), costs[which])
        client.close()
    return costs


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--suite", choices=SUITES, default="trixie")
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = {which: cost.middle() for which, cost in compare(given.suite, given.starts).items()}
    if given.json:
        print(json.dumps(found))
        return
    print(f"Medians of {given.starts} starts on {given.suite}")
    print(f"{'':14}{'ours':>10}{'plain':>10}{'ratio':>8}")
    for name, ours in found["ours"].items():
        plain = found["plain"][name]
        print(f"{name:14}{ours:10.2f}{plain:10.2f}{ours / plain:8.2f}")


if __name__ == "__main__":
    main()
