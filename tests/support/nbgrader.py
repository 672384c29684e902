"""The real nbgrader, for tests: beside the product, as its how-to says, and out of its `.venv`.

It is no dependency of ours, and beside ours every Jupyter server would load its extensions. So it
goes into a folder of its own, that only what these tests start has on its path.
"""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
import tempfile

import pytest
from support.cache import CACHE

PACKAGES = ("nbgrader==0.9.6", "rapidfuzz==3.14.6")
"""What of nbgrader's dependencies is not in `.venv` already; its widgets are for its pages only."""


@pytest.fixture(scope="session")
def nbgrader_folder() -> pathlib.Path:
    """Where nbgrader is installed; what was downloaded is kept."""
    folder = CACHE / f"{'-'.join(PACKAGES).replace('==', '-')}-{sys.implementation.cache_tag}"
    if not folder.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as made:
            target = pathlib.Path(made, "packages")
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
            subprocess.run([*pip, "--target", str(target), *PACKAGES], check=True)
            target.rename(folder)
    return folder


class Nbgrader:
    """nbgrader's own commands, in a course folder."""

    def __init__(self, course: pathlib.Path) -> None:
        self.course = course

    def __call__(self, *words: str) -> str:
        """Run `nbgrader WORDS`; return what it said, which has to end well."""
        return self._python("-m", "nbgrader", *words)

    def asked(self, code: str) -> str:
        """Run a program that may import nbgrader; return what it printed."""
        return self._python("-W", "ignore", "-c", code)

    def _python(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=self.course, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout + done.stderr


@pytest.fixture
def nbgrader(
    nbgrader_folder: pathlib.Path, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> Nbgrader:
    """Nbgrader in `tmp_path`; processes that are started meanwhile can import it, this one not."""
    monkeypatch.setenv("PYTHONPATH", str(nbgrader_folder))
    before = os.environ["PATH"]  # nbgrader starts alembic by its bare name
    monkeypatch.setenv("PATH", os.pathsep.join([str(pathlib.Path(sys.executable).parent), before]))
    return Nbgrader(tmp_path)
