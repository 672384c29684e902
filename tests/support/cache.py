"""Where tests keep what is costly to make: base images, downloaded wheels."""

from __future__ import annotations

from pathlib import Path

CACHE = Path.home() / ".cache" / "pythonmastery-tests"
