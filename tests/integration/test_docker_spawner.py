"""Learners' servers in containers, seen by their learners and by the operator."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import docker
import pytest
from adaptive_server.hub.spawn_faults import fault_of
from requests.exceptions import RequestException
from support.docker_classroom import BRIDGE, GATEWAY, HUB, NETWORK
from support.engine_runtimes import GVISOR, RUNC
from support.hostile_learner import SCAN
from support.kernel import kernel
from support.learner_image import LEARNER
from support.product import Visitor
from support.registry import Registry

if TYPE_CHECKING:
    from support.docker_classroom import DockerClassroom
    from support.learner_image import Host

pytest_plugins = ["support.docker_engine", "support.docker_rooms"]
pytestmark = [pytest.mark.integration, pytest.mark.docker]


def started(room: DockerClassroom, name: str) -> Visitor:
    visitor = room.sign_in(name)
    visitor.start_server()
    return visitor


def stop(room: DockerClassroom, visitor: Visitor) -> None:
    headers = {"X-XSRFToken": visitor.xsrf("/hub/"), "Content-Type": "application/json"}
    path = f"/hub/api/users/{visitor.name}/server"
    assert visitor.request("DELETE", path, None, headers).status in (202, 204)
    end = time.monotonic() + 30
    while f"learner-{visitor.name}" in room.host.engine.containers():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_the_container_has_its_limits(classroom: DockerClassroom) -> None:
    started(classroom, "dev")
    (found,) = json.loads(classroom.host.engine.docker("inspect", "learner-dev"))
    host = found["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == 512 << 20
    assert (host["PidsLimit"], host["CpuQuota"]) == (128, 100_000)
    assert (host["CapDrop"], host["CapAdd"]) == (["ALL"], None)
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert (host["ReadonlyRootfs"], host["Init"], host["Privileged"]) == (True, True, False)
    assert set(found["NetworkSettings"]["Networks"]) == {NETWORK}
    assert [m["Name"] for m in found["Mounts"]] == ["pythonmastery-dev"]
    assert "PortBindings" not in host or not host["PortBindings"]


def test_a_start_and_an_idle_server_cost_no_more_than_they_may(
    classroom: DockerClassroom, capsys: pytest.CaptureFixture[str]
) -> None:
    started(classroom, "dev")
    client = docker.APIClient(base_url=classroom.host.engine.host, version="auto")
    found = client.stats("learner-dev", stream=False)
    client.close()
    cpu_s = found["cpu_stats"]["cpu_usage"]["total_usage"] / 1e9
    memory = found["memory_stats"]
    unused = memory["stats"].get("total_inactive_file", memory["stats"].get("inactive_file", 0))
    mib = (memory["usage"] - unused) / (1 << 20)
    with capsys.disabled():
        print(f"\na start: {cpu_s:.2f} s of processor time; idle: {mib:.0f} MiB")
    assert cpu_s <= 2.5
    assert mib <= 100


def test_the_image_is_set_up_as_it_says(classroom: DockerClassroom) -> None:
    dev = started(classroom, "dev")
    page = dev.request("GET", "/user/dev/lab", headers={"Accept-Encoding": "gzip"})
    headers = {name.lower(): value for name, value in page.headers.items()}
    assert headers["content-encoding"] == "gzip"
    assert dev.server("POST", "api/kernels", {"name": "python3"}).status == 201
    folder = "/home/learner/.local/share/jupyter/runtime"
    said = classroom.inside("dev", "sh", "-c", f"cat {folder}/kernel-*.json")
    assert json.loads(said)["transport"] == "ipc"
    extensions = dev.server("GET", "lab/api/settings/@pythonmastery/tutor-labext:plugin")
    assert extensions.status == 200  # prebuilt, nothing had to be built for it
    lab = "/opt/learner/share/jupyter/lab"
    classroom.inside("dev", "test", "-s", f"{lab}/settings/overrides.json")


def test_the_page_tells_each_step_and_work_outlives_the_container(
    classroom: DockerClassroom,
) -> None:
    eve = classroom.sign_in("eve")
    told = eve.messages_of_a_start()
    assert told[1:5] == [
        "Looking for the image of your server",
        "Connecting your folder",
        "Starting your server",
        "Your server runs; waiting until JupyterLab answers.",
    ]
    assert told[-1] == "Server ready at /user/eve/"
    eve.start_server()
    page = {"type": "file", "format": "text", "content": "kept"}
    assert eve.server("PUT", "api/contents/work.txt", page).status == 201
    first = classroom.host.engine.docker("inspect", "-f", "{{.Id}}", "learner-eve")
    stop(classroom, eve)
    eve.start_server()
    assert first != classroom.host.engine.docker("inspect", "-f", "{{.Id}}", "learner-eve")
    assert eve.server("GET", "api/contents/work.txt").json["content"] == "kept"


def test_a_missing_image_is_said_to_the_learner_and_the_next_start_works(
    classroom: DockerClassroom,
) -> None:
    engine = classroom.host.engine
    fay = classroom.sign_in("fay")
    engine.docker("tag", LEARNER, "aside")
    engine.docker("rmi", LEARNER)
    try:
        headers = {"X-XSRFToken": fay.xsrf("/hub/"), "Content-Type": "application/json"}
        answer = fay.request("POST", "/hub/api/users/fay/server", b"", headers)
        assert answer.status == 503
        assert "The image of your server is missing" in answer.json["message"]
        assert "build it (images/learner/README.md)" in classroom.log("hub")
        page = fay.request("GET", "/hub/spawn-pending/fay").body.decode()
        assert "The image of your server is missing" in page
        assert "images/learner" not in page
    finally:
        engine.docker("tag", "aside", LEARNER)
    fay.start_server()


def test_a_restart_of_the_hub_leaves_server_and_kernel_alone(classroom: DockerClassroom) -> None:
    ben = started(classroom, "ben")
    kernel = ben.server("POST", "api/kernels", {"name": "python3"}).json["id"]
    before = classroom.host.engine.docker("inspect", "-f", "{{.State.StartedAt}}", "learner-ben")
    classroom.end("hub")
    try:
        assert ben.server("GET", f"api/kernels/{kernel}").status == 200
    finally:
        classroom.start_hub()
    assert ben.api("GET", "me").status == 200
    assert ben.server("GET", f"api/kernels/{kernel}").json["id"] == kernel
    after = classroom.host.engine.docker("inspect", "-f", "{{.State.StartedAt}}", "learner-ben")
    assert before == after


def test_a_server_runs_inside_of_gvisor_with_the_same_walls(classroom: DockerClassroom) -> None:
    assert shutil.which("runsc"), "install runsc"
    classroom.restart_hub(MASTERY_LEARNER_RUNTIME=GVISOR)
    try:
        kit = started(classroom, "kit")
        assert "Starting gVisor" in classroom.inside("kit", "dmesg")
        with kernel(kit) as cell:
            assert cell.output(cell.send("print(6 * 7)")) == "42\n"
            told = cell.output(cell.send("print(open('/proc/self/status').read())"))
            assert "CapBnd:\t0000000000000000" in told
            kept = "print(open('mine', 'w').write('kept'), open('/opt/learner/x', 'w'))"
            assert "Permission denied" in cell.output(cell.send(kept))
        assert classroom.inside("kit", "cat", "mine") == "kept"
        others = json.dumps([[classroom.host.network.address, 8000], [GATEWAY, HUB]])
        assert json.loads(classroom.inside("kit", "python", "-c", SCAN, others)) == [[GATEWAY, HUB]]
        assert kit.api("GET", "me").status == 200
    finally:
        classroom.restart_hub()


@pytest.fixture(scope="module")
def changed(classroom: DockerClassroom) -> Iterator[str]:
    """The same classroom with other settings of its servers; the name of their image."""
    host = classroom.host
    image_id = host.engine.docker("image", "inspect", "-f", "{{.Id}}", LEARNER)
    with Registry(host.network.outside, image_id) as registry:
        classroom.restart_hub(
            MASTERY_LEARNER_DISK_MIB="64",
            MASTERY_IDLE_MINUTES="45",
            MASTERY_LEARNER_RUNTIME=RUNC,
            MASTERY_LEARNER_IMAGE=registry.image,
            MASTERY_IMAGE_PULL_POLICY="ifnotpresent",
        )
        yield registry.image
        classroom.restart_hub()


def test_an_image_by_digest_is_fetched_once_and_a_runtime_by_name_is_taken(
    classroom: DockerClassroom, changed: str
) -> None:
    jon = classroom.sign_in("jon")
    told = jon.messages_of_a_start()
    assert any(message.startswith("Fetching the image of your server") for message in told), told
    jon.start_server()
    (found,) = json.loads(classroom.host.engine.docker("inspect", "learner-jon"))
    assert found["Config"]["Image"] == changed
    assert found["HostConfig"]["Runtime"] == RUNC
    stop(classroom, jon)
    told = jon.messages_of_a_start()
    assert not any(message.startswith("Fetching") for message in told), told


def test_a_filled_folder_stops_its_server_and_can_be_emptied(
    classroom: DockerClassroom, changed: str
) -> None:
    ivy = started(classroom, "ivy")
    with kernel(ivy) as cell:
        fill = "with open({!r}, 'wb', 0) as file:\n for _ in range({}): file.write(bytes(1 << 20))"
        assert "File too large" in cell.output(cell.send(fill.format("one", 200)))
        assert cell.output(cell.send(fill.format("two", 40))) == ""
    end = time.monotonic() + 150
    # The hub hears of it a moment after the container is gone.
    while "learner-ivy" in classroom.host.engine.containers() or ivy.has_server():
        assert time.monotonic() < end, "a full folder did not stop the server"
        time.sleep(1)
    messages = ivy.messages_of_a_start()
    assert any("Your folder is full: 104 of 64 MiB" in m for m in messages), messages
    assert any("for 45 minutes it stops: your files are kept" in m for m in messages)
    size = classroom.inside("ivy", "du", "--summarize", "--block-size=M", ".").split("\t")[0]
    assert size == "105M"
    classroom.inside("ivy", "rm", "one", "two")


def test_the_firewall_can_be_checked_undone_and_put_back(classroom: DockerClassroom) -> None:
    dev = started(classroom, "dev")
    open_port = json.dumps([[classroom.host.network.address, 8000]])
    other = json.dumps([[GATEWAY, HUB]])
    try:
        assert classroom.firewall("check").returncode == 0
        assert json.loads(classroom.inside("dev", "python", "-c", SCAN, open_port)) == []
        assert classroom.firewall("undo").returncode == 0
        assert classroom.firewall("undo").returncode == 0
        missing = classroom.firewall("check")
        assert missing.returncode == 1
        assert "MASTERY-INPUT" in missing.stderr
        assert json.loads(classroom.inside("dev", "python", "-c", SCAN, open_port)) != []
    finally:
        rules = [classroom.firewall("apply").returncode for _ in range(2)]
    assert rules == [0, 0]
    listed = classroom.host.network.inside("iptables", "-S")
    assert f"-A INPUT -i {BRIDGE} -j MASTERY-INPUT" in run(listed)
    assert run(listed).count("-j MASTERY-INPUT") == 1
    assert json.loads(classroom.inside("dev", "python", "-c", SCAN, other)) == [[GATEWAY, HUB]]
    assert dev.api("GET", "me").status == 200


def run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


BROKEN: dict[str, dict[str, Any]] = {
    "image": {"image": "nowhere/nothing:1"},
    "runtime": {"runtime": "runsc-that-is-not-there"},
    "network": {"network_mode": "no-such-network"},
    "volume": {"binds": ["broken:/home/learner/work"]},
}


def start_broken(client: docker.APIClient, image: str = LEARNER, **options: Any) -> None:
    host_config = client.create_host_config(**options)
    client.start(client.create_container(image, "true", host_config=host_config)["Id"])


@pytest.mark.parametrize("reason", BROKEN)
def test_the_engine_s_own_words_become_a_reason(learner_host: Host, reason: str) -> None:
    client = docker.APIClient(base_url=learner_host.engine.host, version="auto")
    client.create_volume("broken", "local", {"type": "ext4", "device": "/dev/not-there"})
    try:
        with pytest.raises(docker.errors.APIError) as raised:
            start_broken(client, **BROKEN[reason])
    finally:
        client.prune_containers()
        client.remove_volume("broken")
        client.close()
    fault = fault_of(raised.value)
    assert fault is not None
    assert fault.reason == reason, raised.value


def test_an_engine_that_is_away_is_a_reason_too() -> None:
    client = docker.APIClient(base_url="tcp://127.0.0.1:1", version="1.41")
    with pytest.raises((docker.errors.DockerException, RequestException)) as raised:
        client.version()
    client.close()
    fault = fault_of(raised.value)
    assert fault is not None
    assert fault.reason == "engine"
    assert fault_of(ValueError("not the engine's")) is None
