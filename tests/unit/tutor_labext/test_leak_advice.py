"""A fix told in words is a leak; asking about the same line, or telling it back, is help."""

import pytest
from tutor_labext.leak_gate import LeakGate

PUBLIC = "`fee(days)` returns 0 up to and including 3 days, and 20 for each day after that."
REFERENCE = (
    "def fee(days):\n    total = 0\n    if days <= 3:\n        return total\n"
    "    for day in range(3, days):\n        total += 20\n    return total\n"
)
SIGN = REFERENCE.replace("<=", "<")
MISSING = REFERENCE.replace("range(3, days)", "days")
TWENTY = REFERENCE.replace("20", "2")
SPENT = REFERENCE.replace("range(3, days)", "range(3, days, 2)")
LATE = REFERENCE.replace("    total = 0\n", "").replace(
    "days):\n        total += 20", "days):\n        total = 0\n        total += 20"
)
DEEP = REFERENCE.replace("    return total\n", "        return total\n")
GATED = pytest.mark.parametrize


def is_stopped(answer, learner, reference=REFERENCE):
    return LeakGate([reference], PUBLIC, learner).check(answer) is not None


@GATED(
    ("learner", "answer"),
    [
        (SIGN, "Change the < to <= on line 3."),
        (SIGN, "The comparison on line 3 has to be less than or equal, not less than."),
        (SIGN, "You have `<` on line 3. It must be `<=`."),
        (SIGN, "Why not replace `<` with `<=`?"),
        (SIGN, "In Zeile 3 muss <= stehen."),
        (SIGN, "Cambia < por <= en la línea 3."),
        (SIGN, "À la ligne 3, remplace < par <=."),
        (SIGN, "Na linha 3, troca < por <=."),
        (SIGN, "The `<` there is wrong: use `<=`."),
        (SIGN, "You wrote < where <= belongs."),
        (TWENTY, "It must be 20, not 2."),
        (TWENTY, "Turn the 2 into 20 and it passes."),
        (SPENT, "Instead of what you have there, walk through range of 3 and days with day."),
        (MISSING, "Use range on line 5, from 3 to days."),
        (MISSING, "Instead of `days` you want `range(3, days)`."),
        (MISSING, "The loop should go over range(3, days)."),
        (LATE, "Move `total = 0` above the loop."),
        (LATE, "Take line 5 out of the loop and put it first."),
        (SIGN, "In line 3 you must check whether days is at most 3."),
        (SIGN, "Instead of `if days < 3:` write:\n\n```python\nif days <= 3:\n```"),
    ],
)
def test_a_fix_in_words_is_stopped(learner, answer):
    assert is_stopped(answer, learner)


@GATED(
    ("learner", "answer"),
    [
        (SIGN, "Look at line 3. What happens on the third day?"),
        (SIGN, "Should line 3 use `<` or `<=`?"),
        (SIGN, "fee(3) should be 0, but it returns 20."),
        (SIGN, "You use `<` on line 3. What does it say for 3 days?"),
        (MISSING, "TypeError: 'int' object is not iterable. What does the loop of line 4 go over?"),
        (LATE, "What is total at the start of the second round?"),
        (DEEP, "In which round does your function return?"),
        (MISSING, "With `for day in days:` you begin a loop. What does it go over?"),
        (MISSING, "You set total to 0. You add 20 to total for each day in days. You return it."),
        (MISSING, "Setzt die Schleife etwas? Du gehst mit day durch days und rufst nichts auf."),
    ],
)
def test_a_question_about_the_same_line_passes(learner, answer):
    assert not is_stopped(answer, learner)


@GATED("frame", ["Your code does this: {}.", "You wrote a function that will {}."])
def test_the_learners_own_program_may_be_told_back_to_them(frame):
    told = "set total to 0; if days is less than 3, return total; go over the range from 3 to days"
    told = frame.format(f"{told} and add 20 to total; return total")
    assert not is_stopped(f"{told} What about 3 days?", SIGN)
    assert is_stopped(told.replace("less than 3", "at most 3"), SIGN)


def test_slices_that_differ_in_their_ends_are_different():
    solution = "def turned(items, k):\n    return items[k:] + items[:k]\n"
    learner = "def turned(items, k):\n    return items[:k] + items[k:]\n"
    assert is_stopped("Write `return items[k:] + items[:k]`.", learner, solution)
    assert is_stopped("Swap the two slices of items on line 2.", learner, solution)
    assert not is_stopped("What is `items[:k]` for k = 1?", learner, solution)


def test_an_else_that_is_missing_is_a_fix():
    solution = "if age < 7:\n    fare = 0\nelse:\n    fare = ticket\n"
    learner = "if age < 7:\n    fare = 0\nfare = ticket\n"
    assert is_stopped("You need an `else:` above `fare = ticket`.", learner, solution)
    assert is_stopped("Put `fare = ticket` under an else.", learner, solution)
    assert not is_stopped("When does `fare = ticket` run?", learner, solution)
    assert not is_stopped("Do you know what an else is for?", learner, solution)


def test_a_sign_that_is_named_with_its_place_is_a_fix():
    solution, learner = "owed = -total - fee\n", "owed = total - fee\n"
    assert is_stopped("Add - before total on line 1.", learner, solution)
    assert not is_stopped("Is total - fee above or below 0?", learner, solution)


def test_a_line_with_other_brackets_is_a_fix():
    solution = "def twice(f):\n    return f\n"
    learner = "def twice(f):\n    return f()\n"
    assert is_stopped("Change `return f()` to `return f`.", learner, solution)
    assert not is_stopped("What does `return f()` return?", learner, solution)


def test_the_whole_solution_is_stopped_where_each_of_its_lines_is_known():
    solution = "cloth = metres * price\ntotal = cloth + sewing\n"
    learner = "total = cloth + sewing\ncloth = metres * price\n"
    assert is_stopped(f"Copy this:\n\n```python\n{solution}```", learner, solution)
    assert not is_stopped(f"Your code:\n\n```python\n{learner}```", learner, solution)
    indented = "if big:\n    price = 30\nprint(price)\n"
    deep = indented.replace("print", "    print")
    assert is_stopped(f"```python\n{indented}```", deep, indented)
    assert not is_stopped(f"```python\n{deep}```", deep, indented)


def test_the_expression_that_a_solution_turns_on_needs_no_backticks():
    solution = "from bisect import bisect_left\n\n\ndef at(times, time):\n    return "
    solution += "bisect_left(times, time)\n"
    assert is_stopped("Try bisect_left( times, time ) and look.", "", solution)
    assert not is_stopped("bisect_left finds a place in sorted times.", "", solution)


def test_a_recipe_for_one_line_is_told_by_one_sentence():
    solution = "closed = day == 'Monday' or day == 'Tuesday'\n"
    told = "Set closed to day equals 'Monday' or day equals 'Tuesday'."
    assert is_stopped(told, "", solution)
    assert not is_stopped("What is closed on a Monday, and on a Tuesday?", "", solution)
    filled = "def stop(code):\n    return f'{code[4:-2]} ({code[0]})'\n"
    assert is_stopped("Renvoie la partie de code de 4 à -2, puis l'élément 0 de code.", "", filled)


def test_the_learners_own_code_stays_theirs_without_docstring_or_with_other_quotes_and_brackets():
    solution = "def best(items):\n    seen = {}\n    for item in items:\n        seen[item] = 1\n"
    solution += "    return seen, len(seen)\n"
    learner = solution.replace("items:\n    seen", 'items:\n    """Return all, once."""\n    seen')
    learner = learner.replace("in items", "in sorted(items)")
    own = learner.replace('    """Return all, once."""\n', "").replace(
        "seen, len(seen)", "(seen, len(seen))"
    )
    quoted = "\n".join(f"> {line}" for line in own.splitlines())
    for shown in (f"```python\n{own}```", quoted, own):
        assert not is_stopped(f"You wrote:\n\n{shown}\n\nRun it by hand.", learner, solution)
    assert is_stopped(f"Write:\n\n{solution}", learner, solution)


def test_a_word_that_is_also_a_name_around_the_change_tells_no_place():
    solution = "def totals(all):\n    return {n: sum(good(b)) for n, b in all.items() if good(b)}\n"
    learner = solution.replace("sum(good(b))", "sum(b)")
    assert not is_stopped(
        "That is a good start. `len` counts the items of a list.", learner, solution
    )
