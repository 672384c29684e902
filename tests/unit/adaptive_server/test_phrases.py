"""The product's sentences in other languages: the same fields, nothing left out."""

from __future__ import annotations

import random
import string
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from adaptive_server.core import phrases_es
from adaptive_server.core.goals import Aim, Goal, goal_reason
from adaptive_server.core.learner import LearnerState
from adaptive_server.core.phrases import say
from adaptive_server.core.problem import ProblemCard
from adaptive_server.core.scoring import Scored
from adaptive_server.core.selection import choose
from adaptive_server.problems.skill_names import named
from support.small_course import small_cards, small_graph
from tutor_labext import (
    hidden_checks,
    offline,
    own_tests,
    prediction,
    refusal_texts,
    slips,
    socratic,
    understanding_words,
)
from tutor_labext.situation import FailingTest, Fault, Situation, Trace, TraceStep

from grader import phrases_es as grader_es
from grader.explain import explain, returned_none
from grader.explain.languages import SPANISH
from grader.explain.texts import HAPPENED, NO_RESULT, NO_VALUE, TEXTS

AT = datetime(2026, 3, 2, tzinfo=UTC)


def fields(text: str) -> list[str]:
    return sorted({name for _, name, _, _ in string.Formatter().parse(text) if name})


@pytest.mark.parametrize(
    "phrases",
    [phrases_es.PHRASES, grader_es.PHRASES, socratic.LANGUAGES["es"], SPANISH.happened],
    ids=["core", "grader", "tutor", "explainer"],
)
def test_a_sentence_has_the_same_fields_in_spanish(phrases: Mapping[str, str]) -> None:
    for english, spanish in phrases.items():
        assert fields(english) == fields(spanish), english
        assert spanish.strip()


def test_every_text_of_the_explainer_is_there_in_spanish() -> None:
    assert SPANISH.texts.keys() == TEXTS.keys()
    assert set(SPANISH.happened) == {text for _, _, text in HAPPENED} | {NO_VALUE, NO_RESULT}
    for rule, both in TEXTS.items():
        for english, spanish in zip(both, SPANISH.texts[rule], strict=True):
            assert fields(english) == fields(spanish), rule


def test_every_sentence_of_the_tutor_is_there_in_spanish() -> None:
    found: set[str] = set()
    for name, value in vars(socratic).items():
        if name.isupper() and isinstance(value, str):
            found.add(value)
    found |= {own_tests.UNNAMED, own_tests.UNNAMED_QUESTION}
    found |= {own_tests.SILENT, own_tests.SILENT_QUESTION}
    found |= {text for row in slips.SLIPS.values() for text in row}
    asides = (v for name, v in vars(hidden_checks).items() if name.isupper())
    found |= {text for text in asides if isinstance(text, str)}
    found |= set(socratic.FAULT_QUESTIONS.values())
    found |= {*socratic.OF_VALUES.values(), *socratic.OF_TESTS.values()}
    found |= set(socratic.OF_LINES.values())
    found |= set(socratic.SOLVED_QUESTIONS)
    near = (socratic.CASE_ONLY, socratic.BLANKS_ONLY)
    pairs = (*socratic.SUSPECTS.values(), *socratic.UNTIL_NEXT, *socratic.WAYS_ON, *near)
    pairs = (*pairs, *understanding_words.PAIRS)
    refusals = (*refusal_texts.SENTENCES.values(), (refusal_texts.TOO_MUCH,), socratic.REDIRECTS)
    found |= {text for row in (*pairs, *refusals) for text in row}
    assert found == set(socratic.LANGUAGES["es"])


def test_an_error_is_explained_in_spanish_with_the_learners_own_names() -> None:
    source = "count = 1\nprint(cuont)"
    told = explain(source, "NameError", "name 'cuont' is not defined", 2, {}, "es")
    assert told.happened == "Python no conoce el nombre 'cuont'."
    assert told.suggestions[0].because.startswith("El nombre 'count' recibe un valor en la línea 1")
    few = "f() missing 2 required positional arguments: 'text' and 'no'"
    told = explain("f()", "TypeError", few, 1, {}, "es")
    assert told.suggestions[0].because == "A la llamada de f le falta: text y no."
    none = returned_none("def f(a):\n    print(a)", locale="es")
    assert none is not None
    assert none.happened.startswith("La función devolvió None")
    assert explain("x", "OddError", "odd", 1, {}, "es").happened == (
        "Python se detuvo con el error OddError."
    )
    assert explain("x", "OddError", "odd", 1, {}, "xx").happened == (
        "Python stopped with the error OddError."
    )


def test_the_reason_of_a_choice_is_told_in_the_language_of_the_course() -> None:
    graph = named(small_graph(), "es", {})
    choice = choose(LearnerState(), graph, small_cards(), AT, random.Random(3))
    assert choice.reason.startswith("¡Te damos la bienvenida! Empecemos con “")
    nothing = choose(LearnerState(), graph, (), AT, random.Random(3))
    assert nothing.reason == "Este curso todavía no tiene problemas; pregunta a tu docente."


@pytest.mark.parametrize(("over", "day"), [(False, date(2026, 3, 5)), (True, date(2026, 3, 1))])
def test_a_goal_is_told_in_spanish_whether_it_is_over_or_not(over: bool, day: date) -> None:
    graph = named(small_graph(), "es", {})
    card: ProblemCard = small_cards()[0]
    skill = graph.skills[card.skills[0]]
    others = [x for s in graph.sections for x in s.lessons]
    for lesson in (skill.lesson, next(x.id for x in others if x.id != skill.lesson)):
        aim = Aim(Goal(lesson, day), frozenset(card.skills))
        for chance, number in ((0.62, 6), (0.05, 1)):
            pick = Scored(card, 0.0, chance, 0.0, 0.0, 0.0, 0.0, 0, 0.0)
            told = goal_reason(aim, pick, graph, AT)
            assert told.startswith("Tu docente te asignó")
            assert ("que era hasta" in told) is over
            assert told.endswith(f"Cerca de {number} de cada 10 primeros intentos salen bien.")


def test_the_offline_tutor_speaks_spanish_and_asks_one_question() -> None:
    fault = Fault("NameError", 2, "Python no conoce el nombre 'x'.")
    failing = (FailingTest("t", "Un ejemplo", "Debería ser 4.", False),)
    for situation in (
        Situation(1, "La cuenta", fault=fault, locale="es"),
        Situation(2, "La cuenta", failing=failing, locale="es"),
        Situation(1, "La cuenta", timed_out=True, locale="es"),
        Situation(1, "La cuenta", solved=True, locale="es"),
        Situation(1, "La cuenta", locale="es"),
    ):
        told = offline.compose(situation)
        assert told.count("?") == 1
        assert not {"the", "your", "line", "check"} & set(told.lower().split())


@pytest.mark.parametrize("locale", ["en", "es"])
def test_a_question_for_a_value_carries_what_it_asks_for_in_every_language(locale: str) -> None:
    steps = tuple(TraceStep(3, (("total", str(n)),)) for n in range(3))
    trace = Trace("Un ejemplo", (*steps, TraceStep(4, (), "2")), locale=locale)
    for index, asked in prediction.predictable(trace):
        question = prediction.question_at(trace, asked.line)
        assert question
        told = prediction._worded(asked, locale)
        assert prediction.asked_in(told) == asked, (index, told)
    found = prediction.checked(trace, prediction.Asked(4, ""), "2")
    assert found is not None
    assert prediction.reply(trace, prediction.Asked(4, ""), found).count("?") == 1


def test_what_has_no_translation_is_said_in_english() -> None:
    assert say("es", "No such {thing}.", thing="sentence") == "No such sentence."
    assert say("xx", "tomorrow") == "tomorrow"
