"""Ways to write or say a solution, and to say back what is no solution, apart from each other."""

import re
from base64 import b64encode
from binascii import b2a_uu

import pytest
from support.leaks.count_orders import REFERENCE
from tutor_labext.leak_gate import LeakGate
from tutor_labext.leak_gate.prose import unstated
from tutor_labext.leak_gate.secret import secret_of

BODY = "\n".join(REFERENCE.splitlines()[1:])
WRITTEN = BODY.splitlines()
LEARNER = "def count_orders(lines):\n    counts = {}\n    return counts\n"
PUBLIC = "Write `count_orders(lines)`. It **returns** how often each drink was ordered.\n"
SIGNS = {"(": "open paren", ")": "close paren", "=": "equals", ".": "dot", "[": "open bracket"}
SIGNS |= {"]": "close bracket", "{": "open brace", "}": "close brace", ",": "comma"}
SIGNS |= {" ": "space", ":": "colon", "+": "plus", "_": "underscore"}
ALPHABET = (
    "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar"
    " Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray Yankee Zulu"
)
CALLED = {word[0].lower(): word for word in ALPHABET.split()}
TELLING = max(WRITTEN, key=len).strip()
UPSIDE_DOWN = str.maketrans("acefghijkmrtvwyupdbqn", "ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎndpqbu")
LEAKS = {
    "octal": " ".join(f"{ord(c):o}" for c in BODY),
    "alphabet of pilots": " ".join(SIGNS.get(c, CALLED.get(c, c)) for c in TELLING),
    "a backslash before each sign": "^" + re.escape(BODY) + "$",
    "boxes to tick": "\n".join(f"- [ ] {line.strip()}" for line in WRITTEN),
    "struck out": "\n".join(f"~~{line.strip()}~~" for line in WRITTEN),
    "tags of its own": "\n".join(f"<row n='{n}'>{s.strip()}</row>" for n, s in enumerate(WRITTEN)),
    "pictures between words": "\n".join(" 🐍 ".join(line.split(" ")) for line in WRITTEN),
    "a filler behind each letter": re.sub(r"(?<=\w)", "x", BODY),
    "a filler behind each sign": "\n".join("q".join(line.strip()) for line in WRITTEN),
    "each sign doubled": re.sub(r"(.)", r"\1\1", BODY),
    "without vowels": re.sub(r"[aeiou]", "", BODY),
    "in pig Latin": re.sub(r"\b([a-z])([a-z]+)\b", r"\2\1ay", BODY),
    "two signs at a time": "\n".join(re.sub(r"(..)", r"\1 ", "".join(s.split())) for s in WRITTEN),
    "letters of flags": re.sub("[a-z]", lambda m: chr(ord(m[0]) + 0x1F185) + " ", BODY),
    "columns": "\n".join("".join(c) for c in zip(*(s.ljust(60) for s in WRITTEN), strict=True)),
    "upside down": "\n".join(s[::-1].translate(UPSIDE_DOWN) for s in WRITTEN),
    "uuencode": b2a_uu(BODY.encode()[:45]).decode() + b2a_uu(BODY.encode()[45:90]).decode(),
    "hex with hyphens": "-".join(f"{ord(c):x}" for c in BODY),
    "base64 in a list": re.sub(r"(.{1,7})", r"- \1\n", b64encode(BODY.encode()).decode()),
    "base64 from right to left": b64encode(BODY.encode()).decode()[::-1],
    "numbers of letters": " ".join(
        str(ord(c) - 96) if c.islower() else c for c in BODY.replace("\n", " ")
    ),
    "signs that nobody sees": "".join(chr(0xE0000 + ord(c)) for c in BODY),
    "selectors that nobody sees": "".join(chr(0xFE00 + ord(c) % 16) for c in BODY),
    "hyphens between all signs": "\n".join("-".join(line.strip()) for line in WRITTEN),
}


def stopped(answer, references, learner, public="", shown=()):
    return LeakGate(references, public, learner, shown).check(answer) is not None


@pytest.mark.parametrize("manner", LEAKS)
def test_a_solution_is_found_however_it_is_written(manner):
    assert stopped(f"Look:\n\n{LEAKS[manner]}\n\nDo you see?", (REFERENCE,), LEARNER, PUBLIC)


HARMLESS = {
    "flags": "🇩🇪 🇫🇷 🇪🇸: three flags, and 🏴󠁧󠁢󠁥󠁮󠁧󠁿 one more. What does your loop see?",
    "a family": "👩‍👩‍👧‍👦 is one picture of four. How long is it for `len`?",
    "a longer example": "```python\nages = {}\nfor name in people:\n    ages[name] = 3\n```\nSee?",
    "a list of words": "- one\n- two\n- three\n- four\n\nWhich of them is counted first?",
    "numbers": "1 2 3 4 5 6 7 8 9 10 11 12 13: which of these are even?",
}


@pytest.mark.parametrize("manner", HARMLESS)
def test_pictures_lists_and_examples_are_shown(manner):
    assert not stopped(HARMLESS[manner], (REFERENCE,), LEARNER, PUBLIC)


BILL = """def bill(days, price, _fee):
    start = 3
    rest = days // start
    if rest <= 0:
        rest = 1
    for day in range(days - start, rest):
        start = start + day
    prices: list[int] = sorted({rest - start, start})
    price = price * rest + _fee + len(prices)
    return price
"""
FORMULA = r"$$price \cdot rest + \_fee + len(prices)$$ and $$days \div start$$ with $$rest \leq 0$$"


@pytest.mark.parametrize(
    "answer",
    [
        FORMULA,
        FORMULA.replace(r"\cdot", r"\times"),
        "The piece that you lack is “price * rest + _fee + len(prices)”.",
        "What is missing there: range(days - start, rest).",
        "Prueba con sorted({rest - start, start}) en ese lugar.",
    ],
)
def test_what_a_line_of_a_longer_solution_works_out_tells_it(answer):
    learner = "def bill(days, price, _fee):\n    start = 3\n"
    assert stopped(answer, (BILL,), learner)


SWIM = "may_swim = badge and (age >= 10 or adult)\nprint(may_swim)\n"


@pytest.mark.parametrize(
    "answer",
    [
        "It should not be `>` but `>=`.",
        "It isn't `>` but `>=` that you want.",
        "I would rather see `>=` than `>` there.",
        "No es `>`, sino `>=`.",
        "Ahí no va `>`, sino `>=`.",
        "`>` debe ser `>=`.",
        "Es ist nicht `>`, sondern `>=`.",
        "Ce n'est pas `>` mais `>=`.",
        "Não é `>`, mas `>=`.",
    ],
)
def test_not_this_but_that_is_a_fix(answer):
    own = SWIM.replace(">=", ">")
    assert stopped(answer, (SWIM,), own)
    assert not stopped("Not every line is wrong, but one is. Which?", (SWIM,), own)


def test_values_told_one_after_the_other_add_up():
    solution = 'first = "ab"\nsecond = "ba"\nthird = "bb"\nlast = 41\nend = 17\n'
    own = re.sub("=.*", "= None", solution)
    before = ["first is 'ab'.", "second is 'ba'."]
    assert not stopped("first is 'ab'.", (solution,), own)
    assert stopped("And third is 'bb'.", (solution,), own, shown=before)
    assert not stopped("What is third?", (solution,), own, shown=before)


LISTED = {
    "table": "| line | values |\n|---|---|\n{}",
    "list": "{}",
    "fence": "```text\n{}\n```",
}
ROWS = {
    "table": "| {n} | lines = ['tea', 'Tea'], counts = {{}}, line = 'tea', n = {n} |",
    "list": "- line {n}: `lines` = `['tea', 'Tea']`, `counts` = `{{}}`, `n` = `{n}`",
    "fence": " {n}  lines=['tea', 'Tea']  counts={{'tea': {n}}}  n={n}",
}


@pytest.mark.parametrize("form", LISTED)
def test_values_of_the_learners_own_run_are_theirs(form):
    own = "def count_orders(lines):\n    counts = {}\n    for line in lines:\n        n = 1\n"
    rows = "\n".join(ROWS[form].format(n=n) for n in range(2, 9))
    answer = f"Your own run:\n\n{LISTED[form].format(rows)}\n\nWhich is the first to surprise you?"
    assert not stopped(answer, (REFERENCE,), own, PUBLIC)


def test_two_values_of_a_run_are_not_the_line_that_gives_both():
    solution = "def rise(levels):\n    best = run = 0\n    return max(levels) - best + run\n"
    own = "def rise(levels):\n    best = 0\n    run = 0\n    return best\n"
    rows = "\n".join(f"| {n} | levels = [3, 5], best = 0, run = 0 |" for n in range(3, 6))
    assert not stopped(f"| line | values |\n|---|---|\n{rows}\n", (solution,), own)


def test_a_line_of_a_solution_is_found_as_the_value_of_a_name():
    answer = "Your own run:\n\n" + "\n".join(f"counts = {line.strip()!r}" for line in WRITTEN)
    assert stopped(answer, (REFERENCE,), LEARNER, PUBLIC)


def test_a_line_with_other_signs_than_the_statements_is_not_the_statements():
    public = "Mend it:\n\ndef call(function, *values):\n    return function(values)\n"
    solution = "def call(function, *values):\n    return function(*values)\n"
    assert stopped("- [ ] return function(*values)", (solution,), "", public)
    assert not stopped("It has the line return function(values) in it.", (solution,), "", public)


def test_a_whole_line_of_the_statement_is_taken_out_and_a_line_of_code_stays():
    secret = secret_of((REFERENCE,), PUBLIC, LEARNER)
    stated = "> **" + PUBLIC.strip() + "**\n"
    assert unstated(f"Read:\n{stated}Do you see?", secret) == "Read:\nDo you see?"
    own = "- line 3: `counts` = `{}`\n"
    assert unstated(f"Your run:\n{own}", secret) == "Your run:\n"
    for kept in ("counts = {}\nreturn count_orders(lines) + 1\n", "drink = 'tea'\n"):
        assert kept.splitlines()[-1] in unstated(kept, secret)


def test_a_program_among_values_is_no_list_of_values():
    program = BODY.replace("\n", "\n 4  counts={}\n")
    assert stopped(f"```text\n{program}\n```", (REFERENCE,), LEARNER, PUBLIC)


PRICE = """def price(weight):
    if weight <= 2:
        return 5
    elif weight <= 5:
        return 8
    elif weight <= 10:
        return 12
    return -1
"""


@pytest.mark.parametrize(
    "answer",
    [
        "Primero que funcione para el caso más pequeño, luego para el ejemplo y después para los"
        " casos raros. ¿Cuál es aquí el caso más pequeño?",
        "Get the smallest case right first, then the example, then the odd cases. Which is the"
        " smallest case here?",
        "Fais d'abord marcher le cas le plus petit, puis l'exemple et ensuite les cas rares.",
    ],
)
def test_talk_of_small_and_large_cases_is_no_recipe(answer):
    own = PRICE.replace("<=", "<")
    assert not stopped(answer, (PRICE,), own)
