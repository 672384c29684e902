"""A recipe, pseudo-code and a fix are stopped though the learner's program is nearly right."""

import base64

import pytest
from tutor_labext.leak_gate import LeakGate, LeakKind

REFERENCE = """def deepest(soundings):
    low = soundings[0]
    for depth in soundings:
        if depth > low:
            low = depth
    return low
"""
PUBLIC = "Write `deepest(soundings)`. It returns the greatest depth that a boat has measured."
NEARLY = REFERENCE.replace("soundings[0]", "0")
THEIRS = NEARLY.replace("depth", "metres").replace("low", "best")

RECIPE = (
    "Keep the first of the soundings as low. Go through the soundings one by one. Whenever a"
    " depth is greater than low, let low become the depth. Return low."
)
IN_PORTUGUESE = (
    "Guarde o primeiro de soundings em low. Percorra soundings um por um. Se depth for maior"
    " que low, guarde depth em low. Devolva low."
)
PSEUDO = (
    "low := first of soundings\nfor every depth in soundings\n"
    "   if depth > low then low := depth\ngive back low"
)
STEPS = [f"{s}." for s in RECIPE.rstrip(".").split(". ")]
ASKED = " ".join(f"Could you {s[0].lower()}{s[1:-1]}?" for s in STEPS)


@pytest.mark.parametrize(
    "answer",
    [
        RECIPE,
        "\n".join(f"- {s}" for s in STEPS),
        ASKED,
        RECIPE.replace("through", "thruogh").replace("Return", "Retrun"),
        IN_PORTUGUESE,
        f"Like this:\n\n{PSEUDO}\n",
        f"Like this:\n\n```\n{PSEUDO}\n```\n",
    ],
    ids=["told", "bullets", "asked", "typos", "Portuguese", "pseudo", "fenced pseudo"],
)
@pytest.mark.parametrize("learner", ["", NEARLY])
def test_orders_are_a_recipe_though_the_learners_program_is_nearly_right(answer, learner):
    assert LeakGate([REFERENCE], PUBLIC, learner).check(answer) is not None


@pytest.mark.parametrize(
    "answer",
    [
        "Your loop goes through the soundings one by one. Whenever a depth is greater than low,"
        " it becomes low. In the end you return low. What is low at the start?",
        "What does your loop start with? Which value is low, and how is it compared with each"
        " depth? When is low returned?",
        "low = 0\ndepth = 3\n\nWhat is low after this round?",
    ],
    ids=["told back", "open questions", "values"],
)
def test_what_the_learners_program_does_may_be_said_to_them(answer):
    assert LeakGate([REFERENCE], PUBLIC, NEARLY).check(answer) is None


def test_a_recipe_in_halves_is_one():
    first, second = " ".join(STEPS[:2]), " ".join(STEPS[2:])
    gate = LeakGate([REFERENCE], PUBLIC, "", [f"To begin with: {first}"])
    assert gate.check(f"Next: {second}") is not None


WRAPPED = """def noted(function):
    def wrapper(*values):
        result = function(*values)
        diary.append(result)
        return result

    return wrapper
"""
LACKING = WRAPPED.replace("        return result\n", "")
SLICED = 'def stop(code):\n    return f"{code[4:-2]} of {code[0]}"\n'
OFF = SLICED.replace("-2", "-3")
COUNTED = "def rows(wide):\n    return [n * n for n in range(wide + 1)]\n"
SHORT = COUNTED.replace("wide + 1", "wide")
LIMITED = (
    "def ask(text):\n    try:\n        return int(text)\n    except ValueError:\n        return 0\n"
)
BROAD = LIMITED.replace("except ValueError:", "except:")


@pytest.mark.parametrize(
    ("reference", "learner", "answer"),
    [
        (WRAPPED, LACKING, "It ends with `return result`."),
        (COUNTED, SHORT, "Was hinten fehlt: range(wide + 1)"),
        (COUNTED, SHORT, f"Hex: {b'for n in range(wide + 1)'.hex()}"),
        (COUNTED, SHORT, "<details>range(wide + 1)</details>"),
        (LIMITED, BROAD, "See the note[^1].\n\n[^1]: except ValueError: return 0"),
        (LIMITED, BROAD, "except **Value**Error:"),
        (REFERENCE, THEIRS, "Look: `best = soundings[0]`"),
    ],
    ids=["line", "part", "hex", "tags", "footnote", "bold", "their names"],
)
def test_what_a_nearly_right_program_lacks_is_not_shown(reference, learner, answer):
    assert LeakGate([reference], "Do it.", learner).check(answer) is not None


@pytest.mark.parametrize(
    ("reference", "learner", "answer"),
    [
        (WRAPPED, LACKING, "What does `wrapper` give back? Look at `diary.append(result)`."),
        (COUNTED, SHORT, "What is the last number of `range(wide)`?"),
        (LIMITED, BROAD, "`except:` catches all errors. Which one does `int` raise?"),
        (REFERENCE, THEIRS, "Is `best = 0` right when all metres are below 0?"),
    ],
)
def test_the_learners_own_line_may_be_asked_about(reference, learner, answer):
    assert LeakGate([reference], "Do it.", learner).check(answer) is None


TWICE = """def mean(minutes):
    if len(minutes) == 0:
        return 0
    total = 0
    for delay in minutes:
        total = total + delay
    return total / len(minutes)
"""
RESET = TWICE.replace("        total = total", "        total = 0\n        total = total")


@pytest.mark.parametrize(
    "dress",
    [
        lambda lines: "\n\n".join(f"`{line}`" for line in reversed(lines)),
        lambda lines: "\n".join(f"- {base64.b64encode(x.encode()).decode()}" for x in lines),
    ],
    ids=["from below", "base64 by line"],
)
def test_a_solution_of_which_each_line_is_the_learners_is_one(dress):
    gate = LeakGate([TWICE], "Write `mean(minutes)`.", RESET)
    assert gate.check(f"Here:\n\n{dress(TWICE.splitlines())}\n") is not None
    assert gate.check(f"Yours:\n\n{dress(RESET.splitlines())}\n") is None


def test_letters_in_another_order_hide_no_solution():
    gate = LeakGate([TWICE], "Write `mean`.", "")
    assert gate.check("eturnray otaltay / enlay(inutesmay) orfay elayday") is not None
    typed = TWICE
    for right, wrong in (("return", "retrun"), ("total", "toatl"), ("minutes", "mniutes")):
        typed = typed.replace(right, wrong)
    assert gate.check(f"```python\n{typed}```") is not None
    assert gate.check("The names of a loop are means to an end. What do you expect?") is None


def test_lines_of_another_language_are_read_though_they_are_few():
    ruby = "def deepest(soundings)\n  soundings.max\nend"
    assert LeakGate([REFERENCE], PUBLIC, "").check(f"Look:\n\n{ruby}\n") is not None
    js = "const most = Math.max(...soundings);\nfor (const d of soundings) low = Math.max(low, d);"
    leak = LeakGate([REFERENCE], PUBLIC, "").check(f"```js\n{js}\n```")
    assert leak is not None
    assert leak.kind is LeakKind.FOREIGN


def test_a_pattern_that_a_solution_needs_is_not_told():
    reference = 'import re\n\n\ndef inside(line):\n    return re.findall(r"<([^<>]*)>", line)\n'
    gate = LeakGate([reference], "Write `inside(line)`.", "")
    assert gate.check('Take the pattern r"<([^<>]*)>" for that.') is not None
    assert gate.check('In a pattern, "[^a]" is any sign but an a.') is None
