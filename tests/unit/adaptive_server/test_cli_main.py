"""The command line can be started as a module, as the checks of the whole tree do."""

from __future__ import annotations

import subprocess
import sys


def test_the_module_runs_the_command() -> None:
    command = [sys.executable, "-m", "adaptive_server.cli.main"]
    done = subprocess.run([*command, "curriculum", "nonsense"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "nonsense" in done.stderr
