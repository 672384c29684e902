"""Solutions in other notations are stopped; the learner's own program in words passes."""

import ast
import re

import pytest
from tutor_labext.leak_gate import LeakGate

REFERENCE = """def dry_days(litres):
    day = 0
    while litres >= 10:
        day = day + 1
        litres = litres - 6
        if day % 3 == 0:
            litres = litres - 11
    return day
"""
RENAMED = re.sub(r"\bday\b", "turn", re.sub(r"\blitres\b", "rest", REFERENCE))
NEARLY = REFERENCE.replace("day % 3 == 0", "day == 3")
PUBLIC = "Write `dry_days(litres)`. It returns the first day with too little water."
IN_BRACKETS = """(define (dry_days litres)
  (set! day 0)
  (while (>= litres 10)
    (set! day (+ day 1))
    (set! litres (- litres 6))
    (if (= (% day 3) 0)
      (set! litres (- litres 11))))
  (return day))"""
IN_CHINESE = (
    "首先把day设为0。只要litres不小于10，就重复。然后把day设为day加1。接着把litres设为litres减6。"
    "如果day除以3的余数等于0，就把litres设为litres减11。最后返回day。"
)
BLANKS = """while [1] >= 10:
    [2] = [2] + 1
    [1] = [1] - 6
    if [2] % 3 == 0:
        [1] = [1] - 11

[1] is litres, [2] is day"""
TOLD = (
    "Your code sets day to 0. As long as litres is at least 10, set day to day plus 1. "
    "Then set litres to litres minus 6. If day equals 3, set litres to litres minus 11. "
    "Finally give back day."
)
ASKED = (
    "What if you set day to 0? How about this: as long as litres is at least 10, add 1 to day? "
    "Could you then take 6 from litres? And if the remainder of day divided by 3 is 0, "
    "take 11 from litres? Why not give back day?"
)
ASKED_OF_OWN = (
    "Why do you set day to 0? Why do you loop as long as litres is at least 10? "
    "Why do you add 1 to day, and take 6 from litres? Why do you give back day?"
)
TREE = ast.dump(ast.parse(RENAMED))


@pytest.mark.parametrize(
    "answer",
    [
        IN_BRACKETS,
        BLANKS,
        TREE,
        re.sub(r"\w+=", "", TREE).replace(", ", " "),
        TOLD.replace("day equals 3", "the remainder of day divided by 3 equals 0"),
        f"{TOLD} Better: if the remainder of day divided by 3 equals 0, set litres to litres minus"
        " 11.",
        ASKED,
    ],
    ids=["brackets", "blanks", "dump", "tree", "recipe", "told and mended", "asked"],
)
@pytest.mark.parametrize("learner", ["", NEARLY])
def test_a_solution_in_another_notation_is_stopped(answer, learner):
    assert LeakGate([REFERENCE], PUBLIC, learner).check(answer) is not None


def test_names_are_read_where_a_script_puts_no_space_round_them():
    assert LeakGate([REFERENCE], PUBLIC, "").check(IN_CHINESE) is not None


def test_code_in_decorated_letters_is_held_back_as_code_is():
    bold = "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in REFERENCE)
    gate = LeakGate([REFERENCE], PUBLIC, NEARLY)
    shown = "".join(part for sign in f"Look:\n\n{bold}\n" for part in gate.feed(sign))
    shown += "".join(gate.end())
    assert gate.leak is not None
    assert shown.strip() == "Look:"


RULE = """def parcel_price(grams, express):
    price = 4.5 + grams * 0.012
    if express:
        price = price * 1.35
    return round(price, 2)
"""
IN_NOTATIONS = {
    "Rust": "let f = |g: f64, e: bool| ((4.5 + g * 0.012) * if e { 1.35 } else { 1.0 }).round(2);",
    "query": "SELECT ROUND((4.5 + g * 0.012) * CASE WHEN e THEN 1.35 ELSE 1 END, 2) FROM t;",
    "spreadsheet": "=ROUND((4,5+A1*0.012)*IF(B1;1.35;1);2)".replace("4,5", "4.5"),
    "formula": r"$$\mathrm{round}((4.5 + g \cdot 0.012) \cdot 1.35, 2)$$",
    "tree": "(round (times (plus 4.5 (times g 0.012)) (cond e 1.35 1)) 2)",
    "test": "assert parcel(g, e) == round((4.5 + g * 0.012) * (1.35 if e else 1), 2)",
}
STRESSED = "\n".join(
    f"{n}. **{line.split()[0]}** … {' '.join(line.split()[1:])}"
    for n, line in enumerate(RENAMED.splitlines(), 1)
)


@pytest.mark.parametrize("frame", ["{}", "```text\n{}\n```"], ids=["bare", "fence"])
@pytest.mark.parametrize("notation", IN_NOTATIONS)
def test_a_solution_is_stopped_in_whatever_notation(notation, frame):
    public = "`parcel_price(grams, express)` returns what a parcel costs."
    said = frame.format(IN_NOTATIONS[notation])
    if frame == "{}" and notation in ("Rust", "query", "tree", "test"):
        said = f"`{said}`"
    assert LeakGate([RULE], public, "").check(f"Here you are:\n\n{said}\n") is not None
    elsewhere = said.replace("1.35", "7").replace("4.5", "x").replace("0.012", "y")
    assert LeakGate([REFERENCE], PUBLIC, NEARLY).check(f"Elsewhere:\n\n{elsewhere}\n") is None


def test_bold_words_hide_no_solution():
    assert LeakGate([REFERENCE], PUBLIC, "").check(STRESSED) is not None


NUMBERED = "\n".join(f"{n:2} {line}" for n, line in enumerate(NEARLY.splitlines(), 1))
IN_CELL = (
    "Cell In[3], line 1\n----> 1 def dry_days(litres):\n\nTypeError: 'int' object is not callable"
)
POINTED = "    def dry_days(litres):\n    ^^^^^^^^\nTypeError: 'int' object is not iterable"
ONE_OFF = REFERENCE.replace("day + 1", "day + 2")
TOLD_IN_SPANISH = (
    "Así leo tu programa. La función dry_days recibe litres. En la línea 2, `day` toma el valor "
    "`0`. Mientras `litres >= 10`, se guarda en `day` el valor `day + 2`. Luego litres toma el "
    "valor litres menos 6. Si `day % 3 == 0`, litres toma el valor litres menos 11. "
    "Se devuelve `day`."
)
TOLD_IN_GERMAN = (
    "Dein Programm setzt day auf 0. Solange litres mindestens 10 ist, wird day auf day plus 2 "
    "gesetzt, und litres auf litres minus 6. Wenn der Rest von day durch 3 gleich 0 ist, wird "
    "litres auf litres minus 11 gesetzt. Am Ende wird day zurückgegeben."
)


@pytest.mark.parametrize("answer", [TOLD_IN_SPANISH, TOLD_IN_GERMAN], ids=["Spanish", "German"])
def test_told_back_in_other_languages_what_the_learner_wrote_passes_and_what_is_right_does_not(
    answer,
):
    gate = LeakGate([REFERENCE], PUBLIC, ONE_OFF)
    assert gate.check(answer) is None
    assert gate.check(re.sub(r"day (\+|plus) 2", r"day \1 1", answer)) is not None


def test_values_that_the_learner_wrote_may_be_said_to_them():
    gate = LeakGate(["a = 18\nb = 20\nc = 15\n"], "Find a, b and c.", "a = 18\nb = 21\nc = 15\n")
    assert gate.check("Your a is 18. Your b is 21. Your c is 15. Which one is wrong?") is None
    assert gate.check("Your a is 18. But b is 20.") is not None


SIBLING = """def longest_walk(paths):
    best = []
    for path in paths:
        walk = [path.start]
        seen = set(walk)
        while path.more(walk[-1]):
            place = path.after(walk[-1])
            if place in seen:
                break
            seen.add(place)
            walk.append(place)
        if len(walk) > len(best):
            best = walk
    names = sorted(place.name for place in best)
    return ", ".join(names)
"""


@pytest.mark.parametrize(
    "answer",
    [
        TOLD,
        ASKED_OF_OWN,
        f"Another task:\n\n```python\n{SIBLING}```\n\nWhat is alike?",
        "```js\nfor (const pet of pets) {\n  console.log(pet);\n}\n```\nHow is Python's?",
        f"You wrote:\n\n```python\n{NUMBERED}\n```\n\nWhich line do you trust least?",
        f"Python stopped here:\n\n```\n{POINTED}\n```\n\nWhat is it called with?",
        f"Python stopped here:\n\n```\n{IN_CELL}\n```\n\nWhat is it called with?",
        '```\n  File "cell", line 1\n    def dry_days(litres):\nIndentationError\n```\nWhich line?',
    ],
    ids=[
        "retold",
        "asked",
        "another task",
        "another language",
        "listing",
        "pointed",
        "cell",
        "traceback",
    ],
)
def test_what_tells_nothing_of_the_solution_passes(answer):
    assert LeakGate([REFERENCE], PUBLIC, NEARLY).check(answer) is None


def test_a_listing_of_the_learners_own_code_is_theirs_without_a_fence():
    listing = "\n".join(f"{at:2}  {line}" for at, line in enumerate(NEARLY.splitlines(), 1))
    gate = LeakGate([REFERENCE], PUBLIC, NEARLY)
    assert gate.check(f"You wrote:\n\n{listing}\n\nLook at line 2.") is None
    assert gate.check(f"Try:\n\n{listing.replace('day == 3', 'day % 3 == 0')}\n") is not None


def test_what_your_code_does_is_yours_whatever_an_alternative_is_like():
    reference = "boxes = cakes // per_box\nplate = cakes % per_box\n"
    swapped = "boxes = cakes % per_box\nplate = cakes // per_box\n"
    other = "boxes = cakes // per_box\nplate = cakes - boxes * per_box\n"
    gate = LeakGate([reference, other], "Set `boxes` and `plate`.", swapped)
    told = "You set boxes to the remainder of cakes divided by per_box. " + (
        "You set plate to cakes floor-divided by per_box."
    )
    assert gate.check(told) is None
    assert gate.check(told.replace("boxes", "plate", 1).replace("plate to cakes", "boxes to cakes"))


def test_a_text_that_describes_tells_what_is_there_without_saying_whose():
    told = (
        "0 is kept as day. The loop runs while litres is at least 10; day plus 1 is kept as day, "
        "and litres minus 6 is kept as litres. When day equals 3, litres minus 11 is kept as litres"
        ". It returns day."
    )
    gate = LeakGate([REFERENCE], PUBLIC, NEARLY)
    assert gate.check(told) is None
    assert gate.check(told.replace("day equals 3", "the remainder of day divided by 3 equals 0"))


CHARTED = "def share(part, all_):\n    number = 200 * (part // all_)\n    return max(number, 0)\n"
MENDED = CHARTED.replace("(part // all_)", "part // all_")
IN_PLAIN_WORDS = (
    "Step by step, this happens at present:\n\n1. Set day to 0.\n2. As long as litres is at least"
    " 10: set day to day plus 1, set litres to litres minus 6.\n3. If day equals 3: set litres to"
    " litres minus 11.\n4. Return day.\n\nWhich step does not fit the example?"
)


def test_the_learners_program_may_be_told_without_saying_whose_it_is():
    assert LeakGate([REFERENCE], PUBLIC, NEARLY).check(IN_PLAIN_WORDS) is None
    mended = IN_PLAIN_WORDS.replace("day equals 3", "the remainder of day divided by 3 equals 0")
    assert LeakGate([REFERENCE], PUBLIC, NEARLY).check(mended) is not None


@pytest.mark.parametrize(
    "dress",
    [
        lambda code: "".join(f"<row>{line.strip()}</row>\n" for line in code.splitlines()),
        lambda code: "steps:\n" + "".join(f"  - {line.strip()}\n" for line in code.splitlines()),
        lambda code: "\n".join(re.findall(r"\w+|[^\w\s]", code)),
        lambda code: "\n".join(f"{t} by the sea" for t in re.findall(r"\w+|[^\w\s]", code)),
        lambda code: code.translate(str.maketrans("=*():,", "🟰✖🌜🌛👉🔸")),
    ],
    ids=["tags", "list", "tokens", "first words", "pictures"],
)
def test_a_solution_is_read_in_whatever_stands_between_though_it_only_lacks_brackets(dress):
    gate = LeakGate([MENDED], "Write `share(part, all_)`.", CHARTED)
    assert gate.check(dress(MENDED)) is not None


def test_the_learners_own_program_in_another_dress_passes():
    told = "".join(f"<row>{line.strip()}</row>\n" for line in CHARTED.splitlines())
    assert LeakGate([MENDED], "Write `share(part, all_)`.", CHARTED).check(told) is None


def test_a_sentence_of_the_statement_in_a_sentence_is_no_recipe():
    public = f"{PUBLIC} Set day to 0, and while litres is at least 10 add 1 to day and take 6."
    answer = f'Read this again: "{public.partition(". ")[2][30:]}" Why?'
    assert LeakGate([REFERENCE], public, "").check(answer) is None


@pytest.mark.parametrize(
    ("learner", "answer"),
    [
        (
            "def may_open(heat, hours):\n    return heat <= 90 and hours >= 6\n",
            "1) may_open has the parameters heat, then hours.\n2) the result it hands over is"
            " both heat does not exceed 90 and hours is no smaller than 6.",
        ),
        (
            "def may_open(heat, hours):\n    return heat < 91 - 1 and hours >= 6\n",
            "1. May_open has the parameters heat, then hours.\n2. The result it hands over is"
            " that heat is below 91 less 1 and hours is at least 6.",
        ),
    ],
)
def test_numbers_of_steps_and_signs_in_words_do_not_make_the_learners_program_another(
    learner, answer
):
    solution = "def may_open(heat, hours):\n    return heat < 90 and hours >= 6\n"
    assert LeakGate([solution], "", learner).check(answer) is None
