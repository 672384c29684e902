"""A part of a solution tells it: an expression, a span, its signs by name, what it is made of."""

import pytest
from tutor_labext.leak_gate import LeakGate, LeakKind

CIRCLE = """def moved(people, steps):
    seats = len(people)
    circle = []
    for place in range(seats):
        circle.append(people[(place - steps) % seats])
    return circle
"""
FINES = """def fines(days, free):
    total = 0
    for late in days:
        if late > free:
            total += min(late - free, 30) * 5
    return round(total / 100, 2)
"""
BAG = """class Bag:
    def __init__(self, things):
        self.things = list(things)

    def weight(self):
        return sum([thing.grams for thing in self.things])

    def refuse(self, thing):
        raise ValueError(thing)
"""
EMPTY = """def middle(marks):
    if not marks:
        return None
    row = sorted(marks)
    return row[len(row) // 2]
"""
GUESTS = """def coming(guests):
    coming = []
    for guest in guests:
        if not guest.startswith("-"):
            coming.append(guest)
    return coming
"""
CLOSED = """if day == "Monday":
    closed = True
elif day == "Tuesday":
    closed = True
else:
    closed = False
print("Closed:", closed)
"""
SHORT = 'def coming(guests):\n    return [guest for guest in guests if guest[:1] != "-"]\n'
EVEN = 'def kind(n):\n    if n % 2 == 0:\n        return "even"\n    return "odd"\n'
OTHER = """def paired(text):
    waiting = []
    for sign in text:
        if sign in "<>":
            waiting.append(sign)
        elif sign == ".":
            if not waiting or waiting.pop() != "<":
                return False
    return not waiting
"""
DIGITS = """def is_code(text):
    digits = text.replace("-", "")
    total = 0
    for place, char in enumerate(digits):
        total += int(char) * (10 - place)
    return total % 11 == 0
"""


def leak_of(reference, said, learner="", public="Do what the task says."):
    return LeakGate([reference], public, learner).check(said)


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (CIRCLE, "Who sits at n now? It is people[(n - steps) % size], for each n."),
        (FINES, "The heart of it: min(x - free, 30) * 5"),
        (BAG, "weight has to give sum(t.grams for t in self.things), not the length."),
    ],
)
def test_a_part_of_an_expression_is_stopped_whatever_its_names(reference, said):
    leak = leak_of(reference, said)
    assert leak is not None
    assert leak.kind is LeakKind.KEY


@pytest.mark.parametrize(
    "said",
    [
        "Elsewhere somebody writes `row[(at - shift) % width]` to go round a row.",
        "What does `len(people)` give?",
    ],
)
def test_an_example_of_the_same_shape_about_other_things_is_shown(said):
    assert leak_of(CIRCLE, said) is None


@pytest.mark.parametrize(
    ("learner", "said"),
    [
        (
            "",
            "Avant tout, total vaut 0. Si late dépasse free, late moins free, 30 au plus, fois 5.",
        ),
        (
            "",
            "Se late supera free, prendi min di late - free e 30, per 5; infine round su 100, 2.",
        ),
        ("", "Above free it costs 5 times late less free, 30 at most; divide by 100 to 2 places."),
    ],
)
def test_what_a_solution_is_made_of_is_stopped_in_any_language(learner, said):
    assert leak_of(FINES, said, learner) is not None


def test_fewer_words_of_orders_tell_a_solution():
    said = "Nimm je Tag late minus free, höchstens 30. Am Ende teile die Summe und runde auf 2."
    assert leak_of(FINES, said) is not None


def test_what_the_learner_has_already_is_no_news():
    said = "You take late less free, at most 30, times 5 for each late in days. What comes back?"
    assert (
        leak_of(FINES, said, FINES.replace("return round(total / 100, 2)", "print(total)")) is None
    )


def test_code_whose_signs_are_named_is_stopped():
    said = "Type: total plus equals min open bracket late minus free comma 30 close bracket times 5"
    assert leak_of(FINES, said) is not None


@pytest.mark.parametrize(
    ("reference", "said"),
    [
        (EMPTY, "Use `len(row) // 2` between the square brackets."),
        (BAG, "Write `raise ValueError(thing)` in there."),
    ],
)
def test_a_piece_in_backticks_that_is_to_be_used_is_stopped(reference, said):
    assert leak_of(reference, said) is not None


@pytest.mark.parametrize(
    "said",
    [
        "Python takes a text that is not empty for true. And `or` gives back one of its sides.",
        "Suppose two people next to each other both said no. Follow your loop by hand: which one"
        " does it look at after the first has been taken out?",
        f"A solved problem from last week:\n```python\n{OTHER}```\nHow is it built?",
    ],
)
@pytest.mark.parametrize("reference", [EVEN, CIRCLE, CLOSED, SHORT, DIGITS])
def test_talk_and_examples_about_other_things_are_shown(reference, said):
    assert leak_of(reference, said, public="Write it for a text and some lines.") is None
