"""The learner's image as operators build it, for an engine with a network of its own."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

from support.cache import CACHE
from support.engine_network import EngineNetwork
from support.product import ROOT

if TYPE_CHECKING:  # pytest itself imports it first, as a plugin
    from support.docker_engine import DockerEngine

LEARNER, SITE = "pythonmastery-learner:test", "pythonmastery-site:test"
NEXT_SITE = "pythonmastery-site:next"
GRADER = "pythonmastery-grader:test"
WHEELHOUSE = "build/wheelhouse-test-{}"
BUILDER = ROOT / "images" / "wheelhouse.py"


@dataclass(frozen=True)
class Host:
    """A machine for learners' servers: an engine, and the network namespace it lives in."""

    engine: DockerEngine
    network: EngineNetwork


def wheelhouse(image: str, python: str = "3.11", glibc: int = 36, *, data: bool = True) -> str:
    """Fill an image's wheelhouse and return its folder; what was downloaded is kept."""
    target = ROOT / WHEELHOUSE.format(image)
    decide = (ROOT / "constraints.txt", ROOT / "pyproject.toml", BUILDER)
    versions = b"".join(file.read_bytes() for file in decide)
    name = image if data else f"{image}-small"
    kept = CACHE / f"wheels-{name}-{python}-{hashlib.sha256(versions).hexdigest()[:16]}"
    base = ["--python", python, "--glibc", str(glibc), "--out", str(target)]
    base += [] if data else ["--without-data"]
    if kept.exists():
        base += ["--from", str(kept)]
    done = subprocess.run([sys.executable, BUILDER, image, *base], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as made:
            shutil.copytree(target, Path(made, "wheels")).rename(kept)
    return WHEELHOUSE.format(image)


def drop_wheels(image: str) -> None:
    """Remove an image's wheelhouse, which the engine would get with the next image's."""
    shutil.rmtree(ROOT / WHEELHOUSE.format(image))


def build_learner_image(
    engine: DockerEngine, base: str, python: str = "3.11", glibc: int = 36
) -> str:
    """Build the image on a base with this Python and C library; return its name."""
    wheels = wheelhouse("learner", python, glibc)
    return engine.build("images/learner/Dockerfile", LEARNER, BASE=base, WHEELHOUSE=wheels)


def build_site_image(engine: DockerEngine, base: str) -> str:
    """Build the image of hub, proxy, service and database; return its name."""
    return _build_site(engine, SITE, base, wheelhouse("site"))


def build_next_site_image(engine: DockerEngine, base: str) -> str:
    """Build it as of a later version, with another wheel of ours only; return its name."""
    wheels = wheelhouse("site")
    (wheel,) = (ROOT / wheels / "own").glob("*.whl")
    lock = wheel.with_name("requirements.lock")
    before = hashlib.sha256(wheel.read_bytes()).hexdigest()
    with ZipFile(wheel, "a") as archive:
        archive.writestr("adaptive_server/later.txt", "")
    after = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(lock.read_text().replace(before, after))
    return _build_site(engine, NEXT_SITE, base, wheels)


def _build_site(engine: DockerEngine, image: str, base: str, wheels: str) -> str:
    try:
        return engine.build("images/site/Dockerfile", image, BASE=base, WHEELHOUSE=wheels)
    finally:
        drop_wheels("site")


def build_grader_image(engine: DockerEngine, base: str) -> str:
    """Build the image that learner code is graded in; return its name."""
    wheels = wheelhouse("grader")
    return engine.build("images/grader/Dockerfile", GRADER, BASE=base, WHEELHOUSE=wheels)
