"""Forecasts put to the test: they lie after all that was seen, and the figures add up."""

import json
import sys

import pytest
from adaptive_server.cli.forecast_report import report
from adaptive_server.cli.main import main
from adaptive_server.core.forecast import Forecast
from adaptive_server.simulation.forecasts import HORIZONS, Checked, checked


@pytest.fixture(scope="module")
def found():
    return checked(seed=4, worlds=1, learners=3)


def test_every_learner_with_a_lesson_left_is_forecast_once_a_horizon(found):
    assert len(found) == 3
    for some in found:
        assert [c.days for c in some] in ([], list(HORIZONS))
        for c in some:
            assert 0.0 <= c.forecast.probability <= 1.0
            assert c.share == c.forecast.mastered / c.forecast.skills < 1.0


def test_more_time_never_lowers_a_forecast_of_the_same_lesson(found):
    for some in filter(None, found):
        chances, rooms = (
            [getattr(c.forecast, n) for c in some] for n in ("probability", "to_come")
        )
        assert chances == sorted(chances)
        assert rooms == sorted(rooms)
        assert len({c.forecast.left for c in some}) == 1


def test_the_same_seed_gives_the_same_forecasts_and_outcomes(found):
    assert checked(seed=4, worlds=1, learners=1) == found[:1]


def told(probability, reached, days=7):
    return Checked(Forecast(probability, 3.0, 9.0, 0, 2), days, 5, reached, 0.0)


def test_the_report_counts_flags_by_the_bar_and_scores_each_horizon():
    some = [told(0.9, True), told(0.1, False), told(0.15, True), told(0.6, False, days=14)]
    figures = report([some[:2], some[2:]])
    assert figures["learners"] == 2
    assert figures["at_risk"] == {"flagged": 2, "precision": 0.5, "recall": 0.5}
    assert set(figures["forecasts"]) == {"all", "7_days", "14_days"}
    assert figures["forecasts"]["all"]["forecasts"] == 4
    assert figures["forecasts"]["7_days"]["auc"] == 1.0
    assert figures["forecasts"]["14_days"]["brier"] == pytest.approx(0.36)
    assert report([[told(0.9, True)]])["at_risk"]["precision"] is None


def test_the_command_prints_the_report(monkeypatch, capsys):
    words = ["mastery", "model", "forecast", "--worlds", "1", "--learners", "2", "--seed", "4"]
    monkeypatch.setattr(sys, "argv", [*words, "--json"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told["forecasts"]) == {"all", *(f"{d}_days" for d in HORIZONS)}
    assert told["learners"] == 2
