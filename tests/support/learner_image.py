"""All images as operators build them, for an engine with a network of its own."""

from __future__ import annotations

import hashlib
import os
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
IMAGES = {"learner": LEARNER, "site": SITE, "grader": GRADER}
PYTHON, GLIBC = "3.11", "36"  # those of the base
WHEELHOUSE = "build/wheelhouse-test-{}"
BUILDER = ROOT / "images" / "wheelhouse.py"
MOST_KEPT = 3  # of each image: branches differ in their versions


@dataclass(frozen=True)
class Host:
    """A machine for learners' servers: an engine, and the network namespace it lives in."""

    engine: DockerEngine
    network: EngineNetwork


def wheelhouse(image: str, *, data: bool = True) -> str:
    """Fill an image's wheelhouse and return its folder; what was downloaded is kept."""
    target = ROOT / WHEELHOUSE.format(image)
    decide = (ROOT / "constraints.txt", ROOT / "pyproject.toml", BUILDER)
    versions = b"".join(file.read_bytes() for file in decide)
    name = image if data else f"{image}-small"
    stem = f"wheels-{name}-{PYTHON}-"
    kept = CACHE / f"{stem}{hashlib.sha256(versions).hexdigest()[:16]}"
    base = ["--python", PYTHON, "--glibc", GLIBC, "--out", str(target)]
    base += [] if data else ["--without-data"]
    if kept.exists():
        base += ["--from", str(kept)]
    done = subprocess.run([sys.executable, BUILDER, image, *base], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as made:
            shutil.copytree(target, Path(made, "wheels")).rename(kept)
    os.utime(kept)
    for earlier in sorted(CACHE.glob(f"{stem}*"), key=lambda p: p.stat().st_mtime)[:-MOST_KEPT]:
        shutil.rmtree(earlier, ignore_errors=True)
    return WHEELHOUSE.format(image)


def build_images(engine: DockerEngine, base: str) -> None:
    """Build the images of a learner's server, of the operator's side and of the grader."""
    for image, name in IMAGES.items():
        _build(engine, image, name, base, wheelhouse(image))


def build_next_site_image(engine: DockerEngine, base: str) -> str:
    """Build the site's as of a later version, with another wheel of ours only; return its name."""
    wheels = wheelhouse("site")
    (wheel,) = (ROOT / wheels / "own").glob("*.whl")
    lock = wheel.with_name("requirements.lock")
    before = hashlib.sha256(wheel.read_bytes()).hexdigest()
    with ZipFile(wheel, "a") as archive:
        archive.writestr("adaptive_server/later.txt", "")
    after = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(lock.read_text().replace(before, after))
    return _build(engine, "site", NEXT_SITE, base, wheels)


def _build(engine: DockerEngine, image: str, name: str, base: str, wheels: str) -> str:
    """Build an image; the engine would get its wheels with the next image's."""
    try:
        return engine.build(f"images/{image}/Dockerfile", name, BASE=base, WHEELHOUSE=wheels)
    finally:
        shutil.rmtree(ROOT / wheels)
