"""`mastery/idle`: how long this server may still rest before the hub's culler stops it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from typing import Any

from jupyter_server.auth.decorator import authorized
from tornado import web

from .forward import JupyterDoor

WARN_S = 300.0


def time_left(idle_minutes: float, last_used: datetime, now: datetime) -> dict[str, Any]:
    """Say when an unused server stops, and how long before its learner is told, in seconds.

    Args:
        idle_minutes: After which it is stopped; 0: never.
        last_used: When the server last did something for somebody, UTC-aware.
        now: UTC-aware.

    >>> noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    >>> time_left(60, noon, noon)
    {'stops_in_s': 3600.0, 'warn_s': 300.0}
    >>> time_left(0, noon, noon)
    {'stops_in_s': None, 'warn_s': 0.0}
    """
    if not idle_minutes:
        return {"stops_in_s": None, "warn_s": 0.0}
    allowed = idle_minutes * 60
    rested = (now - last_used).total_seconds()
    return {"stops_in_s": max(0.0, allowed - rested), "warn_s": min(WARN_S, allowed / 2)}


class Idle(JupyterDoor):
    """Asking is no use of the server; saying that somebody is there is."""

    _track_activity = False

    @web.authenticated
    @authorized
    def get(self) -> None:
        """Answer how much time is left."""
        minutes = float(os.environ.get("MASTERY_IDLE_MINUTES") or 0)
        last_used: datetime = self.application.last_activity()  # type: ignore[attr-defined]
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        self.finish(json.dumps(time_left(minutes, last_used, datetime.now(UTC))))

    @web.authenticated
    @authorized
    def post(self) -> None:
        """Count this as use, and answer how much time is left now."""
        self.settings["api_last_activity"] = datetime.now(UTC)
        self.get()
