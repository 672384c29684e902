"""The learner's own program is theirs in other names, without blank lines and with new comments."""

import pytest
from tutor_labext.leak_gate import LeakGate

REFERENCE = """\
def warm_days(degrees, least):
    days = 0
    for degree in degrees:
        if degree >= least:
            days += 1
    return days
"""
LEARNER = REFERENCE.replace(">=", ">")
RENAMED = """\
def warm_days(temps, low):
    hits = 0
    for temp in temps:
        if temp > low:
            hits = hits + 1
    return (hits)
"""
STARTER = "def warm_days(degrees, least):\n    ...\n"
PUBLIC = f"Write `warm_days(degrees, least)`.\n\n{STARTER}"
SEARCH = """\
def first_heavy(weigh, count, wanted):
    low, high = 0, count
    while low < high:
        middle = (low + high) // 2
        if weigh(middle) >= wanted:
            high = middle
        else:
            low = middle + 1
    return low
"""
ORDERED = """\
def size(n):
    if n % 15 == 0:
        return "both"
    if n % 3 == 0:
        return "three"
    if n % 5 == 0:
        return "five"
    return str(n)
"""
UNORDERED = """\
def size(n):
    if n % 3 == 0:
        return "three"
    if n % 5 == 0:
        return "five"
    if n % 15 == 0:
        return "both"
    return str(n)
"""


def fenced(code):
    return f"```python\n{code}```\n"


def stopped(answer, reference=REFERENCE, learner=LEARNER, public=PUBLIC):
    return LeakGate([reference], public, learner).check(answer) is not None


def test_the_learners_function_in_other_names_is_theirs():
    answer = RENAMED.replace("hits = hits + 1", "hits += 1")
    assert not stopped(f"Yours, with shorter names:\n\n{fenced(answer)}Which sign decides?")


@pytest.mark.parametrize(
    ("old", "new"),
    [("temp > low", "temp >= low"), ("return (hits)", "return (low)"), ("in temps", "in temps[:]")],
)
def test_another_program_in_other_names_is_not_theirs(old, new):
    assert stopped(fenced(RENAMED.replace(old, new)))


def test_a_name_that_was_mistyped_is_not_another_name():
    learner = REFERENCE.replace("return days", "return day")
    fixed = REFERENCE.replace("days", "total")
    assert stopped(fenced(fixed), learner=learner)


def test_the_name_of_the_function_is_no_inner_name():
    learner = REFERENCE.replace("def warm_days", "def warm_day")
    assert stopped(fenced(REFERENCE.replace("degrees", "temps")), learner=learner)


def test_comments_that_ask_leave_the_learners_code_theirs():
    learner = SEARCH.replace("high = middle", "high = middle - 1")
    asked = learner.replace("else:", "else:  # what is this now?")
    asked = asked.replace("middle - 1", "middle - 1  # which value?")
    assert not stopped(fenced(asked), SEARCH, learner, SEARCH.splitlines()[0])


def test_comments_that_tell_are_read():
    told = LEARNER.replace("> least:", "> least:  # if degree >= least:")
    assert stopped(fenced(told))


MERGE = """\
import json


def merge(left, right):
    \"\"\"Return all songs of both phones, the later changed of each id.\"\"\"
    songs = {}
    for song in json.loads(left) + json.loads(right):
        known = songs.get(song["id"])
        if known is None or song["changed"] > known["changed"]:
            songs[song["id"]] = song
    return json.dumps([songs[number] for number in songs])
"""


def test_a_bare_program_of_the_learners_is_theirs():
    reference = MERGE.replace("in songs]", "in sorted(songs)]")
    starter = MERGE[: MERGE.index("    songs = {}")]
    assert not stopped(f"This is yours:\n\n{MERGE}\nRead it aloud.", reference, MERGE, starter)


def test_brackets_round_all_that_is_returned_hide_no_solution():
    reference = (
        "def ends(words):\n    at = 0\n    for word in words:\n"
        "        at += 1\n    return words, at\n"
    )
    learner = reference.replace("at = 0", "at = 1")
    whole = reference.replace("words, at\n", "(words, at)\n")
    assert stopped(fenced(whole), reference, learner, reference.replace("+= 1", "+= 2"))


def test_a_renamed_import_is_a_line_of_a_bare_program():
    reference = (
        "import numpy as np\n\n\ndef ends(words):\n    at = 0\n    for word in words:\n"
        "        at += 1\n    return np.max(words), at\n"
    )
    learner = reference.replace("at = 0", "at = 1")
    starter = reference.replace("+= 1", "+= 2")
    assert stopped(f"Write this:\n\n{reference}", reference, learner, starter)


@pytest.mark.parametrize(
    "answer",
    [
        'If n has no remainder by 15, return "both". If the remainder by 3 is 0, return "three".'
        ' If the remainder by 5 is 0, return "five". Otherwise return str of n.',
        'Si el resto de n dividido entre 15 es igual a 0, devuelve "both". Si el resto de n entre 3'
        ' es igual a 0, devuelve "three". Si el resto de n entre 5 es igual a 0, devuelve "five".'
        " Devuelve str de n.",
        "Move `if n % 15 == 0:` with its return to the top.",
    ],
)
def test_the_learners_lines_in_the_order_of_the_solution_are_a_solution(answer):
    assert stopped(answer, ORDERED, UNORDERED, "Write `size(n)`.")


def test_the_learners_lines_in_their_own_order_are_theirs():
    answer = (
        'Your code returns "three" if the remainder by 3 is 0. It returns "five" if the remainder'
        ' by 5 is 0. It returns "both" if the remainder by 15 is 0. Which comes first for 30?'
    )
    assert not stopped(answer, ORDERED, UNORDERED, "Write `size(n)`.")


def test_a_manual_lists_what_only_works_something_out():
    answer = (
        "`range(stop)` counts; `range(start, stop, step)` takes steps. `list(range(4))` is `[0]`."
    )
    reference = "def grown(start, years):\n    return start * 2 ** years\n"
    assert not stopped(answer, reference, "def grown(start, years):\n    ...\n", "")


@pytest.mark.parametrize(
    "answer",
    [
        "Amount diventa la somma di prices. Se coupon, amount diventa amount per 0.9. Restituisci"
        " amount.",
        "Amount devient la somme de prices. Si coupon, amount devient amount fois 0.9. Renvoie"
        " amount.",
    ],
)
def test_what_becomes_is_set(answer):
    reference = (
        "def total(prices, coupon):\n    amount = sum(prices)\n    if coupon:\n"
        "        amount = amount * 0.9\n    return amount\n"
    )
    learner = reference.replace("* 0.9", "- 10")
    assert stopped(answer, reference, learner, "def total(prices, coupon):\n    ...\n")


QUERY = """\
def stock_of(db, country):
    query = (
        "SELECT plant, SUM(grams) FROM seeds WHERE country = ? "
        "GROUP BY plant ORDER BY SUM(grams) DESC, plant"
    )
    return db.execute(query, (country,)).fetchall()
"""


@pytest.mark.parametrize("wrong", ["WHERE ? != ''", "ORDER BY SUM(grams) ,"])
def test_a_text_in_one_piece_is_the_one_in_several(wrong):
    right = "WHERE country = ?" if "WHERE" in wrong else "ORDER BY SUM(grams) DESC,"
    learner = QUERY.replace(right, wrong)
    joined = QUERY.replace('"\n        "', "").replace("(\n        ", "").replace("\n    )", "")
    starter = QUERY.splitlines()[0]
    assert joined != QUERY
    assert stopped(fenced(joined), QUERY, learner, starter)
    assert stopped(
        "\n".join(f"- `{s.strip()}`" for s in joined.splitlines()), QUERY, learner, starter
    )


def test_a_whole_function_of_a_solution_in_a_class_is_one():
    reference = SEARCH.replace("low, high = 0, count", "low, high = 1, count")
    inside = "\n".join(f"    {line}" for line in reference.replace("middle", "at").splitlines())
    assert stopped(fenced(f"class Answer:\n{inside}\n"), reference, SEARCH, SEARCH)


@pytest.mark.parametrize(
    "answer", ["Add at the top: if not values: return 0.", "So: if not values:"]
)
def test_a_new_step_in_a_sentence_is_a_fix(answer):
    learner = "def mean(values):\n    return sum(values) / len(values)\n"
    guarded = learner.replace("    return", "    if not values:\n        return 0\n    return")
    assert stopped(answer, guarded, learner, "Write `mean(values)`; 0 for an empty list.")


def test_an_example_with_a_main_function_is_about_nothing_of_the_task():
    reference = "def size(n):\n    return n * 3 + 1\n\n\ndef main():\n    print(size(4))\n"
    example = "def double(n):\n    return 2 * n\n\n\ndef main():\n    print(double(21))\n"
    assert not stopped(fenced(example), reference, reference.replace("+ 1", "+ 2"), "")


def test_the_texts_of_an_example_are_no_hidden_program():
    example = """\
def chart(rows):
    lines = [f'<svg xmlns="http://www.w3.org/svg" width="200">']
    for top, (name, size) in enumerate(rows):
        lines.append(f'<rect x="0" y="{top}" width="{size}" height="18"/>')
        lines.append(f'<text x="4" y="{top + 14}">{name} {size}</text>')
    return "".join([*lines, "</svg>"])
"""
    reference = "def block(title, lines):\n    return [title.upper(), *sorted(lines)]\n"
    assert not stopped(fenced(example), reference, "", "def block(title, lines):\n    ...\n")


def test_what_becomes_of_what_is_an_order():
    reference = (
        "def mirror(text):\n    text = text.lower()\n    text = text.strip()\n"
        "    return text == text[::-1]\n"
    )
    learner = reference.replace("    text = text.lower()\n", "")
    told = "Text diventa lower di text. Text diventa strip di text."
    told += " Restituisci text è uguale a text dall'inizio alla fine."
    assert stopped(told, reference, learner, "Write `mirror(text)`.")


def test_a_name_that_becomes_a_number_is_a_trace():
    traced = "Nach der ersten Runde wird days 1, nach der zweiten wird days 2. Passt das?"
    assert not stopped(traced)
