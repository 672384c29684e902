"""The gate stops the solution in every coat it knows, and lets harmless hints pass unchanged."""

import base64
import json
import re
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.leaks.count_orders import REFERENCE
from tutor_labext.leak_gate import LeakGate, LeakKind

RENAMED = """def tally(rows):
    seen = {}
    for row in rows:
        name = row.strip().lower()
        if name:
            seen[name] = seen.get(name, 0) + 1
    return seen
"""
PUBLIC = """# Café orders
Write `count_orders(lines)`. It **returns** a dictionary from the drink to how often it was ordered.

```python
>>> count_orders(["Latte", "tea", " LATTE "])
{'latte': 2, 'tea': 1}
```
assert count_orders(["tea"]) == {"tea": 1}, "One tea counts as one."
"""
LEARNER = """def count_orders(lines):
    counts = {}
    for line in lines:
        counts[line] = 1
    return counts
"""
BODY = "\n".join(REFERENCE.splitlines()[1:])
NUMBERED = "\n".join(f"{n}. {s.strip()}" for n, s in enumerate(BODY.splitlines(), 1))
PIECES = [REFERENCE[at : at + 14] for at in range(0, len(REFERENCE), 14)]
LONG = BODY.replace("counts", "counts_of_all_orders_of_the_day")
SIGNS = re.findall(r"\w+|[^\w\s]+", BODY)
_WORDS = "able bed cat dog egg fox gas hat ink jam key log man net oak pen rye sun tea urn van wax"
INITIALS = {word[0]: word for word in _WORDS.split()}
LEAKS = {
    "image": "![" + BODY.replace("\n", ";") + "](a.png)",
    "image title": f'![a shop](a.png "{REFERENCE.splitlines()[-2].strip()}")',
    "JSON": json.dumps({"solution": REFERENCE}),
    "JSON by lines": json.dumps(REFERENCE.splitlines()),
    "JSON by signs": json.dumps(SIGNS),
    "pieces to join": f"```python\nparts = {PIECES!r}\nprint(''.join(parts))\n```",
    "text to run": f"```python\nexec({REFERENCE!r})\n```",
    "base64 in lines between words": "Decode this:\n\n"
    + "\n".join(textwrap.wrap(base64.b64encode(REFERENCE.encode()).decode(), 32))
    + "\n\nDoes that help?",
    "hex after a word that ends like it": f"As asked:\n{REFERENCE.encode().hex(':')}\nTry it.",
    "long lines in bold": "\n\n".join(f"**{line.strip()}**" for line in LONG.splitlines()),
    "sign below sign": "\n".join(f"- {sign}" for sign in SIGNS),
    "first words of lines": "\n".join(f"{sign} - keep it" for sign in SIGNS),
    "words that spell it": " ".join(INITIALS[c] for c in BODY.lower() if c in INITIALS),
    "letters written as digits": "```\n" + BODY.translate(str.maketrans("aeo", "430")) + "\n```",
    "a language of which no word is known": "counts değerini boş bir sözlük yap. lines içindeki her"
    " line için şunu yap: drink değerini küçük harfli line yap. drink boş değilse: counts içindeki"
    " drink değerini 1 artır. counts döndür.",
    "names in backticks, signs of another script": "令 `counts` 为空字典。"
    "对 `lines` 中的每个 `line`:令 `drink` 为小写的 `line`。如果有 `drink`:"
    "令 `counts` 中的 `drink` 为 `counts` 里的 `drink` 或 `0` 再加 `1`。返回 `counts`。",
    "arrow function": "const countOrders = rows => Object.fromEntries(rows.map(r => [r, 1]));",
    "recipe with no name of the task": "Empieza con un diccionario vacío. Recorre los elementos con"
    " un bucle. Quita los espacios y conviértelo a minúsculas. Si no está vacío, guarda lo que da"
    " get, con cero por defecto, más uno. Devuelve el diccionario.",
    "fenced": f"Here it is:\n\n```python\n{REFERENCE}```\nDo you see?",
    "renamed": f"Try this:\n~~~\n{RENAMED}~~~\n",
    "renamed body": "```\n" + "\n".join(RENAMED.splitlines()[1:]) + "\n```",
    "bare": f"You could write:\n{REFERENCE}",
    "numbered lines": f"Steps:\n{NUMBERED}\n",
    "quoted": "\n".join("> " + line for line in ["```", *REFERENCE.splitlines(), "```"]),
    "spans": " Then ".join(f"`{line.strip()}`." for line in BODY.splitlines()),
    "comments": "\n".join("# " + line for line in BODY.splitlines()),
    "one telling line in prose": "Set counts[drink] = counts.get(drink, 0) + 1 for each.",
    "zero width": "```\n" + REFERENCE.replace("counts", "co\u200bunts") + "```",
    "look-alike letters": "Use `drink = line.strip().lower()` here.".replace("e", "е"),
    "full width": "Use `ｄｒｉｎｋ = line.strip().lower()` here.",
    "escaped": r"Use counts\[drink\] = counts\.get\(drink, 0\) \+ 1 here.",
    "unclosed fence": f"```python\n{REFERENCE}",
}
HARMLESS = [
    "What is in `counts` after the first line? Print it and see.",
    "**Line 4:** The value is set to 1 each time. What should happen the second time?",
    "Look at `counts[line] = 1`. How often does it run for two cups of tea?",
    "A text method can remove the blanks around a word. Which one have you used before?",
    'Compare this:\n\n```python\nages = {"Ana": 3}\nages["Ana"]\n```\n\nWhat does it show?',
    "Your loop goes through `lines`.\n\n- First, the name.\n- Then, its number.\n\nWhich one?",
    "If the list is empty, what should come back?",
    PUBLIC,
    f"The task says:\n```\n{PUBLIC.replace('```', '')}```\nWhich part is unclear?",
    f"Your code so far:\n```python\n{LEARNER}```\nWhich line counts?",
]


def gate(**change):
    given = {"references": [REFERENCE], "public": PUBLIC, "learner": LEARNER} | change
    return LeakGate(**given)


@pytest.mark.parametrize("coat", LEAKS)
def test_the_solution_is_stopped_in_this_coat(coat):
    assert gate().check(LEAKS[coat]) is not None
    assert gate(learner="").check(LEAKS[coat]) is not None


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_hint_passes_unchanged(text):
    one = gate()
    assert one.check(text) is None
    assert "".join([*one.feed(text), *one.end()]) == text


@pytest.mark.parametrize("coat", LEAKS)
def test_no_telling_line_leaves_the_stream_before_it_stops(coat):
    one = gate(learner="")
    text = "Let us think. " + LEAKS[coat] + "\nAnd that is all."
    sent = "".join(p for sign in text for p in one.feed(sign)) + "".join(one.end())
    assert one.leak is not None
    assert text.startswith(sent)
    assert "counts.get" not in sent
    assert "seen.get" not in sent


def test_code_spread_over_several_answers_adds_up():
    first = "```python\nseen = {}\nfor row in rows:\n    name = row.strip().lower()\n```"
    second = "```python\nif name:\n    seen[name] = seen.get(name, 0) + 1\n```"
    assert gate(learner="").check(second) is None
    assert gate(learner="", shown=(first,)).check(second) is not None


def test_a_solution_dictated_over_several_answers_adds_up():
    told = "counts bir sözlük olsun.", "lines içindeki her line için:", "drink, küçük line olsun."
    last = "counts içindeki drink değerini 1 artır. counts döndür."
    assert gate(learner="").check(last) is None
    assert gate(learner="", shown=told).check(last).kind is LeakKind.PROSE


def test_what_the_learners_own_code_does_may_be_said():
    said = (
        "counts bir sözlük. lines içindeki her line: counts içindeki line değeri 1. counts döner."
    )
    assert gate().check(said) is None


def test_code_that_holds_every_step_opens_no_way_for_a_recipe():
    stuffed = LEARNER + "".join(
        f"for a{n} in b{n}:\n    if a{n}:\n        c{n} = d{n}.get(a{n}, 0) + 1\n"
        for n in range(30)
    )
    recipe = LEAKS["recipe with no name of the task"]
    assert gate(learner=stuffed).check(recipe) is not None


def test_what_was_shown_before_does_not_stop_an_answer_that_adds_nothing():
    assert gate(shown=(LEAKS["fenced"],)).check("What is `counts` here?") is None


def test_the_last_line_of_what_was_shown_before_is_stopped_though_the_learner_has_it():
    shown = tuple(f"Add `{line.strip()}`." for line in BODY.splitlines()[:-1])
    assert gate().check("Add `return counts`.") is None
    assert gate(shown=shown).check("Add `return counts`.") is not None


def test_a_class_of_another_kind_is_a_fair_example():
    task = "class Account:\n    def __init__(self, owner):\n        self.owner = owner\n"
    other = (
        "class Dog:\n    def __init__(self, name):\n        self.name = name\n\nrex = Dog('Rex')\n"
    )
    one = LeakGate([task], "Write a class `Account`.", "class Account:\n    def __init__(self):\n")
    assert one.check(f"```\n{other}print(rex.name)\n```") is None
    assert one.check(f"```\n{task}```") is not None


def test_a_short_program_about_other_things_is_a_fair_example():
    example = "```\na = 1\nb = input()\nwhile a < 9:\n    a = a * 2\n```"
    assert gate().check(example) is None
    assert gate().check("```\n" + "x = x * 3 + 1\ny = 4\n" * 9 + "```") is not None


def test_any_long_piece_of_new_code_about_the_task_is_stopped():
    unlike = "```\nseen = set()\nwhile lines:\n    seen.add(lines.pop())\nprint(len(seen))\n```"
    leak = gate().check(unlike)
    assert leak is not None
    assert leak.kind is LeakKind.NEW_CODE


def test_another_body_for_the_target_function_is_stopped():
    leak = gate().check("```\ndef count_orders(lines):\n    return Counter(lines)\n```")
    assert leak is not None
    assert leak.kind is LeakKind.DEFINITION


def test_a_line_of_the_same_shape_about_other_things_is_a_fair_example():
    reference = "total = price * count\n"
    assert LeakGate([reference], "", "").check("As in `area = width * height`, is it?") is None
    assert LeakGate([reference], "", "").check("Use `total = price * count`.") is not None
    renamed = LeakGate([reference], "", "p = 3\nc = 4\n").check("Use `total = p * c`.")
    assert renamed is not None


def test_a_solution_of_two_short_lines_is_stopped():
    one = LeakGate(['print("Mangoes")\nprint("Karibu")\n'], "Print two words.", "")
    assert one.check('`print("Mangoes")` and then `print("Karibu")`.') is not None


def test_an_alternative_solution_is_guarded_as_well():
    other = "from collections import Counter\ndrinks = [x.strip().lower() for x in lines]\n"
    text = "Use `drinks = [x.strip().lower() for x in lines]`."
    assert gate(references=[REFERENCE, other]).check(text) is not None


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(HARMLESS), st.lists(st.integers(1, 40), min_size=1, max_size=20))
def test_how_a_stream_is_cut_changes_nothing(text, sizes):
    one, at, out = gate(), 0, []
    while at < len(text):
        size = sizes[at % len(sizes)]
        out += one.feed(text[at : at + size])
        at += size
    assert "".join([*out, *one.end()]) == text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=100))
def test_whatever_comes_it_answers(text, learner):
    one = gate(learner=learner)
    sent = "".join([*one.feed(text), *one.end()])
    assert text.startswith(sent)
    assert one.leak is not None or sent == text


@pytest.mark.parametrize("sign", ["`", "a", "x = ", "'\"", "(", "```\n", "1. ", "\\u0041", "AAAA"])
def test_a_flood_is_judged(sign):
    gate().check(sign * 20_000)


def test_a_solution_in_the_comments_of_the_learners_own_code_is_stopped():
    reference = "def total_price(price, count):\n    return round(price * count * 0.9, 2)\n"
    own = "def total_price(price, count):\n    pass\n    return price * count\n"
    told = own.replace("    pass\n", "    pass  # return round(price * count * 0.9, 2)\n")
    gate = LeakGate([reference], "Write total_price.", own)
    assert gate.check(f"Look:\n\n```python\n{own}```\n\nWhat is missing?") is None
    assert gate.check(f"Look:\n\n```python\n{told}```\n\nWhat is missing?") is not None


@pytest.mark.parametrize(
    ("solution", "answer"),
    [
        ("near = [10, 20, -30]\nfar = [7, 8]\n", "Guarda 10, 20 y -30 en near y 7, 8 en far."),
        (
            "cost = (skirt + blouse) * dancers + delivery\n",
            'Read this: {"step": "cost = (skirt + blouse) * dancers + delivery"}',
        ),
    ],
)
def test_lists_of_values_in_words_and_code_in_one_string_are_stopped(solution, answer):
    assert LeakGate((solution,), "Store what the cards say.", "").check(answer) is not None


def test_a_sum_deeper_than_python_goes_is_judged():
    code = "def grow(seed):\n    return [seed * size for size in range(12)]"
    answer = " + ".join(f"chr({ord(c)})" for c in code * 40)
    assert LeakGate([code], "Write `grow(seed)`.", "").check(answer) is not None
