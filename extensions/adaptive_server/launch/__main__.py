"""`python -m adaptive_server.launch`, what `python3 dev.py run` ends in.

Signals are caught before anything large is imported: Ctrl-C at any moment ends in order.
"""

from __future__ import annotations

import signal
import sys


class Ended(Exception):
    """SIGTERM or SIGHUP arrived."""


def ended(*_: object) -> None:
    """End in the same order as after Ctrl-C."""
    raise Ended


def main() -> None:
    """Run until Ctrl-C; exit status 0 then, 1 when it could not start or go on."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGHUP, ended)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character must not end the product.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        from .command import run

        problem = run()
    except (KeyboardInterrupt, Ended):
        return
    if problem:
        sys.stderr.write(f"\n{problem}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
