"""Mastered means likely, shown twice without help, and once on something demanding."""

from dataclasses import replace
from datetime import timedelta

import pytest
from adaptive_server.core.learner import Belief, LearnerState, SkillState
from adaptive_server.core.mastery import EASE, REFERENCES, mastery, reference, with_references
from adaptive_server.core.memory import reviewed
from adaptive_server.core.problem import SkillId
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

SKILL = small_graph().skills[SkillId("loops")]
STRONG = SkillState(ability=Belief(1.5, 0.1), wins=2, hard_wins=1, fsrs=reviewed(None, True, NOON))


def state(skill: SkillState, mean: float = 1.0, variance: float = 0.1) -> LearnerState:
    return LearnerState(ability=Belief(mean, variance), skills={SKILL.id: skill})


def test_all_three_conditions_are_needed():
    assert mastery(state(STRONG), SKILL, NOON).mastered
    assert not mastery(state(STRONG._replace(wins=1)), SKILL, NOON).mastered
    assert not mastery(state(STRONG._replace(hard_wins=0)), SKILL, NOON).mastered
    assert not mastery(state(STRONG, mean=-1.0), SKILL, NOON).mastered


def test_a_review_falls_due_with_time_and_not_before_practice():
    assert not mastery(state(STRONG), SKILL, NOON).due
    assert mastery(state(STRONG), SKILL, NOON + timedelta(days=30)).due
    assert not mastery(LearnerState(), SKILL, NOON).due


@pytest.mark.parametrize(
    ("variance", "words"), [(0.1, "fairly sure"), (0.5, "fairly unsure"), (1.9, "unsure")]
)
def test_certainty_is_said_in_words(variance, words):
    assert mastery(state(STRONG, -0.5, variance), SKILL, NOON).certainty == words


def test_of_who_succeeds_again_and_again_one_is_sure_though_the_strength_drifts():
    firm = state(STRONG._replace(ability=Belief(4.0, 1.0)))
    assert mastery(firm, SKILL, NOON).certainty == "fairly sure"
    assert mastery(LearnerState(), SKILL, NOON).certainty == "unsure"


def test_the_same_ability_is_worth_less_on_a_skill_of_a_higher_band():
    chances = [mastery(LearnerState(), replace(SKILL, band=b), NOON) for b in range(1, 6)]
    values = [m.probability for m in chances]
    assert values == sorted(values, reverse=True)


@given(st.floats(-8, 8), st.floats(1e-4, 2), st.integers(-3, 9), st.integers(0, 3000))
def test_any_state_gives_a_probability(mean, variance, band, days):
    m = mastery(
        state(STRONG, mean, variance), replace(SKILL, band=band), NOON + timedelta(days=days)
    )
    assert 0 <= m.probability <= 1


def test_a_skill_with_enough_problems_takes_its_reference_from_the_harder_ones():
    graph = with_references(small_graph(), small_cards())
    hard = sorted(c.difficulty for c in small_cards() if c.skills[0] == "loops")[2:]
    assert reference(graph.skills["loops"]) == pytest.approx(sum(hard) / 2 - EASE)


def test_a_skill_with_too_few_problems_takes_it_from_its_band_and_a_band_with_too_few_from_others():
    cards = small_cards(per_skill=2)
    few = with_references(small_graph(), cards)
    band = few.skills["loops"].band
    band_of = {c.id: few.skills[c.skills[0]].band for c in cards}
    harder = sorted(c.difficulty for c in cards if band_of[c.id] == band)[3:]
    assert reference(few.skills["loops"]) == pytest.approx(harder[1] - EASE)
    fewer = with_references(small_graph(), cards[:2])
    assert [reference(k) for k in fewer.skills.values()] == [
        REFERENCES[k.band - 1] for k in fewer.skills.values()
    ]
