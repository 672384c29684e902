from dataclasses import replace
from datetime import timedelta

from adaptive_server.core.forecast import Activity, chance_in_time, forecast, pace
from adaptive_server.core.goals import Goal
from adaptive_server.core.learner import Belief, LearnerState, SkillState
from adaptive_server.core.risk import outlook
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON, small_graph

GRAPH = small_graph()
LESSON = GRAPH.sections[0].lessons[0]
BUSY = Activity(NOON - timedelta(days=20), NOON, 40)
WEEK = NOON + timedelta(days=7)
amounts = st.floats(0, 1000)


def knowing(mean: float) -> LearnerState:
    known = SkillState(ability=Belief(mean, 0.1), wins=5, hard_wins=3)
    return LearnerState(skills=dict.fromkeys(GRAPH.skills, known))


@given(amounts, amounts, amounts)
def test_more_time_helps_and_more_work_does_not(left, to_come, more):
    p = chance_in_time(left, to_come)
    assert 0.0 <= p <= 1.0
    assert chance_in_time(left, to_come + more) >= p >= chance_in_time(left + more, to_come)


@given(st.floats(-8, 8), st.integers(0, 200), st.integers(-30, 400))
def test_a_forecast_is_a_probability_whatever_comes(mean, lately, days):
    by = NOON + timedelta(days=days)
    told = forecast(knowing(mean), GRAPH, LESSON.skills, replace(BUSY, lately=lately), NOON, by)
    assert 0.0 <= told.probability <= 1.0
    assert told.left >= 0.0
    assert told.to_come >= 0.0


def test_who_has_mastered_it_is_sure_and_who_has_no_time_left_is_not():
    assert forecast(knowing(6.0), GRAPH, LESSON.skills, BUSY, NOON, NOON).probability == 1.0
    assert forecast(knowing(0.0), GRAPH, LESSON.skills, BUSY, NOON, NOON).probability == 0.0


def test_ability_and_pace_both_raise_it():
    weak, able = (forecast(knowing(m), GRAPH, LESSON.skills, BUSY, NOON, WEEK) for m in (-1, 1))
    slow = forecast(knowing(-1), GRAPH, LESSON.skills, replace(BUSY, lately=2), NOON, WEEK)
    assert slow.probability < weak.probability < able.probability
    assert pace(replace(BUSY, lately=2), NOON) < pace(BUSY, NOON)


def test_of_a_day_that_no_forecast_was_measured_for_no_chance_is_told():
    goals = [Goal(LESSON.id, (NOON + timedelta(days=n)).date()) for n in (27, 30)]
    near, far = (outlook(knowing(-3), GRAPH, [goal], BUSY, NOON) for goal in goals)
    assert near.at_risk
    assert "chance" in near.reason
    assert not far.at_risk
    assert far.reason.endswith("That day is too far off for a forecast.")


def test_the_reason_names_what_is_wrong():
    goal = Goal(LESSON.id, WEEK.date())
    new = outlook(LearnerState(), GRAPH, [goal], Activity(), NOON)
    assert new.at_risk
    assert new.assigned
    assert new.reason.startswith("No problem has been tried yet.")
    away = replace(BUSY, last=NOON - timedelta(days=9))
    assert "9 days ago" in outlook(knowing(0), GRAPH, [], away, NOON).reason
    stuck = knowing(0)._replace(failed_in_a_row=4)
    assert "last 4 problems" in outlook(stuck, GRAPH, [], BUSY, NOON).reason
    late = outlook(knowing(-3), GRAPH, [goal], BUSY, NOON)
    assert late.at_risk
    assert "by then is about 1 in 10" in late.reason
    assert "Skills of “l1” mastered: 0 of 2; problems to come by 8 March" in late.reason
    fine = outlook(knowing(-3), GRAPH, [], BUSY, NOON)
    assert not fine.at_risk, "nobody has set a day"
    assert outlook(knowing(6), GRAPH, [goal], BUSY, NOON).reason == "Every lesson is mastered."
