"""Learners' servers as pods: the walls of `docker_spawner` in Kubernetes' words.

The chart Zero to JupyterHub configures KubeSpawner first (image, storage, labels, namespace); this
comes after it and wins. Without a counterpart in a pod are a limit on processes, which is the
node's (`podPidsLimit`), and limits on single and open files. What may reach a pod, and what it may
reach, is in the network policies of `deploy/kubernetes/values.yaml`.
"""

from __future__ import annotations

from typing import Any

from .docker_spawner import HOME_FOLDERS, UID, WORK
from .settings import HubSettings

SPAWNER = "adaptive_server.hub.pod_spawner.LearnerPodSpawner"
PORT = 8888


def configure(c: Any, settings: HubSettings) -> None:
    """Set the spawner and its walls.

    Args:
        c: JupyterHub's configuration, with the servers' environment in it.
        settings: The hub's settings; `spawner` is `kubernetes`.
    """
    c.JupyterHub.spawner_class = SPAWNER
    c.JupyterHub.cleanup_servers = False  # pods outlive a restart of the hub
    pod = c.KubeSpawner
    # The chart sets these four of this class, where they would win over those of c.Spawner.
    pod.environment = c.Spawner.environment
    pod.start_timeout = settings.spawn_timeout_s
    pod.mem_limit, pod.cpu_limit = settings.learner_memory, settings.learner_cpus
    pod.uid = pod.gid = pod.fs_gid = UID
    pod.cmd = ["python", "-m", "adaptive_server.launch.learner_server"]
    pod.port = PORT
    pod.notebook_dir = WORK
    pod.profile_list = []  # nobody chooses another image or more memory
    pod.privileged = pod.allow_privilege_escalation = False
    pod.container_security_context = container_walls()
    pod.pod_security_context = {"fsGroup": UID, "fsGroupChangePolicy": "OnRootMismatch"}
    # The account of the pod in the cluster is nobody, and the pod does not even hold its token.
    pod.service_account = None
    pod.automount_service_account_token = False
    pod.extra_pod_config = pod_walls(settings)
    for name, path, mib in temporary_folders(settings):
        pod.volumes.append(
            {"name": name, "emptyDir": {"medium": "Memory", "sizeLimit": f"{mib}Mi"}}
        )
        pod.volume_mounts.append({"name": name, "mountPath": path})


def container_walls() -> dict[str, Any]:
    """Return the container's security context, which the Pod Security level `restricted` admits."""
    return {
        "runAsUser": UID,
        "runAsGroup": UID,
        "runAsNonRoot": True,
        "privileged": False,
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
        "seccompProfile": {"type": "RuntimeDefault"},
    }


def pod_walls(settings: HubSettings) -> dict[str, Any]:
    """Return what else of the pod is narrower than Kubernetes' default."""
    walls: dict[str, Any] = {
        "enableServiceLinks": False,  # else addresses of every service are in the environment
        "hostNetwork": False,
        "hostPID": False,
        "hostIPC": False,
        "shareProcessNamespace": True,  # the pod's pause process reaps what learners leave behind
    }
    if settings.learner_runtime:
        walls["runtimeClassName"] = settings.learner_runtime
    return walls


def temporary_folders(settings: HubSettings) -> list[tuple[str, str, int]]:
    """Return volume name, path and MiB of each writable folder that is gone with the pod."""
    dots = [
        (f"home-{name.lstrip('.')}", f"/home/learner/{name}", settings.learner_home_mib)
        for name in HOME_FOLDERS
    ]
    return [("tmp", "/tmp", settings.learner_tmp_mib), *dots]  # noqa: S108
