"""An experiment on a real database: arms choose, their chances are kept, the report reads them."""

from __future__ import annotations

import asyncio
import json
import random
from types import SimpleNamespace

import pytest
from adaptive_server.adapters.postgres import PostgresStore
from adaptive_server.core.arms import tuned
from adaptive_server.core.experiment import Experiment, arm_of
from adaptive_server.core.tuning import TUNING
from adaptive_server.ports import Person, Settlement
from adaptive_server.tutoring.recommend import decide
from support.postgres_bank import SOURCE, small_bank, verdict
from support.small_course import NOON

pytestmark = pytest.mark.integration
pytest_plugins = ["support.postgres"]

BOTH = Experiment("target", ("adaptive", "gentle"))


async def follow(store: PostgresStore, name: str) -> str:
    """A learner tries what is recommended, which brings a tenth of mastery, and gets another."""
    parts = SimpleNamespace(
        bank=small_bank(),
        clock=lambda: NOON,
        rng=random.Random(name),
        tuning=TUNING,
        experiment=BOTH,
    )
    learner = await store.learner(Person(name))
    first = await store.recommend(learner, lambda r: decide(parts, r.state, "done", learner))
    assert first.choice.arm == arm_of(BOTH, str(learner))
    picked = first.choice.considered[first.choice.problem_id]
    assert picked["chances"][first.choice.arm] == pytest.approx(first.choice.propensity)
    handed, _ = await store.hand_in(learner, first.choice.problem_id, 1, SOURCE, None, 60)
    answer = {"mastery": [{"before": 0.25, "after": 0.375}, {"before": 0.5, "after": 0.5}]}
    await store.settle(handed, verdict(), lambda record, at: Settlement(record.state, answer, None))
    await store.recommend(learner, lambda r: decide(parts, r.state._replace(), "not_now", learner))
    return first.choice.arm


async def test_what_arms_would_have_picked_is_kept_and_reported(
    store: PostgresStore, database_url: str
) -> None:
    arms = [await follow(store, f"learner-{n}") for n in range(12)]
    done = await asyncio.create_subprocess_exec(
        "mastery",
        "model",
        "experiment",
        "report",
        "--database",
        database_url,
        "--json",
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await done.communicate()
    assert done.returncode == 0
    told = json.loads(said)
    assert (told["experiment"], told["recommendations"], told["learners"]) == ("target", 12, 12)
    for arm in BOTH.arms:
        assert told["arms"][arm]["learners"] == arms.count(arm)
        assert told["arms"][arm]["value"] == pytest.approx(0.125)
    # Both arms begin with the same problem, so each one's log is as good as the other's.
    assert told["policies"]["gentle"]["dr"]["value"] == pytest.approx(0.125)
    assert told["policies"]["gentle"]["mean_weight"] == pytest.approx(1.0)
    # Nobody was helped; the arm that the product has anyway is what others are compared with.
    assert {arm: each["episodes"] for arm, each in told["help"].items()} == {
        "adaptive": 0,
        "gentle": 0,
        "held out": 0,
    }
    assert list(told["differences"]) == ["gentle"]
    assert tuned(TUNING, "gentle").target > TUNING.target
