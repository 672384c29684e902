"""Learners' servers in containers: what `jupyterhub_config.py` sets for DockerSpawner.

A container gets a learner's own volume, a hub token of that learner, and nothing else: no
capability, no new privilege, no writable root, no way to other learners, bounded processor,
memory, processes and files. The network's other half is the host's firewall: see
`deploy/firewall.sh`.
"""

from __future__ import annotations

from typing import Any

from .settings import HubSettings, SpawnerKind

WORK = "/home/learner/work"
UID = 1000
HOME_FOLDERS = (".local", ".cache", ".config", ".ipython", ".jupyter")
OPEN_FILES = 4096


def configure(c: Any, settings: HubSettings) -> None:
    """Set the spawner and its walls.

    Args:
        c: JupyterHub's configuration.
        settings: The hub's settings; `spawner` is `docker` or `swarm`.
    """
    c.JupyterHub.hub_connect_url = settings.hub_url_of_servers
    c.JupyterHub.cleanup_servers = False  # learners' servers outlive a restart of the hub
    configure_container(c.DockerSpawner, settings)
    if settings.spawner is SpawnerKind.SWARM:
        from .swarm_spawner import LearnerSwarmSpawner, configure_service

        c.JupyterHub.spawner_class = LearnerSwarmSpawner
        configure_service(c.LearnerSwarmSpawner, settings)
    else:
        from .learner_spawner import LearnerSpawner

        c.JupyterHub.spawner_class = LearnerSpawner
        c.DockerSpawner.pull_policy = settings.image_pull_policy.value
        c.DockerSpawner.extra_host_config = host_config(settings)
        c.LearnerSpawner.disk_mib = settings.learner_disk_mib
    c.LearnerSpawner.idle_minutes = settings.idle_minutes
    c.LearnerSwarmSpawner.idle_minutes = settings.idle_minutes


def configure_container(spawner: Any, settings: HubSettings) -> None:
    """Set what containers and Swarm services have in common."""
    spawner.image = settings.learner_image
    spawner.allowed_images = []  # nobody chooses another image with a start option
    spawner.args = []  # the command is the image's own
    spawner.network_name = settings.learner_network
    spawner.use_internal_ip = True
    spawner.prefix = "learner"
    spawner.remove = True
    spawner.notebook_dir = WORK
    spawner.volumes = {settings.learner_volume: WORK}
    spawner.mem_limit = settings.learner_memory
    spawner.cpu_limit = settings.learner_cpus


def host_config(settings: HubSettings) -> dict[str, Any]:
    """Return the container's walls, in Docker's words.

    DockerSpawner formats each text of it, so there must be no brace in them.
    """
    walls: dict[str, Any] = {
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges:true"],
        "read_only": True,
        "init": True,
        "ipc_mode": "private",
        "pids_limit": settings.learner_pids,
        "memswap_limit": settings.learner_memory.lower(),  # equal to the memory: no swap
        "oom_score_adj": 500,  # the host's own programs go last
        "ulimits": [
            {"Name": "nofile", "Soft": OPEN_FILES, "Hard": OPEN_FILES},
            {"Name": "core", "Soft": 0, "Hard": 0},
        ],
        "tmpfs": tmpfs(settings),
        "dns": ["127.0.0.1"],  # nothing answers there: names are no way out, and soon refused
        "dns_opt": ["timeout:1", "attempts:1"],
        "log_config": {"Type": "json-file", "Config": {"max-size": "1m", "max-file": "2"}},
    }
    if settings.learner_disk_mib:  # of one file; `disk_use` bounds all of them together
        most = settings.learner_disk_mib << 20
        walls["ulimits"].append({"Name": "fsize", "Soft": most, "Hard": most})
    if settings.learner_runtime:
        walls["runtime"] = settings.learner_runtime
    return walls


def tmpfs(settings: HubSettings) -> dict[str, str]:
    """Return the writable folders that are gone with the container, with their mount options."""
    own = f"rw,nosuid,nodev,uid={UID},gid={UID},mode=700,size={settings.learner_home_mib}m"
    folders = {f"/home/learner/{name}": own for name in HOME_FOLDERS}
    return {"/tmp": f"rw,nosuid,nodev,mode=1777,size={settings.learner_tmp_mib}m", **folders}  # noqa: S108
