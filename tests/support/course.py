"""The shipped course as a bank, as the service has it.

Whoever comes first reads the notebooks; whoever comes later, in whatever process, gets what the
service has kept of them. That the two are equal is held by `test_kept_bank`.
"""

from __future__ import annotations

from functools import cache

from adaptive_server.adapters.kept_bank import kept_bank
from adaptive_server.app import KEPT
from adaptive_server.problems.bank import Bank
from support.product import ROOT


@cache
def course() -> Bank:
    """Return the course with its references; read once a process."""
    return kept_bank(ROOT / "curriculum", KEPT)
