"""What the hub is told of containers."""

from __future__ import annotations

import pytest
from adaptive_server.hub.docker_spawner import configure, host_config, tmpfs
from adaptive_server.hub.learner_spawner import LearnerSpawner
from adaptive_server.hub.settings import HubSettings, PullPolicy, SpawnerKind
from adaptive_server.hub.swarm_spawner import LearnerSwarmSpawner
from traitlets.config import Config


def configured(**settings: object) -> Config:
    c = Config()
    fields = {"spawner": SpawnerKind.DOCKER, "hub_connect_host": "hub", **settings}
    configure(c, HubSettings(**fields))  # type: ignore[arg-type]
    return c


def test_an_image_by_digest_and_the_policy_reach_the_spawner() -> None:
    image = "registry.example/learner@sha256:" + "0" * 64
    c = configured(learner_image=image, image_pull_policy=PullPolicy.ALWAYS)
    assert (c.DockerSpawner.image, c.DockerSpawner.pull_policy) == (image, "always")
    assert c.DockerSpawner.allowed_images == []
    assert c.JupyterHub.hub_connect_url == "http://hub:8081"


def test_servers_outlive_the_hub() -> None:
    assert configured().JupyterHub.cleanup_servers is False


@pytest.mark.parametrize("spawner", [LearnerSpawner, LearnerSwarmSpawner])
def test_a_spawner_knows_when_an_unused_server_stops(
    spawner: type[LearnerSpawner | LearnerSwarmSpawner],
) -> None:
    assert configured(idle_minutes=45)[spawner.__name__].idle_minutes == 45
    assert "idle_minutes" in spawner.class_traits(config=True)


def test_gvisor_is_one_setting() -> None:
    assert "runtime" not in host_config(HubSettings())
    assert host_config(HubSettings(learner_runtime="runsc"))["runtime"] == "runsc"


def test_every_writable_folder_is_bounded() -> None:
    for path, options in tmpfs(HubSettings(learner_tmp_mib=9, learner_home_mib=11)).items():
        assert f"size={9 if path == '/tmp' else 11}m" in options
        assert {"nosuid", "nodev"} <= set(options.split(","))


def test_dockerspawner_may_format_every_text_of_the_walls() -> None:
    assert "{" not in str(list(tmpfs(HubSettings()).values()))


@pytest.mark.parametrize("mib", [0, 64])
def test_one_file_is_no_larger_than_the_folder_may_be(mib: int) -> None:
    limits = host_config(HubSettings(learner_disk_mib=mib))["ulimits"]
    found = [limit["Hard"] for limit in limits if limit["Name"] == "fsize"]
    assert found == ([mib << 20] if mib else [])


def test_swarm_gets_the_same_walls_as_far_as_it_has_them() -> None:
    c = configured(spawner=SpawnerKind.SWARM, learner_pids=77, learner_memory="256M")
    service = c.LearnerSwarmSpawner
    limits = service.extra_task_spec["resources"]["Limits"]
    assert limits == {"MemoryBytes": 256 << 20, "NanoCPUs": 10**9, "Pids": 77}
    assert service.extra_container_spec == {"cap_drop": ["ALL"], "read_only": True, "init": True}
