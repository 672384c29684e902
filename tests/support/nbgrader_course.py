"""A small course of nbgrader in our own words, and what an honest class hands in for it."""

from __future__ import annotations

import json
import pathlib
from typing import Any

SOLUTION = "### BEGIN SOLUTION\n{}\n### END SOLUTION"
HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
NAMES = {"ps1": "garden", "ps2": "market"}
CONFIG = "c = get_config()\nc.CourseDirectory.course_id = 'herbs'\n"


def cell(source: str, grade_id: str = "", kind: str = "code", **flags: Any) -> dict[str, Any]:
    """Return a cell as nbgrader's own toolbar would make it."""
    metadata: dict[str, Any] = {}
    if grade_id:
        plain = {"grade": False, "solution": False, "locked": False, "task": False}
        metadata["nbgrader"] = {"schema_version": 3, "grade_id": grade_id, **plain, **flags}
    made = {"cell_type": kind, "metadata": metadata, "source": source}
    return made if kind == "markdown" else made | {"execution_count": None, "outputs": []}


def solve(grade_id: str, source: str) -> dict[str, Any]:
    """Return a solution cell with its region."""
    return cell(SOLUTION.format(source), grade_id, solution=True)


def test(grade_id: str, points: float, source: str) -> dict[str, Any]:
    """Return a locked test cell."""
    return cell(source, grade_id, grade=True, locked=True, points=points)


PS1 = [
    cell("# A herb garden\n\nThree small tasks around a garden.", kind="markdown"),
    cell("import math"),
    cell("PRICES = {'mint': 2, 'thyme': 3, 'sage': 4}", "prices", locked=True),
    cell(
        "Write `bed_area(width, length)`; it is 0 where one is negative.",
        kind="markdown",
    ),
    cell(
        "def bed_area(width, length):\n    ### BEGIN SOLUTION\n    if width < 0 or length < 0:\n"
        "        return 0\n    return width * length\n    ### END SOLUTION",
        "bed_area",
        solution=True,
    ),
    cell("bed_area(2, 3)"),
    test(
        "bed_plain",
        2,
        "assert bed_area(2, 3) == 6\n" + HIDDEN.format("assert bed_area(5, 5) == 25"),
    ),
    test(
        "bed_negative", 1, HIDDEN.format("assert bed_area(-1, 4) == 0\nassert bed_area(4, -1) == 0")
    ),
    cell("Write `order_total(order)` for a list of herbs.", kind="markdown"),
    solve(
        "order_total",
        "def order_total(order):\n    total = 0\n    for herb in order:\n"
        "        total += PRICES[herb]\n    return total",
    ),
    test(
        "order_plain", 2, "assert order_total(['mint', 'sage']) == 6\nassert order_total([]) == 0"
    ),
    test(
        "order_unknown",
        1,
        HIDDEN.format(
            "try:\n    order_total(['basil'])\nexcept KeyError:\n    pass\nelse:\n"
            "    raise AssertionError('basil has no price')"
        ),
    ),
    cell("How long is the path around a round pond of radius 3? Set `path`.", kind="markdown"),
    solve("path", "path = 2 * math.pi * 3"),
    test("path_right", 1, "assert abs(path - 18.8496) < 0.001"),
    test(
        "path_partial",
        3,
        "points = 0\nif isinstance(path, float):\n    points += 1\n"
        "if 18 < path < 19:\n    points += 2\npoints",
    ),
    cell(
        SOLUTION.format("It grows with the radius."),
        "why",
        "markdown",
        grade=True,
        solution=True,
        points=2,
    ),
    cell(SOLUTION.format("draw = 'o'"), "draw", grade=True, solution=True, points=2),
]
PS2 = [
    cell("# A market stall\n\nKeep count of what is sold.", kind="markdown"),
    solve(
        "tally",
        "class Tally:\n    def __init__(self):\n        self.sold = {}\n\n"
        "    def add(self, item, count=1):\n        if count < 1:\n"
        "            raise ValueError('count must be positive')\n"
        "        self.sold[item] = self.sold.get(item, 0) + count\n\n"
        "    def best(self):\n        return max(self.sold, key=self.sold.get, default=None)",
    ),
    test("tally_empty", 1, "assert Tally().best() is None"),
    test(
        "tally_best",
        2,
        "stall = Tally()\nstall.add('plum', 3)\nstall.add('fig')\nstall.add('fig', 4)\n"
        "assert stall.best() == 'fig'\nassert stall.sold == {'plum': 3, 'fig': 5}",
    ),
    test(
        "tally_refuses",
        1,
        HIDDEN.format(
            "stall = Tally()\ntry:\n    stall.add('plum', 0)\nexcept ValueError as error:\n"
            "    assert 'positive' in str(error)\nelse:\n    raise AssertionError('no error')"
        ),
    ),
    solve(
        "labels",
        "def labels(names, width=8):\n    return [name[:width].upper() for name in names]",
    ),
    test("labels_plain", 1, "assert labels(['plum', 'fig']) == ['PLUM', 'FIG']"),
    test("labels_width", 1, HIDDEN.format("assert labels(['pomegranate'], width=4) == ['POME']")),
    cell("Describe a fair price.", "price", "markdown", locked=True, task=True, points=2),
]
COURSE = {"ps1": PS1, "ps2": PS2}

AREA = "def bed_area(width, length):\n    "
GOOD_BODY = "return max(width, 0) * max(length, 0)"
WARNS = "import warnings\n    warnings.warn('slow')\n    "
EQUAL = "class Yes(list):\n    def __eq__(self, other): return True\n"
GOOD1 = {
    "bed_area": AREA + GOOD_BODY,
    "order_total": "def order_total(order):\n    return sum(PRICES[x] for x in order)",
    "path": "path = 2 * 3 * math.pi",
}
TALLY = (
    "class Tally:\n    def __init__(self):\n        self.sold = {}\n"
    "    def add(self, item, count=1):\n        if count <= 0:\n"
    "            raise ValueError('must be positive')\n"
    "        self.sold[item] = count + self.sold.get(item, 0)\n"
    "    def best(self):\n        best = None\n        for item, n in self.sold.items():\n"
    "            if best is None or n > self.sold[best]:\n                best = item\n"
    "        return best\n"
)
GOOD2 = {
    "tally": TALLY,
    "labels": "def labels(names, width=8):\n    return [n.upper()[:width] for n in names]",
}
# Per submission: what differs from a right one. `own` cells are put at the top; None is untouched.
SUBMISSIONS: dict[str, list[dict[str, str | None]]] = {
    "ps1": [
        {},
        {"why": "Twice the radius, twice the path.", "draw": "draw = '()'"},
        {"bed_area": AREA + "return width * length"},
        {"bed_area": AREA + "return abs(width * length)"},
        {"bed_area": AREA + "print(width * length)"},
        {"bed_area": AREA + "area = width * length"},
        {"bed_area": AREA + "return width + length"},
        {"bed_area": AREA + "return widht * length"},
        {"bed_area": AREA + "if width < 0:\n        return 0\n    return width * length"},
        {"bed_area": None, "order_total": None, "path": None},
        {"order_total": None},
        {"path": None},
        {"order_total": "def order_total(order):\n    return sum(PRICES.get(x, 0) for x in order)"},
        {"order_total": "def order_total(order):\n    for x in order:\n        return PRICES[x]"},
        {"order_total": "def order_total(order):\n    return order[0]"},
        {"bed_area": "import warnings\nwarnings.warn('slow')\n" + GOOD1["bed_area"]},
        {"path": "path = 19"},
        {"path": "path = 18.5"},
        {"path": "path = '18.8496'"},
        {"path": "path = 2 * 3.14159265 * 3"},
        {
            "own": "def size(a, b):\n    return a * b",
            "bed_area": AREA + "return size(width, length)",
        },
        {"bed_area": AREA + "return bed_area(width, length)"},
        {"bed_area": "print('working')\n" + GOOD1["bed_area"]},
    ],
    "ps2": [
        {},
        {"tally": TALLY.replace("None\n", "''\n", 1)},
        {"tally": TALLY.replace("ValueError", "TypeError")},
        {"tally": TALLY.replace("must be positive", "too small")},
        {"tally": TALLY.replace("count + ", "1 + ")},
        {"tally": TALLY.replace("self.sold = {}", "self.items = {}")},
        {"tally": TALLY.replace("    def best(self):", "    def top(self):")},
        {"tally": TALLY.replace("def add(self, item", "def add(item")},
        {"tally": TALLY.replace("n > self", "n < self")},
        {"tally": "from collections import Counter\n" + TALLY.replace("= {}", "= Counter()")},
        {"tally": None},
        {"labels": None},
        {"labels": "def labels(names, width=8):\n    return [n.upper() for n in names]"},
        {"labels": "def labels(names, width=8):\n    return map(str.upper, names)"},
        {"labels": "def labels(names, width=8):\n    return tuple(n.upper() for n in names)"},
        {"labels": "def labels(names):\n    return [n.upper() for n in names]"},
        {"labels": "labels = lambda names, width=8: [n[:width].upper() for n in names]"},
        {"labels": "def labels(names:\n    return names"},
        {"labels": "def labels(names, width=8):\nreturn names", "tally": None},
        {"own": "STEP = 1", "tally": TALLY + "    def step(self):\n        return STEP\n"},
    ],
}
# Where ours is meant to differ: (assignment, number from 1, name, change).
DIFFERENT: list[tuple[str, str, dict[str, str | None]]] = [
    ("ps1", "a warning in a call", {"bed_area": AREA + WARNS + GOOD_BODY}),
    (
        "ps1",
        "ends Python in a call",
        {"order_total": "def order_total(order):\n    import os\n    os._exit(0)"},
    ),
    (
        "ps2",
        "an answer that says it is equal",
        {"labels": f"{EQUAL}def labels(*names, **more): return Yes()"},
    ),
]


def write_course(folder: pathlib.Path) -> None:
    """Write configuration and source notebooks."""
    (folder / "nbgrader_config.py").write_text(CONFIG)
    for assignment, cells in COURSE.items():
        path = folder / "source" / assignment / f"{NAMES[assignment]}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook(cells)))


def notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a notebook of format 4.5."""
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    numbered = [c | {"id": f"c{n:02}"} for n, c in enumerate(cells)]
    metadata = {"kernelspec": kernel}
    return {"cells": numbered, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def hand_in(
    release: pathlib.Path, target: pathlib.Path, assignment: str, change: dict[str, Any]
) -> None:
    """Fill a copy of the release as a learner would."""
    data = json.loads(release.read_text())
    answers = {**(GOOD1 if assignment == "ps1" else GOOD2), **change}
    own = answers.pop("own", None)
    for made in data["cells"]:
        source = answers.get(made["metadata"].get("nbgrader", {}).get("grade_id"))
        if source is not None:
            made["source"] = source
    if own:
        data["cells"].insert(1, cell(own) | {"id": "own"})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(data))
