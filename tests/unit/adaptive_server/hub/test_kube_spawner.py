"""A learner's pod as the values of deploy/kubernetes and the hub's settings make it."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest
import yaml
from adaptive_server.hub.docker_spawner import WORK, tmpfs
from adaptive_server.hub.github import GitHubSignIn
from adaptive_server.hub.kube_spawner import temporary_folders
from adaptive_server.hub.settings import HubSettings
from adaptive_server.hub.waiting_spawner import Waiting
from jupyterhub.objects import Hub
from kubernetes_asyncio.config import kube_config
from kubespawner import KubeSpawner
from support import kube_shapes
from traitlets import import_item
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[4]
VALUES = yaml.safe_load((ROOT / "deploy/kubernetes/values.yaml").read_text())
SECRETS = {
    "crypt-key": "c41f09d2e86b7a531b9e6d03f7a82c5490d7e3f61a2b8c45e7304bd98f1c6a25",
    "service-token": "k8s-service-94b1f7d2a6c3",
    "client-secret": "9f8e7d6c5b4a39281706f5e4",
    "database": "postgresql+psycopg://hub:fish-4417@db/hub",
}
PROXY_TOKEN = "proxy-0f3c9a71be5d2468"
ADDRESS = "https://learn.example.org"


def as_the_chart_leaves_it() -> Config:
    """What Zero to JupyterHub's own configuration has set before ours is read."""
    c = Config()
    c.JupyterHub.spawner_class = "kubespawner.KubeSpawner"
    c.JupyterHub.concurrent_spawn_limit = 64
    c.JupyterHub.authenticator_class = "dummy"  # lets in whoever has any password
    c.JupyterHub.cookie_secret = bytes(32)
    c.JupyterHub.template_paths = []
    c.JupyterHub.services, c.JupyterHub.load_roles = [], []
    c.Spawner.cmd = "jupyterhub-singleuser"
    pod, given = c.KubeSpawner, VALUES["singleuser"]
    pod.environment = {}
    pod.uid, pod.fs_gid, pod.start_timeout = 1000, 100, 300
    pod.image = f"{given['image']['name']}:{given['image']['tag']}"
    pod.mem_guarantee, pod.cpu_guarantee = (given[k]["guarantee"] for k in ("memory", "cpu"))
    pod.extra_labels = {"hub.jupyter.org/network-access-hub": "true"}
    pod.volumes = [
        {"name": "volume-{username}", "persistentVolumeClaim": {"claimName": "claim-{username}"}}
    ]
    pod.volume_mounts = [
        {"name": "volume-{username}", "mountPath": given["storage"]["homeMountPath"]}
    ]
    return c


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The hub's container as the values make it, its mounted secrets in a folder of the test."""
    for name, text in SECRETS.items():
        (tmp_path / name).write_text(text)
    lines = [
        "MASTERY_SIGN_IN=github",
        "MASTERY_GITHUB_CLIENT_ID=Iv1.42",
        "MASTERY_GITHUB_ORGANISATIONS=acme",
        "MASTERY_STAFF=acme/teachers=instructor",
        "MASTERY_LEARNER_MEMORY=384M",
        "MASTERY_LEARNER_RUNTIME=gvisor",
        "MASTERY_IDLE_MINUTES=45",
        f"MASTERY_GITHUB_CLIENT_SECRET_FILE={tmp_path}/client-secret",
        f"MASTERY_CRYPT_KEY_FILE={tmp_path}/crypt-key",
        f"MASTERY_SERVICE_TOKEN_FILE={tmp_path}/service-token",
        f"MASTERY_HUB_DATABASE_URL_FILE={tmp_path}/database",
    ]
    (tmp_path / "hub.env").write_text("\n".join(lines))
    for file in tmp_path.iterdir():
        file.chmod(0o440)
    from_elsewhere = {
        "MASTERY_PROXY_TOKEN": PROXY_TOKEN,
        "MASTERY_PUBLIC_URL": ADDRESS,
        "MASTERY_SETTINGS": str(tmp_path / "hub.env"),
    }
    for name, value in VALUES["hub"]["extraEnv"].items():
        monkeypatch.setenv(name, from_elsewhere.get(name, str(value)))
    # What Kubernetes adds by itself for the services of the namespace.
    monkeypatch.setenv("ADAPTIVE_SERVICE_SERVICE_PORT", "8002")
    return monkeypatch


@pytest.fixture
def c(environment: pytest.MonkeyPatch) -> Config:
    """The configuration after the values' own snippet has read ours."""
    (snippet,) = VALUES["hub"]["extraConfig"].values()
    assert "/opt/mastery/jupyterhub_config.py" in snippet
    found = as_the_chart_leaves_it()
    exec(snippet.replace("/opt/mastery", str(ROOT)), {"c": found})
    return found


CLUSTER = """
apiVersion: v1
kind: Config
current-context: nowhere
contexts: [{name: nowhere, context: {cluster: nowhere, user: hub}}]
clusters: [{name: nowhere, cluster: {server: "https://127.0.0.1:1"}}]
users: [{name: hub, user: {}}]
"""


@pytest.fixture
def pod(c: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The pod that the real KubeSpawner would ask a cluster for; there is none."""
    (tmp_path / "cluster").write_text(CLUSTER)
    monkeypatch.setattr(kube_config, "KUBE_CONFIG_DEFAULT_LOCATION", str(tmp_path / "cluster"))
    return asyncio.run(manifest(c))


async def manifest(c: Config) -> dict[str, Any]:
    made = import_item(c.JupyterHub.spawner_class)
    assert issubclass(made, KubeSpawner)
    spawner = made(config=c, hub=Hub(), _mock=True, log=logging.getLogger("pod"))
    await asyncio.sleep(0)  # its client has a task, which closes it when the loop ends
    spawner.user.name, spawner.api_token = "ana", "learner-token-of-ana"
    pod = await spawner.get_pod_manifest()
    found: dict[str, Any] = spawner.api.api_client.sanitize_for_serialization(pod)
    return found


def test_the_pod_has_the_walls_of_the_container(pod: dict[str, Any]) -> None:
    spec, (container,) = pod["spec"], pod["spec"]["containers"]
    walls = container["securityContext"]
    assert walls["capabilities"] == {"drop": ["ALL"]}
    assert (walls["readOnlyRootFilesystem"], walls["runAsNonRoot"]) == (True, True)
    assert (walls["allowPrivilegeEscalation"], walls["privileged"]) == (False, False)
    assert (walls["runAsUser"], walls["runAsGroup"]) == (1000, 1000)
    assert walls["seccompProfile"] == {"type": "RuntimeDefault"}
    assert (spec["automountServiceAccountToken"], spec["enableServiceLinks"]) == (False, False)
    assert "serviceAccountName" not in spec
    assert not any(spec.get(name) for name in ("hostNetwork", "hostPID", "hostIPC"))
    assert not spec.get("initContainers")
    assert spec["runtimeClassName"] == "gvisor"


def test_its_folders_are_its_own_volume_and_bounded_memory(pod: dict[str, Any]) -> None:
    spec, (container,) = pod["spec"], pod["spec"]["containers"]
    at = {mount["name"]: mount["mountPath"] for mount in container["volumeMounts"]}
    claimed = {at[v["name"]] for v in spec["volumes"] if "persistentVolumeClaim" in v}
    assert claimed == {WORK}
    temporary = {at[v["name"]]: v["emptyDir"] for v in spec["volumes"] if "emptyDir" in v}
    assert {path: kind["sizeLimit"] for path, kind in temporary.items()} == {
        path: f"{mib}Mi" for _, path, mib in temporary_folders(HubSettings())
    }
    assert temporary.keys() == tmpfs(HubSettings()).keys()  # the same as in a Docker container
    assert {kind["medium"] for kind in temporary.values()} == {"Memory"}
    assert len(spec["volumes"]) == 1 + len(temporary)


def test_the_limits_are_the_settings_and_the_cluster_is_asked_for_less(
    pod: dict[str, Any],
) -> None:
    (container,) = pod["spec"]["containers"]
    resources = container["resources"]
    assert resources["limits"] == {"cpu": 1.0, "memory": 384 << 20}
    assert resources["requests"]["memory"] == 128 << 20
    assert resources["requests"]["cpu"] == 0.05


def test_the_server_knows_the_service_and_no_secret(pod: dict[str, Any]) -> None:
    (container,) = pod["spec"]["containers"]
    given = {each["name"]: each.get("value", "") for each in container["env"]}
    assert given["MASTERY_SERVICE_URL"] == "http://adaptive-service:8002/services/mastery/"
    assert given["MASTERY_IDLE_MINUTES"] == "45"
    assert given["JUPYTERHUB_API_TOKEN"] == "learner-token-of-ana"
    for secret in (*SECRETS.values(), PROXY_TOKEN, "fish-4417"):
        assert secret not in str(pod)
    assert container["args"][:3] == ["python", "-m", "adaptive_server.launch.learner_server"]


def test_the_pod_has_the_shape_that_the_api_wants(pod: dict[str, Any]) -> None:
    assert kube_shapes.read({**pod, "apiVersion": "v1", "kind": "Pod"}).spec.containers


def test_ours_wins_over_the_chart_s(c: Config) -> None:
    assert c.JupyterHub.authenticator_class is GitHubSignIn
    assert c.JupyterHub.hub_connect_url == "http://hub:8081"
    assert (c.ConfigurableHTTPProxy.should_start, c.ConfigurableHTTPProxy.auth_token) == (
        False,
        PROXY_TOKEN,
    )
    assert c.JupyterHub.db_url == SECRETS["database"]
    assert [s["name"] for s in c.JupyterHub.services] == ["mastery", "idle-culler"]
    assert {role["name"] for role in c.JupyterHub.load_roles} == {"instructor", "idle-culler"}
    assert c.JupyterHub.cleanup_servers is False
    assert c.JupyterHub.tornado_settings["cookie_options"]["secure"] is True


def test_without_our_configuration_the_hub_does_not_start(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (snippet,) = VALUES["hub"]["extraConfig"].values()
    with pytest.raises(FileNotFoundError):
        exec(snippet.replace("/opt/mastery", str(tmp_path)), {"c": Config()})
    environment.delenv("MASTERY_PROXY_TOKEN")
    with pytest.raises(SystemExit):
        exec(snippet.replace("/opt/mastery", str(ROOT)), {"c": Config()})


def test_starts_wait_in_line_and_are_not_refused(c: Config) -> None:
    made = import_item(c.JupyterHub.spawner_class)
    assert c.JupyterHub.concurrent_spawn_limit == 0
    assert made.mro().index(Waiting) < made.mro().index(KubeSpawner)
    assert made.room is not None
