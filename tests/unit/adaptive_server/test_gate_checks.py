"""Each check that needs no running sees its planted fault, names the cell and leaves the rest."""

from __future__ import annotations

from typing import Any

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.check import STILL
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.finding import Finding, Findings, Level
from support.nothing_runs import NothingRuns
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


def problem_of(nb: Notebook) -> AuthoredProblem:
    result = parsed(nb)
    assert result.problem, result.findings
    return result.problem


def still_findings(nb: Notebook) -> list[Finding]:
    findings = Findings("sample", [])
    case = Case(problem_of(nb), skills_file(), NothingRuns(), findings)
    for step in STILL:
        step(case)
    return findings.found


def test_the_samples_have_no_findings() -> None:
    assert still_findings(sample_problem()) == []
    assert still_findings(program_problem()) == []


def _drop(role: str, keep: int) -> Edit:
    def spoil(nb: Notebook) -> None:
        for cell in by_role(nb, role)[keep:]:
            nb["cells"].remove(cell)

    return spoil


def _hints(*levels: int) -> Edit:
    def spoil(nb: Notebook) -> None:
        for cell, level in zip(by_role(nb, "hint"), levels, strict=True):
            cell["metadata"]["pythonmastery"]["level"] = level

    return spoil


def _body(code: str) -> Edit:
    return lambda nb: edit(by_id(nb, "answer"), "    price = 2 + zones\n", code)


def _say(text: str) -> Edit:
    return lambda nb: set_source(nb, "statement", STATEMENT + text)


def _put(**values: Any) -> Edit:
    return lambda nb: header(nb).update(values)


def _predict(nb: Notebook) -> None:
    header(nb)["kind"] = "predict_output"
    shell = {"role": "starter", "for": "answer"}
    by_role(nb, "alternative")[0]["metadata"]["pythonmastery"] = shell


LONG = "\n" + "The bus goes on. " * 60
HARD = (
    "\nNotwithstanding considerable administrative complications, municipal transportation "
    "authorities consistently differentiate remuneration according to individual maturity."
) * 3
FAULTS: dict[str, tuple[Edit, str, str]] = {
    "unknown skill": (
        _put(skills={"primary": ["fn.return", "fn.retrun"], "secondary": []}), "skill", "",
    ),
    "skill tagged twice": (
        _put(skills={"primary": ["fn.return"], "secondary": ["fn.return"]}), "skill", "",
    ),
    "lesson of another section": (_put(lesson="s01.l1"), "lesson", ""),
    "lesson that teaches something else": (_put(lesson="s03.l2"), "lesson", ""),
    "unknown misconception": (
        lambda nb: edit(by_role(nb, "probe")[0], "mc.print_is_return", "mc.prnt"),
        "misconception", "probe 1",
    ),
    "band far above its skill": (_put(difficulty={"band": 4, "b": 1.6}), "difficulty", ""),
    "difficulty of another band": (_put(difficulty={"band": 1, "b": 2.5}), "difficulty", ""),
    "less time than reading takes": (
        lambda nb: (_say("\nThe bus goes on." * 30)(nb), header(nb).update(minutes=1)),
        "minutes", "",
    ),
    "a day for a few lines": (_put(minutes=200), "minutes", ""),
    "licence not known": (_put(licence="all rights reserved"), "licence", ""),
    "two probes": (_drop("probe", 2), "probe-count", ""),
    "no alternative": (_drop("alternative", 0), "alternative-count", ""),
    "no hidden test": (
        lambda nb: [
            nb["cells"].remove(by_id(nb, name)) for name in ("children", "zones")
        ], "hidden-count", "",
    ),
    "no visible test": (
        lambda nb: nb["cells"].remove(by_id(nb, "example")), "visible-count", "",
    ),
    "list comprehension too early": (
        _body("    price = 2 + len([z for z in range(zones)])\n"), "construct", "answer",
    ),
    "program to mend without the program": (_put(kind="fix_bug"), "kind", ""),
    "lines to order that are no lines": (
        lambda nb: (
            header(nb).update(kind="parsons"),
            by_role(nb, "alternative")[0].update(
                metadata={"pythonmastery": {"role": "starter", "for": "answer"}},
                source="# return price\n# price = 2 + zones\ndef fare(age, zones):",
            ),
        ), "kind", "answer",
    ),
    "name that nobody defines": (
        lambda nb: (
            header(nb).update(entry_point="trip"), _say("\nWrite `trip`.\n")(nb)
        ), "entry-point", "",
    ),
    "list comprehension in the statement": (
        _say("\n```python\n>>> [fare(30, n) for n in range(2)]\n[2, 3]\n```\n"), "construct",
        "statement",
    ),
    "list comprehension in a rung": (
        lambda nb: edit(
            by_role(nb, "hint")[1], "First", "```python\n[fare(9, n) for n in range(2)]\n```\nFirst"
        ), "construct", "hint 2",
    ),
    "list comprehension in the gaps of a skeleton": (
        lambda nb: edit(
            by_role(nb, "hint")[2], "price = ...\nif", "price = 2 ____ [n for n in zones]\nif"
        ), "construct", "hint 3",
    ),
    "list comprehension in a feedback": (
        lambda nb: edit(by_role(nb, "probe")[1], "Look again", "`[n for n in zones]`? Look again"),
        "construct", "probe 2",
    ),
    "alternative that is the reference": (
        lambda nb: by_role(nb, "alternative")[0].update(
            source="#| alternative: again\n" + REFERENCE
            .replace("    ### BEGIN SOLUTION\n", "").replace("\n    ### END SOLUTION", "")
        ), "alternative-same", "alternative 1",
    ),
    "hint for a test that is not there": (
        lambda nb: by_role(nb, "hint")[1]["metadata"]["pythonmastery"].update(when=["childern"]),
        "hint-when", "hint 2",
    ),
    "hint of a test with a solution line": (
        lambda nb: by_id(nb, "zones")["metadata"]["pythonmastery"].update(
            hint="Write price = 2 + zones."
        ), "hint-leak", "zones",
    ),
    "feedback with a solution line": (
        lambda nb: edit(by_role(nb, "probe")[1], "Look again", "Say price = price / 2. Look"),
        "hint-leak", "probe 2",
    ),
    "last hint that is the solution": (
        lambda nb: by_role(nb, "hint")[2].update(
            source="price = 2 + zones\nif age < 12:\n    price = price / 2\nreturn price"
        ), "hint-leak", "hint 3",
    ),
    "solution line in a comment of the starter": (
        lambda nb: nb["cells"].append({
            **by_role(nb, "alternative")[0], "id": "st",
            "metadata": {"pythonmastery": {"role": "starter", "for": "answer"}},
            "source": "def fare(age, zones):\n    # price = price / 2\n    ...",
        }), "leak", "answer",
    ),
    "script in the hint of a test": (
        lambda nb: by_id(nb, "zones")["metadata"]["pythonmastery"].update(hint="<script>"),
        "markup", "zones",
    ),
    "sentence without an end": (
        _say("\n" + "the bus goes on and " * 11 + "stops.\n"), "statement-reading", "statement",
    ),
    "statement without an example": (
        lambda nb: set_source(nb, "statement", STATEMENT.split("```")[0]), "statement-example",
        "statement",
    ),
    "two hints": (_drop("hint", 2), "hint-ladder", ""),
    "hints out of order": (_hints(1, 3, 2), "hint-ladder", ""),
    "hint with a solution line": (
        lambda nb: edit(by_role(nb, "hint")[1], "First", "`price=price/2` First"),
        "hint-leak", "hint 2",
    ),
    "hint with a key expression": (
        lambda nb: (
            header(nb).update(key_expressions=["age < 12"]),
            edit(by_role(nb, "hint")[0], "What", "`if age<12:` What"),
        ), "hint-leak", "hint 1",
    ),
    "moves that grow vaguer": (
        lambda nb: by_role(nb, "hint")[2]["metadata"]["pythonmastery"].update(move="orient"),
        "hint-moves", "",
    ),
    "statement without the function": (
        lambda nb: set_source(nb, "statement", "# Bus\n\nWrite a function."), "statement-name",
        "statement",
    ),
    "rule that nobody is told": (
        _put(rules={"forbid_imports": ["math"], "forbid_calls": []}), "statement-rule",
        "statement",
    ),
    "statement that asks for what a right answer does without": (
        lambda nb: (
            set_source(nb, "statement", STATEMENT + "\nUse `abs`.\n"),
            edit(by_id(nb, "answer"), "price = 2 + zones", "price = 2 + abs(zones)"),
        ), "statement-asked", "alternative 1",
    ),
    "reference that breaks its rule": (
        lambda nb: (
            header(nb).update(rules={"forbid_imports": [], "forbid_calls": ["abs"]}),
            set_source(nb, "statement", STATEMENT + "\nDo not use `abs`.\n"),
            edit(by_id(nb, "answer"), "price = 2 + zones", "price = 2 + abs(zones)"),
        ), "rules", "answer",
    ),
    "limit of statements that nobody is told": (
        _put(rules={"max_statements": 9}), "statement-rule", "statement",
    ),
    "reference with too many statements": (
        lambda nb: (
            header(nb).update(rules={"max_statements": 3}),
            set_source(nb, "statement", STATEMENT + "\nUse at most three statements.\n"),
        ), "rules", "answer",
    ),
    "prediction that code may work out": (_predict, "kind", ""),
    "refactor without a rule for the shape": (_put(kind="refactor"), "kind", ""),
    "tests to write without a wrong function": (_put(kind="write_tests"), "kind", ""),
    "statement without heading": (
        lambda nb: edit(by_id(nb, "statement"), "# The night bus", "The night bus"),
        "statement-title", "statement",
    ),
    "picture without text": (_say("\n![](bus.png)\n"), "statement-alt", "statement"),
    "long statement": (_say(LONG), "statement-length", "statement"),
    "hard statement": (_say(HARD), "statement-reading", "statement"),
    "solution line in the statement": (
        _say("\nIt is `price = price / 2`.\n"), "leak", "statement",
    ),
    "hidden assert in a visible test": (
        lambda nb: edit(
            by_id(nb, "example"), "got =",
            'assert fare(40, 7) == 9, "Each zone counts."\ngot =',
        ), "leak", "example",
    ),
    "hint in the statement": (
        _say("\nFirst work out the whole price. Then decide whether it is halved.\n"),
        "leak", "statement",
    ),
    "feedback of a probe in the statement": (
        _say("\nCompare the spelling of your names letter by letter.\n"), "leak", "statement",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_each_planted_fault_is_seen_in_its_cell(name: str) -> None:
    spoil, check, cell = FAULTS[name]
    nb = sample_problem()
    spoil(nb)
    found = still_findings(nb)
    assert (check, cell) in {(f.check, f.cell) for f in found}, found
    assert all(f.remedy for f in found)


JUDGED = {"hint-moves", "visible-count", "alternative-same", "difficulty", "minutes"} | {
    f"statement-{x}"
    for x in ("title", "alt", "length", "reading", "example", "asked", "value", "bounds")
}


@pytest.mark.parametrize("name", FAULTS)
def test_only_what_is_a_judgement_is_a_warning(name: str) -> None:
    nb = sample_problem()
    FAULTS[name][0](nb)
    for finding in still_findings(nb):
        judged = finding.check in JUDGED or "no primary skill" in finding.message
        assert (finding.level is Level.WARNING) == judged


def test_an_emptied_tag_list_of_skills_does_not_raise() -> None:
    nb = sample_problem()
    header(nb)["skills"] = {"primary": ["x.y"], "secondary": []}
    assert {"skill", "construct"} <= {f.check for f in still_findings(nb)}
