"""What an experiment has found, as it is told to a person."""

from __future__ import annotations

import pytest
from adaptive_server.cli.experiment_report import in_words


def told(low: float = -0.01, high: float = 0.03, weight: float = 1.0, worth: float = 900.0) -> str:
    each = {"value": 0.01, "interval": [low, high], "learners": 30}
    policy = dict.fromkeys(("ips", "snips", "dr"), each)
    found = {
        "experiment": "target",
        "reward": "mastery",
        "recommendations": 1200,
        "learners": 60,
        "arms": {"adaptive": each, "gentle": each},
        "differences": {"gentle": {**each, "detectable": 0.0281}},
        "policies": {"gentle": {**policy, "mean_weight": weight, "effective": worth}},
        "help": {},
        "help_differences": [],
    }
    return "\n".join(in_words(found))


def test_a_difference_says_which_way_and_whether_it_may_be_chance():
    assert "gentle less adaptive: 0.0100 (-0.0100 to 0.0300). No difference can be told" in told()
    assert "one of 0.0281 is found four times in five" in told()
    assert "That is more than chance" in told(low=0.001)
    assert "That is more than chance" in told(high=-0.001)


@pytest.mark.parametrize(("weight", "worth"), [(0.6, 900.0), (1.4, 900.0), (1.0, 20.0)])
def test_an_estimate_that_the_log_does_not_bear_says_so(weight, worth):
    assert "do not rely on this" in told(weight=weight, worth=worth)
    assert "do not rely on this" not in told()


def test_an_arm_without_anybody_has_no_figure_and_no_verdict():
    none = {"value": None, "interval": [None, None], "learners": 0}
    found = {
        **dict.fromkeys(("experiment", "reward"), "x"),
        **dict.fromkeys(("recommendations", "learners"), 1),
        "arms": {"a": none, "b": none},
        "differences": {"b": {**none, "detectable": None}},
        "policies": {},
        "help": {},
        "help_differences": [],
    }
    lines = list(in_words(found))
    assert "a: nothing yet, 0 learners" in lines
    assert "b less a: nothing yet. One of the two arms has fewer than two learners." in lines
