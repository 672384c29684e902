"""A part of what `benchmarks/grader.py --soak` and `--burst` do at full length."""

from __future__ import annotations

import pytest
from support.soak import burst, soak

pytestmark = pytest.mark.integration


async def test_mixed_submissions_get_their_scores_and_leave_nothing() -> None:
    found = await soak(400)
    assert found["wrong_scores"] == []
    assert len(found["not_judged"]) < 10  # a machine too busy to judge may say so
    assert found["processes"] <= 0
    assert found["files"] == found["descriptors"] == found["processes_after_close"] == 0
    assert found["memory_mb"] < 40


async def test_a_burst_is_graded_or_told_to_retry_and_none_is_lost() -> None:
    found = await burst(300)
    assert found["graded"] == 300
    assert found["in_order"]
    assert found["passed"] + found.get("QueueFull", 0) + found.get("LearnerFull", 0) >= 300
