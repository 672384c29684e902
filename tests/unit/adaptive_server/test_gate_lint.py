"""The gate reads the author's code as a linter does, over the borders of cells."""

from __future__ import annotations

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.lint import check_lint
from adaptive_server.problems.finding import Finding, Findings, Level
from support.nothing_runs import NothingRuns
from support.sample_problem import (
    Edit,
    Notebook,
    by_id,
    by_role,
    edit,
    parsed,
    program_problem,
    sample_problem,
)
from support.sample_skills import skills_file


def linted(nb: Notebook) -> list[Finding]:
    result = parsed(nb)
    assert result.problem, result.findings
    findings = Findings("sample", [])
    check_lint(Case(result.problem, skills_file(), NothingRuns(), findings))
    return findings.found


def _answer(code: str) -> Edit:
    return lambda nb: edit(by_id(nb, "answer"), "    price = 2 + zones\n", code)


def _above(code: str) -> Edit:
    return lambda nb: edit(by_id(nb, "answer"), "def fare", f"{code}\n\n\ndef fare")


def _other(code: str) -> Edit:
    return lambda nb: edit(by_role(nb, "alternative")[0], "    full = 2 + zones\n", code)


def _test(name: str, old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, name), old, new)


PRICE = "    price = 2 + zones\n"
FULL = "    full = 2 + zones\n"
FAULTS: dict[str, tuple[Edit, Level, str, int, str]] = {
    "import that nobody uses": (_above("import math"), Level.WARNING, "answer", 1, "'math' imp"),
    "variable that nobody reads": (
        _answer(PRICE + "    seats = 40\n"), Level.WARNING, "answer", 4, "'seats'",
    ),
    "f without a gap": (
        _test("zones", '"Each zone counts."', 'f"Each zone counts."'),
        Level.WARNING, "zones", 3, "f-string",
    ),
    "import in vain in a test": (
        _test("children", "assert fare(11", "import json\nassert fare(11"),
        Level.WARNING, "children", 3, "'json' imp",
    ),
    "name in a message that nobody sets": (
        _test("example", "not {got}", "not {gto}"), Level.ERROR, "example", 4,
        "undefined name 'gto'",
    ),
    "name on a way that no test goes": (
        _answer(PRICE + "    if zones > 999:\n        price = limit\n"), Level.ERROR, "answer", 5,
        "undefined name 'limit'",
    ),
    "name of an import that only the reference has": (
        lambda nb: (
            _above("import math")(nb),
            _answer("    price = math.floor(2 + zones)\n")(nb),
            _test("zones", "assert fare(40", "assert math.pi > 3\nassert fare(40")(nb),
        ),
        Level.ERROR, "zones", 3, "undefined name 'math'",
    ),
    "function written twice": (
        _above("def double(n):\n    return n\n\n\ndef double(n):\n    return n * 2"),
        Level.ERROR, "answer", 5, "redefinition of unused 'double'",
    ),
    "is with a number": (
        _other(FULL + "    if age is 12:\n        return full\n"), Level.ERROR,
        "alternative 1", 4, "use ==",
    ),
    "text that is filled with too little": (
        _answer(PRICE + "    print('{} of {}'.format(price))\n"), Level.ERROR, "answer", 4,
        "missing argument",
    ),
    "error that is no error": (
        _answer(PRICE + "    if zones < 0:\n        raise NotImplemented\n"), Level.ERROR, "answer",
        5, "NotImplementedError",
    ),
    "key written twice": (
        _answer("    price = {1: 2, 1: 3}.get(9, 2 + zones)\n"), Level.ERROR, "answer", 3,
        "dictionary key 1",
    ),
    "name in an alternative that nobody sets": (
        _other(FULL + "    if zones > 999:\n        return ful\n"), Level.ERROR,
        "alternative 1", 5, "'ful'",
    ),
    "built-in hidden": (_answer(PRICE + "    sum = price\n    price = sum\n"), Level.WARNING,
        "answer", 4, "'sum' hides"),
    "except for everything": (
        _other("    try:\n        full = 2 + zones\n    except:\n        full = 0\n"),
        Level.WARNING, "alternative 1", 5, "without the name of an error",
    ),
    "default that is shared": (
        _above("def seats(taken=[]):\n    return taken\n\n\nseats()"), Level.WARNING, "answer", 1,
        "all calls share",
    ),
    "comparison with None": (
        _answer(PRICE + "    if age == None:\n        age = 0\n"), Level.WARNING, "answer", 4,
        "None by ==",
    ),
}  # fmt: skip


def test_an_import_for_the_learner_or_an_alternative_is_in_its_place() -> None:
    nb = sample_problem()
    _above("import math")(nb)
    other = by_role(nb, "alternative")[0]
    edit(other, "def fare", "import math\n\n\ndef fare")
    edit(other, "full = 2 + zones", "full = math.floor(2 + zones)")
    assert linted(nb) == []


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_code_is_told_with_cell_line_and_remedy(name: str) -> None:
    spoil, level, cell, line, words = FAULTS[name]
    nb = sample_problem()
    spoil(nb)
    (found,) = linted(nb)
    assert (found.check, found.level, found.cell, found.line) == ("lint", level, cell, line)
    assert words in found.message
    assert found.remedy
    assert "line" not in found.message, "a line of several cells together helps nobody"


def _given(nb: Notebook, code: str) -> None:
    cell = _copy_of_test(nb)
    cell["metadata"]["pythonmastery"] = {"role": "given"}
    cell["metadata"]["nbgrader"] |= {"grade": False, "grade_id": "stops"}
    del cell["metadata"]["nbgrader"]["points"]
    cell["source"] = code
    nb["cells"].insert(2, cell)


def _copy_of_test(nb: Notebook) -> dict:  # type: ignore[type-arg]
    cell = by_id(nb, "example")
    return {**cell, "id": "given", "metadata": {k: dict(v) for k, v in cell["metadata"].items()}}


def test_names_go_from_cell_to_cell() -> None:
    nb = sample_problem()
    _given(nb, "import math\nimport json\nSTOPS = 3")
    _answer("    price = 2 + zones + 0 * STOPS\n")(nb)
    _other("    full = 2 + zones + 0 * STOPS\n")(nb)
    _test("zones", "assert fare(40", "known = math.floor(9.5)\nassert fare(40, 7) == known\n"
          "assert fare(40")(nb)  # fmt: skip
    _test("children", "assert fare(11", "assert 'fare' in source() and json.loads('1') == 1\n"
          "assert fare(11")(nb)  # fmt: skip
    assert linted(nb) == []


def test_sound_problems_probes_and_members_of_classes_are_left_alone() -> None:
    nb = sample_problem()
    edit(by_role(nb, "probe")[1], "    price = 2", "    unused = 2\n    price = 2")
    _above("class Ticket:\n    id: int = 0\n    type = 'day'\n\n    def print(self):\n"
           "        return self.id")(nb)  # fmt: skip
    assert linted(nb) == linted(sample_problem()) == linted(program_problem()) == []
