import random

import pytest
from adaptive_server.core.experiment import Experiment, arm_of
from adaptive_server.evaluation.off_policy import Logged, Option, report

ARMS = ("adaptive", "gentle")
CHANCES = {"adaptive": (0.8, 0.1, 0.1), "gentle": (0.1, 0.1, 0.8)}
WORTH = (0.2, 0.5, 0.6)
TRUTH = {arm: sum(p * w for p, w in zip(CHANCES[arm], WORTH, strict=True)) for arm in ARMS}


def logged(people: int, each: int, seed: int = 1, helps: float = 0.0) -> list[Logged]:
    """Three problems of known worth; learners differ; `helps` is what the second arm adds."""
    rng = random.Random(seed)
    options = {
        f"p{n}": Option(0.3 + 0.2 * n, 1.0 - n / 4, {a: CHANCES[a][n] for a in ARMS})
        for n in range(3)
    }
    rows = []
    for u in range(people):
        arm, own = arm_of(Experiment("known", ARMS), f"u{u}"), rng.gauss(0, 0.1)
        for _ in range(each):
            n = rng.choices(range(3), CHANCES[arm])[0]
            r = WORTH[n] + own + rng.gauss(0, 0.2) + (helps if arm == "gentle" else 0.0)
            rows.append(Logged(f"u{u}", arm, f"p{n}", CHANCES[arm][n], r, options))
    return rows


@pytest.fixture(scope="module")
def found():
    return report(logged(300, 20), ARMS)


@pytest.mark.parametrize("arm", ARMS)
@pytest.mark.parametrize("way", ["ips", "snips", "dr"])
def test_a_known_worth_is_recovered(found, arm, way):
    told = found["policies"][arm][way]
    low, high = told["interval"]
    assert low < TRUTH[arm] < high
    assert told["value"] == pytest.approx(TRUTH[arm], abs=0.06)
    assert found["policies"][arm]["mean_weight"] == pytest.approx(1.0, abs=0.1)


def test_arms_are_compared_and_the_power_is_told(found):
    told = found["differences"]["gentle"]
    low, high = told["interval"]
    assert low < TRUTH["gentle"] - TRUTH["adaptive"] < high
    fewer = report(logged(40, 20), ARMS)["differences"]["gentle"]
    assert fewer["detectable"] > 1.5 * told["detectable"], "power grows with learners"


@pytest.mark.parametrize("people", [10, 60])
def test_intervals_hold_the_truth_about_as_often_as_they_say(people):
    inside = dict.fromkeys(("ips", "snips", "dr"), 0)
    for seed in range(200):
        told = report(logged(people, 10, seed), ARMS)["policies"]["gentle"]
        for way in inside:
            low, high = told[way]["interval"]
            inside[way] += low <= TRUTH["gentle"] <= high
    # 95 % of 200 are 190, with a standard deviation of 3.
    assert min(inside.values()) >= 181, inside


def test_one_learner_is_not_enough_for_an_interval():
    rows = logged(40, 10)
    lonely = next(row.learner for row in rows if row.arm == "gentle")
    told = report([r for r in rows if r.arm == "adaptive" or r.learner == lonely], ARMS)
    assert told["arms"]["gentle"]["value"] is not None
    assert told["arms"]["gentle"]["interval"] == [None, None]
    assert told["differences"]["gentle"]["interval"] == [None, None]
    assert None not in told["arms"]["adaptive"]["interval"]


def test_a_doubly_robust_interval_is_no_wider_than_that_of_plain_weights(found):
    def width(way):
        low, high = found["policies"]["gentle"][way]["interval"]
        return high - low

    assert width("dr") < width("ips")


def test_an_arm_that_nobody_is_in_has_no_figure_of_its_own():
    alone = report(logged(1, 1), ARMS)
    assert alone["recommendations"] == 1
    assert None in [each["value"] for each in alone["arms"].values()]
