"""A container engine of the tests' own, and images made without any registry.

It has no network, or one of its own: see `engine_network`.

Needs root, mounted cgroups and the programs `dockerd`, `docker` and `debootstrap`. A test module
asks for it with `pytest_plugins = ["support.docker_engine"]`.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from support.cache import CACHE
from support.engine_runtimes import runtimes
from support.kept_layers import kept_layers, pack, unpack
from support.learner_image import wheelhouse

ROOT = Path(__file__).resolve().parents[2]
BASE, GRADER = "mastery-test-base", "pythonmastery-grader"
SUITE = "bookworm"
START_S = 60.0
ROOMY_B = 16 << 30
REGISTRIES = "10.213.0.0/16"  # where `engine_network` has the outside, without TLS


class DockerEngine:
    """One `dockerd` with its own folders and socket; a context manager.

    Args:
        inside: Command that starts it inside of a network namespace; without one it makes no
            network and leaves the machine's firewall alone.
        layers: Whether it begins with the layers that an earlier engine has left, if there are any.
    """

    def __init__(self, inside: Sequence[str] = (), *, layers: bool = False) -> None:
        self._inside, self._layers = list(inside), layers
        # Socket paths have at most 107 characters, so not below pytest's own folder.
        self._folder = Path(tempfile.mkdtemp(prefix="engine-"))
        self.host = f"unix://{self._folder}/socket"
        self._data = self._folder / "data"
        self._data.mkdir()
        self._daemon: subprocess.Popen[bytes] | None = None
        if _available_b() > ROOMY_B:
            self._hold_in_memory()

    def __enter__(self) -> DockerEngine:
        try:
            if self._layers and (kept := kept_layers(base_tarball(SUITE))).exists():
                unpack(kept, self._data)
            self._start()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    @property
    def environment(self) -> dict[str, str]:
        """What makes the `docker` command talk to this engine, with its built-in builder."""
        return {**os.environ, "DOCKER_HOST": self.host, "DOCKER_BUILDKIT": "0"}

    def docker(self, *words: str, check: bool = True) -> str:
        """Run a `docker` command and return what it says."""
        done = subprocess.run(
            ["docker", *words], env=self.environment, cwd=ROOT, capture_output=True, text=True
        )
        assert not check or done.returncode == 0, f"docker {words}:\n{done.stdout}{done.stderr}"
        return done.stdout.strip()

    def containers(self) -> set[str]:
        """Names of all containers, whatever their state."""
        return set(self.docker("ps", "--all", "--format", "{{.Names}}").split())

    def processes(self, container: str) -> list[int]:
        """The machine's processes of a container; none if it does not run."""
        return [
            int(pid) for pid in self.docker("top", container, "-eo", "pid", check=False).split()[1:]
        ]

    def import_base(self) -> str:
        """Have the image of a plain Debian with its Python 3; return its name."""
        if not self.docker("images", "--quiet", BASE):
            self.docker("import", str(base_tarball(SUITE)), BASE)
        return BASE

    def build(self, dockerfile: str, image: str, **arguments: str) -> str:
        """Build an image from the repository, without network; return its name."""
        given = [word for pair in arguments.items() for word in ("--build-arg", "=".join(pair))]
        self.docker("build", "--network", "none", *given, "-f", dockerfile, "-t", image, ".")
        return image

    def keep_layers(self) -> None:
        """Leave all layers to later engines, unless they are kept; nothing may run meanwhile."""
        kept = kept_layers(base_tarball(SUITE))
        if not kept.exists():
            pack(self._data, ("image", self.docker("info", "--format", "{{.Driver}}")), kept)

    def _hold_in_memory(self) -> None:
        """Keep images in memory: what an engine has flushed to disk takes minutes to remove.

        Volumes stay on disk. There they count for no container's memory.
        """
        images, volumes = self._data, self._folder / "volumes"
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", images], check=True)
        for folder in (volumes, images / "volumes"):
            folder.mkdir()
        subprocess.run(["mount", "--bind", volumes, images / "volumes"], check=True)

    def _start(self) -> None:
        programs = ("dockerd", "docker", "debootstrap", "setpriv")
        lacking = [program for program in programs if shutil.which(program) is None]
        assert not lacking, f"install docker.io, debootstrap and util-linux; missing: {lacking}"
        assert os.geteuid() == 0, "a container engine needs root"
        firewall = [] if self._inside else ["--iptables=false", "--ip6tables=false"]
        settings = self._folder / "daemon.json"
        settings.write_text(json.dumps({"runtimes": runtimes()}))
        with (self._folder / "log").open("wb") as log:
            self._daemon = subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig", "TERM", *self._inside, "dockerd"),
                    *("--host", self.host, "--pidfile", f"{self._folder}/pid"),
                    *("--data-root", str(self._data), "--exec-root", f"{self._folder}/exec"),
                    *("--bridge", "none", *firewall),
                    *("--config-file", str(settings)),
                    *("--insecure-registry", REGISTRIES),
                ],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_S
        while not self.docker("version", "--format", "{{.Server.Version}}", check=False):
            said = (self._folder / "log").read_text()[-2000:]
            assert self._daemon.poll() is None, f"dockerd ended:\n{said}"
            assert time.monotonic() < end, f"dockerd did not come up:\n{said}"
            time.sleep(0.1)

    def _stop(self) -> None:
        if self._daemon is not None:
            if self._daemon.poll() is None:
                for name in self.containers():
                    self.docker("rm", "--force", name, check=False)
            self._daemon.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._daemon.wait(30)
            self._daemon.kill()
            self._daemon.wait()
        for mount in reversed(_mounts_below(self._folder)):
            subprocess.run(["umount", "--lazy", mount], check=True)
        shutil.rmtree(self._folder)


def _mounts_below(folder: Path) -> list[str]:
    mounted = (line.split()[1] for line in Path("/proc/mounts").read_text().splitlines())
    return [path for path in mounted if path.startswith(f"{folder}/")]


def _available_b() -> int:
    found = re.search(r"^MemAvailable: *(\d+) kB", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def base_tarball(suite: str) -> Path:
    """Return the root file system of a plain Debian with Python 3; made once per machine."""
    tarball = CACHE / f"{suite}-{platform.machine()}.tar"
    if tarball.exists():
        return tarball
    CACHE.mkdir(parents=True, exist_ok=True)
    command = ["sh", str(ROOT / "images/base/make.sh"), suite, str(tarball)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"debootstrap:\n{done.stderr[-2000:]}"
    return tarball


@pytest.fixture(scope="session")
def docker_engine() -> Iterator[DockerEngine]:
    """A running engine with no image."""
    with DockerEngine() as engine:
        yield engine


@pytest.fixture(scope="session")
def base_image(docker_engine: DockerEngine) -> str:
    """A plain Debian with Python 3."""
    return docker_engine.import_base()


@pytest.fixture(scope="session")
def grader_image(docker_engine: DockerEngine, base_image: str) -> str:
    """The grader's image as operators build it `--without-data`, on that base."""
    wheels = wheelhouse("grader", data=False)
    return docker_engine.build(
        "images/grader/Dockerfile", GRADER, BASE=base_image, WHEELHOUSE=wheels
    )


@pytest.fixture
def docker_host(docker_engine: DockerEngine, monkeypatch: pytest.MonkeyPatch) -> DockerEngine:
    """The engine, to which the `docker` commands of the code under test talk too."""
    monkeypatch.setenv("DOCKER_HOST", docker_engine.host)
    return docker_engine
