"""An author's notebook is written without outputs and counts: a diff shows what was written.

What the author sees in JupyterLab stays; only the file has none. Others' notebooks stay.
"""

from __future__ import annotations

from typing import Any

KEY = "pythonmastery"


def without_outputs(model: dict[str, Any], path: str = "", **_: Any) -> None:
    """Take outputs and counts out of an author's notebook that is about to be written.

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
    for cell in content.get("cells") or ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _is_authored(content: dict[str, Any]) -> bool:
    """Say whether the notebook is an author's: only theirs name skills."""
    metadata = content.get("metadata")
    ours = metadata.get(KEY) if isinstance(metadata, dict) else None
    return isinstance(ours, dict) and isinstance(ours.get("skills"), dict)
