"""The command `mastery`: as a process of its own, or in this one where that is not the point."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import subprocess
import sys

import pytest
from adaptive_server.cli import main as command

CODE = "from adaptive_server.cli.main import main; main()"
NOTHING_KEPT = {"XDG_CACHE_HOME": "/dev/null"}
Done = subprocess.CompletedProcess[str]


def mastery(*words: str, at: pathlib.Path | None = None) -> Done:
    """Run it in the folder `at` and return what it said; nothing is kept in the user's cache."""
    return subprocess.run(
        [sys.executable, "-c", CODE, *words],
        cwd=at,
        env={**os.environ, **NOTHING_KEPT},
        capture_output=True,
        text=True,
        check=False,
    )


def mastery_here(*words: str, at: pathlib.Path | None = None) -> Done:
    """Run it without a new interpreter, which takes a second or two to load all of it.

    What it raises is raised here: there is no traceback to look for.
    """
    out, err, status = io.StringIO(), io.StringIO(), 0
    with (
        contextlib.chdir(at or pathlib.Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in NOTHING_KEPT.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["mastery", *words])
        try:
            command.main()
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return subprocess.CompletedProcess(["mastery", *words], status, out.getvalue(), err.getvalue())
