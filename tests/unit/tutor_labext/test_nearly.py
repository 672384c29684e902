"""Where the case of letters or a blank is all that is wrong, the tutor says just that."""

import pytest
from support.offline_hints import hint
from tutor_labext.nearly import nearly
from tutor_labext.situation import FailingTest
from tutor_labext.socratic import BLANKS_ONLY, CASE_ONLY


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("flag(3) should be \"yellow\", but it returns 'Yellow'.", CASE_ONLY),
        ("The program should show Fare: 15. It shows: fare: 15", CASE_ONLY),
        ("pares() debería dar [\"Ana + Bo\"], pero da ['ana + Bo'].", CASE_ONLY),
        ("pairs() should be [\"Ana + Bo\"], but it returns ['Ana+Bo'].", BLANKS_ONLY),
        ("It should show A dog. It shows: A  dog", BLANKS_ONLY),
        ("flag(3) should be \"yellow\", but it returns 'green'.", None),
        ('tin("Ab") should be "Ab", but it returns 3.', None),
        ("Elif is 9 and pays 15. Your fare is 0.", None),
        ("It should be 1.5, but it returns 15.", None),
        ("Your function gave back None.", None),
        ("", None),
    ],
)
def test_only_the_case_or_only_blanks(message, words):
    assert nearly(message) == words


@pytest.mark.parametrize(("locale", "part"), [("en", "capital letters only"), ("es", "mayúsculas")])
def test_the_first_hint_says_it_and_asks_one_question(locale, part):
    seen = FailingTest("t", "Three", "It should be \"tea\", but it returns 'Tea'.", hidden=False)
    text = hint(failing=(seen,), locale=locale)
    assert part in text
    assert text.count("?") == 1
    hidden = FailingTest("t", "", 'Is it "tea" or "Tea"?', hidden=True)
    assert part not in hint(failing=(hidden,), locale=locale)
