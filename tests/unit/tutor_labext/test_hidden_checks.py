"""A hint on a mistake that only hidden checks meet leads on, and tells no hidden value."""

from dataclasses import replace

import pytest
from support.offline_hints import FAULT, HIDDEN, VISIBLE, hint
from tutor_labext.hidden_checks import LOOK_QUESTION, TRY_QUESTION
from tutor_labext.situation import Trace, TraceStep

SILENT = replace(HIDDEN, message="")


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Try an empty list.", TRY_QUESTION),
        ("Think of an empty list.", TRY_QUESTION),
        ("Look at the text of the sum.", LOOK_QUESTION),
        ("The programme keeps both names.", LOOK_QUESTION),
    ],
)
def test_the_question_fits_the_authors_words(message, question):
    text = hint(failing=(replace(HIDDEN, message=message),))
    assert text == f"A hidden check does not pass yet. It says: `{message}` {question}"


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        ("'Tea'", "an empty text, one sign, capital letters"),
        ("'2026-01-04'", "nothing at all"),
        ("[3, 1]", "one with nothing in it"),
        ("{'tea': 2}", "one with nothing in it"),
        ("6", "a number below 0"),
        ("-2.5", "a number below 0"),
        ("<object>", "nothing at all"),
        ("<DataFrame>", "rows numbered otherwise"),
        ("True", "a value just at a limit"),
    ],
)
def test_where_the_author_says_nothing_the_kinds_of_input_are_asked_for(value, kinds):
    steps = (TraceStep(1, (("given", value),), entered=True),)
    text = hint(failing=(SILENT,), trace=Trace("The example", steps, failing=False))
    assert kinds in text
    assert text.count("?") == 1


def test_other_input_is_no_word_while_the_example_fails_or_the_code_stops():
    assert "Other input" not in hint(failing=(VISIBLE, SILENT))
    assert "Other input" not in hint(failing=(SILENT,), fault=FAULT)
    assert "Otras entradas" in hint(failing=(SILENT,), locale="es")


def test_of_objects_the_calls_are_asked_for():
    steps = (TraceStep(14, (("self", "<StampCard>"),), entered=True),)
    text = hint(failing=(SILENT,), trace=Trace("The example", steps, failing=False))
    assert "the same call twice" in text
