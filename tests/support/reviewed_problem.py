"""The sample problem with one answer in words that a person grades, and answers to it."""

from __future__ import annotations

import copy

from support.sample_problem import Notebook, sample_problem

RIGHT = """def fare(age, zones):
    price = 2 + zones
    if age < 12:
        price = price / 2
    return price
"""
WORDS = 'A child pays half. <img src="x" onerror="document.title = 1">'
WHY = """Why does a child of 12 pay the whole price? Write one or two sentences.

### BEGIN SOLUTION
Only who is under 12 pays half.
### END SOLUTION"""
RUBRIC = [{"text": "Says why", "points": 3}, {"text": "Gives an example", "points": 1}]


DRAWN = """### BEGIN SOLUTION
print(fare(30, 1), fare(5, 1))
print(fare(30, 2), fare(5, 2))
### END SOLUTION"""


def reviewed_problem() -> Notebook:
    """Return a sound problem with a question for a person, 4 points, and a rubric."""
    made = sample_problem()
    cell = {
        "cell_type": "markdown",
        "id": "why",
        "metadata": {
            "pythonmastery": {"role": "manual", "rubric": [dict(item) for item in RUBRIC]},
            "nbgrader": {
                "schema_version": 3,
                "grade": True,
                "solution": True,
                "locked": False,
                "task": False,
                "grade_id": "why",
                "points": 4,
            },
        },
        "source": WHY.splitlines(keepends=True),
    }
    made["cells"].insert(3, cell)
    return made


def drawn_problem() -> Notebook:
    """Return the same with code that no test looks at: a person reads it too, 2 points."""
    made = reviewed_problem()
    cell = copy.deepcopy(made["cells"][3])
    cell |= {"cell_type": "code", "id": "draw", "outputs": [], "execution_count": None}
    cell["source"] = DRAWN.splitlines(keepends=True)
    cell["metadata"]["nbgrader"] |= {"grade_id": "draw", "points": 2}
    cell["metadata"]["pythonmastery"]["rubric"] = [
        {"text": "Prints one line for each number of zones", "points": 1.5},
        {"text": "Takes the fares from the function above and works none out again", "points": 0.5},
    ]
    made["cells"].insert(4, cell)
    return made
