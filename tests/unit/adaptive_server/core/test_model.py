"""Predictions and updates: exact where they can be, sane for any history."""

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from math import exp, isfinite, pi, sqrt

import pytest
from adaptive_server.core.belief import CAP, expected, held, moved, sigmoid, surprise
from adaptive_server.core.believed import believed
from adaptive_server.core.evidence import trust
from adaptive_server.core.learner import Belief, Evidence, LearnerState, ProblemState, SkillState
from adaptive_server.core.memory import retrievability
from adaptive_server.core.model import UNPRACTISED, predict, top_bands, update, weights
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, card, small_cards

WIN = Evidence(solved=True, score_share=1.0, first=True, hinted=False)
LOSS = replace(WIN, solved=False, score_share=0.0)
LATER_WIN, LATER_LOSS = replace(WIN, first=False), replace(LOSS, first=False)
CARDS = small_cards()

evidences = st.builds(
    Evidence,
    solved=st.booleans(),
    score_share=st.floats(0, 1),
    first=st.booleans(),
    hinted=st.booleans(),
)
steps = st.lists(
    st.tuples(st.sampled_from(CARDS), evidences, st.timedeltas(timedelta(0), timedelta(90))),
    max_size=25,
)


def after(history) -> tuple[LearnerState, datetime]:
    state, at = LearnerState(), NOON
    for problem, evidence, pause in history:
        at += pause
        state = update(state, problem, evidence, at)
    return state, at


def test_one_skill_success_is_exact():
    """By hand: z = 0, S = 2, e = 1/3, h = 1/6 for a problem of difficulty -1."""
    state = update(LearnerState(), card("p", "a", b=-1.0), WIN, NOON)
    assert state.ability.mean == pytest.approx(1 / 6)
    assert state.ability.variance == pytest.approx(0.5 - 0.25 / 6 + 0.003)
    a = state.skills["a"].ability
    assert (a.mean, a.variance) == pytest.approx((-1 + 1 / 3 + 0.3, 1 - 1 / 6 + 0.1))


def test_two_skills_share_a_failure():
    """By hand: z = 0, S = 1.5, e = -.5/1.375, h = .25/1.375; practice gives back what it may."""
    state = update(LearnerState(), card("p", "a", "b", b=-1.0), LOSS, NOON)
    e, h = -0.5 / 1.375, 0.25 / 1.375
    assert state.ability.mean == pytest.approx(0.5 * e)
    for k in ("a", "b"):
        b = state.skills[k].ability
        assert (b.mean, b.variance) == pytest.approx((-1.0, 1 - 0.25 * h + 0.1))


def test_a_history_of_six_answers_agrees_with_the_equations_written_out():
    """The documented equations once more, with no code of the package."""
    problems = [("a", -1.5), ("ab", -0.4), ("b", 0.3), ("abc", 1.0), ("c", -0.8), ("ac", 0.6)]
    mu, v, m, u = 0.0, 0.5, dict.fromkeys("abc", -1.0), dict.fromkeys("abc", 1.0)
    state = LearnerState()
    for n, ((ks, b), win) in enumerate(zip(problems, (1, 0, 1, 0, 1, 1), strict=True)):
        total = sum(exp(-1.5 * m[k]) for k in ks)
        w = {k: exp(-1.5 * m[k]) / total for k in ks}
        z = mu - b + sum(w[k] * m[k] for k in ks)
        variance = v + 0.5 + sum(w[k] ** 2 * u[k] for k in ks)
        problem = card(f"p{n}", *ks, b=b)
        p = 1 / (1 + exp(-z / sqrt(1 + pi / 8 * variance)))
        assert predict(state, problem) == pytest.approx(p, abs=1e-12)
        s = 1 / (1 + exp(-z))
        e = (win - s) / (1 + s * (1 - s) * variance)
        h = s * (1 - s) / (1 + s * (1 - s) * variance)
        g = (0.3 if win else 0.2) * sqrt(4 * s * (1 - s))
        for k in ks:
            by = w[k] * u[k] * e
            m[k] += by + (g if win else min(g, -by))
            u[k] += 0.1 - (w[k] * u[k]) ** 2 * h
        mu, v = mu + v * e, v - v * v * h + 0.003
        state = update(state, problem, WIN if win else LOSS, NOON)
    believed = {k: state.skills[k].ability for k in "abc"}
    assert state.ability == pytest.approx((mu, v), abs=1e-12)
    assert believed == {k: pytest.approx((m[k], u[k]), abs=1e-12) for k in "abc"}
    assert (state.wins, state.losses) == (4, 2)


@given(st.lists(st.floats(-8, 8), min_size=1, max_size=6), st.floats(0, 3))
@settings(deadline=None)
def test_weights_sum_to_one_and_the_weakest_skill_weighs_most(means, weakest):
    w = weights([Belief(m, 1.0) for m in means], weakest)
    assert sum(w) == pytest.approx(1.0)
    assert w[means.index(min(means))] == pytest.approx(max(w))
    assert weights([Belief(m, 1.0) for m in means], 0.0) == pytest.approx(
        [1 / len(means)] * len(means)
    )


def test_a_success_with_a_hint_is_weak_evidence_of_not_yet():
    hinted = update(LearnerState(), card("p", "a"), replace(WIN, hinted=True), NOON)
    failed = update(LearnerState(), card("p", "a"), LOSS, NOON)
    assert failed.ability.mean < hinted.ability.mean < 0
    assert hinted.skills["a"].losses == 1
    assert hinted.problems["p"].solved_at == NOON
    assert hinted.problems["p"].hinted_first


@given(st.floats(0, 1), st.floats(0, 1), st.booleans(), st.booleans())
@settings(deadline=None)
def test_a_failure_with_more_of_the_points_never_weighs_more(share, other, first, hinted):
    low, high = sorted((share, other))
    told = [Evidence(False, s, first, hinted) for s in (low, high)]
    assert 1 >= trust(told[0]) >= trust(told[1]) >= 0.5 * trust(Evidence(False, 0.0, first, hinted))


def test_what_is_not_a_number_is_no_share():
    assert trust(replace(LOSS, score_share=float("nan"))) == 1.0


@given(steps, st.sampled_from(CARDS), st.booleans())
@settings(deadline=None)
def test_later_attempts_count_for_nothing_and_move_abilities_less(history, problem, solved):
    state, at = after(history)
    later = update(state, problem, LATER_WIN if solved else LATER_LOSS, at)
    first = update(state, problem, WIN if solved else LOSS, at)
    assert (later.wins, later.losses, later.recency) == (state.wins, state.losses, state.recency)
    moved_by = [abs(new.ability.mean - state.ability.mean) for new in (later, first)]
    assert moved_by[0] <= moved_by[1]
    for k in problem.skills:
        old = state.skills.get(k, SkillState())
        assert (later.skills[k].wins, later.skills[k].losses) == (old.wins, old.losses)


def test_what_was_believed_is_enough_to_predict_again():
    state = update(LearnerState(), card("p", "a"), WIN, NOON)
    problem = replace(card("q", "a", "b", b=0.7), variance=0.1)
    told = believed(state, problem, NOON)
    z = told.strength.mean - told.difficulty.mean
    assert predict(state, problem) == pytest.approx(
        expected(z, told.strength.variance + told.difficulty.variance)
    )
    assert told.difficulty == Belief(0.7, 0.1)


def test_a_problem_keeps_its_attempts_failures_and_first_solution():
    state, p = LearnerState(), card("p", "a")
    later = NOON + timedelta(minutes=5)
    for evidence, at in ((LOSS, NOON), (LATER_LOSS, NOON), (LATER_WIN, later)):
        state = update(state, p, evidence, at)
    state = update(state, p, LATER_LOSS, later + timedelta(hours=1))
    assert state.problems["p"] == ProblemState(
        attempts=4, failures=3, solved_at=later, last_at=later + timedelta(hours=1)
    )


def test_failed_in_a_row_counts_problems_and_not_attempts():
    state = LearnerState()
    for name, evidence in (("p", LOSS), ("p", LATER_LOSS), ("q", LOSS)):
        state = update(state, card(name, "a"), evidence, NOON)
    assert state.failed_in_a_row == 2
    assert update(state, card("q", "a"), LATER_WIN, NOON).failed_in_a_row == 0


def test_a_hard_win_is_one_from_band_two_or_in_the_top_band_of_the_skill():
    easy, hard = card("p", "a", band=1), card("q", "a", band=2)
    assert update(LearnerState(), easy, WIN, NOON).skills["a"].hard_wins == 0
    assert update(LearnerState(), hard, WIN, NOON).skills["a"].hard_wins == 1
    only_easy = update(LearnerState(), easy, WIN, NOON, top_bands((easy,)))
    assert only_easy.skills["a"].hard_wins == 1
    assert (
        update(LearnerState(), easy, WIN, NOON, top_bands((easy, hard))).skills["a"].hard_wins == 0
    )


def test_solving_a_solved_problem_again_refreshes_the_memory():
    p, later = card("p", "a"), NOON + timedelta(days=10)
    state = update(LearnerState(), p, WIN, NOON)
    assert retrievability(state.skills["a"].fsrs, later) < 0.9
    again = update(state, p, LATER_WIN, later)
    assert retrievability(again.skills["a"].fsrs, later) == 1.0
    unsolved = update(update(LearnerState(), p, LOSS, NOON), p, LATER_WIN, later)
    assert retrievability(unsolved.skills["a"].fsrs, later) < 0.9


@given(steps, st.sampled_from(CARDS), evidences.map(lambda e: replace(e, first=True)))
@settings(deadline=None)
def test_success_never_lowers_and_failure_never_raises_what_was_practised(history, problem, e):
    state, at = after(history)
    new = update(state, problem, e, at)
    win = e.solved and not e.hinted
    pairs = [(state.ability, new.ability)] + [
        (state.skills.get(k, UNPRACTISED).ability, new.skills[k].ability) for k in problem.skills
    ]
    for old_belief, new_belief in pairs:
        gained = new_belief.mean - old_belief.mean
        assert gained >= 0 if win else gained <= 0
    assert (predict(new, problem) >= predict(state, problem)) or not win


def storable(value):
    return value.isoformat() if isinstance(value, datetime) else asdict(value)


@given(steps)
@settings(max_examples=50, deadline=None)
def test_any_history_leaves_a_finite_bounded_and_storable_state(history):
    state, _ = after(history)
    beliefs = [state.ability, *(s.ability for s in state.skills.values())]
    assert all(isfinite(b.mean) and 0 < b.variance <= CAP for b in beliefs)
    assert -1 <= state.recency <= 1
    parts = [
        *state.skills.values(),
        *state.problems.values(),
        state._replace(skills={}, problems={}),
    ]
    for part in parts:
        json.dumps(part, default=storable, allow_nan=False)
    for problem in CARDS:
        assert 0 <= predict(state, problem) <= 1
    assert after(history)[0] == state


@given(st.floats(), st.floats(-8, 8), st.floats(1e-4, 2))
@settings(deadline=None)
def test_any_difficulty_gives_a_probability(b, mean, variance):
    state = LearnerState(ability=Belief(mean, variance))
    problem = card("p", "a", b=b)
    assert 0 <= predict(state, problem) <= 1
    new = update(state, problem, WIN, NOON)
    assert isfinite(new.ability.mean)


@given(st.floats(-1e6, 1e6), st.floats(0, 100), st.booleans())
@settings(deadline=None)
def test_arithmetic_is_total(z, variance, success):
    assert 0 <= sigmoid(z) <= 1
    assert 0 <= expected(z, variance) <= 1
    e, h = surprise(z, variance, success)
    assert -1 <= e <= 1
    assert 0 <= h <= 0.25
    assert 0 < moved(Belief(0.0, 0.5), 1.0, e, h, 0.003).variance <= CAP


def test_many_sure_successes_do_not_let_the_variance_run_away():
    state = LearnerState()
    for n in range(300):
        state = update(state, card(f"p{n}", "a", b=-8.0), WIN, NOON)
    assert state.skills["a"].ability.variance <= CAP
    assert held(5.0, 0.0, 1.0) == 1.0


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        update(LearnerState(), card("p", "a"), WIN, datetime(2025, 1, 1))


@given(steps, st.permutations(["print", "names", "loops", "branch"]), evidences)
@settings(max_examples=30, deadline=None)
def test_the_order_in_which_a_problem_names_its_skills_does_not_matter(history, names, e):
    state, at = after(history)
    one, other = (card("p", *some) for some in (names, sorted(names)))
    assert predict(state, one) == pytest.approx(predict(state, other), abs=1e-12)
    told = [update(state, problem, e, at) for problem in (one, other)]
    for k in names:
        means = [s.skills[k].ability.mean for s in told]
        assert means[0] == pytest.approx(means[1], abs=1e-12)


@given(st.permutations([(c, n % 3 > 0) for n, c in enumerate(CARDS[:9])]))
@settings(max_examples=30, deadline=None)
def test_counts_do_not_depend_on_the_order_of_answers(answers):
    told, sorted_ones = (
        after([(c, WIN if won else LOSS, timedelta(0)) for c, won in some])[0]
        for some in (answers, sorted(answers, key=lambda pair: pair[0].id))
    )
    assert (told.wins, told.losses) == (sorted_ones.wins, sorted_ones.losses)
    for k, skill in told.skills.items():
        other = sorted_ones.skills[k]
        assert skill[1:4] == other[1:4]
