"""Keeps what the gate found, so that an unchanged notebook is not checked again.

An entry's name is a hash of all that a result depends on: the notebook's bytes, what the gate may
see of the skill graph, the source of gate, format and grader, the walls, and the versions of Python
and of the libraries that answers may import. So an entry is right or it is not found. Results with
an error are not kept: what failed is looked at again, on a busy machine too.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import pathlib
import platform
import sys
import time
from dataclasses import asdict, replace
from importlib import metadata
from typing import Any

import grader
from grader.bundle import DATA_LIBRARIES

from ..core.skills import SkillGraph
from ..problems.code_digest import code_digest
from ..problems.finding import Finding, Level
from ..problems.sealed_file import read_sealed, write_sealed
from ..problems.skills_file import SkillsFile
from ..problems.source_file import UnreadableError, read_bytes
from .checked import Checked
from .duplicates import ProblemText

KEPT_SECONDS = 60 * 86_400.0
"""An entry that nobody asked for this long is removed."""

_PACKAGE = pathlib.Path(__file__).parents[1]
SOURCES = (
    _PACKAGE / "gate",
    _PACKAGE / "problems",
    _PACKAGE / "core",
    pathlib.Path(grader.__file__).parent,
)
"""Folders of the code that a result depends on."""


def seen_by_gate(skills: SkillsFile) -> SkillsFile:
    """Return a skill graph without the prose that no check reads.

    The gate gets this one, so that a reworded objective changes no result.
    """
    graph = skills.graph
    bare = SkillGraph(
        tuple(
            replace(s, title="", lessons=tuple(replace(x, title="") for x in s.lessons))
            for s in graph.sections
        ),
        {k: replace(s, objective="", reference=None) for k, s in graph.skills.items()},
    )
    misconceptions = {
        k: tuple(replace(m, belief="", source="", source_checked=None) for m in all_of)
        for k, all_of in skills.misconceptions.items()
    }
    return SkillsFile(bare, misconceptions, skills.kinds)


def versions() -> str:
    """Return the versions of Python, of libraries for answers and of pyflakes; the processor."""
    return "\n".join(
        [sys.version, platform.machine(), *map(_version, (*DATA_LIBRARIES, "pyflakes"))]
    )


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


class Cache:
    """A folder of entries; several processes may use it at once.

    Attributes:
        hits: Notebooks that need no check.
    """

    def __init__(self, folder: pathlib.Path, skills: SkillsFile, walls: str) -> None:
        """Note what all results depend on; nothing is written yet.

        Args:
            folder: Where entries lie; made with the first one. One that cannot be written is
                no error: nothing is kept then.
            skills: The skill graph.
            walls: `required` or `available`.
        """
        self._folder = folder
        self._code = f"{code_digest(SOURCES)}\n{versions()}"
        self._around = f"{walls}\n{seen_by_gate(skills)!r}"
        self.hits = 0

    def find(self, file: pathlib.Path) -> Checked | None:
        """Return what was found on a notebook with these bytes, or None."""
        digest = _digest(file)
        entry = self._read(self._result_name(digest))
        if entry is None:
            return None
        findings = tuple(Finding(**{**f, "level": Level(f["level"])}) for f in entry["findings"])
        self.hits += 1
        return Checked(findings, digest, _text_of(entry["text"]))

    def keep(self, checked: Checked) -> None:
        """Keep a result, if it is one to rely on; the text to compare is kept anyway."""
        if not checked.digest:
            return
        if checked.text:
            self.keep_text(checked.digest, checked.text)
        if not checked.failed:
            findings = [f.to_json() for f in checked.findings]
            text = asdict(checked.text) if checked.text else None
            entry = {"findings": findings, "text": text}
            self._write(self._result_name(checked.digest), entry)

    def keep_text(self, digest: str, text: ProblemText) -> None:
        """Keep what of a problem with this digest is compared."""
        self._write(self._text_name(digest), {"text": asdict(text)})

    def text(self, file: pathlib.Path) -> ProblemText | None:
        """Return what of a problem is compared, or None where that is not known."""
        entry = self._read(self._text_name(_digest(file)))
        return _text_of(entry["text"]) if entry else None

    def tidy(self) -> None:
        """Remove what nobody has asked for in a long time."""
        latest = time.time() - KEPT_SECONDS
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < latest:
                        path.unlink()

    def _result_name(self, digest: str) -> str:
        return _hash("result", digest, self._code, self._around) if digest else ""

    def _text_name(self, digest: str) -> str:
        return _hash("text", digest, self._code) if digest else ""

    def _read(self, name: str) -> dict[str, Any] | None:
        """Return an entry; None where it is not there, or is not what was written."""
        body = read_sealed(self._folder / name)
        entry: dict[str, Any] | None = json.loads(body) if body is not None else None
        return entry

    def _write(self, name: str, entry: dict[str, Any]) -> None:
        write_sealed(self._folder / name, json.dumps(entry, ensure_ascii=False).encode())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _digest(file: pathlib.Path) -> str:
    try:
        return hashlib.sha256(read_bytes(file)).hexdigest()
    except UnreadableError:
        return ""


def _text_of(data: dict[str, Any] | None) -> ProblemText | None:
    return ProblemText(**data) if data else None
