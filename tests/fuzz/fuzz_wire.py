"""Fuzzes the wire decoder with coverage; needs the extra `fuzz`.

    .venv/bin/pip install -c constraints.txt '.[fuzz]'
    .venv/bin/python tests/fuzz/fuzz_wire.py -max_total_time=60

Any exception but `WireError` (for values: `Dead`) ends it, with the input that did it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["grader"]):
    from grader import wire
    from grader.exchange import Dead, End, Exchange


class Silent(Exchange):
    """A child that says nothing more."""

    def ask(self, operation: str, *arguments: Any) -> Any:
        self.fail(End.DIED)

    def fail(self, end: End) -> NoReturn:
        raise Dead(end)


def try_one(data: bytes) -> None:
    """Decode one frame as the judge does."""
    try:
        message = wire.unpack(data)
    except wire.WireError:
        return
    try:
        Silent().decode(message)
    except Dead:
        return


if __name__ == "__main__":
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
