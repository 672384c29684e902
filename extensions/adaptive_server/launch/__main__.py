"""`python -m adaptive_server.launch`, what `python3 dev.py run` ends in.

Order: checks, PostgreSQL, hub (which starts proxy and service), wait until the service is ready,
say where to click. Then watch: PostgreSQL and the hub are started again when they die; Ctrl-C or
SIGTERM stops all of it in the opposite order.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import time
from pathlib import Path

from ..adapters.embedded_postgres_account import EmbeddedPostgresError
from ..hub.sign_in import SignInFileError
from .checks import CannotStart, check_port, only_one, prepare_data
from .processes import adopt_orphans
from .screen import closing_block, say
from .stack import Stack

ROOT = Path(__file__).resolve().parents[3]


class Ended(Exception):
    """SIGTERM arrived."""


def arguments(given: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="python3 dev.py run",
        description="Start PythonMastery on this machine.",
        epilog="Example: python3 dev.py run --port 8080 --data ~/mastery-data",
    )
    parser.add_argument("--port", type=int, default=8000, help="where to listen (default: 8000)")
    parser.add_argument(
        "--data",
        type=Path,
        default=ROOT / ".data",
        help="folder for progress, passwords and learners' files (default: .data)",
    )
    parser.add_argument(
        "--fresh",
        action="store_true",
        help="begin anew: the data folder is set aside as FOLDER.old-TIME, nothing is deleted",
    )
    return parser.parse_args(given)


def set_aside(data: Path) -> None:
    """Rename the data folder, so that the start is a first one and nothing is lost."""
    if data.exists():
        aside = data.with_name(f"{data.name}.old-{time.strftime('%Y%m%d-%H%M%S')}")
        with only_one(data):
            shutil.move(data, aside)
        say(f"The old data are kept in {aside}")


def run(options: argparse.Namespace) -> None:
    """Start, say so, watch."""
    data: Path = options.data.expanduser().resolve()
    if not 0 < options.port < 65536:
        raise CannotStart("--port must be a number from 1 to 65535.")
    if options.fresh:
        set_aside(data)
    prepare_data(data)
    with only_one(data):
        check_port(options.port)
        stack = Stack(ROOT, data, options.port)
        try:
            first = stack.start(say)
            closing_block(options.port, data, first)
            stack.watch(say)
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            say("Stopping …")
            stack.stop()
            say("Stopped. Everything learnt is kept.")


def main() -> None:
    """Run until Ctrl-C; exit status 0 then, 1 when it could not start."""

    def ended(*_: object) -> None:
        raise Ended

    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, ended)
    signal.signal(signal.SIGHUP, ended)
    adopt_orphans()
    os.umask(0o022)
    try:
        run(arguments())
    except (KeyboardInterrupt, Ended):
        return
    except (CannotStart, EmbeddedPostgresError, SignInFileError) as error:
        sys.stderr.write(f"\n{error}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
