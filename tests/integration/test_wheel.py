"""The wheel holds the three packages and nothing of the curriculum; its base stays small."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.product import ROOT

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return zipfile.ZipFile(made)


def test_it_holds_the_three_packages_and_the_panel(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    tops = {n.split("/")[0] for n in names if ".dist-info" not in n and ".data" not in n}
    assert tops == {"adaptive_server", "tutor_labext", "grader"}
    assert any(n.endswith("jupyter_server_config.d/adaptive_server.json") for n in names)
    assert any(n.endswith("labextensions/@pythonmastery/tutor-labext/package.json") for n in names)


def test_no_problem_test_or_source_of_the_panel_is_in_it(wheel: zipfile.ZipFile) -> None:
    for name in wheel.namelist():
        assert not re.search(r"\.ipynb$|skills\.yaml|\.tsx?$|node_modules|(^|/)tests?/", name), name


def test_the_base_asks_for_jupyter_server_only(wheel: zipfile.ZipFile) -> None:
    (name,) = [n for n in wheel.namelist() if n.endswith("METADATA")]
    needed = re.findall(r"^Requires-Dist: ([\w-]+)[^;\n]*$", wheel.read(name).decode(), re.M)
    assert [n for n in needed if n] == ["jupyter-server"]


def test_a_learners_server_loads_the_extension_without_the_service_s_libraries() -> None:
    """What the forward door imports must come with jupyter-server."""
    script = (
        "import sys\n"
        "for name in ('sqlalchemy', 'psycopg', 'pydantic', 'structlog', 'cachetools', 'fsrs',"
        " 'google'):\n"
        "    sys.modules[name] = None\n"
        "import adaptive_server\n"
        "adaptive_server._jupyter_server_extension_points()\n"
        "import adaptive_server.web.forward, adaptive_server.web.place\n"
        "print('loaded')"
    )
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=Path("/")
    )
    assert said.stdout == "loaded\n", said.stderr
