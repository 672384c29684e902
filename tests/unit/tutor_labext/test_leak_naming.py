"""A fix is told with signs, lines and texts by their names as well as with the signs themselves."""

import pytest
from tutor_labext.leak_gate import LeakGate

PUBLIC = "Write `floors(first, last)`. It returns the floors from first to last, joined by a dash."
REFERENCE = """def floors(first, last):
    names = []
    for floor in range(first, last + 1):
        names.append(str(floor))
    return "-".join(names)
"""
SHORT = REFERENCE.replace("last + 1", "last")
UNJOINED = REFERENCE.replace('"-".join(names)', "names")
LATER = "def is_late(age, limit):\n    if age < limit:\n        return False\n    return True\n"
STRICT = LATER.replace("<", "<=")
PAIRS = """def pairs(goods):
    for i in range(len(goods)):
        for j in range(i + 1, len(goods)):
            print(goods[i], goods[j])
"""
DOUBLED = PAIRS.replace("i + 1, ", "")


SORTED = "def show(guests):\n    for guest in sorted(guests):\n        print(guest)\n"
UNSORTED = SORTED.replace("sorted(guests)", "guests")
AGAIN = "def fill(well, rope):\n    while well > rope:\n        rope = rope * 2\n    return rope\n"
ONCE = AGAIN.replace("while", "if")


def is_stopped(answer, learner, reference=REFERENCE, public=PUBLIC):
    return LeakGate([reference], public, learner).check(answer) is not None


@pytest.mark.parametrize(
    ("answer", "learner", "reference"),
    [
        ("Change the end of the range so that it is last plus one.", SHORT, REFERENCE),
        ("Drop the equals sign after the < in your second line.", STRICT, LATER),
        ("Let the inner range start at i + 1 instead of at zero.", DOUBLED, PAIRS),
        ("At the end, call join with a dash on names.", UNJOINED, REFERENCE),
        ("Turn the less-than-or-equal into a less-than.", STRICT, LATER),
        ("Put + 1 right after last.", SHORT, REFERENCE),
        ("Before goods add i + 1 and a comma.", DOUBLED, PAIRS),
        ("You forgot sorted in line 2.", UNSORTED, SORTED),
        ("Swap your if for while.", ONCE, AGAIN),
    ],
)
def test_a_fix_with_names_for_its_signs_is_stopped(answer, learner, reference):
    assert is_stopped(answer, learner, reference, "Write the function.")


FAR = """def kind(a, b, c):
    x, y, z = sorted([a, b, c])
    return "none" if x + y <= z else "some"
"""
LONG = """def kind(a, b, c):
    if a + b < c:
        return "none"
    if a + c < b:
        return "none"
    if b + c < a:
        return "none"
    return "some"
"""


@pytest.mark.parametrize(
    "answer",
    [
        "Replace < by <= three times.",
        "Change every less-than in line 2 into a less-than-or-equal.",
        "Swap each `<` for `<=` and run it again.",
    ],
)
def test_a_sign_traded_for_a_solutions_is_a_leak_however_far_the_program_is(answer):
    assert is_stopped(answer, LONG, FAR, "Say whether three sides make a triangle.")


@pytest.mark.parametrize(
    "answer",
    [
        "What happens if you change < to <=?",
        "`<` and `<=` differ for one value only.",
        "Replace a and b by numbers of your own and trace the first line.",
        "Change the values to 1, 2 and 3, and look at line 2.",
        "In your second line, which sides are added?",
        "Make no change for a while, and return to the first example.",
        "You forgot nothing in line 2.",
    ],
)
def test_talk_of_signs_and_lines_is_help(answer):
    assert not is_stopped(answer, LONG, FAR, "Say whether three sides make a triangle.")


def test_a_recipe_in_everyday_words_is_stopped():
    reference = (
        "def acronym(phrase):\n    letters = ''\n"
        "    for word in phrase.replace('-', ' ').split():\n"
        "        letters += word[0].upper()\n    return letters\n"
    )
    recipe = (
        "Turn each dash into a gap first, then cut it at the gaps. Take the first sign of every"
        " piece, make it big, and glue them all together."
    )
    assert is_stopped(recipe, "", reference, "Write `acronym(phrase)`.")
