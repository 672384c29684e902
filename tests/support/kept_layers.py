"""What an engine has built, kept for the next run: packed once, unpacked before an engine starts.

An engine that begins with these layers has its builder's own cache. So each Dockerfile decides,
step by step and by the content of what it copies, what is still valid: what depends on our own
code is built anew. Only the layers of the newest versions are kept.
"""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from support.cache import CACHE
from support.product import ROOT

NAME = "layers-{}.tar"
EVERY_ATTRIBUTE = ("--xattrs", "--xattrs-include=*")  # the engine notes in them what is deleted


def kept_layers(base: Path) -> Path:
    """Return the file of the layers on a base with today's versions; it may not be there yet."""
    images = sorted(path for path in (ROOT / "images").rglob("*") if path.suffix != ".md")
    decide = [base, ROOT / "constraints.txt", ROOT / "pyproject.toml", *images]
    whole = hashlib.sha256()
    for file in filter(Path.is_file, decide):
        with file.open("rb") as content:
            whole.update(hashlib.file_digest(content, "sha256").digest())
    return CACHE / NAME.format(whole.hexdigest()[:16])


def unpack(kept: Path, data: Path) -> None:
    """Fill an engine's folder before it starts."""
    subprocess.run(["tar", *EVERY_ATTRIBUTE, "-C", data, "-xf", kept], check=True)


def pack(data: Path, folders: Sequence[str], kept: Path) -> None:
    """Keep folders of an engine that is doing nothing, in the place of what was kept before."""
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as made:
        packed = Path(made, kept.name)
        words = ["tar", *EVERY_ATTRIBUTE, "-C", data, "-cf", packed, *folders]
        subprocess.run(words, check=True)
        for earlier in CACHE.glob(NAME.format("*")):
            earlier.unlink(missing_ok=True)
        packed.rename(kept)
