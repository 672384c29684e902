"""A recipe in one sentence, a line of another language and steps without a result are stopped."""

import pytest
from tutor_labext.leak_gate import LeakGate

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
