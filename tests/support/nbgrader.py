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


@pytest.fixture
def nbgrader_path(nbgrader_folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes that are started meanwhile import nbgrader; this one does not."""
    here = str(pathlib.Path(__file__).parents[1])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([here, str(nbgrader_folder)]))
    before = os.environ["PATH"]  # nbgrader starts alembic by its bare name
    monkeypatch.setenv("PATH", os.pathsep.join([str(pathlib.Path(sys.executable).parent), before]))
