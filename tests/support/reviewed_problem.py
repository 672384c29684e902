"""The sample problem with one answer in words that a person grades, and answers to it."""

from __future__ import annotations

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
