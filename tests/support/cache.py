"""Where tests keep what is costly to make: base images, wheels, layers, the gate's results.

Nothing there is needed: what is not kept, or was made from other versions, is made anew.
"""

from __future__ import annotations

from pathlib import Path

CACHE = Path.home() / ".cache" / "pythonmastery-tests"
