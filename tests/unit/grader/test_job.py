"""What becomes of a question whose worker went deaf in a test."""

from __future__ import annotations

import asyncio
import json

from support.grading import RIGHT, SQUARES, answer

from grader.job import Job, body_of


async def test_of_a_closer_look_the_trace_is_left_and_then_it_goes_on_without_the_test() -> None:
    body = body_of(SQUARES, answer(RIGHT), study=5.0)
    result = asyncio.get_running_loop().create_future()
    job = Job(body, 9.0, lambda told: told, None, result, tests=2)
    assert job.leave_out(7)  # an edit may have made any test deaf
    assert (json.loads(job.body)["study"], job.stalled) == (0.0, [])
    assert job.leave_out(1)
    assert json.loads(job.body)["stalled"] == [1]
    assert not job.leave_out(1)
    assert not job.leave_out(2)
