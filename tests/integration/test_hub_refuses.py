"""A hub whose settings are wrong does not start: one line, and a status that others see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.product import ROOT, Product, node

pytestmark = pytest.mark.integration
HUB = [sys.executable, "-m", "adaptive_server.launch.lean", "jupyterhub"]


def start_hub(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("MASTERY_")}
    own = {"MASTERY_DATA": str(folder), "MASTERY_NODE": node(), **settings}
    command = [*HUB, "-f", str(ROOT / "jupyterhub_config.py")]
    return subprocess.run(
        command, cwd=folder, env={**kept, **own}, capture_output=True, text=True, timeout=60
    )


def test_a_misspelt_name_and_a_missing_secret_end_the_hub(tmp_path: Path) -> None:
    ended = start_hub(tmp_path, MASTERY_GITHUB_ORGANIZATIONS="acme")
    assert ended.returncode == 2
    assert ended.stderr.splitlines() == [
        "MASTERY_GITHUB_ORGANIZATIONS is no setting; did you mean MASTERY_GITHUB_ORGANISATIONS?"
    ]
    ended = start_hub(tmp_path, MASTERY_PROXY_API_URL="http://127.0.0.1:1")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "openssl rand -hex 32" in ended.stderr


def test_a_settings_file_that_others_can_read_ends_the_hub(tmp_path: Path) -> None:
    file = tmp_path / "hub.env"
    file.write_text("MASTERY_PORT=8000\n")
    file.chmod(0o644)
    ended = start_hub(tmp_path, MASTERY_SETTINGS=str(file))
    assert ended.returncode == 2
    assert f"chmod o-rwx {file}" in ended.stderr
    assert list((tmp_path).glob("*.sqlite")) == []


def test_the_launcher_says_the_same_before_it_starts_anything(tmp_path: Path) -> None:
    product = Product(tmp_path / "data", MASTERY_SPAWNR="docker")
    with pytest.raises(AssertionError, match="MASTERY_SPAWNR is no setting; did you mean"):
        product.start()
    assert product.process is not None
    assert product.process.returncode == 1
    assert "Starting PostgreSQL" not in product.said
    assert not (tmp_path / "data" / "passwords.json").exists()


def test_a_service_that_nobody_told_its_hub_says_what_is_missing() -> None:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("MASTERY_", "JUPYTERHUB_"))}
    ended = subprocess.run(
        [sys.executable, "-m", "adaptive_server"],
        env=kept,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "MASTERY_SERVICE_LISTEN is missing" in ended.stderr
    assert "Traceback" not in ended.stderr
