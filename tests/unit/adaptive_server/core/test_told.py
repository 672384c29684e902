"""A reason can be told again in another language, whenever it was made."""

import copy
import json
import pickle
import random
import re
from datetime import date

import pytest
from adaptive_server.core.goals import Goal
from adaptive_server.core.learner import Evidence, LearnerState, ProblemState
from adaptive_server.core.model import update
from adaptive_server.core.placement import begun, question
from adaptive_server.core.reasons import placed_reason
from adaptive_server.core.selection import choose, recommended
from adaptive_server.core.told import Told, noted, recalled, retold
from adaptive_server.problems.skill_names import named
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
SPANISH = named(GRAPH, "es", {f"skill.{k}.name": f"en español {k}" for k in GRAPH.skills})
BY_ID = {c.id: c for c in CARDS}
WHYS = ("done", "too_easy", "too_hard", "not_now")
histories = st.lists(st.tuples(st.sampled_from(CARDS), st.booleans()), max_size=25)


def kept(text):
    """Store a text and read it again."""
    return recalled(str(text), json.loads(json.dumps(noted(text))))


@given(histories, st.sampled_from(WHYS), st.booleans(), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_a_stored_reason_is_told_in_the_language_of_whoever_reads_it(history, why, goal, seed):
    state = LearnerState()
    for card, solved in history:
        before = state.problems.get(card.id, ProblemState())
        evidence = Evidence(solved, float(solved), before.attempts == 0, False)
        state = update(recommended(state, card.id), card, evidence, NOON)
    goals = (Goal("l4", date(2025, 3, 20)),) if goal else ()
    english, spanish = (
        choose(state, graph, CARDS, NOON, random.Random(seed), why, goals=goals).reason
        for graph in (GRAPH, SPANISH)
    )
    assert english != spanish
    assert retold(kept(english), SPANISH) == spanish
    assert retold(kept(spanish), GRAPH) == english
    assert retold(kept(english), GRAPH) == english
    assert not re.search(r"[{}]", english + spanish)


@pytest.mark.parametrize("placed", [False, True])
def test_so_are_those_of_the_placement(placed):
    english, spanish = (
        question(begun(LearnerState()), graph, CARDS, NOON)[1].reason for graph in (GRAPH, SPANISH)
    )
    if placed:
        english, spanish = placed_reason(english, GRAPH), placed_reason(spanish, SPANISH)
    assert retold(kept(english), SPANISH) == spanish
    assert retold(kept(spanish), GRAPH) == english


def test_a_text_of_which_nothing_is_known_stays_as_it_is():
    assert retold(recalled("From before.", ()), SPANISH) == "From before."
    assert noted("From before.") == []


def test_a_skill_that_has_left_the_course_goes_by_its_id():
    old = recalled("x", [["A good next step for you: {skill}.", {"skill": "gone"}]])
    assert isinstance(old, Told)
    assert retold(old, GRAPH) == "A good next step for you: “gone”."


def test_a_reason_is_copied_with_what_it_says():
    text = choose(LearnerState(), GRAPH, CARDS, NOON, random.Random(1)).reason
    for copied in (copy.deepcopy(text), pickle.loads(pickle.dumps(text))):
        assert (copied, copied.said, type(copied)) == (text, text.said, Told)
