"""Each check that needs no running sees its planted fault, names the cell and leaves the rest."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

import pytest
from adaptive_server.gate.case import Case
from adaptive_server.gate.check import STILL
from adaptive_server.gate.constructs import constructs
from adaptive_server.gate.duplicates import check_twice, five_grams, likeness
from adaptive_server.gate.mutants import mutants
from adaptive_server.gate.outcome import Outcome
from adaptive_server.gate.reading import prose, reading_grade, word_count
from adaptive_server.gate.trivial import constant_answers, echo_answer, needs_more_than_echo
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.finding import Finding, Findings, Level
from support.sample_problem import (
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
    skills_file,
)

from grader.bundle import Bundle


class NothingRuns:
    """A runner for checks that must not run anything."""

    def run(self, bundle: Bundle, cells: Mapping[str, str]) -> Outcome:
        raise AssertionError(f"{bundle.problem_id} was run with {list(cells)}")


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
    "reference that breaks its rule": (
        lambda nb: (
            header(nb).update(rules={"forbid_imports": [], "forbid_calls": ["abs"]}),
            set_source(nb, "statement", STATEMENT + "\nDo not use `abs`.\n"),
            edit(by_id(nb, "answer"), "price = 2 + zones", "price = 2 + abs(zones)"),
        ), "rules", "answer",
    ),
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


STYLE = {"hint-moves", "visible-count"} | {
    f"statement-{x}" for x in ("title", "alt", "length", "reading")
}


@pytest.mark.parametrize("name", FAULTS)
def test_only_questions_of_style_are_warnings(name: str) -> None:
    nb = sample_problem()
    FAULTS[name][0](nb)
    for finding in still_findings(nb):
        style = finding.check in STYLE or "no primary skill" in finding.message
        assert (finding.level is Level.WARNING) == style


def test_an_emptied_tag_list_of_skills_does_not_raise() -> None:
    nb = sample_problem()
    header(nb)["skills"] = {"primary": ["x.y"], "secondary": []}
    assert {"skill", "construct"} <= {f.check for f in still_findings(nb)}


@pytest.mark.parametrize(
    ("source", "skill"),
    [
        ("x = 1", "var.assign"),
        ("x += 1", "var.update"),
        ("def f(): pass", "fn.define"),
        ("if a:\n  b\nelif c:\n  d", "cond.elif"),
        ("for c in text: c", "loop.for_each"),
        ("for i in range(3): i", "loop.for_range"),
        ("for a in b:\n  for c in a: c", "loop.nested"),
        ("while a: b", "loop.while"),
        ("[1]", "list.basic"),
        ("[a for a in b]", "comp.list"),
        ("{a: 1 for a in b}", "comp.dictset"),
        ("f'{a}'", "str.format"),
        ("a[1:2]", "str.slice"),
        ("a[1]", "str.index"),
        ("import math", "mod.import"),
        ("from csv import reader", "fmt.csv"),
        ("lambda: 1", "fn.lambda"),
        ("try:\n  a\nexcept E:\n  b", "exc.handle"),
        ("class A: pass", "cls.define"),
        ("{1: 2}", "dict.basic"),
        ("{1}", "set.basic"),
        ("a, b = c", "tuple.unpack"),
        ("int(a)", "type.convert"),
        ("a.split()", "str.split"),
        ("a.upper()", "str.methods"),
        ("a.append(1)", "list.mutate"),
        ("f(a=1)", "fn.args"),
        ("def f(a=1): pass", "fn.args"),
        ("def f(*a): pass", "fn.variadic"),
        ("def f(a: int): pass", "type.hints"),
        ("@d\ndef f(): pass", "fn.decorator"),
        ("def f():\n  def g(): pass", "fn.closure"),
        ("a // b", "num.divmod"),
        ("not a", "bool.logic"),
        ("input()", "io.input"),
    ],
)
def test_a_construct_belongs_to_the_skill_that_teaches_it(source: str, skill: str) -> None:
    assert skill in {s for _, _, s in constructs(ast.parse(source))}


def test_printing_with_sep_needs_no_skill_of_its_own() -> None:
    assert list(constructs(ast.parse("print(1, 2, sep='')"))) == []


def test_mutants_are_named_by_line_and_change() -> None:
    names = [m.name for m in mutants("def f(a):\n    b = a + 1 + 1\n    return not a[1:]")]
    assert names == [
        "line 2: + becomes -",
        "line 2: + becomes -",
        "line 2: + becomes - (2)",
        "line 2: 1 becomes 2",
        "line 2: 1 becomes 2 (2)",
        "line 3: return gives nothing",
        "line 3: without not",
        "line 3: slice without its lower 1",
        "line 3: 1 becomes 2",
    ]


def test_a_mutant_differs_in_one_place_and_leaves_the_others_alone() -> None:
    source = "if a < b:\n    print('x'.upper())"
    texts = [m.source() for m in mutants(source)]
    assert len(set(texts)) == len(texts)
    assert ast.unparse(ast.parse(source)) not in texts
    assert [m.source() for m in mutants(source)] == texts


def test_docstrings_prompts_and_annotations_are_no_mutants() -> None:
    assert mutants('def f(a: "x"):\n    """Doc."""\n    a = input("Age? ")') == []


def test_trivial_answers_define_the_names_of_the_reference() -> None:
    sources = dict(constant_answers(problem_of(sample_problem())))
    assert sources["0"] == "def fare(*a, **k):\n    return 0"
    assert dict(constant_answers(problem_of(program_problem())))["[]"] == "total = []"


def test_an_echo_knows_the_visible_examples_only() -> None:
    space: dict[str, Any] = {}
    source = echo_answer(problem_of(sample_problem()))
    assert source
    exec(source, space)
    assert (space["fare"](30, 2), space["fare"](1, 1)) == (4, 4)
    assert echo_answer(problem_of(program_problem())) == "total = 12"


def test_a_program_without_input_may_show_its_whole_answer() -> None:
    nb = program_problem()
    assert needs_more_than_echo(problem_of(nb))
    edit(by_id(nb, "answer"), "cups * 3", "4 * 3")
    assert not needs_more_than_echo(problem_of(nb))


def test_reading_grade_grows_with_words_and_sentences() -> None:
    easy = reading_grade("The cat sat. The dog ran. We had fun.")
    hard = reading_grade(HARD)
    assert easy < 3 < 12 < hard
    assert reading_grade("") == 0


def test_code_and_links_are_no_prose() -> None:
    text = "# Title\n\nUse `a_b` [here](http://x).\n\n```python\nlong = code\n```\n"
    assert prose(text).split() == ["Use", "it", "here."]
    assert word_count(text) == 3


def test_a_renamed_copy_is_a_duplicate() -> None:
    one, other = sample_problem(), sample_problem()
    header(other)["id"] = "s03.return.day-bus"
    edit(by_id(other, "answer"), "price = 2 + zones", "cost = 3 + zones")
    (finding,) = check_twice([("a", problem_of(one)), ("b", problem_of(other))])
    assert (finding.check, finding.problem) == ("duplicate", "s03.return.day-bus")


def test_an_id_used_twice_is_told_once() -> None:
    found = check_twice([("a", problem_of(sample_problem())), ("b", problem_of(sample_problem()))])
    assert [f.check for f in found] == ["id-twice"]


def test_different_problems_are_unlike() -> None:
    one, other = problem_of(sample_problem()), problem_of(program_problem())
    assert likeness(five_grams(one), five_grams(other)) < 0.2
    assert check_twice([("a", one), ("b", other)]) == []
