"""PythonMastery's server half: picks the next problem, has answers graded, keeps progress."""

from __future__ import annotations

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tell Jupyter Server what to load."""
    from .extension import MasteryExtension

    return [{"module": "adaptive_server", "app": MasteryExtension}]
