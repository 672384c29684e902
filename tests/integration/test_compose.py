"""deploy/compose as the how-to says: settings, start, a learner, backup and restore."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.compose import NET, PORT, ComposeClassroom
from support.hostile_learner import SCAN
from support.learner_image import SITE, build_site_image
from support.product import Visitor

if TYPE_CHECKING:
    from support.github import GitHub
    from support.learner_image import Host

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]

READY = "/services/mastery/api/v1/health/ready"


def answers(room: ComposeClassroom, path: str, wait_s: float) -> bool:
    end = time.monotonic() + wait_s
    while time.monotonic() < end:
        try:
            if Visitor(room.url, "").request("GET", path).status == 200:
                return True
        except OSError:
            pass
        time.sleep(0.3)
    return False


@pytest.fixture(scope="module")
def room(
    learner_host: Host, github: GitHub, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ComposeClassroom]:
    """The whole classroom, up."""
    build_site_image(learner_host.engine, "mastery-test-base")
    made = ComposeClassroom(learner_host, tmp_path_factory.mktemp("compose"), github)
    made.prepare()
    try:
        made.compose("up", "--detach")
        made.firewall("apply")
        for path in ("/hub/health", READY):
            assert answers(made, path, 120), made.compose("logs", "--tail", "30")
        yield made
    finally:
        made.firewall("undo")
        for name in learner_host.engine.containers():
            if name == "learner-gus":
                learner_host.engine.docker("rm", "--force", name)
        made.compose("down", "--volumes", "--timeout", "5")


@pytest.fixture(scope="module")
def gus(room: ComposeClassroom, github: GitHub) -> Visitor:
    """A learner whose server the hub in its container has started."""
    visitor = Visitor(room.url, "gus")
    github.signs_in = "gus"
    assert visitor.request("GET", "/hub/oauth_login?next=%2Fhub%2Fhome").status == 200
    visitor.start_server()
    return visitor


def test_a_learner_gets_a_server_and_the_service(room: ComposeClassroom, gus: Visitor) -> None:
    me = gus.api("GET", "me").json
    assert (me["name"], me["grading"]) == ("gus", "sandbox")
    assert gus.api("GET", "next").status == 200


def test_from_the_learner_s_server_hub_and_service_only(
    room: ComposeClassroom, gus: Visitor
) -> None:
    parts = ("room_database_1", "room_hub_1", "room_proxy_1", "room_service-1_1")
    form = "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}"
    found = room.host.engine.docker("inspect", "-f", form, *parts).split()
    ports = (5432, 8000, 8001, 8002, 8081, PORT, 2375)
    hosts = [*found, f"{NET}.1", room.host.network.address]
    targets = json.dumps([[host, port] for host in hosts for port in ports])
    said = room.host.engine.docker("exec", "learner-gus", "python", "-c", SCAN, targets)
    assert sorted(json.loads(said)) == [[f"{NET}.10", 8081], [f"{NET}.11", 8002]]


@pytest.mark.parametrize("part", ["database", "hub", "proxy", "service-1", "backup"])
def test_no_part_has_more_than_it_needs(room: ComposeClassroom, part: str) -> None:
    (found,) = json.loads(room.host.engine.docker("inspect", f"room_{part}_1"))
    host = found["HostConfig"]
    assert (host["CapDrop"], host["ReadonlyRootfs"]) == (["ALL"], True)
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert found["Config"]["User"] == "1001:1001"
    sockets = [m for m in found["Mounts"] if "docker.sock" in m["Destination"]]
    assert bool(sockets) == (part == "hub")
    assert not any("PASSWORD" in line or "TOKEN=" in line for line in found["Config"]["Env"])


def test_one_service_may_end_and_nobody_notices(room: ComposeClassroom, gus: Visitor) -> None:
    room.compose("stop", "--timeout", "10", "service-1")
    try:
        assert {gus.api("GET", "me").status for _ in range(6)} == {200}
    finally:
        room.compose("start", "service-1")


def test_what_a_backup_holds_comes_back(room: ComposeClassroom, gus: Visitor) -> None:
    gus.api("GET", "next")
    run = ("exec", "-T", "backup", "sh")
    made = room.compose(*run, "/opt/mastery/bin/backup.sh").split()[-1]
    count = "select count(*) from learners"
    asked = ("exec", "-T", "database", "psql", "-h", "/tmp", "-U", "mastery", "-Atc", count)
    before = room.compose(*asked, "mastery").strip()
    assert int(before) >= 1
    room.compose("stop", "--timeout", "10", "hub", "service-1", "service-2")
    room.compose(*asked[:-1], "drop schema public cascade; create schema public", "mastery")
    room.compose(*run, "/opt/mastery/bin/restore.sh", made)
    assert room.compose(*asked, "mastery").strip() == before
    room.compose("start", "service-1", "service-2", "hub")
    for path in ("/hub/health", READY):
        assert answers(room, path, 120), room.compose("logs", "--tail", "30")
    assert gus.api("GET", "me").json["name"] == "gus"


def test_an_upgrade_makes_the_parts_anew_and_leaves_servers_and_data_alone(
    room: ComposeClassroom, gus: Visitor, tmp_path: Path
) -> None:
    engine = room.host.engine
    seen = ("inspect", "-f", "{{.Id}} {{.State.StartedAt}}")
    parts = ("room_hub_1", "room_service-1_1", "room_service-2_1", "room_proxy_1")
    before = [engine.docker(*seen, name) for name in parts]
    server = engine.docker(*seen, "learner-gus")
    (tmp_path / "Dockerfile").write_text(f"FROM {SITE}\nLABEL version=newer\n")
    engine.docker("build", "--network", "none", "-t", SITE, str(tmp_path))
    room.compose("up", "--detach")
    for path in ("/hub/health", READY):
        assert answers(room, path, 120), room.compose("logs", "--tail", "30")
    assert not {*before} & {engine.docker(*seen, name) for name in parts}
    assert engine.docker(*seen, "learner-gus") == server
    assert gus.api("GET", "me").json["name"] == "gus"
    assert "is running" in gus.request("GET", "/hub/home").body.decode()
