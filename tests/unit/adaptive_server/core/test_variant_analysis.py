"""Which variants differ: seldom where all are alike, and mostly where one is much harder."""

from __future__ import annotations

import random

from adaptive_server.core.item_analysis import FEW, Answered
from adaptive_server.core.variant_analysis import by_variant, fisher
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact


def learners(variant: int, n: int, wins: int) -> list[Answered]:
    return [Answered(k < wins, False, k < wins, False, 3.0, variant) for k in range(n)]


def drawn(rng: random.Random, variant: int, n: int, chance: float) -> list[Answered]:
    return learners(variant, n, sum(rng.random() < chance for _ in range(n)))


@given(st.integers(1, 40), st.integers(0, 40), st.data())
def test_the_chance_is_that_of_fishers_exact_test(n: int, m: int, data: st.DataObject) -> None:
    some, others = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    known = fisher_exact([[some, n - some], [others, m - others]]).pvalue
    assert abs(fisher(some, n, others, m) - known) < 1e-9


def test_a_harder_and_an_easier_variant_are_told_and_the_others_are_not() -> None:
    answered = [a for v in range(6) for a in learners(v, 40, {1: 8, 4: 40}.get(v, 26))]
    found = {v.variant: v.differs for v in by_variant(answered)}
    assert found == {0: "", 1: "harder", 2: "", 3: "", 4: "easier", 5: ""}


def test_equal_variants_are_seldom_said_to_differ() -> None:
    rng, wrong = random.Random(7), 0
    for _ in range(200):
        answered = [a for v in range(20) for a in drawn(rng, v, 20, 0.6)]
        wrong += any(v.differs for v in by_variant(answered))
    assert wrong <= 200 * 0.05 + 7, "5 in 100, and two standard errors"


def test_one_variant_alone_needs_no_table() -> None:
    assert by_variant([]) == []
    assert by_variant(learners(0, 50, 20)) == []


def test_a_few_learners_are_counted_and_nothing_else() -> None:
    answered = learners(0, FEW, 9) + learners(1, FEW, 0) + learners(2, FEW - 1, 3)
    few = by_variant(answered)[2]
    assert few.figures.learners == FEW - 1
    assert (few.figures.first_try, few.figures.hints, few.figures.minutes) == (None, None, None)


@given(st.lists(st.integers(0, 40), max_size=8))
def test_what_is_left_out_is_of_enough_learners_to_say_nothing_of_a_few(sizes: list[int]) -> None:
    found = by_variant([a for v, n in enumerate(sizes) for a in learners(v, n, n // 2)])
    left_out = sum(v.figures.learners for v in found if v.figures.first_try is None)
    told = [v for v in found if v.figures.first_try]
    assert not told or left_out == 0 or left_out >= FEW
