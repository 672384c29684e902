"""Valid problem notebooks, built in code, and how to spoil them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from adaptive_server.problems.format import Parsed, parse_bytes

Notebook = dict[str, Any]

STATEMENT = """# The night bus

The night bus costs 2 coins, and 1 coin more for each zone. A child under 12 pays half.

Write `fare(age, zones)`. It gives back the price of one trip.

```python
>>> fare(30, 2)
4
```
"""
REFERENCE = """def fare(age, zones):
    ### BEGIN SOLUTION
    price = 2 + zones
    if age < 12:
        price = price / 2
    return price
    ### END SOLUTION"""
EXAMPLE = """# The example of the text
got = fare(30, 2)
assert got is not None, "Your function gives nothing back."
assert got == 4, f"A trip of 2 zones costs 4, not {got}."
"""
CHILDREN = """# A child's ticket
### BEGIN HIDDEN TESTS
assert fare(11, 2) == 2, "At 11 the trip is half the price."
assert fare(12, 2) == 4, "At 12 it is the whole price."
### END HIDDEN TESTS"""
ZONES = """# More and fewer zones
### BEGIN HIDDEN TESTS
assert fare(40, 7) == 9, "Each zone counts."
assert fare(5, 1) == 1.5, "Half of an odd price is no whole number."
### END HIDDEN TESTS"""
PRINTS = """#| misconception: mc.print_is_return
#| fails: example, children, zones
#| feedback: Showing a value does not give it back to the program that asked for it.
def fare(age, zones):
    print(2 + zones)"""
AGE_OFF = """#| misconception: slip.twelve_is_a_child
#| fails: children
#| feedback: Look again at who pays half: is it up to 12, or under 12?
def fare(age, zones):
    price = 2 + zones
    if age <= 12:
        price = price / 2
    return price"""
MISSPELT = """#| misconception: slip.misspelt_name
#| fails: example, children, zones
#| raises: NameError
#| feedback: Compare the spelling of your names letter by letter.
def fare(age, zones):
    price = 2 + zones
    return prise"""
IN_ONE = """#| alternative: half at the end
def fare(age, zones):
    full = 2 + zones
    if age < 12:
        return full / 2
    return full"""
HINTS = (
    ("orient", "What does a grown-up pay for one zone? And a child of ten?"),
    ("plan", "First work out the whole price. Then decide whether it is halved."),
    ("skeleton", "```python\nprice = ...\nif age < ...:\n    price = ...\nreturn price\n```"),
)


def _shell(role: str, source: str, number: int, kind: str) -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": kind,
        "id": f"c{number:02}",
        "metadata": {"pythonmastery": {"role": role}},
        "source": source.splitlines(keepends=True),
    }
    return made if kind == "markdown" else made | {"execution_count": None, "outputs": []}


def _graded(cell: dict[str, Any], grade_id: str, **flags: Any) -> dict[str, Any]:
    cell["metadata"]["nbgrader"] = {
        "schema_version": 3,
        "grade": False,
        "solution": False,
        "locked": True,
        "task": False,
        "grade_id": grade_id,
        **flags,
    }
    return cell


def _test(name: str, source: str, number: int, *, visible: bool) -> dict[str, Any]:
    cell = _graded(_shell("test", source, number, "code"), name, grade=True, points=1)
    cell["metadata"]["pythonmastery"]["visible"] = visible
    if not visible:
        cell["metadata"]["pythonmastery"]["hint"] = f"Think of {name}."
    return cell


def _hint(level: int, move: str, text: str) -> dict[str, Any]:
    cell = _shell("hint", text, 20 + level, "markdown")
    cell["metadata"]["pythonmastery"] |= {"level": level, "move": move}
    return cell


def sample_problem() -> Notebook:
    """Return a new problem notebook that passes every check of the gate."""
    solution = _graded(
        _shell("solution", REFERENCE, 3, "code"), "answer", solution=True, locked=False
    )
    cells = [
        _shell("note", "For authors: a sample.", 1, "markdown"),
        _graded(_shell("statement", STATEMENT, 2, "markdown"), "statement"),
        solution,
        _test("example", EXAMPLE, 4, visible=True),
        _test("children", CHILDREN, 5, visible=False),
        _test("zones", ZONES, 6, visible=False),
        *(_hint(n, move, text) for n, (move, text) in enumerate(HINTS, 1)),
        *(_shell("probe", x, 30 + n, "code") for n, x in enumerate((PRINTS, AGE_OFF, MISSPELT))),
        _shell("alternative", IN_ONE, 40, "code"),
    ]
    header = {
        "schema": 1,
        "id": "s03.return.night-bus",
        "version": 1,
        "locale": "en",
        "title": "The night bus",
        "section": "s03",
        "lesson": "s03.l1",
        "kind": "write_function",
        "entry_point": "fare",
        "skills": {"primary": ["fn.return"], "secondary": ["fn.define", "cond.if"]},
        "difficulty": {"band": 1, "b": -0.5},
        "minutes": 8,
        "context": "transport",
        "authors": ["PythonMastery contributors"],
        "licence": "CC-BY-4.0",
        "limits": {"seconds": 2, "memory_mb": 256},
        "rules": {"forbid_imports": [], "forbid_calls": []},
        "key_expressions": ["age < 12"],
    }
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": copy.deepcopy(cells),
        "metadata": {"kernelspec": kernel, "pythonmastery": header},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def program_problem() -> Notebook:
    """Return a valid problem without a function: given values, `run(...)` and printed output."""
    nb = sample_problem()
    header(nb).update(
        id="s03.call.tea-stall", title="Tea stall", kind="complete_code", entry_point=""
    )
    header(nb)["skills"] = {"primary": ["fn.return"], "secondary": ["var.assign"]}
    header(nb)["key_expressions"] = ["cups * 3"]
    set_source(nb, "statement", "# Tea stall\n\nThe stall sells `cups` cups. Show the `total`.\n")
    set_source(
        nb,
        "answer",
        "### BEGIN SOLUTION\ntotal = cups * 3\nprint(total)\n### END SOLUTION",
    )
    given = _graded(_shell("given", "cups = 4", 50, "code"), "cups")
    nb["cells"].insert(2, given)
    starter = _shell("starter", "total = ...  # a cup costs 3", 51, "code")
    starter["metadata"]["pythonmastery"]["for"] = "answer"
    nb["cells"].append(starter)
    set_source(
        nb,
        "example",
        "# The example\ngot = run()\nassert got.total == 12, 'Four cups cost 12.'\n",
    )
    inside = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
    more = "got = run(given={'cups': 7})\nassert got.total == 21, 'The cups may change.'"
    set_source(nb, "children", "# Another day\n" + inside.format(more))
    shown = "got = run(given={'cups': 5})\nassert got.output == '15\\n', 'Show the total, once.'"
    set_source(nb, "zones", "# What is shown\n" + inside.format(shown))
    probes = {
        "slip.fixed": ("children, zones", "total = 12\nprint(total)"),
        "slip.silent": ("zones", "total = cups * 3"),
        "slip.wrong_price": ("example, children, zones", "total = cups + 3\nprint(total)"),
    }
    for cell, (name, (fails, code)) in zip(by_role(nb, "probe"), probes.items(), strict=True):
        text = f"#| misconception: {name}\n#| fails: {fails}\n"
        text += f"#| feedback: Try another day ({name}).\n{code}"
        cell["source"] = text
    ladder = ("What do two cups cost?", "Work out the price of all cups.", "`total = cups * ...`")
    for cell, text in zip(by_role(nb, "hint"), ladder, strict=True):
        cell["source"] = text
    by_role(nb, "alternative")[0]["source"] = "#| alternative: one line\nprint(total := 3 * cups)"
    return nb


def dumped(nb: Notebook) -> bytes:
    """Return a notebook as its file holds it."""
    return (json.dumps(nb, indent=1, ensure_ascii=False) + "\n").encode()


def parsed(nb: Notebook) -> Parsed:
    """Return what the parser makes of a notebook."""
    return parse_bytes(dumped(nb), "sample.ipynb")


def header(nb: Notebook) -> dict[str, Any]:
    """Return the notebook's own metadata."""
    found: dict[str, Any] = nb["metadata"]["pythonmastery"]
    return found


def by_id(nb: Notebook, grade_id: str) -> dict[str, Any]:
    """Return the cell with a grade_id."""
    return next(
        c for c in nb["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id
    )


def by_role(nb: Notebook, role: str) -> list[dict[str, Any]]:
    """Return the cells of a role."""
    return [c for c in nb["cells"] if c["metadata"]["pythonmastery"]["role"] == role]


def set_source(nb: Notebook, grade_id: str, source: str) -> None:
    """Replace a cell's source."""
    by_id(nb, grade_id)["source"] = source


def edit(cell: dict[str, Any], old: str, new: str) -> None:
    """Replace a piece of a cell's source that must be there."""
    source = "".join(cell["source"])
    assert old in source, old
    cell["source"] = source.replace(old, new, 1)


Edit = Callable[[Notebook], object]
