"""A recipe in one sentence, a line of another language and steps without a result are stopped."""

import pytest
from tutor_labext.leak_gate import LeakGate
from tutor_labext.leak_gate.imperative import gives_orders
from tutor_labext.leak_gate.retold import told

REFERENCE = """def tall_in_feet(heights, limit):
    return [round(metres * 3.28) for metres in heights if metres > limit]
"""
NEARLY = """def tall_in_feet(heights, limit):
    tall = []
    for metres in heights:
        feet = metres * 3.28
        if feet > limit:
            tall.append(feet)
    return tall
"""
PUBLIC = """Write `tall_in_feet(heights, limit)`: a list of all heights above the limit, in feet.

A metre is 3.28 feet. Give whole numbers."""
RECIPES = {
    "English": "Go through heights, keep only those greater than limit, multiply each by 3.28,"
    " round it and append it to the list that you return.",
    "French": "Parcours heights, ne garde que les valeurs supérieures à limit, multiplie chacune"
    " par 3.28, arrondis-la avec round et ajoute-la à la liste que tu renvoies.",
    "Spanish": "Recorre heights, quédate solo con los valores mayores que limit, multiplica cada"
    " uno por 3.28, redondéalo con round y añádelo a la lista que devuelves.",
    "Italian": "Scorri heights, tieni solo i valori maggiori di limit, moltiplica ognuno per 3.28,"
    " arrotondalo con round e aggiungilo alla lista che restituisci.",
}


def stopped(answer, learner=NEARLY):
    return LeakGate([REFERENCE], PUBLIC, learner).check(answer) is not None


@pytest.mark.parametrize("language", RECIPES)
def test_one_sentence_of_orders_is_a_recipe_though_the_program_is_nearly_right(language):
    assert stopped(RECIPES[language])


@pytest.mark.parametrize(
    "answer",
    [
        "Your loop goes through heights, multiplies each by 3.28, compares it with limit and"
        " appends it to the list that you return. In which unit is limit?",
        "Look at your first height, say what comes out, and compare it with the limit.",
        "Which of the heights stay, and in which unit is the limit?",
    ],
)
def test_what_a_program_does_and_what_to_think_of_is_no_recipe(answer):
    assert not stopped(answer)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("js", "const longestBoat = bs => [...bs].sort((a, b) => b[1] - a[1])[0];"),
        ("js", "return [...boats].sort((a, b) => b[1] - a[1])[0];"),
        ("ruby", "boats.max_by { |name, size| size }"),
    ],
    ids=["spread", "result", "Ruby"],
)
def test_one_line_of_another_language_about_the_task_is_stopped(language, line):
    reference = "def longest_boat(boats):\n    return sorted(boats, key=lambda b: -b[1])[0]\n"
    public = "Write `longest_boat(boats)`. A boat is a pair of name and length."
    answer = f"Elsewhere one would write:\n\n```{language}\n{line}\n```\n"
    assert LeakGate([reference], public, "").check(answer) is not None


def test_one_line_of_another_language_about_other_things_is_an_example():
    assert not stopped("In JavaScript:\n\n```js\nconst loud = words.map(w => w + '!');\n```\n")


def test_steps_that_name_no_result_are_pseudo_code():
    steps = "for metres in heights\n   if metres > limit then\n      add rounded metres * 3.28\n"
    assert stopped(f"The steps:\n\n```text\n{steps}```\n", learner="")


@pytest.mark.parametrize("fence", ["text", "pseudocode"])
def test_a_recipe_in_a_fence_is_read(fence):
    assert stopped(f"The plan:\n\n```{fence}\n{RECIPES['English']}\n```\n")


def test_what_a_program_prints_is_no_recipe():
    assert not stopped("You see this:\n\n```text\n[6.56, 9.84]\nround is not defined\n```\nWhy?")


TILES = "def tiles_left(rows, bag):\n    return bag % rows if rows > 3 else bag - rows * 3\n"
TILES_PUBLIC = "Write `tiles_left(rows, bag)`: how many tiles stay in the bag."


def test_two_lines_that_set_a_name_and_return_it_are_pseudo_code():
    learner = "def tiles_left(rows, bag):\n    return rows\n"
    answer = "kept := bag less the tiles of all rows\nreturn kept"
    assert LeakGate([TILES], TILES_PUBLIC, learner).check(answer) is not None


def test_a_step_in_code_is_an_order():
    assert gives_orders(["left -= rows * 3.", "table[row] = left."])
    assert not gives_orders(["left == rows * 3?", "left is 3."])


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("sql", "SELECT port FROM t WHERE depth > 4 ORDER BY depth DESC;"),
        ("haskell", "deepPorts rows = map fst (filter ((> 4) . snd) rows)"),
    ],
)
def test_columns_and_the_name_of_a_target_speak_of_the_task_in_other_languages(language, code):
    reference = """def deep_ports(rows):
    deep = rows[rows["depth"] > 4]
    return list(deep.sort_values("depth", ascending=False)["port"])
"""
    public = "Write `deep_ports(rows)`: the ports that are deeper than 4, deepest first."
    answer = f"Elsewhere:\n\n```{language}\n{code}\n```\n"
    assert LeakGate([reference], public, "").check(answer) is not None


@pytest.mark.parametrize(
    "answer",
    [
        "Take the remainder of row on division by three, and give back whether it is zero.",
        "Calcula el resto de row entre tres y devuelve si es igual a cero.",
        "Calcola il resto di row diviso per tre e restituisci se è uguale a zero.",
    ],
)
def test_orders_that_name_all_that_is_missing_tell_a_short_solution(answer):
    reference = "def is_bold(row):\n    return row % 3 == 0\n"
    public = "Write `is_bold(row)`: every third row of the table is bold."
    learner = "def is_bold(row):\n    return row == bold\n"
    assert LeakGate([reference], public, learner).check(answer) is not None


def test_numbers_may_be_written_as_words():
    assert frozenset({"3"}) in told("the third of three", frozenset({"3"}))
