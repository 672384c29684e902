"""Fuzzes the wire decoder with coverage; needs the extra `fuzz`.

    .venv/bin/pip install -c constraints.txt '.[fuzz]'
    .venv/bin/python tests/fuzz/fuzz_wire.py -max_total_time=60

Any exception but `WireError` (for values: `Dead`) ends it, with the input that did it.
"""

from __future__ import annotations

import collections
import datetime
import decimal
import fractions
import sys
import tempfile
from pathlib import Path
from typing import Any, NoReturn

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["grader"]):
    from grader import wire
    from grader.end import Dead, End
    from grader.exchange import Exchange


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


SEEDS = (
    *(None, True, 2**70, -1.5, "ä🐍", b"\0\xff", 1 + 2j),
    *([1, [2, (3,)]], {"a": {1, 2}}, frozenset({(1, 2)}), {(1, "b"): None}),
    *(collections.Counter("aab"), collections.deque([1]), collections.OrderedDict(a=1)),
    *(decimal.Decimal("1.10"), fractions.Fraction(2, 3), range(0, 9, 2)),
    *(datetime.date(2024, 2, 29), datetime.datetime(2024, 2, 29, 12), datetime.timedelta(1, 2)),
)
"""One value of every form that travels: what the fuzzer begins with and changes."""


def write_seeds(folder: Path) -> None:
    """Write each value as the frame that a child would send, and a reference to an object."""
    whole = [wire.encode(value, wire.reference) for value in SEEDS]
    for number, message in enumerate([*whole, wire.reference(7, "Counter"), ["v", *whole]]):
        (folder / str(number)).write_bytes(wire.pack(message)[4:])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="fuzz-") as corpus:
        write_seeds(Path(corpus))
        atheris.Setup([*sys.argv, corpus], try_one)
        atheris.Fuzz()
