"""Learners' servers as processes of the hub's own account, for one person's machine."""

from __future__ import annotations

from jupyterhub.spawner import SimpleLocalProcessSpawner

from .waiting_spawner import Waiting


class LearnerProcessSpawner(Waiting, SimpleLocalProcessSpawner):
    """A learner's server beside the hub, without walls."""
