"""A new problem for its author: right by the format, with ‹gaps› that say what belongs there.

A gap is text between ‹ and ›. The parser finds each one that is left, so no problem is published
with a gap in it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from ..core.skills import Skill
from .header import SCHEMA

GAP = re.compile(r"‹[^›\n]*›")
_EASIEST, _STEP = -2.0, 1.0
_MOVES = ("orient", "plan", "skeleton")


@dataclass(frozen=True, slots=True)
class Start:
    """What an author says of a problem before it is written.

    Attributes:
        title: For the learner.
        entry_point: Name of the function that learners write.
        skill: What it practises.
        belief: Id of a misconception of the skill, or "" where none is known.
        authors: Who is named as its author.
        locale: Its language.
    """

    title: str
    entry_point: str
    skill: Skill
    belief: str = ""
    authors: str = "Instructors"
    locale: str = "en"


def slug(title: str) -> str:
    """Return the last part of an id, from a title in any script.

    >>> slug("The night bus, at 8!"), slug("夜行バス") == slug("夜行バス")
    ('the-night-bus-at-8', True)
    """
    plain = "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:40].strip("-")
    return plain or f"problem-{hashlib.sha256(title.encode()).hexdigest()[:6]}"


def gap_in(source: str) -> tuple[int, str] | None:
    r"""Return line and text of the first gap, or None.

    >>> gap_in("x = 1\ny = ‹a number›")
    (2, '‹a number›')
    """
    for number, line in enumerate(source.splitlines(), 1):
        if found := GAP.search(line):
            return number, found.group()
    return None


def new_problem(start: Start, problem_id: str) -> dict[str, Any]:
    """Return the notebook of a function to write: every cell that a problem needs."""
    name = start.entry_point
    cells = [
        _cell("note", _NOTE, markdown=True),
        _cell("statement", _STATEMENT.format(title=start.title, name=name), "statement"),
        _cell("solution", _SOLUTION.format(name=name), "solution"),
        _test("example", _EXAMPLE.format(name=name), visible=True),
        _test("usual", _HIDDEN.format(name=name, what="another usual case"), visible=False),
        _test("edge", _HIDDEN.format(name=name, what="a rare case"), visible=False),
        *(_hint(level, move, _HINTS[level - 1]) for level, move in enumerate(_MOVES, 1)),
        _cell("probe", _PROBE.format(name=name, belief=start.belief or "slip.first")),
        _cell("probe", _PROBE.format(name=name, belief="slip.second")),
        _cell("probe", _PROBE.format(name=name, belief="slip.third")),
        _cell("alternative", _ALTERNATIVE.format(name=name)),
    ]
    for number, cell in enumerate(cells, 1):
        cell["id"] = f"cell-{number:02}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": cells,
        "metadata": {
            "kernelspec": kernel,
            "language_info": {"name": "python"},
            "pythonmastery": _header(start, problem_id),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _header(start: Start, problem_id: str) -> dict[str, Any]:
    skill = start.skill
    return {
        "schema": SCHEMA,
        "id": problem_id,
        "version": 1,
        "locale": start.locale,
        "title": start.title,
        "section": skill.section,
        "lesson": skill.lesson,
        "kind": "write_function",
        "entry_point": start.entry_point,
        "skills": {"primary": [skill.id], "secondary": []},
        "difficulty": {"band": skill.band, "b": _EASIEST + _STEP * (skill.band - 1)},
        "minutes": 10,
        "context": "daily life",
        "authors": [start.authors],
        "licence": "CC-BY-4.0",
        "limits": {"seconds": 2, "memory_mb": 256},
    }


def _cell(role: str, source: str, grade_id: str = "", *, markdown: bool = False) -> dict[str, Any]:
    kind = "markdown" if markdown or role in ("statement", "hint") else "code"
    metadata: dict[str, Any] = {"pythonmastery": {"role": role}}
    if grade_id:
        metadata["nbgrader"] = {
            "schema_version": 3,
            "grade_id": grade_id,
            "grade": role == "test",
            "solution": role == "solution",
            "locked": role != "solution",
            "task": False,
        }
    made = {"cell_type": kind, "id": "", "metadata": metadata, "source": source.strip("\n")}
    return made if kind == "markdown" else made | {"execution_count": None, "outputs": []}


def _test(grade_id: str, source: str, *, visible: bool) -> dict[str, Any]:
    cell = _cell("test", source, grade_id)
    cell["metadata"]["nbgrader"]["points"] = 1
    cell["metadata"]["pythonmastery"]["visible"] = visible
    return cell


def _hint(level: int, move: str, source: str) -> dict[str, Any]:
    cell = _cell("hint", source)
    cell["metadata"]["pythonmastery"] |= {"level": level, "move": move}
    return cell


_NOTE = """
**For you; learners never see this cell.** Fill every gap between angle marks below, then press
*Check*. A cell's role and its `grade_id` stand in the cell's metadata.
"""

_STATEMENT = """
# {title}

‹Tell a short story from daily life: two or three sentences.›

Write `{name}(‹inputs›)`. It gives back ‹what›.

```python
>>> {name}(‹values›)
‹result›
```
"""

_SOLUTION = """
def {name}(value):  # ‹Name the inputs as the text does.›
    ### BEGIN SOLUTION
    return value
    ### END SOLUTION
"""

_EXAMPLE = """
# The example of the text
got = {name}(1)  # ‹Call it as the example does.›
assert got == 1, f"‹Say in words what the result should be.› Not {{got!r}}."
"""

_HIDDEN = """
# ‹Title of this check: {what}›
### BEGIN HIDDEN TESTS
assert {name}(2) == 2, "‹What is wrong when this fails?›"
### END HIDDEN TESTS
"""

_HINTS = (
    "‹A question about the example.›",
    "‹The steps, in words.›",
    "‹A skeleton of the answer, with gaps.›",
)

_PROBE = """
#| misconception: {belief}
#| fails: example, usual, edge
#| feedback: ‹One kind sentence for who writes this.›
def {name}(value):
    return None
"""

_ALTERNATIVE = """
#| alternative: ‹its style›
def {name}(value):
    result = value
    return result
"""
