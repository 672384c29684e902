"""Who starts the product collects what its parts have left, and nothing that others wait for."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.integration
PROGRAM = """
import os, subprocess, sys
from adaptive_server.launch.processes import adopt_orphans, reap

def ended(pid):
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)

adopt_orphans()
leave = "import os; print(os.posix_spawnp('true', ['true'], os.environ))"
orphan = int(subprocess.check_output([sys.executable, "-c", leave]))
ended(orphan)
reap()
assert not os.path.exists(f"/proc/{orphan}"), "it was not collected"
own = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
ended(own.pid)
reap(frozenset({own.pid}))
assert own.wait() == 3, "its status is lost"
reap()
"""


def test_an_orphan_is_collected_and_a_part_keeps_its_status() -> None:
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
