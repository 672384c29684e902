"""`mastery doctor` on this machine: each wall by name, and an honest exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.self_test import WALLS

pytest_plugins = ["support.postgres"]
pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
NODE = os.environ.get("MASTERY_NODE", "node")


def doctor(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    code = "from adaptive_server.cli.main import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, "doctor", *arguments],
        env={"PATH": os.environ["PATH"], "MASTERY_NODE": NODE, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_is_well_on_this_machine(database_url: str, tmp_path: Path) -> None:
    address = tmp_path / "database-url"
    address.write_text(f"{database_url}\n")
    address.chmod(0o600)
    done = doctor("--json", MASTERY_DATABASE_URL_FILE=str(address))
    found = json.loads(done.stdout)
    checks = {check["name"]: check for check in found["checks"]}
    assert [c for c in found["checks"] if not c["ok"]] == []
    assert {f"wall {name}" for name in WALLS} < set(checks)
    assert {"landlock", "data libraries", "database", "curriculum", "node"} < set(checks)
    assert (done.returncode, found["ok"]) == (0, True)
    (said,) = (c["detail"] for c in found["checks"] if c["name"] == "database")
    assert said.startswith("answers")


def test_what_is_missing_is_named_with_a_way_out() -> None:
    away = "postgresql+psycopg://nobody@/mastery?host=/nonexistent"
    done = doctor(
        MASTERY_DATABASE_URL=away, MASTERY_CURRICULUM="/nonexistent", MASTERY_NODE="/nonexistent"
    )
    assert done.returncode == 1
    missing = [line.split() for line in done.stdout.splitlines() if "MISSING" in line]
    assert [words[1] for words in missing] == ["database", "curriculum", "node"]
    assert "Traceback" not in done.stdout + done.stderr
    assert "dev.py run" in done.stdout


@pytest.mark.parametrize(
    "wrong", [{"MASTERY_GRADING": "nonsense"}, {"MASTERY_DATABASE_URL_FILE": "/etc/passwd"}]
)
def test_a_wrong_setting_is_one_line(wrong: dict[str, str]) -> None:
    done = doctor(**wrong)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
