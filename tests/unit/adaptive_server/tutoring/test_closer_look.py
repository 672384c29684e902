"""A closer look is begun only where it can say something."""

from dataclasses import replace
from typing import Any, cast

from adaptive_server.tutoring.closer_look import NOTHING, look_at
from support.tutored import CELL, problem, verdict

from grader.bundle import Rules

NO_PARTS = cast("Any", None)
"""Who asks the parts for anything fails."""


def test_a_value_that_is_only_written_down_is_not_watched_and_not_mended():
    given = problem()
    bundle = replace(given.bundle, rules=Rules(literals_only=True))
    failed = verdict(few=False, many=False)
    found = look_at(
        *(
            NO_PARTS,
            cast("Any", "ada"),
            replace(given, bundle=bundle),
            {CELL: "answer = 2\n"},
            failed,
        ),
        rung=3,
    )
    assert found is NOTHING
