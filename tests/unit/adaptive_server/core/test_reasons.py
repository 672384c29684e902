"""Reasons are short plain sentences with rounded chances."""

import re
from dataclasses import replace

import pytest
from adaptive_server.core.learner import Belief, LearnerState
from adaptive_server.core.problem import SkillId
from adaptive_server.core.reasons import reason
from adaptive_server.core.scoring import scored
from adaptive_server.core.standing import skill_terms
from adaptive_server.core.wording import chance_words
from hypothesis import given
from hypothesis import strategies as st
from support.small_course import NOON, small_cards, small_graph

GRAPH, CARDS = small_graph(), small_cards()
TERMS = skill_terms(LearnerState(), GRAPH, CARDS, NOON)
FIRST = next(s for s in scored(LearnerState(), CARDS, TERMS) if s.card.id == "print-1")
PRINTING = FIRST.card.skills[0]


@given(st.floats(0, 1))
def test_a_chance_is_told_in_tenths_and_never_as_certain(p):
    words = chance_words(p)
    assert re.fullmatch(r"about [1-9] in 10", words)
    assert abs(int(words.split()[1]) / 10 - p) <= 0.1 + 1e-9


def test_every_reason_is_one_or_two_sentences_without_placeholders():
    sorts = (
        "first",
        "review",
        "again",
        "practice",
        "stuck",
        "ease",
        "gain",
        "nearest",
        "too_easy",
        "too_hard",
        "not_now",
    )
    for why in sorts:
        for pick in scored(LearnerState(), CARDS, TERMS):
            text = reason(why, pick, TERMS, GRAPH)
            assert 1 <= len(re.findall(r"[.!?](?:\s|$)", text)) <= 2, text
            assert not re.search(r"[{}%]|None", text)


def test_the_most_needed_skill_is_named_with_what_it_opens():
    assert reason("gain", FIRST, TERMS, GRAPH) == (
        "You are ready for “Printing text”, and it opens the way to “Names”. "
        "About 4 in 10 first tries succeed."
    )


def test_a_skill_that_was_practised_and_is_nearly_mastered_is_called_so():
    able = TERMS[PRINTING]._replace(mastery=0.7)
    practised = able._replace(ability=Belief(0.5, 0.9))
    words = "You are nearly there with “Printing text”"
    assert words in reason("gain", FIRST, {**TERMS, PRINTING: practised}, GRAPH)
    assert words not in reason("gain", FIRST, {**TERMS, PRINTING: able}, GRAPH)


def test_a_problem_that_only_keeps_fresh_what_is_known_says_so():
    for why in ("gain", "ease"):
        text = reason(why, FIRST._replace(need=0.0, due=0.3), TERMS, GRAPH)
        assert text.startswith("Time to come back to “Printing text”")


@pytest.mark.parametrize("why", ["too_easy", "too_hard", "not_now", "nearest", "ease"])
def test_an_answer_to_a_complaint_names_what_the_problem_is_on(why):
    own, other = SkillId("names"), PRINTING
    card = replace(FIRST.card, skills=(own, other))
    terms = {**TERMS, own: TERMS[own]._replace(need=0.0)}
    text = reason(why, FIRST._replace(card=card, predicted=0.6), terms, GRAPH)
    assert "“Names”" in text
    assert "“Printing text”" not in text


def test_a_skill_named_by_a_whole_clause_stands_in_quotes():
    picks = scored(LearnerState(), CARDS, TERMS)
    names = {f"“{GRAPH.skills[k].name}”" for k in TERMS}
    for why in ("first", "review", "stuck", "ease", "gain", "too_easy", "not_now"):
        for pick in picks:
            assert any(name in reason(why, pick, TERMS, GRAPH) for name in names)


@pytest.mark.parametrize("why", ["gain", "ease"])
def test_nobody_is_called_ready_for_a_problem_that_few_solve_nor_is_it_called_gentle(why):
    hard = scored(LearnerState(), CARDS, TERMS)[0]._replace(predicted=0.2)
    text = reason(why, hard, TERMS, GRAPH)
    assert "is a stretch" in text
    assert text.endswith("About 2 in 10 first tries succeed.")


def test_a_problem_after_tough_ones_is_called_gentle_where_more_than_half_succeed():
    pick = scored(LearnerState(), CARDS, TERMS)[0]
    assert "gentler" in reason("ease", pick._replace(predicted=0.6), TERMS, GRAPH)
    assert "gentler" not in reason("ease", pick._replace(predicted=0.45), TERMS, GRAPH)
