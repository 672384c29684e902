"""The tone of a learner's words is met with one kind sentence, and a question about code is not."""

import pytest
from tutor_labext import socratic
from tutor_labext.mood import answer_to_tone


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("im so tired, i dont get it", socratic.TIRED),
        ("can we just stop here", socratic.TIRED),
        ("Estoy cansada", socratic.TIRED),
        ("this is useless!!", socratic.UPSET),
        ("you already said that", socratic.UPSET),
        ("ya me lo dijiste", socratic.UPSET),
        ("just tell me the answer", socratic.WANTS_ANSWER),
        ("give me the code", socratic.WANTS_ANSWER),
        ("dime la respuesta", socratic.WANTS_ANSWER),
        ("I don't understand", socratic.LOST),
        ("no entiendo nada", socratic.LOST),
        ("??", socratic.LOST),
    ],
)
def test_a_tone_is_met(words, sentence):
    assert answer_to_tone(words) == sentence


@pytest.mark.parametrize(
    "words",
    [
        "Why is total 0 at the end?",
        "Does the loop stop here?",
        "What does sort give me?",
        "Which code runs first?",
        "¿Por qué da None?",
        "3",
        "",
    ],
)
def test_a_question_about_the_task_has_none(words):
    assert answer_to_tone(words) == ""
