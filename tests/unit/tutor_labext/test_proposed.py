"""The code of an answer, and the programs that it makes of a learner's."""

import ast

import pytest
from tutor_labext.proposed_pieces import pieces_of
from tutor_labext.proposed_programs import MOST_IN_ALL, programs
from tutor_labext.proposed_removals import without_parts

OWN = """def load(start, sold):
    left = start
    for n in sold:
        left = left - sold[n]
    return left
"""


@pytest.mark.parametrize(
    ("answer", "piece"),
    [
        ("Write `left -= n` there.", "left -= n"),
        ("```python\nleft -= n\n```", "left -= n"),
        ("Inside the loop:\n\n    left -= n\n", "left -= n"),
        ("Use the whole division: cakes // per_box.", "cakes // per_box"),
        ("It says: while blocks >= need >= 4:", "while blocks >= need >= 4:"),
        ("*for n in* goes on with *range(3):*", "for n in range(3):"),
        ("| head | while need >= 4 |\n| join | and |\n| tail | need <= 9: |", "and need <= 9:"),
        ("The sign is `//`.", "//"),
        ("`(a[:3], a[3:6])`", "a[3:6]"),
        ("raise TypeError, then the rest", "raise TypeError"),
        (f"If you read it and {'think of every cake ' * 8} then cakes // per_box", "s // per_box"),
        (f"So a + b, and {'think of every cake ' * 8} then cakes // per_box", "cakes // per_box"),
    ],
)
def test_code_is_found_wherever_it_stands(answer, piece):
    found = pieces_of(answer, ["x = 1"])
    assert any(piece in one for one in found)


@pytest.mark.parametrize(
    "answer",
    [
        "What does your loop do in the first round?",
        "Look at `left = left - sold[n]` and at `sold`. What is `n`?",
        "Read the task again, (the second line) and try 3 or 4 values.",
    ],
)
def test_prose_and_what_is_the_learners_own_is_nothing_to_try(answer):
    assert pieces_of(answer, [OWN, "3 or 4"]) == []


@pytest.mark.parametrize(
    ("piece", "wanted"),
    [
        ("left -= n", "        left -= n\n"),
        ("sum(sold)", "return sum(sold)"),
        ("return start - sum(sold)", "(start, sold):\n    return start - sum(sold)"),
        ("for k in sold:", "    for k in sold:\n        left"),
        ("n", "left - n\n"),
        ("+", "left + sold[n]"),
    ],
)
def test_a_piece_is_put_into_the_places_that_it_fits(piece, wanted):
    made = programs([piece], OWN)
    assert any(wanted in one.text for one in made)
    assert len(made) <= MOST_IN_ALL
    for one in made:
        ast.parse(one.text)


def test_an_argument_goes_into_a_call():
    made = programs(["type=int"], 'p.add("--rounds", default=3)\n')
    assert any('p.add("--rounds", default=3, type=int)' in one.text for one in made)


def test_pieces_for_several_places_are_tried_together():
    own = "boxes = cakes / n\nplate = cakes / n\n"
    made = programs(["plate = cakes % n", "boxes = cakes // n"], own)
    assert any(
        one.text.split("\n")[:2] == ["boxes = cakes // n", "plate = cakes % n"] for one in made[:2]
    )


def test_the_place_that_a_piece_resembles_comes_first():
    made = programs(["left = left - n"], OWN)
    assert made[0].text == OWN.replace("left - sold[n]", "left - n")
    assert made[0].without == OWN.replace("left = left - sold[n]", "pass")


def test_code_that_cannot_be_read_is_mended_line_by_line():
    made = programs(["if x:"], "if x\n    y = 1\n")
    assert any(one.text == "if x:\n    y = 1\n" for one in made)


@pytest.mark.parametrize(
    "answer",
    [
        "Drop the `- 1` in line 2.",
        "The **- 1** is not needed.",
        "Quita el `-1` de `range`.",
        "You can take `- 1` out.",
    ],
)
def test_what_is_to_be_taken_away_is_taken_away(answer):
    own = "n = 0\nfor i in range(len(xs) - 1):\n    n += xs[i]\n"
    made = without_parts(answer, own)
    assert any("range(len(xs) )" in one.text or "range(len(xs))" in one.text for one in made)


def test_a_line_by_its_number_is_taken_away_and_a_question_about_it_takes_nothing():
    assert without_parts("Delete line 2.", "a = 1\nb = 2\n")[0].text == "a = 1\n"
    assert without_parts("What does line 2 do? Is `b` 2?", "a = 1\nb = 2\n") == []
