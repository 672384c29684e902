"""The authors' tutorial as a test reads it: the text of each cell, in the order of the page."""

from __future__ import annotations

import re

from support.product import ROOT

PAGE = ROOT / "docs" / "tutorial" / "first-problem.md"
_BLOCK = re.compile(r"^````\w+\n(.*?)\n````$", re.DOTALL | re.MULTILINE)
_NAME = re.compile(r"^\*\*([a-z][^*]*)\*\*: ", re.MULTILINE)


def cells() -> list[tuple[str, str]]:
    """Return (name of the cell, what to write) of step 4."""
    step = PAGE.read_text(encoding="utf-8").split("## 4. Write")[1].split("## 5.")[0]
    names, blocks = _NAME.findall(step), _BLOCK.findall(step)
    return list(zip(names, blocks, strict=True))


def mended() -> str:
    """Return what step 5 puts in the place of the slip."""
    step = PAGE.read_text(encoding="utf-8").split("## 5.")[1].split("## 6.")[0]
    (block,) = _BLOCK.findall(step)
    return block


def code_words(number: int) -> list[str]:
    """Return what stands between backticks in the list of a step."""
    step = PAGE.read_text(encoding="utf-8").split(f"## {number}. ")[1].split("\n## ")[0]
    return re.findall(r"^- \*[^*]+\*: `([^`]+)`", step, re.MULTILINE)
