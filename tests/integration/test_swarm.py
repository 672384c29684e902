"""A learner's server as a service of a real Swarm of one machine: start, kernel, stop."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.kernel import kernel
from support.learner_image import LEARNER, SITE
from support.product import Visitor

if TYPE_CHECKING:
    from support.docker_engine import DockerEngine
    from support.learner_image import Host

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

PASSWORD = "wren-otter-maple-quartz-4821"
PORT, NETWORK, HUB = 8200, "swarm-learners", "swarm-hub"


def data_folder(folder: Path) -> Path:
    """The hub's folder, for the account of its container."""
    (folder / "hub").mkdir()
    people = folder / "passwords.json"
    people.write_text(json.dumps({"hal": {"password": PASSWORD, "instructor": False}}))
    people.chmod(0o600)
    for path in (folder, folder / "hub", people):
        os.chown(path, 1001, 1001)
    return folder


@pytest.fixture(scope="module")
def hub(learner_host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A hub in a container on the Swarm's own network; its address."""
    engine, address = learner_host.engine, learner_host.network.address
    socket = engine.host.removeprefix("unix://")
    folder = data_folder(tmp_path_factory.mktemp("swarm"))
    for parent in folder.parents[:2]:
        parent.chmod(0o755)  # pytest's own folders are closed to other accounts
    settings = {
        "DOCKER_HOST": "unix:///var/run/docker.sock",
        "MASTERY_DATA": "/data",
        "MASTERY_HOST": "0.0.0.0",
        "MASTERY_PUBLIC_URL": f"http://{address}:{PORT}",
        "MASTERY_HUB_HOST": "0.0.0.0",
        "MASTERY_HUB_CONNECT_HOST": HUB,
        "MASTERY_SERVICE_ADDRESS": "http://service.invalid:8002",
        "MASTERY_SERVICE_TOKEN": os.urandom(32).hex(),
        "MASTERY_SPAWNER": "swarm",
        "MASTERY_LEARNER_IMAGE": LEARNER,
        "MASTERY_LEARNER_NETWORK": NETWORK,
    }
    given = [word for name, value in settings.items() for word in ("--env", f"{name}={value}")]
    engine.docker("swarm", "init", "--advertise-addr", "127.0.0.1")
    try:
        engine.docker(
            "network", "create", "--driver", "overlay", "--attachable", "--internal", NETWORK
        )
        engine.docker("network", "create", "swarm-front")
        engine.docker(
            *("create", "--name", HUB, "--network", "swarm-front", "--init", *given),
            *("--publish", f"{address}:{PORT}:8000", "--group-add", str(os.stat(socket).st_gid)),
            *("--volume", f"{socket}:/var/run/docker.sock", "--volume", f"{folder}:/data", SITE),
        )
        engine.docker("network", "connect", NETWORK, HUB)
        engine.docker("start", HUB)
        url = f"http://{address}:{PORT}"
        end = time.monotonic() + 60
        while not ready(url):
            assert time.monotonic() < end, hub_log(engine)
            time.sleep(0.3)
        yield url
    finally:
        for service in engine.docker("service", "ls", "--quiet", check=False).split():
            engine.docker("service", "rm", service)
        engine.docker("rm", "--force", "--volumes", HUB, check=False)
        engine.docker("network", "rm", "swarm-front", check=False)
        engine.docker("swarm", "leave", "--force")


def hub_log(engine: DockerEngine) -> str:
    """What the hub said; `docker logs` repeats it on the stream it came from."""
    command = ["docker", "logs", HUB]
    done = subprocess.run(command, env=engine.environment, capture_output=True, text=True)
    return (done.stdout + done.stderr)[-3000:]


def ready(url: str) -> bool:
    try:
        return Visitor(url, "").request("GET", "/hub/health").status == 200
    except OSError:
        return False


def test_a_server_starts_runs_a_cell_and_stops(hub: str, learner_host: Host) -> None:
    engine = learner_host.engine
    hal = Visitor(hub, "hal")
    hal.sign_in(PASSWORD)
    hal.start_server()
    assert (
        engine.docker("service", "ls", "--format", "{{.Name}} {{.Replicas}}") == "learner-hal 1/1"
    )
    with kernel(hal) as cell:
        assert cell.output(cell.send("print(6 * 7)")) == "42\n"
        told = cell.output(cell.send("print(open('/proc/self/status').read())"))
        assert "CapBnd:\t0000000000000000" in told
        refused = cell.output(cell.send("open('/opt/learner/x', 'w')"))
        assert "Read-only file system" in refused
    headers = {"X-XSRFToken": hal.xsrf("/hub/"), "Content-Type": "application/json"}
    assert hal.request("DELETE", "/hub/api/users/hal/server", None, headers).status in (202, 204)
    end = time.monotonic() + 60
    while "learner-hal" in engine.docker("ps", "--format", "{{.Names}}"):
        assert time.monotonic() < end
        time.sleep(0.3)
    assert engine.docker("service", "ls", "--quiet") == ""
    assert "pythonmastery-hal" in engine.docker("volume", "ls", "--quiet")
