"""Stops servers that nobody uses, and lets each server know when, so that it can tell its learner.

What counts as use is what the server itself reports: a request of a page that is in front, a cell
that runs and says something, a file that is saved. The proxy would count every request, also that
of a page which only asks how much time is left, so its word is not asked for.
"""

from __future__ import annotations

import sys
from typing import Any

from .settings import HubSettings

LOOK_EVERY_S = 60
REPORT_EVERY_S = 300
SCOPES = ["list:users", "read:users:activity", "read:servers", "delete:servers"]


def configure(c: Any, settings: HubSettings) -> None:
    """Add the culler as a service that may stop servers and nothing else.

    Args:
        c: JupyterHub's configuration; its services, roles and the servers' environment are there.
        settings: The hub's settings; without `idle_minutes` nothing is added.
    """
    idle_s = int(settings.idle_minutes * 60)
    if not idle_s:
        return
    # Of a short time a quarter: a server must have reported its use before it is looked at.
    look_s, report_s = (max(1, min(most, idle_s // 4)) for most in (LOOK_EVERY_S, REPORT_EVERY_S))
    command = [sys.executable, "-m", "jupyterhub_idle_culler"]
    command += [f"--timeout={idle_s}", f"--cull-every={look_s}"]
    c.JupyterHub.services.append({"name": "idle-culler", "command": command})
    c.JupyterHub.load_roles.append(
        {"name": "idle-culler", "scopes": SCOPES, "services": ["idle-culler"]}
    )
    c.JupyterHub.last_activity_interval = 0
    c.Spawner.environment.update(
        {
            "MASTERY_IDLE_MINUTES": f"{settings.idle_minutes:g}",
            "JUPYTERHUB_ACTIVITY_INTERVAL": str(report_s),
        }
    )
