"""Runs another module as a program, without a library that only costs time there.

    python -m adaptive_server.launch.lean jupyterhub -f FILE

`jsonschema` imports `rfc3987_syntax` if it is there, which then builds a parser for international
web addresses: two seconds of processor time in the hub and in each learner's server, for a check
that none of them makes. With the module barred, jsonschema leaves that one check out.

At its end Python looks through all that it holds for what could be given back: most of a second
of processor time in a hub, while the system takes everything back anyway. So that is left out too.
"""

from __future__ import annotations

import atexit
import gc
import runpy
import sys
from collections.abc import Iterable


def main(barred: Iterable[str] = ("rfc3987_syntax",)) -> None:
    """Become the module named by the first argument; an import of a barred one fails."""
    atexit.register(gc.freeze)
    for name in barred:
        sys.modules[name] = None  # type: ignore[assignment]
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
