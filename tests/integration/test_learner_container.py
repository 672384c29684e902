"""Hostile learners in their own containers: each line of what they may not do has its test."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import pytest
from support import hostile_learner
from support.canary_port import CanaryPort
from support.course import course
from support.docker_classroom import GATEWAY, HUB, SERVICE
from support.product import Visitor

if TYPE_CHECKING:
    from support.docker_classroom import DockerClassroom

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

METADATA = "169.254.169.254"
OTHERS_CANARY = "cho-wrote-this-alone-5517"


def run(room: DockerClassroom, name: str, program: str, *words: str, check: bool = True) -> Any:
    """Run a program in a learner's container and read its JSON."""
    said = room.inside(name, "python", "-c", program, *words, check=check)
    return json.loads(said.splitlines()[0]) if said else None


def works(visitor: Visitor) -> bool:
    return visitor.server("GET", "api/status").status == 200


@pytest.fixture(scope="module")
def ana(classroom: DockerClassroom) -> Visitor:
    """The hostile one."""
    visitor = classroom.sign_in("ana")
    visitor.start_server()
    return visitor


@pytest.fixture(scope="module")
def cho(classroom: DockerClassroom) -> Visitor:
    """A neighbour with work of their own."""
    visitor = classroom.sign_in("cho")
    visitor.start_server()
    page = {"type": "file", "format": "text", "content": OTHERS_CANARY}
    assert visitor.server("PUT", "api/contents/mine.txt", page).status == 201
    return visitor


@pytest.fixture(scope="module")
def metadata(classroom: DockerClassroom) -> Iterator[CanaryPort]:
    """A cloud's metadata address, which the host reaches."""
    network = classroom.host.network
    subprocess.run(network.inside("ip", "addr", "add", f"{METADATA}/32", "dev", "lo"), check=True)
    with CanaryPort(network, METADATA, 80) as port:
        yield port


def test_no_secret_can_be_read(classroom: DockerClassroom, ana: Visitor) -> None:
    files = [classroom.folder / "hub" / "cookie_secret", *(classroom.folder / "secrets").iterdir()]
    secrets = [*(file.read_text().strip() for file in files), str(classroom.folder)]
    assert len(secrets) >= 8
    assert search(classroom, "ana", secrets) == []
    assert search(classroom, "ana", ["JUPYTERHUB_API_TOKEN"]) != []  # so the search finds things


def test_no_hidden_test_and_no_course_can_be_read(classroom: DockerClassroom, ana: Visitor) -> None:
    tests = {
        line.strip()
        for problem in course().problems.values()
        for cell in problem.bundle.cells
        if cell.hidden
        for line in cell.source.splitlines()
        if len(line.strip()) > 30
    }
    library = "".join(p.read_text() for p in Path(os.__file__).parent.glob("*.py"))
    telling = [line for line in tests if line not in library]  # what Python itself says is no leak
    assert len(telling) > 20
    assert search(classroom, "ana", sorted(telling)) == []


def test_no_other_learner_s_data_can_be_read(
    classroom: DockerClassroom, ana: Visitor, cho: Visitor
) -> None:
    assert search(classroom, "cho", [OTHERS_CANARY]) != []
    assert search(classroom, "ana", [OTHERS_CANARY]) == []
    assert ana.request("GET", "/user/cho/api/contents/mine.txt").status in (403, 404)


def test_a_fork_bomb_is_bounded(classroom: DockerClassroom, ana: Visitor) -> None:
    end = run(classroom, "ana", hostile_learner.FORK_BOMB)
    assert end["made"] < 128, end
    assert end["refused"], end
    assert works(ana)


def test_a_memory_bomb_ends_itself_and_nothing_else(
    classroom: DockerClassroom, ana: Visitor
) -> None:
    command = ["exec", "learner-ana", "python", "-c", hostile_learner.MEMORY_BOMB]
    done = subprocess.run(
        ["docker", *command], env=classroom.host.engine.environment, capture_output=True
    )
    assert done.returncode == 137, done
    assert works(ana)


@pytest.mark.parametrize("path", ["/tmp/full", "/home/learner/.cache/full", "/dev/shm/full"])
def test_a_disk_fill_of_temporary_folders_is_bounded(
    classroom: DockerClassroom, ana: Visitor, path: str
) -> None:
    end = run(classroom, "ana", hostile_learner.FILL, path, "200")
    classroom.inside("ana", "rm", path)
    assert end["mib"] <= 64, end
    assert "space" in end["refused"], end
    assert works(ana)


@pytest.mark.parametrize(
    "path", ["/full", "/etc/full", "/opt/learner/full", "/home/learner/full", "/usr/bin/full"]
)
def test_nothing_of_the_image_can_be_written(
    classroom: DockerClassroom, ana: Visitor, path: str
) -> None:
    end = run(classroom, "ana", hostile_learner.FILL, path, "1")
    assert end["mib"] == 0, end
    assert end["refused"], end


def test_a_port_scan_of_the_host_finds_hub_and_service_only(
    classroom: DockerClassroom, ana: Visitor
) -> None:
    network = classroom.host.network
    ports = sorted({*range(1, 1200), 2375, 2376, 3000, 5432, 6379, *range(8000, 8100), 8888, 9999})
    with CanaryPort(network, "0.0.0.0", 9999) as canary:
        assert canary.reached_by_host(GATEWAY)
        hosts = (GATEWAY, network.address)
        targets = [[host, port] for host in hosts for port in ports]
        found = run(classroom, "ana", hostile_learner.SCAN, json.dumps(targets))
    assert sorted(found) == [[GATEWAY, SERVICE], [GATEWAY, HUB]]


def test_postgresql_cannot_be_reached(classroom: DockerClassroom, ana: Visitor) -> None:
    network = classroom.host.network
    with CanaryPort(network, "0.0.0.0", 5432) as database:
        assert database.reached_by_host(GATEWAY)
        targets = [[host, 5432] for host in (GATEWAY, network.address, network.outside)]
        assert run(classroom, "ana", hostile_learner.SCAN, json.dumps(targets)) == []
    assert classroom.inside("ana", "find", "/", "-name", ".s.PGSQL*", check=False) == ""


def test_other_learners_cannot_be_reached(
    classroom: DockerClassroom, ana: Visitor, cho: Visitor
) -> None:
    address = classroom.host.engine.docker(
        "inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", "learner-cho"
    )
    assert address.startswith("172.30.0.")
    around = [[f"172.30.0.{last}", 8888] for last in range(2, 30)] + [["learner-cho", 8888]]
    own = json.dumps([["127.0.0.1", 8888], [address, 8888]])
    assert [address, 8888] in run(classroom, "cho", hostile_learner.SCAN, own)
    reached = run(classroom, "ana", hostile_learner.SCAN, json.dumps(around))
    mine = classroom.inside("ana", "hostname", "-i")
    assert [host for host, _ in reached if host != mine] == []


def test_the_cloud_s_metadata_address_cannot_be_reached(
    classroom: DockerClassroom, ana: Visitor, metadata: CanaryPort
) -> None:
    assert metadata.reached_by_host(METADATA)
    assert run(classroom, "ana", hostile_learner.SCAN, json.dumps([[METADATA, 80]])) == []


def test_no_way_leads_out_and_no_name_is_resolved(classroom: DockerClassroom, ana: Visitor) -> None:
    network = classroom.host.network
    targets = [[network.outside, port] for port in (22, 53, 80, 443)] + [["1.1.1.1", 443]]
    assert run(classroom, "ana", hostile_learner.SCAN, json.dumps(targets)) == []
    assert classroom.inside("ana", "getent", "hosts", "canary.example.org", check=False) == ""
    assert "default" not in classroom.inside("ana", "cat", "/proc/net/route")


def test_there_is_no_docker_socket(classroom: DockerClassroom, ana: Visitor) -> None:
    sockets = classroom.inside("ana", "find", "/", "-xdev", "-type", "s", check=False).split()
    assert [s for s in sockets if not s.startswith("/home/learner/")] == []
    assert classroom.inside("ana", "find", "/", "-name", "docker*.sock", check=False) == ""
    targets = [[GATEWAY, 2375], [GATEWAY, 2376]]
    assert run(classroom, "ana", hostile_learner.SCAN, json.dumps(targets)) == []


def test_the_hub_s_api_gives_nothing_beyond_one_s_own(
    classroom: DockerClassroom, ana: Visitor, cho: Visitor
) -> None:
    api = f"http://{GATEWAY}:{HUB}/hub/api"
    calls = [
        *(("GET", f"{api}/{path}") for path in ("users", "users/cho", "groups", "services")),
        *(("GET", f"{api}/{path}") for path in ("proxy", "info", "users/cho/tokens")),
        ("GET", f"{api}/users/cho/server/progress"),
        ("POST", f"{api}/users/mallory"),
        ("DELETE", f"{api}/users/cho/server"),
        ("POST", f"{api}/users/cho/activity"),
        ("POST", f"{api}/users/ana/tokens"),
        ("POST", f"{api}/shutdown"),
        ("GET", f"{api}/user"),
    ]
    *refused, (status, me) = run(classroom, "ana", hostile_learner.CALL, json.dumps(calls))
    assert {status for status, _ in refused} <= {403, 404}, refused
    assert status == 200
    assert json.loads(me)["name"] == "ana"
    assert works(cho)


def test_the_learner_is_nobody_special(classroom: DockerClassroom, ana: Visitor) -> None:
    status = dict(
        line.split(":\t", 1)
        for line in classroom.inside("ana", "cat", "/proc/self/status").splitlines()
        if ":\t" in line
    )
    assert {status[f"Cap{kind}"] for kind in ("Eff", "Prm", "Bnd", "Inh", "Amb")} == {"0" * 16}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert status["Uid"].split() == ["1000"] * 4
    marked = ["find", "/", "-xdev", "-perm", "/6000", "-type", "f"]
    assert classroom.inside("ana", *marked, check=False) == ""
    compilers = ["sh", "-c", "command -v cc gcc g++ clang tcc ld as make curl wget pip"]
    assert classroom.inside("ana", *compilers, check=False) == ""
    for words in (["mount", "-t", "tmpfs", "x", "/mnt"], ["unshare", "-U", "true"], ["su", "-"]):
        assert classroom.inside("ana", *words, "&&", "echo", "in", check=False) == ""


def test_a_neighbour_s_latency_is_unharmed_by_all_of_it_at_once(
    classroom: DockerClassroom, ana: Visitor, cho: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    before = latencies(cho, 20)
    hog = "while True: pass"
    attacks = [hog, hog, hostile_learner.MEMORY_BOMB, hostile_learner.FORK_BOMB]
    commands = [["docker", "exec", "learner-ana", "python", "-c", a] for a in attacks]
    environment = classroom.host.engine.environment
    running = [
        subprocess.Popen(c, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for c in commands
    ]
    during = latencies(cho, 40)
    for process in running:
        process.kill()
        process.wait()
    ana.request("DELETE", "/hub/api/users/ana/server", None, {"X-XSRFToken": ana.xsrf("/hub/")})
    with capsys.disabled():
        print(
            f"\nneighbour: median {1000 * median(before):.0f} ms alone, "
            f"{1000 * median(during):.0f} ms beside four attacks"
        )
    assert median(during) < 10 * median(before) + 0.2


def latencies(visitor: Visitor, number: int) -> list[float]:
    """Seconds of requests to the learner's server and through it to the service."""
    taken = []
    for _ in range(number):
        began = time.monotonic()
        assert visitor.api("GET", "me").status == 200
        taken.append(time.monotonic() - began)
        time.sleep(0.05)
    return taken


def search(room: DockerClassroom, name: str, words: list[str]) -> list[str]:
    """Look for words in everything that a learner can read."""
    done = subprocess.run(
        ["docker", "exec", "-i", f"learner-{name}", "sh", "-c", hostile_learner.SEARCH],
        env=room.host.engine.environment,
        input="\n".join(words),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()
