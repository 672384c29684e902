"""Would a problem be chosen: the mastery that was asked for, the chance that the choice has."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from adaptive_server.core.mastery import mastery
from adaptive_server.core.problem import Kind, ProblemCard, ProblemId, SkillId
from adaptive_server.core.selection import offers
from adaptive_server.core.skills import Lesson, Section, Skill, SkillGraph
from adaptive_server.core.trial import somebody, tried

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST, SECOND, THIRD = (SkillId(x) for x in ("first", "second", "third"))


def graph() -> SkillGraph:
    names = {FIRST: (), SECOND: (FIRST,), THIRD: (SECOND,)}
    skills = {k: Skill(k, k.title(), "", 1, before, True, "s", k) for k, before in names.items()}
    lessons = tuple(Lesson(k, k, (k,)) for k in names)
    return SkillGraph((Section("s", "S", lessons),), skills)


def card(name: str, skills: tuple[SkillId, ...], difficulty: float = -1.0) -> ProblemCard:
    kind = Kind.WRITE_FUNCTION
    return ProblemCard(ProblemId(name), 1, name, kind, "s", skills[0], skills, 1, difficulty, 5)


CARDS = (card("a", (FIRST,)), card("b", (SECOND,)), card("b2", (SECOND,), 3.0), card("c", (THIRD,)))


@pytest.mark.parametrize("wanted", [0.1, 0.5, 0.8])
def test_the_learner_has_the_mastery_that_was_asked_for(wanted: float) -> None:
    state = somebody(CARDS[1], wanted, graph(), AT)
    told = {k: mastery(state, graph().skills[k], AT).probability for k in (FIRST, SECOND)}
    assert told[SECOND] == pytest.approx(wanted, abs=1e-6)
    assert told[FIRST] == pytest.approx(0.9, abs=1e-6)
    assert THIRD not in state.skills


def test_the_chance_is_that_of_the_choice_and_the_reason_its_own() -> None:
    found = tried(CARDS[1], 0.5, graph(), CARDS, AT)
    state = somebody(CARDS[1], 0.5, graph(), AT)
    chance = {s.card.id: p for s, p in offers(state, graph(), CARDS, AT)}[CARDS[1].id]
    assert found.chance == chance > 0.5
    assert "“Second”" in found.reason
    assert found.ahead == ()


def test_who_masters_it_or_finds_it_far_too_hard_gets_another() -> None:
    done = tried(CARDS[1], 0.95, graph(), CARDS, AT)
    assert done.chance == 0
    assert "nothing to gain" in done.reason
    hard = tried(CARDS[2], 0.3, graph(), CARDS, AT)
    assert hard.predicted < 0.1
    assert hard.ahead[:1] == ("b",)


def test_a_skill_that_is_not_open_says_what_comes_first() -> None:
    both = card("both", (SECOND, THIRD))
    found = tried(both, 0.2, graph(), (*CARDS, both), AT)
    assert found.chance == 0
    assert "“Third” is not open" in found.reason
    assert "“Second” comes first" in found.reason
