"""The command line of the start, and its order.

Checks, PostgreSQL, hub (which starts proxy and service), wait until the service is ready, say
where to click. Then watch: PostgreSQL and the hub are started again when they die. Whatever ends
it, everything is stopped in the opposite order.
"""

from __future__ import annotations

import argparse
import os
import shutil
import time
from pathlib import Path

from ..adapters.embedded_postgres_account import EmbeddedPostgresError
from ..hub.people import SignInFileError
from . import signals
from .checks import CannotStart, check_node, check_people, check_port, only_one, prepare_data
from .leftovers import end_leftovers
from .processes import adopt_orphans
from .screen import closing_block, say
from .stack import Stack

ROOT = Path(__file__).resolve().parents[3]
WAY_OUT = (
    "If its data are damaged, put a back-up of the data folder in its place, or begin anew with "
    "--fresh: the old data are set aside, not deleted."
)


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


def run(given: list[str] | None = None) -> str:
    """Start and watch; return what kept it from that, in one line with a way out."""
    options = arguments(given)
    adopt_orphans()
    os.umask(0o022)
    try:
        start(options.data.expanduser().resolve(), options.port, fresh=options.fresh)
    except EmbeddedPostgresError as error:
        return f"{error}\n{WAY_OUT}" if "could not start" in str(error) else str(error)
    except (CannotStart, SignInFileError) as error:
        return str(error)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return (
            f"PythonMastery stopped: {error.strerror or error}{where}. Make sure that the disk "
            "has room and that the data folder belongs to you, then start again."
        )
    return ""


def start(data: Path, port: int, *, fresh: bool) -> None:
    """Start, say so, watch.

    Raises:
        CannotStart, EmbeddedPostgresError, SignInFileError, OSError: Why it cannot go on.
    """
    check_node()
    if fresh:
        set_aside(data)
    prepare_data(data)
    with only_one(data):
        check_people(data)
        end_leftovers(data)
        check_port(port)
        stack, last = Stack(ROOT, data, port), "Stopped."
        try:
            first = stack.start(say)
            last = "Stopped. Everything learnt is kept."
            closing_block(port, data, first, by_github=stack.by_github)
            stack.watch(say)
        finally:
            signals.ignore()
            say("Stopping …")
            stack.stop()
            say(last)


def set_aside(data: Path) -> None:
    """Rename the data folder, so that the start is a first one and nothing is lost."""
    if data.exists():
        aside = data.with_name(f"{data.name}.old-{time.strftime('%Y%m%d-%H%M%S')}")
        with only_one(data):
            shutil.move(data, aside)
        say(f"The old data are kept in {aside}")
