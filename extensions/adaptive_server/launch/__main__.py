"""`python -m adaptive_server.launch`, what `python3 dev.py run` ends in.

Signals are caught before anything large is imported: Ctrl-C at any moment ends in order.
"""

from __future__ import annotations

import sys

from . import signals


def main() -> None:
    """Run until Ctrl-C; exit status 0 then, 1 when it could not start or go on."""
    signals.catch()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the product.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        from .command import run

        problem = run()
    except signals.Ended:
        signals.ignore()
        return
    if problem:
        sys.stderr.write(f"\n{problem}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
