"""A fix of a nearly right program, shown by its pieces or by lines that follow each other."""

import pytest
from tutor_labext.leak_gate import LeakGate, LeakKind

PUBLIC = "Write the program that the text asks for."
FARE = "if age < 7:\n    fare = 0\nelse:\n    fare = ticket\nprint(fare)\n"
FARE_BUT = "if age < 7:\n    fare = 0\nfare = ticket\nprint(fare)\n"
RAIN = "total_rain = monday + tuesday\naverage = total_rain / 2\nprint(average)\n"
RAIN_BUT = RAIN.replace("total_rain =", "total_rian =")
BOXES = "boxes = cakes // per_box\nplate = cakes % per_box\n"
BOXES_BUT = BOXES.replace("//", "/")
CASES = """def failing(sorter):
    cases = [
        ("usual", ["b", "a"], ["a", "b"]),
        ("empty", [], []),
    ]
    failed = []
    for name, titles, expected in cases:
        try:
            if sorter(titles) != expected:
                failed.append(name)
        except Exception:
            failed.append(name)
    return failed
"""
CASES_BUT = CASES.replace(
    """    for name, titles, expected in cases:
        try:
""",
    """    try:
        for name, titles, expected in cases:
""",
).replace("        except Exception:\n            failed", "    except Exception:\n        failed")


def leak_of(reference, learner, said):
    return LeakGate([reference], PUBLIC, learner).check(said)


@pytest.mark.parametrize(
    ("reference", "learner", "said"),
    [
        (RAIN, RAIN_BUT, "Write `rain` for `rian` in line 1."),
        (RAIN, RAIN_BUT, "`rian` → `rain`"),
        (BOXES, BOXES_BUT, "boxes needs `//`, plate needs `%`."),
        (FARE, FARE_BUT, "else:\n    fare = ticket"),
        (FARE, FARE_BUT, "```text\nIF age < 7 THEN fare := 0 ELSE fare := ticket\n```"),
    ],
)
def test_a_fix_is_stopped(reference, learner, said):
    assert leak_of(reference, learner, said) is not None


@pytest.mark.parametrize(
    ("reference", "learner", "said"),
    [
        (RAIN, RAIN_BUT, "Which of `rain` and `rian` did you mean?"),
        (RAIN, RAIN_BUT, "You print `average` after `monday` is added."),
        (BOXES, BOXES_BUT, "Your first line divides `cakes` by `per_box`; what comes out?"),
        (FARE, FARE_BUT, "You wrote:\n\n    fare = 0\nfare = ticket\n\nWhich of them is last?"),
        (FARE, FARE_BUT, "else:\n    size = large\n\nis how an `else` looks."),
    ],
)
def test_what_names_no_fix_is_shown(reference, learner, said):
    assert leak_of(reference, learner, said) is None


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_whole_solution_outside_of_a_fence_is_stopped_though_each_line_is_known(gap):
    leak, mine = (
        leak_of(CASES, CASES_BUT, f"Of course!\n\n{code}\nAnything else?".replace("\n", gap))
        for code in (CASES, CASES_BUT)
    )
    assert leak is not None
    assert leak.kind is LeakKind.LINES
    assert mine is None
