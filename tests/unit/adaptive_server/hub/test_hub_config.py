"""`jupyterhub_config.py` as it is read on one machine."""

from __future__ import annotations

import os
import runpy
from pathlib import Path

import pytest
from adaptive_server.hub.people import write_people
from traitlets.config import Config

ROOT = Path(__file__).parents[4]


def test_the_service_may_take_as_long_to_start_as_a_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in os.environ if n.startswith("MASTERY_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MASTERY_DATA", str(tmp_path))
    monkeypatch.setenv("MASTERY_NODE", "/usr/bin/env")
    monkeypatch.setenv("MASTERY_SPAWN_TIMEOUT_S", "77")
    write_people(tmp_path / "passwords.json")
    config = Config()
    runpy.run_path(str(ROOT / "jupyterhub_config.py"), {"get_config": lambda: config})
    assert config.JupyterHub.services[0]["timeout"] == config.Spawner.start_timeout == 77
