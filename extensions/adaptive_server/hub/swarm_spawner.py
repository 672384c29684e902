"""Learners' servers as services of a Docker Swarm: the same walls on several machines.

Differences that come with Swarm: the hub has to be on the learners' overlay network itself, a
volume stays on the machine it was made on unless its driver shares it, `no-new-privileges` cannot
be asked for (the image has no set-user-id program, and no capability is left), and a folder's size
is not looked at.
"""

from __future__ import annotations

from typing import Any

from docker.types import Mount
from dockerspawner import SwarmSpawner
from jupyterhub.traitlets import ByteSpecification
from traitlets import Integer

from .docker_spawner import HOME_FOLDERS
from .settings import HubSettings
from .told_spawner import Told
from .waiting_spawner import Waiting

MIB = 1 << 20


class LearnerSwarmSpawner(Waiting, Told, SwarmSpawner):
    """A learner's server somewhere in a Swarm."""

    tmp_mib = Integer(64, config=True, help="MiB of /tmp")
    home_mib = Integer(32, config=True, help="MiB of each writable dot folder")

    @property
    def mounts(self) -> list[Any]:
        """The learner's volume, and the writable folders that are gone with the container."""
        volumes = [
            Mount(target["bind"], name, type="volume", driver_config=self.mount_driver_config)
            for name, target in self.volume_binds.items()
        ]
        folders = {f"/home/learner/{name}": self.home_mib for name in HOME_FOLDERS}
        temporary = [
            Mount(path, None, type="tmpfs", tmpfs_size=size * MIB, tmpfs_mode=0o1777)
            for path, size in {"/tmp": self.tmp_mib, **folders}.items()  # noqa: S108
        ]
        return [*volumes, *temporary]


def configure_service(spawner: Any, settings: HubSettings) -> None:
    """Set what a service has instead of a container's host configuration.

    Args:
        spawner: `c.LearnerSwarmSpawner`.
        settings: The hub's settings.
    """
    # The hub's own machine may lack the image, so it cannot be asked for its command.
    spawner.cmd = ["python", "-m", "adaptive_server.launch.learner_server"]
    spawner.tmp_mib, spawner.home_mib = settings.learner_tmp_mib, settings.learner_home_mib
    spawner.extra_container_spec = {"cap_drop": ["ALL"], "read_only": True, "init": True}
    memory = ByteSpecification().validate(None, settings.learner_memory)
    limits = {
        "MemoryBytes": memory,
        "NanoCPUs": int(settings.learner_cpus * 1e9),
        "Pids": settings.learner_pids,
    }
    spawner.extra_task_spec = {"resources": {"Limits": limits}}
    # Names of the tasks themselves: the virtual addresses of services need IPVS in the kernel.
    spawner.extra_endpoint_spec = {"mode": "dnsrr"}
