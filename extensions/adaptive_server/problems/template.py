"""A new problem for its author: right by the format, with ‹gaps› that say what belongs there.

A gap is text between ‹ and ›. The parser finds each one that is left, so no problem is published
with a gap in it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from ..core.problem import Kind
from ..core.skills import Skill
from .header import SCHEMA
from .template_kinds import SHAPES, Shape

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
        kind: What learners do.
    """

    title: str
    entry_point: str
    skill: Skill
    belief: str = ""
    authors: str = "Instructors"
    locale: str = "en"
    kind: Kind = Kind.WRITE_FUNCTION


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
    """Return the notebook of a problem of some kind: every cell that it needs.

    Raises:
        KeyError: There is no template of that kind.
    """
    name, shape = start.entry_point, SHAPES[start.kind]
    statement = _STATEMENT if shape.named else _STATEMENT_ALONE
    task = shape.task.format(name=name)
    cells = [
        _cell("note", _NOTE, markdown=True),
        _cell("statement", statement.format(title=start.title, name=name, task=task), "statement"),
        *([_cell("given", shape.given.format(name=name), "given")] if shape.given else []),
        _cell("solution", shape.solution.format(name=name), "solution"),
        *([_starter(shape.starter.format(name=name))] if shape.starter else []),
        *(
            _test(grade_id, source.format(name=name), visible=grade_id == "example")
            for grade_id, source in zip(_TESTS, shape.tests, strict=True)
        ),
        *(_hint(level, move, _HINTS[level - 1]) for level, move in enumerate(_MOVES, 1)),
        *(
            _cell("probe", _PROBE.format(belief=belief) + shape.probe.format(name=name))
            for belief in (start.belief or "slip.first", "slip.second", "slip.third")
        ),
        *([_cell("alternative", _other(shape, name))] if shape.alternative else []),
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
        "kind": start.kind.value,
        "entry_point": start.entry_point if SHAPES[start.kind].named else "",
        "skills": {"primary": [skill.id], "secondary": []},
        "difficulty": {"band": skill.band, "b": _EASIEST + _STEP * (skill.band - 1)},
        "minutes": 10,
        "context": "daily life",
        "authors": [start.authors],
        "licence": "CC-BY-4.0",
        "limits": {"seconds": 2, "memory_mb": 256},
    } | ({"rules": dict(rules)} if (rules := SHAPES[start.kind].rules) else {})


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


def _starter(source: str) -> dict[str, Any]:
    cell = _cell("starter", source)
    cell["metadata"]["pythonmastery"]["for"] = "solution"
    return cell


def _other(shape: Shape, name: str) -> str:
    return "#| alternative: ‹its style›\n" + shape.alternative.format(name=name)


def _hint(level: int, move: str, source: str) -> dict[str, Any]:
    cell = _cell("hint", source)
    cell["metadata"]["pythonmastery"] |= {"level": level, "move": move}
    return cell


_NOTE = """
**For you; learners never see this cell.** Fill every gap between angle marks below, then press
*Check*. The cell that you are in shows its role in its upper right corner.
"""

_STATEMENT = """
# {title}

‹Tell a short story from daily life: two or three sentences.›

{task}

```python
>>> {name}(‹values›)
‹result›
```
"""

_STATEMENT_ALONE = """
# {title}

‹Tell a short story from daily life: two or three sentences.›

{task}
"""

_TESTS = ("example", "usual", "edge")

_HINTS = (
    "‹A question about the example.›",
    "‹The steps, in words.›",
    "‹A skeleton of the answer, with gaps.›",
)

_PROBE = """
#| misconception: {belief}
#| fails: example, usual, edge
#| feedback: ‹One kind sentence for who writes this.›
"""
