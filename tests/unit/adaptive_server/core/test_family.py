"""An item made from a problem waits until that one is solved, and a day more."""

import random
from dataclasses import replace
from datetime import timedelta

from adaptive_server.core.family import REST, resting, unlocked
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.reasons import nothing_left
from adaptive_server.core.selection import choose
from support.small_course import NOON, card, small_graph

PARENT = card("sign", "print")
ITEM = replace(card("sign-lines", "print"), parent=PARENT.id)
OTHER = replace(card("sign-gap", "print"), parent=PARENT.id)
CARDS = (PARENT, ITEM, OTHER)


def state(**tried):
    names = {"sign": PARENT.id, "lines": ITEM.id}
    return LearnerState(problems={names[k]: v for k, v in tried.items()})


def solved(at=NOON):
    return ProblemState(attempts=1, solved_at=at, last_at=at)


def failed(at=NOON):
    return ProblemState(attempts=1, failures=1, last_at=at)


def test_it_is_locked_while_the_parent_is_unsolved_however_often_that_was_tried():
    for before in (state(), state(sign=failed())):
        assert not unlocked(before, ITEM)
        assert resting(before, CARDS, NOON + 9 * REST) == {ITEM.id, OTHER.id}
    assert unlocked(state(), PARENT)
    assert unlocked(state(sign=solved()), ITEM)


def test_it_rests_for_a_day_after_the_parent_and_after_any_of_the_family():
    one = state(sign=solved())
    assert resting(one, CARDS, NOON + REST - timedelta(minutes=1)) == {ITEM.id, OTHER.id}
    assert resting(one, CARDS, NOON + REST) == frozenset()
    two = state(sign=solved(), lines=failed(NOON + REST))
    assert resting(two, CARDS, NOON + REST) == {ITEM.id, OTHER.id}


def test_it_is_never_chosen_first_and_comes_once_it_is_open():
    def chosen(before, at):
        return choose(before, small_graph(), CARDS, at, random.Random(1)).problem_id

    assert chosen(LearnerState(), NOON) == PARENT.id
    assert chosen(state(sign=solved()), NOON) is None
    assert chosen(state(sign=solved()), NOON + REST) in {ITEM.id, OTHER.id}


def test_a_learner_who_solved_all_that_was_written_is_told_so():
    text = nothing_left(state(sign=solved()), CARDS, NOON, "done").text
    assert "every problem" in text


def test_an_item_holds_up_no_skill():
    later = card("names", "names")
    before = LearnerState(problems={PARENT.id: solved()})
    choice = choose(before, small_graph(), (*CARDS, later), NOON, random.Random(1))
    assert choice.problem_id == later.id
