"""KubeSpawner whose starts wait for their slot."""

from __future__ import annotations

from kubespawner import KubeSpawner

from .waiting_spawner import Waiting


class LearnerPodSpawner(Waiting, KubeSpawner):
    """A learner's server in a pod."""
