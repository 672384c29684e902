"""Golden vectors: the model says of stored histories what it said when they were stored."""

import json

import pytest
from adaptive_server.core.features import FEATURES
from support import golden_model

KEPT = json.loads(golden_model.PATH.read_text())


def flat(told):
    """All numbers and names, in their order."""
    if isinstance(told, dict):
        return [x for k, v in told.items() for x in (k, *flat(v))]
    return [x for v in told for x in flat(v)] if isinstance(told, list) else [told]


@pytest.mark.parametrize("number", range(golden_model.HISTORIES))
def test_predictions_features_and_states_are_those_of_the_file(number):
    history = KEPT["histories"][number]
    for told, kept in zip(golden_model.outputs(history), history["outputs"], strict=True):
        for one, other in zip(flat(told), flat(kept), strict=True):
            assert one == (
                other if isinstance(other, str | None) else pytest.approx(other, abs=1e-9)
            )


def test_the_file_knows_every_feature_and_meets_each_with_a_number_somewhere():
    assert KEPT["features"] == list(FEATURES)
    rows = [x["features"] for h in KEPT["histories"] for x in h["outputs"] if x["features"]]
    never = {name for n, name in enumerate(FEATURES) if not any(row[n] for row in rows)}
    # Of a problem of the course and a first attempt these are 0 by definition.
    assert never == {
        "minus_skill_difficulty",
        "log_wins_problem",
        "log_losses_problem",
        "log_odds_problem",
    }
