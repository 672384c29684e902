"""Placement: telling questions, at most ten, nobody locked in, the same for the same state."""

import random
from dataclasses import replace

from adaptive_server.core.believed import believed
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import (
    Evidence,
    LearnerState,
    Placement,
    PlacementStatus,
    ProblemState,
)
from adaptive_server.core.mastery import mastery
from adaptive_server.core.model import update
from adaptive_server.core.placement import (
    MOST,
    answered,
    begun,
    confidence,
    finished,
    is_question,
    question,
    skipped,
)
from adaptive_server.core.problem import ProblemId
from adaptive_server.core.selection import choose
from adaptive_server.core.standing import skill_terms
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
BY_ID = {c.id: c for c in CARDS}
ORDER = GRAPH.order()


def answer(state, problem_id, solved):
    card = BY_ID[problem_id]
    evidence = evidence_of(True, solved, float(solved), 1.0, ProblemState())
    after = update(state, card, evidence, NOON)
    return answered(state, after, GRAPH, card, evidence)


def placed(knows, why="done"):
    """Answer questions by what is known until they end; return the state and what was asked."""
    state, asked = begun(LearnerState()), []
    while (found := question(state, GRAPH, CARDS, NOON, why)) is not None:
        state, choice = found
        assert is_question(state, BY_ID[choice.problem_id])
        assert choice.propensity == 1.0
        asked.append(choice.problem_id)
        state = answer(state, choice.problem_id, knows(BY_ID[choice.problem_id]))
    return state, asked


@given(st.lists(st.booleans(), min_size=MOST, max_size=MOST))
@settings(max_examples=25, deadline=None)
def test_at_most_ten_different_questions_whatever_the_answers(outcomes):
    said = iter(outcomes)
    state, asked = placed(lambda card: next(said))
    assert len(asked) == len(set(asked)) <= MOST
    assert state.placement.asked == tuple(asked)
    assert 0.5 <= confidence(state, GRAPH) <= 1.0
    choice = choose(finished(state), GRAPH, CARDS, NOON, random.Random(1))
    assert choice.problem_id is not None, "placement never ends in a dead end"


def test_the_same_answers_give_the_same_questions():
    assert placed(lambda c: c.band < 3) == placed(lambda c: c.band < 3)


def test_who_can_everything_begins_further_on_than_who_can_nothing():
    able, new = placed(lambda c: True)[0], placed(lambda c: False)[0]
    is_open = [
        sum(t.open for t in skill_terms(s, GRAPH, CARDS, NOON).values()) for s in (able, new)
    ]
    assert is_open[0] > len(ORDER) // 2 > is_open[1]
    picked = choose(finished(able), GRAPH, CARDS, NOON, random.Random(3)).problem_id
    assert BY_ID[picked].band > 1


def test_questions_make_it_surer_and_the_first_has_no_certain_answer():
    state, _ = placed(lambda c: c.band < 3)
    assert confidence(state, GRAPH) > confidence(LearnerState(), GRAPH)
    first = LearnerState()
    p = question(begun(first), GRAPH, CARDS, NOON)[1].predicted
    assert 0.1 < p < 0.9, "a question whose answer is known tells nothing"


def test_a_success_implies_what_it_builds_on_and_a_failure_what_builds_on_it():
    card = next(c for c in CARDS if c.skills[0] == "loops")
    start = LearnerState(placement=Placement(PlacementStatus.ACTIVE, (card.id,)))
    for solved, other, more in ((True, "print", True), (False, "functions", False)):
        usual = update(start, card, Evidence(solved, float(solved), True, False), NOON)
        told = answer(start, card.id, solved)
        before, after = (mastery(s, GRAPH.skills[other], NOON) for s in (usual, told))
        assert (after.probability > before.probability) is more
        assert not after.mastered
        assert told.skills[other].practised_at is None, "implied is not practised"
        assert (told.wins, told.losses) == (usual.wins, usual.losses)


def test_a_question_passed_over_is_no_evidence_and_brings_an_easier_or_harder_one():
    state, first = question(begun(LearnerState()), GRAPH, CARDS, NOON)
    here = believed(state, BY_ID[first.problem_id], NOON)
    for why, easier in (("too_hard", True), ("too_easy", False)):
        after, second = question(state, GRAPH, CARDS, NOON, why)
        assert (after.ability, after.skills) == (state.ability, state.skills)
        there = believed(state, BY_ID[second.problem_id], NOON)
        more = (
            there.strength.mean - there.difficulty.mean > here.strength.mean - here.difficulty.mean
        )
        assert more is easier


def test_what_is_made_from_a_problem_is_never_asked():
    items = [replace(c, id=ProblemId(f"{c.id}-gap"), parent=c.id) for c in CARDS]
    assert question(begun(LearnerState()), GRAPH, items, NOON) is None
    _, choice = question(begun(LearnerState()), GRAPH, [*items, *CARDS], NOON)
    assert choice.problem_id in BY_ID


def test_left_before_any_answer_it_begins_at_the_beginning():
    state, _ = question(begun(LearnerState()), GRAPH, CARDS, NOON)
    choice = choose(skipped(state), GRAPH, CARDS, NOON, random.Random(1))
    assert choice.problem_id == "print-0"
    assert "Welcome" in choice.reason


def test_stopped_after_right_answers_it_goes_on_from_the_furthest_of_them():
    state = begun(LearnerState())
    for _ in range(2):
        state, choice = question(state, GRAPH, CARDS, NOON)
        state = answer(state, choice.problem_id, True)
    won = {k for k, s in state.skills.items() if s.wins}
    for seed in range(10):
        choice = choose(skipped(state), GRAPH, CARDS, NOON, random.Random(seed))
        (main, *_) = BY_ID[choice.problem_id].skills
        assert main not in won
        assert won & set(GRAPH.skills[main].prerequisites)
        assert f"you can go on with “{GRAPH.skills[main].name}”" in choice.reason
    later = update(skipped(state), BY_ID["print-0"], Evidence(True, 1.0, True, False), NOON)
    assert "go on with" not in choose(later, GRAPH, CARDS, NOON, random.Random(1)).reason


def test_stopped_after_wrong_answers_it_goes_back():
    state, choice = question(begun(LearnerState()), GRAPH, CARDS, NOON)
    state = skipped(answer(state, choice.problem_id, False))
    first = choose(state, GRAPH, CARDS, NOON, random.Random(1))
    assert BY_ID[first.problem_id].section == "s1"


def test_taken_up_again_it_goes_on_where_it_was_left():
    state, choice = question(begun(LearnerState()), GRAPH, CARDS, NOON)
    state = answer(state, choice.problem_id, True)
    again = begun(skipped(state))
    assert again.placement == Placement(PlacementStatus.ACTIVE, (choice.problem_id,))
    known, anew = (question(one, GRAPH, CARDS, NOON)[1].problem_id for one in (state, again))
    assert known == anew
