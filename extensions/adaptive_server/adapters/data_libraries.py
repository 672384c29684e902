"""Whether problems about arrays, tables and charts can be graded here."""

from __future__ import annotations

from importlib.util import find_spec

import structlog

from grader.bundle import DATA_LIBRARIES

from ..problems.bank import Bank

log = structlog.get_logger()


def missing_data_libraries() -> tuple[str, ...]:
    """Return those of `DATA_LIBRARIES` that this interpreter lacks; the extra `data` has all."""
    return tuple(name for name in DATA_LIBRARIES if find_spec(name) is None)


def gradable(bank: Bank, missing: tuple[str, ...]) -> Bank:
    """Return the bank without the problems that cannot be graded for lack of a library.

    Args:
        bank: The whole bank.
        missing: What `missing_data_libraries` found.
    """
    if not missing:
        return bank
    kept = bank.without_data()
    left_out = len(bank.problems) - len(kept.problems)
    if left_out:
        log.warning("data problems left out", problems=left_out, install=", ".join(missing))
    return kept
