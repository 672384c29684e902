"""Answers written by hand, as a chat model words them.

The limits for prose were set looking at them, so they are no independent measure.
"""

from __future__ import annotations

import json
from pathlib import Path

_WRITTEN = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
RECIPES: dict[str, list[str]] = _WRITTEN["recipes"]
HARMLESS: list[str] = _WRITTEN["harmless"]
