"""The gate with the real judge: sound problems pass, each planted fault is seen."""

from __future__ import annotations

import pathlib
import subprocess
import sys
from typing import Any

import pytest
from adaptive_server.gate.answers import HASH_SEEDS
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.runner import JudgeRunner
from adaptive_server.problems.finding import Finding, Level
from support.sample_problem import (
    REFERENCE,
    STATEMENT,
    Edit,
    Notebook,
    by_id,
    by_role,
    edit,
    header,
    parsed,
    program_problem,
    sample_problem,
    set_source,
)
from support.sample_skills import skills_file

from grader.spawner import ORDINARY

pytest_plugins = ["support.gate_runner"]
pytestmark = pytest.mark.integration
CURRICULUM = pathlib.Path(__file__).parents[2] / "curriculum"


def findings(nb: Notebook, runner: JudgeRunner) -> list[Finding]:
    return check_problem(parsed(nb), skills_file(), runner)


@pytest.mark.parametrize("make", [sample_problem, program_problem])
def test_a_sound_problem_passes(make: Any, runner: JudgeRunner) -> None:
    assert findings(make(), runner) == []


def _answer(old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, "answer"), old, new)


def _probe(number: int, old: str, new: str) -> Edit:
    return lambda nb: edit(by_role(nb, "probe")[number], old, new)


def _test(name: str, old: str, new: str) -> Edit:
    return lambda nb: edit(by_id(nb, name), old, new)


def _starter(code: str) -> Edit:
    def spoil(nb: Notebook) -> None:
        cell = {
            "cell_type": "code",
            "id": "st",
            "execution_count": None,
            "outputs": [],
            "metadata": {"pythonmastery": {"role": "starter", "for": "answer"}},
            "source": code,
        }
        nb["cells"].append(cell)

    return spoil


def _one_test(nb: Notebook) -> None:
    """Keep a hidden test that any answer of the visible test's value passes."""
    nb["cells"].remove(by_id(nb, "children"))
    set_source(
        nb,
        "zones",
        "# Again\n### BEGIN HIDDEN TESTS\nassert fare(31, 2) == 4\n### END HIDDEN TESTS",
    )


def _first_in_set(words: str, seed: int) -> str:
    """Return which of the words comes first in a set, in an interpreter of that seed."""
    command = [sys.executable, "-c", f"print(next(iter(set({words!r}.split()))))"]
    env = {"PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout[:-1]


FAULTS: dict[str, tuple[Edit, str, str]] = {
    "wrong reference": (_answer("2 + zones", "3 + zones"), "reference", "example"),
    "reference that never ends": (
        lambda nb: (
            header(nb)["limits"].update(seconds=0.5),
            edit(by_id(nb, "answer"), "    return price", "    while True:\n        pass"),
        ), "reference", "children",
    ),
    "reference that needs its time": (
        lambda nb: (
            header(nb)["limits"].update(seconds=0.5),
            edit(by_id(nb, "answer"), "    price", "    sum(range(2_500_000))\n    price"),
        ), "time", "",
    ),
    "tests that lean on their order": (
        lambda nb: (
            edit(by_id(nb, "example"), "got =", "kept = 4\ngot ="),
            edit(by_id(nb, "children"), "assert fare(12, 2) == 4", "assert fare(12, 2) == kept"),
        ), "test-order", "children",
    ),
    "alternative that fails": (
        lambda nb: edit(by_role(nb, "alternative")[0], "age < 12", "age < 13"), "alternative",
        "alternative 1",
    ),
    "test that looks at nothing": (
        lambda nb: set_source(
            nb, "zones", "# Zones\n### BEGIN HIDDEN TESTS\nassert 1 < 2\n### END HIDDEN TESTS"
        ), "starter", "zones",
    ),
    "starter that is right": (_starter(REFERENCE.replace("###", "#")), "starter", "example"),
    "constant that is right": (
        lambda nb: [
            edit(by_id(nb, "answer"), "price = 2 + zones", "return None"),
            *[
                set_source(nb, x, f"# T\n{a}assert fare(1, 2) is None, 'Nothing.'{b}")
                for x, a, b in (
                    ("example", "", ""),
                    ("children", "### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"),
                    ("zones", "### BEGIN HIDDEN TESTS\n", "\n### END HIDDEN TESTS"),
                )
            ],
        ], "constant", "",
    ),
    "echo of the example": (_one_test, "echo", ""),
    "probe that fails other tests": (
        _probe(1, "fails: children", "fails: children, zones"), "probe", "probe 2",
    ),
    "probe that names no test": (_probe(1, "fails: children", "fails: child"), "probe", "probe 2"),
    "probe that passes": (_probe(1, "age <= 12", "age < 12"), "probe", "probe 2"),
    "probe that raises something else": (
        _probe(2, "raises: NameError", "raises: KeyError"), "probe-raises", "probe 3",
    ),
    "probe whose exception is not told": (
        _probe(2, "#| raises: NameError\n", ""), "probe-feedback", "probe 3",
    ),
    "probes that look the same": (
        lambda nb: set_source_of(
            by_role(nb, "probe")[2],
            "#| misconception: slip.none\n#| fails: example, children, zones\n"
            "#| feedback: It gives nothing back.\ndef fare(age, zones):\n    print(zones + 2)",
        ), "probe-twins", "probe 3",
    ),
    "tests that see too little": (
        lambda nb: (
            nb["cells"].remove(by_id(nb, "children")),
            nb["cells"].remove(probe(nb, 1)),
            [edit(p, ", children", "") for p in by_role(nb, "probe")],
        ), "mutation", "answer",
    ),
    "reference that is right with one draw only": (
        lambda nb: (
            edit(by_id(nb, "answer"), "def", "import random\nLUCK = random.random()\n\n\ndef"),
            edit(by_id(nb, "answer"), "2 + zones", "2 + zones + (LUCK < 0.5)"),
        ), "chance", "answer",
    ),
    "reference that is wrong with one draw in ten": (
        lambda nb: (
            edit(by_id(nb, "answer"), "def", "import random\nLUCK = random.random()\n\n\ndef"),
            edit(by_id(nb, "answer"), "2 + zones", "2 + zones + (LUCK < 0.1)"),
        ), "chance", "answer",
    ),
    "test that draws": (
        lambda nb: edit(by_id(nb, "children"), "assert fare(11", "import uuid as u\nu.uuid4()\n#"),
        "chance", "children",
    ),
    "reference that is right in this century only": (
        lambda nb: (
            edit(by_id(nb, "answer"), "def", "from datetime import date\n\n\ndef"),
            edit(by_id(nb, "answer"), "2 + zones", "2 + zones + (date.today().year < 2000)"),
        ), "clock", "answer",
    ),
    "alternative that is right in the next years only": (
        lambda nb: (
            edit(by_role(nb, "alternative")[0], "def", "from datetime import datetime as d\ndef"),
            edit(by_role(nb, "alternative")[0], "2 + zones", "2 + zones + (d.now().year > 2090)"),
        ), "clock", "alternative 1",
    ),
    "test that asks for today": (
        lambda nb: edit(
            by_id(nb, "children"), "assert fare(11", "import time\ntime.time()\nassert fare(11"
        ), "clock", "children",
    ),
    "waiver of a mutant that is not there": (
        lambda nb: header(nb).update(waived_mutants=[{"mutant": "line 9: x", "reason": "y"}]),
        "mutant-waiver", "",
    ),
    "example that is not true": (
        lambda nb: edit(by_id(nb, "statement"), "4\n```", "5\n```"), "statement-example",
        "statement",
    ),
    "example outside a block": (
        lambda nb: set_source(nb, "statement", STATEMENT.replace("```python\n", "")),
        "statement-example", "statement",
    ),
    "given cell that raises": (
        lambda nb: nb["cells"].insert(2, {
            "cell_type": "code", "id": "gg", "execution_count": None, "outputs": [],
            "metadata": {
                "pythonmastery": {"role": "given"},
                "nbgrader": {
                    "schema_version": 3, "grade": False, "solution": False, "locked": True,
                    "task": False, "grade_id": "data",
                },
            },
            "source": "1 / 0",
        }), "tests", "",
    ),
    "partial credit without a last expression": (
        lambda nb: by_id(nb, "zones")["metadata"]["pythonmastery"].update(partial=True), "tests",
        "",
    ),
}  # fmt: skip


def probe(nb: Notebook, number: int) -> dict[str, Any]:
    return by_role(nb, "probe")[number]


def set_source_of(cell: dict[str, Any], source: str) -> None:
    cell["source"] = source


@pytest.mark.parametrize(
    "words", ["bus tram ferry", "Ama Bo Chen Dara", "red green blue", "salt rice oil tea"]
)
def test_an_answer_that_is_right_in_one_order_of_sets_is_always_seen(
    words: str, runner: JudgeRunner
) -> None:
    first = _first_in_set(words, ORDINARY)
    assert {_first_in_set(words, seed) for seed in HASH_SEEDS} != {first}
    lucky = f"2 + zones + (next(iter(set({words!r}.split()))) != {first!r})"
    nb = sample_problem()
    edit(by_id(nb, "answer"), "2 + zones", lucky)
    all_found = findings(nb, runner)
    found = [f for f in all_found if f.check == "hash-seed"]
    assert {f.cell for f in found} == {"example", "children", "zones"}, all_found
    assert any(all(f"PYTHONHASHSEED={seed}" in str(f) for f in found) for seed in HASH_SEEDS)
    nb = sample_problem()
    edit(by_role(nb, "alternative")[0], "2 + zones", lucky)
    assert {"hash-seed"} == {f.check for f in findings(nb, runner) if f.level is Level.ERROR}


def test_draws_and_dates_that_change_nothing_are_left_alone(runner: JudgeRunner) -> None:
    nb = sample_problem()
    code = "import datetime\nimport random\n\nDAY = datetime.date(2024, 2, 29)\n\n\ndef"
    edit(by_id(nb, "answer"), "def", code)
    lines = "price = 2 + zones + 0 * random.randint(1, 6)\n    day = datetime.date.today()\n"
    lines += "    price += 0 * (day - DAY).days * (type(day) is datetime.date)"
    edit(by_id(nb, "answer"), "price = 2 + zones", lines)
    assert not {"chance", "clock"} & {f.check for f in findings(nb, runner)}


@pytest.mark.parametrize("words", ["bus tram ferry", "Ama Bo Chen Dara"])
def test_a_test_that_is_right_in_one_order_of_sets_is_always_seen(
    words: str, runner: JudgeRunner
) -> None:
    firsts = [_first_in_set(words, seed) for seed in HASH_SEEDS]
    assert len(set(firsts)) > 1, "so one of them fails, whatever the order in this process is"
    for first in firsts:
        nb = sample_problem()
        late = f"== 9 + (next(iter(set({words!r}.split()))) != {first!r})"
        edit(by_id(nb, "zones"), "== 9", late)
        found = {(f.check, f.cell) for f in findings(nb, runner)}
        assert found & {("hash-seed", "zones"), ("reference", "zones")}, found


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_seen_in_its_cell(name: str, runner: JudgeRunner) -> None:
    spoil, wanted, cell = FAULTS[name]
    nb = sample_problem()
    spoil(nb)
    found = findings(nb, runner)
    assert (wanted, cell) in {(f.check, f.cell) for f in found}, found
    assert all(f.remedy and str(f).isprintable() for f in found)


def test_a_surviving_mutant_can_be_waived_with_a_reason(runner: JudgeRunner) -> None:
    nb = sample_problem()
    FAULTS["tests that see too little"][0](nb)
    names = [f.waives for f in findings(nb, runner) if f.check == "mutation"]
    assert all(names)
    header(nb)["waived_mutants"] = [{"mutant": n, "reason": "a test"} for n in names]
    assert [f for f in findings(nb, runner) if f.check == "mutation"] == []
