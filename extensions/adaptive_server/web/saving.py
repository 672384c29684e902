"""An author's notebook is written without what a run leaves: a diff shows what was written.

What the author sees in JupyterLab stays; only the file has none. Others' notebooks stay.
"""

from __future__ import annotations

from typing import Any

KEY = "pythonmastery"
OF_A_RUN = ("language_info", "widgets")
"""Metadata of a notebook that a kernel sets: its version, and the state of widgets."""
OF_A_CELL_RUN = ("execution", "ExecuteTime", "collapsed", "scrolled")
"""Metadata of a cell: when it ran, and how its output is folded."""


def without_outputs(model: dict[str, Any], path: str = "", **_: Any) -> None:
    """Take outputs, counts and the like out of an author's notebook that is about to be written.

    A hook of Jupyter's contents manager, called before each save.

    >>> cell = {"cell_type": "code", "outputs": [1], "execution_count": 4}
    >>> metadata = {"pythonmastery": {"skills": {}}}
    >>> model = {"type": "notebook", "content": {"metadata": metadata, "cells": [cell]}}
    >>> without_outputs(model)
    >>> cell["outputs"], cell["execution_count"]
    ([], None)
    """
    content = model.get("content")
    if model.get("type") != "notebook" or not isinstance(content, dict):
        return
    if not _is_authored(content):
        return
    _take_out(content, OF_A_RUN)
    for cell in content.get("cells") or ():
        if isinstance(cell, dict):
            _take_out(cell, OF_A_CELL_RUN)
            if cell.get("cell_type") == "code":
                cell["outputs"], cell["execution_count"] = [], None


def _take_out(part: dict[str, Any], keys: tuple[str, ...]) -> None:
    metadata = part.get("metadata")
    if isinstance(metadata, dict):
        for key in keys:
            metadata.pop(key, None)


def _is_authored(content: dict[str, Any]) -> bool:
    """Say whether the notebook is an author's: only theirs name skills."""
    metadata = content.get("metadata")
    ours = metadata.get(KEY) if isinstance(metadata, dict) else None
    return isinstance(ours, dict) and isinstance(ours.get("skills"), dict)
