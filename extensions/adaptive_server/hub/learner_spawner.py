"""DockerSpawner that tells what it does, says why it failed, and bounds a learner's folder."""

from __future__ import annotations

import time
from typing import Any

from dockerspawner import DockerSpawner
from traitlets import Integer

from .disk_use import DiskUse, Room, must_stop, room
from .not_started import NotStarted
from .told_spawner import Told
from .waiting_spawner import Waiting

STOPPED_FULL = 1  # what the hub takes for the exit status


class LearnerSpawner(Waiting, Told, DockerSpawner):
    """A learner's server in a container of this machine."""

    disk_mib = Integer(0, config=True, help="MiB that a learner's folder may hold; 0: no limit")

    _disk_use: DiskUse | None = None
    _at_start_mib = 0
    _started = 0.0

    async def used_mib(self) -> int:
        """Return what the learner's folder holds, as far as the engine knows."""
        if LearnerSpawner._disk_use is None:
            LearnerSpawner._disk_use = DiskUse(lambda: self.docker("df"))
        (volume,) = self.volume_binds
        return await LearnerSpawner._disk_use.of(volume)

    async def create_object(self) -> Any:
        """Refuse a folder that is far too full; tell of one that is full."""
        self._at_start_mib = await self.used_mib() if self.disk_mib else 0
        self._started = time.monotonic()
        match room(self._at_start_mib, self.disk_mib):
            case Room.FAR_TOO_FULL:
                raise NotStarted(
                    f"Your folder holds {self._at_start_mib} MiB and may hold {self.disk_mib} MiB."
                    " Please ask the people who run this site to make room in it.",
                    reason="disk",
                    status_code=507,
                )
            case Room.FULL:
                self.tell(
                    25,
                    f"Your folder is full: {self._at_start_mib} of {self.disk_mib} MiB. Delete what"
                    " you do not need in the next ten minutes, or your server stops.",
                )
        return await super().create_object()

    async def poll(self) -> Any:
        """Say how the server ended; None while it runs and its folder is not too full."""
        status = await super().poll()
        if status is not None or not self.disk_mib or not self._started:
            return status
        used, running_s = await self.used_mib(), time.monotonic() - self._started
        if must_stop(used, self.disk_mib, self._at_start_mib, running_s):
            self.log.warning("stopping the server of %s: %d MiB", self.user.name, used)
            self._started = 0.0  # the next look finds it stopping
            await self.stop(now=True)  # the hub itself stops nothing that it takes for ended
            return STOPPED_FULL
        return None

    def load_state(self, state: dict[str, Any]) -> None:
        """Read what was kept over a restart of the hub."""
        super().load_state(state)
        if self.object_id:
            self._started = time.monotonic()
