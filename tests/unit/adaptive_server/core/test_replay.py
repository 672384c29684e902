"""A replay of a learner's verdicts gives the state that they made one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adaptive_server.core.believed import believed
from adaptive_server.core.evidence import evidence_of
from adaptive_server.core.learner import LearnerState, ProblemState
from adaptive_server.core.model import top_bands, update
from adaptive_server.core.problem import ProblemId
from adaptive_server.core.replay import PastVerdict, replay
from adaptive_server.core.tuning import TUNING
from hypothesis import given, settings
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

CARDS = small_cards(2)
TOP = top_bands(CARDS)
GRAPH = small_graph()
verdicts = st.lists(
    st.tuples(
        st.sampled_from(CARDS), st.booleans(), st.booleans(), st.sampled_from([0.0, 0.5, 1.0])
    ),
    max_size=12,
)


@settings(max_examples=50)
@given(verdicts, st.sampled_from([0.0, 1.5, 4.0]))
def test_it_equals_the_state_that_the_verdicts_made_one_by_one(told, weakest) -> None:
    tuning = replace(TUNING, weakest=weakest)
    state, past, before = LearnerState(recent=(ProblemId("x"),)), [], []
    for n, (card, counts, hint, score) in enumerate(told):
        at = NOON + timedelta(hours=n)
        mine = state.problems.get(card.id, ProblemState())
        if hint:
            first = mine.hinted_first or mine.attempts == 0
            mine = mine._replace(hints=mine.hints + 1, hinted_first=first)
            state = state._replace(problems={**state.problems, card.id: mine})
        passed = score == 1.0
        past.append(PastVerdict(card, counts, passed, score, 1.0, mine.hints > 0, at))
        evidence = evidence_of(counts, passed, score, 1.0, mine)
        before.append(believed(state, card, at, tuning=tuning) if evidence else None)
        if evidence:
            state = update(state, card, evidence, at, TOP, tuning)
    found, meant = replay(state, past, TOP, GRAPH, tuning)
    assert found == state
    assert [m and m.believed for m in meant] == before


def test_what_was_learnt_from_a_verdict_that_counts_no_more_is_gone() -> None:
    (card, *_) = CARDS
    wrong = PastVerdict(card, True, False, 0.0, 1.0, False, NOON)
    state, _ = replay(LearnerState(), [wrong], TOP, GRAPH)
    found, meant = replay(state, [replace(wrong, counts=False)], TOP, GRAPH)
    assert meant == [None]
    assert (found.ability, found.losses) == (LearnerState().ability, 0)
    assert found.problems[card.id].attempts == 0
    assert all(skill.practised_at is None for skill in found.skills.values())
