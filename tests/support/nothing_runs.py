"""A runner of the gate for checks that must not run anything."""

from __future__ import annotations

from collections.abc import Mapping

from adaptive_server.gate.outcome import Outcome

from grader.bundle import Bundle


class NothingRuns:
    """Fulfils `outcome.Runner` and fails the test where it is asked."""

    def run(self, bundle: Bundle, cells: Mapping[str, str], **how: object) -> Outcome:
        raise AssertionError(f"{bundle.problem_id} was run with {list(cells)}")
