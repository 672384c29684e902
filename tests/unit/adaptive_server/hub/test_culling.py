"""Who stops idle servers, and what the servers are told of it."""

from __future__ import annotations

import pytest
from adaptive_server.hub.culling import configure
from adaptive_server.hub.settings import HubSettings
from traitlets.config import Config


def configured(idle_minutes: float) -> Config:
    c = Config()
    c.JupyterHub.services, c.JupyterHub.load_roles, c.Spawner.environment = [], [], {}
    configure(c, HubSettings(idle_minutes=idle_minutes))
    return c


def test_without_a_time_nothing_is_stopped() -> None:
    c = configured(0)
    assert (c.JupyterHub.services, c.JupyterHub.load_roles, c.Spawner.environment) == ([], [], {})


def test_the_culler_may_only_stop_servers() -> None:
    c = configured(30)
    (service,), (role,) = c.JupyterHub.services, c.JupyterHub.load_roles
    assert "--timeout=1800" in service["command"]
    assert role["services"] == [service["name"]]
    assert set(role["scopes"]) == {
        "list:users", "read:users:activity", "read:servers", "delete:servers",
    }  # fmt: skip


@pytest.mark.parametrize("minutes", [0.4, 5, 60])
def test_a_server_reports_well_before_it_would_be_stopped(minutes: float) -> None:
    told = configured(minutes).Spawner.environment
    assert float(told["MASTERY_IDLE_MINUTES"]) == minutes
    assert 1 <= int(told["JUPYTERHUB_ACTIVITY_INTERVAL"]) <= minutes * 60 / 4


def test_the_proxy_s_view_of_use_is_left_aside() -> None:
    assert configured(60).JupyterHub.last_activity_interval == 0
