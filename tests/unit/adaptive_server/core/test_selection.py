"""The next problem: never closed, never solved unless due, never a dead end, always explained."""

import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from adaptive_server.core.learner import Belief, Evidence, LearnerState, ProblemState, SkillState
from adaptive_server.core.model import predict, update
from adaptive_server.core.scoring import contenders, scored
from adaptive_server.core.selection import chances, choose, drawn, recommended
from adaptive_server.core.standing import TRIES, is_open, skill_terms
from adaptive_server.core.tuning import TUNING
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, card, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
BY_ID = {c.id: c for c in CARDS}
WHYS = ("done", "too_easy", "too_hard", "not_now")


class Fixed:
    """A draw that always gives the same number."""

    def __init__(self, u: float) -> None:
        self.u = u

    def random(self) -> float:
        return self.u


BEST = Fixed(0.0)


def attempt(state, problem, solved, at=NOON, hinted=False):
    before = state.problems.get(problem.id, ProblemState())
    evidence = Evidence(solved, float(solved), before.attempts == 0, hinted)
    return update(recommended(state, problem.id), problem, evidence, at)


attempts = st.lists(
    st.tuples(st.sampled_from(CARDS), st.booleans(), st.timedeltas(timedelta(0), timedelta(20))),
    max_size=40,
)


def after(history):
    state, at = LearnerState(), NOON
    for problem, solved, pause in history:
        at += pause
        state = attempt(state, problem, solved, at)
    return state, at


def test_a_new_learner_begins_with_the_easiest_problem_of_the_first_skill():
    choice = choose(LearnerState(), GRAPH, tuple(reversed(CARDS)), NOON, random.Random(1))
    assert choice.problem_id == "print-0"
    assert choice.propensity == 1.0
    assert "Welcome" in choice.reason
    assert "“Printing text”" in choice.reason


def test_after_the_first_one_another_problem_comes():
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    choice = choose(state, GRAPH, CARDS, NOON, BEST)
    assert choice.problem_id != "print-0"
    assert choice.predicted == pytest.approx(predict(state, BY_ID[choice.problem_id]))


@given(attempts, st.sampled_from(WHYS), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_any_choice_is_open_unsolved_or_due_and_reproducible(history, why, seed):
    state, at = after(history)
    choice = choose(state, GRAPH, CARDS, at, random.Random(seed), why)
    assert choice == choose(state, GRAPH, CARDS, at, random.Random(seed), why)
    assert choice.reason
    terms = skill_terms(state, GRAPH, CARDS, at)
    if choice.problem_id is None:
        left = [c for c in CARDS if is_open(c, terms) and c.id not in state.recent[-1:]]
        done = [c for c in left if state.problems.get(c.id, ProblemState()).solved_at]
        if why == "too_hard":  # what is harder yet answers nothing
            here = predict(state, BY_ID[state.recent[-1]])
            done += [c for c in left if predict(state, c) <= here]
        assert set(left) == set(done)
        return
    picked = BY_ID[choice.problem_id]
    assert is_open(picked, terms)
    assert 0 < choice.propensity <= 1
    assert choice.predicted is not None
    assert 0 <= choice.predicted <= 1
    if state.problems.get(picked.id, ProblemState()).solved_at:
        assert any(terms[k].faded for k in picked.skills)
    if why != "done" and state.recent:
        assert picked.id != state.recent[-1]


@given(attempts)
@settings(max_examples=40, deadline=None)
def test_an_unsolved_problem_means_an_open_unsolved_problem(history):
    """The gate can close anything but the way forward."""
    state, at = after(history)
    terms = skill_terms(state, GRAPH, CARDS, at)
    unsolved = [c for c in CARDS if not state.problems.get(c.id, ProblemState()).solved_at]
    assert not unsolved or any(is_open(c, terms) for c in unsolved)


@given(attempts, st.booleans())
@settings(max_examples=40, deadline=None)
def test_propensities_are_exact(history, explore):
    state, at = after(history)
    ranked = scored(state, CARDS, skill_terms(state, GRAPH, CARDS, at))
    picks = chances(ranked, explore)
    assert sum(p for _, p in picks) == pytest.approx(1.0)
    assert all(0 < p <= 1 for _, p in picks)
    seen = Counter(drawn(picks, (n + 0.5) / 1000)[0].card.id for n in range(1000))
    for pick, p in picks:
        assert seen[pick.card.id] / 1000 == pytest.approx(p, abs=0.002)
    assert drawn(picks, 1.0 - 1e-17) is picks[-1]


def test_a_skill_stays_closed_until_its_prerequisite_is_in_reach():
    failed = attempt(LearnerState(), BY_ID["print-0"], False)
    terms = skill_terms(failed, GRAPH, CARDS, NOON)
    assert terms["print"].open
    assert not terms["names"].open
    won = attempt(LearnerState(), BY_ID["print-0"], True)
    assert skill_terms(won, GRAPH, CARDS, NOON)["names"].open


def test_who_failed_at_the_only_open_problem_and_asks_for_another_is_led_on():
    cards = (card("only-print", "print"), card("names-0", "names"), card("loops-0", "loops"))
    state = LearnerState()
    for _ in range(TRIES - 1):
        state = attempt(state, cards[0], False)
    assert choose(state, GRAPH, cards, NOON, BEST, "too_hard").problem_id is None
    state = attempt(state, cards[0], False)
    assert choose(state, GRAPH, cards, NOON, BEST).problem_id == "only-print"
    for why in ("too_hard", "too_easy", "not_now"):
        assert choose(state, GRAPH, cards, NOON, BEST, why).problem_id == "names-0"
    for _ in range(TRIES):
        state = attempt(state, cards[1], False)
    assert choose(state, GRAPH, cards, NOON, BEST, "not_now").problem_id == "loops-0"
    assert choose(state, GRAPH, cards, NOON, BEST).problem_id in ("only-print", "names-0")


def test_someone_who_knows_much_is_not_held_at_the_beginning():
    able = LearnerState(ability=Belief(3.0, 0.1))
    assert all(t.open for t in skill_terms(able, GRAPH, CARDS, NOON).values())


def test_three_failed_tries_lead_to_something_easier_on_the_same_ground():
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    for _ in range(TRIES):
        state = attempt(state, BY_ID["print-3"], False)
    for seed in range(20):
        choice = choose(state, GRAPH, CARDS, NOON, random.Random(seed))
        picked = BY_ID[choice.problem_id]
        assert picked.id != "print-3"
        assert predict(state, picked) > predict(state, BY_ID["print-3"])
        assert "print" in picked.skills
        assert "easier side" in choice.reason


def test_three_failed_tries_step_back_to_the_weakest_prerequisite():
    graph, hard = small_graph(), card("hard", "functions", b=2.0, band=4)
    cards = (*CARDS, hard)
    state = LearnerState(ability=Belief(0.8, 0.1))
    means = {"print": 1, "names": 1, "numbers": 1, "compare": 1, "branch": -0.4, "loops": -0.2}
    state = state._replace(
        skills={k: SkillState(Belief(m, 0.2), wins=2, practised_at=NOON) for k, m in means.items()}
    )
    for _ in range(TRIES):
        state = attempt(state, hard, False)
    for seed in range(20):
        choice = choose(state, graph, cards, NOON, random.Random(seed))
        assert "branch" in {c.id: c for c in cards}[choice.problem_id].skills
        assert "easier side, with “Decisions”" in choice.reason


def test_what_was_set_aside_comes_back_when_nothing_else_is_left():
    cards = (card("only", "print"),)
    state = LearnerState()
    for _ in range(5):
        state = attempt(state, cards[0], False)
    choice = choose(state, GRAPH, cards, NOON, BEST)
    assert choice.problem_id == "only"
    assert "another go" in choice.reason


def test_two_failed_problems_in_a_row_bring_a_gentler_one():
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    calm = state._replace(failed_in_a_row=0)
    tense = state._replace(failed_in_a_row=2)
    first, second = (choose(s, GRAPH, CARDS, NOON, BEST) for s in (calm, tense))
    assert second.predicted >= first.predicted
    assert "gentler" in second.reason


def test_a_complaint_is_answered():
    state = recommended(attempt(LearnerState(), BY_ID["print-0"], True), BY_ID["print-2"].id)
    p = predict(state, BY_ID["print-2"])
    for seed in range(20):
        rng = random.Random(seed)
        easier = choose(state, GRAPH, CARDS, NOON, rng, "too_hard")
        harder = choose(state, GRAPH, CARDS, NOON, rng, "too_easy")
        other = choose(state, GRAPH, CARDS, NOON, rng, "not_now")
        assert easier.predicted > p > harder.predicted
        assert "print-2" not in (easier.problem_id, harder.problem_id, other.problem_id)
        assert "Something else" in other.reason


def test_a_due_review_comes_at_most_every_third_time():
    state = LearnerState()
    for name in ("print-0", "names-0", "numbers-0", "numbers-1", "loops-0", "loops-1", "loops-2"):
        state = attempt(state, BY_ID[name], True)
    at, reviews = NOON + timedelta(days=30), []
    for _ in range(9):
        choice = choose(state, GRAPH, CARDS, at, BEST)
        picked = BY_ID[choice.problem_id]
        reviews.append("Time to come back" in choice.reason)
        solved = state.problems.get(picked.id, ProblemState()).solved_at is not None
        assert reviews[-1] or not solved
        state = attempt(state, picked, True, at)
        at += timedelta(minutes=5)
    assert any(reviews)
    assert all(sum(reviews[n : n + 3]) <= 1 for n in range(7))


def test_without_problems_or_with_all_solved_the_reason_says_what_to_do():
    assert "ask your instructor" in choose(LearnerState(), GRAPH, (), NOON, BEST).reason
    cards, state = CARDS[:1], LearnerState()
    alone = choose(recommended(state, cards[0].id), GRAPH, cards, NOON, BEST, "not_now")
    assert alone.problem_id is None
    assert "go on with this one" in alone.reason
    solved = attempt(state, cards[0], True)
    done = choose(solved, GRAPH, cards, NOON, BEST)
    assert done.problem_id is None
    assert "in about 3 days" in done.reason
    later = choose(solved._replace(recent=()), GRAPH, cards, NOON + timedelta(days=3), BEST)
    assert later.problem_id == cards[0].id


def test_problems_of_skills_outside_the_graph_are_no_obstacle():
    cards = (card("odd", "unheard-of"),)
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    choice = choose(state, GRAPH, cards, NOON, BEST)
    assert choice.problem_id == "odd"
    assert choice.reason


def test_recent_keeps_the_last_six_without_repeats():
    state = LearnerState()
    for name in ("a", "b", "c", "d", "e", "f", "g", "f"):
        state = recommended(state, card(name, "print").id)
    assert state.recent == ("b", "c", "d", "e", "g", "f")


def test_a_choice_keeps_the_terms_it_was_made_of():
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    choice = choose(state, GRAPH, CARDS, NOON, BEST)
    assert set(choice.terms) == {"score", "need", "fit", "due", "fresh"}
    assert choice.model_version == "gelo-2"


def test_a_course_that_wants_more_success_gets_easier_problems():
    state = attempt(LearnerState(), BY_ID["print-0"], True)
    picked = [
        choose(state, GRAPH, CARDS, NOON, BEST, tuning=replace(TUNING, target=target)).predicted
        for target in (0.5, 0.85)
    ]
    assert picked[0] <= picked[1]


def test_a_third_problem_of_one_kind_is_worth_less():
    state = LearnerState(recent=(BY_ID["print-0"].id, BY_ID["print-1"].id))
    terms = skill_terms(state, GRAPH, CARDS, NOON)
    plain, third = (
        {s.card.id: s.score for s in scored(state, CARDS, terms, alike=kind)}
        for kind in (None, CARDS[0].kind)
    )
    assert all(third[i] == pytest.approx(0.8 * plain[i]) for i in plain)


@given(attempts)
@settings(max_examples=30, deadline=None)
def test_leaving_out_what_cannot_win_changes_no_choice(history):
    state, at = after(history)
    terms = skill_terms(state, GRAPH, CARDS, at)
    kept = contenders(state, CARDS, terms, 0.6)
    full, fewer = (chances(some) for some in (scored(state, CARDS, terms, 0.6), kept))
    assert [(s.card.id, p) for s, p in full if s.score > 0] == [
        (s.card.id, p) for s, p in fewer if s.score > 0
    ]
