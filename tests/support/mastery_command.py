"""The command `mastery` as a process of its own."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys

CODE = "from adaptive_server.cli.main import main; main()"


def mastery(*words: str, at: pathlib.Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run it in the folder `at` and return what it said; nothing is kept in the user's cache."""
    return subprocess.run(
        [sys.executable, "-c", CODE, *words],
        cwd=at,
        env={**os.environ, "XDG_CACHE_HOME": "/dev/null"},
        capture_output=True,
        text=True,
        check=False,
    )
