"""Test cells with learner code, read from files and from the reference page."""

from __future__ import annotations

import builtins
import contextlib
import io
import re
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "test-cells.md"
_FOLDER = Path(__file__).parent / "cells"
_BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)
_ROW = re.compile(r"^\| (?P<what>[^|]+?) \| (?P<code>`.*`) \| (?P<works>yes|no)\b(?P<note>.*)\|$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the page: what a test cell does, with an example and whether it works.

    `given` is the text of the section's given cell, `source` of its answer.
    """

    what: str
    given: str
    source: str
    test: str
    works: bool
    section: str


def corpus() -> dict[str, tuple[str, list[str]]]:
    """Return learner code and test cells by the name of their file."""
    found = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        source, tests = path.read_text().split("\n=====\n")
        found[path.stem] = source, [test.strip("\n") for test in tests.split("\n-----\n")]
    return found


def rows() -> Iterator[Row]:
    """Yield the rows of the reference page's tables, each with the code of its section."""
    for section in PAGE.read_text().split("\n## ")[1:]:
        title = section.split("\n", 1)[0]
        blocks = _BLOCK.findall(section)
        for line in section.splitlines():
            row = _ROW.match(line)
            if row:
                test = "\n".join(re.findall(r"`([^`]*)`", row["code"]))
                given, source = ["", *blocks][-2:]
                yield Row(row["what"], given, source, test, row["works"] == "yes", title)


def holds_in_plain_python(source: str, test: str) -> bool:
    """Run learner code and a test cell in one interpreter, as a notebook would."""
    module, before = types.ModuleType("__main__"), sys.modules["__main__"]
    sys.modules["__main__"], keyboard, stdin = module, builtins.input, sys.stdin
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for code in (source, test):
                exec(compile(code, "<cell>", "exec", dont_inherit=True), module.__dict__)
    except (Exception, SystemExit):  # noqa: BLE001 - a cell may fail with any
        return False
    finally:
        sys.modules["__main__"], builtins.input, sys.stdin = before, keyboard, stdin
    return True
