"""Keeps what tests print or warn of to the judge."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator

from grader.interrupts import own_interrupts


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep what tests print or warn of out of the service's log: hidden values may be in it."""
    nowhere = io.StringIO()
    with (
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        own_interrupts(),
    ):
        yield
