"""The gate's parts: constructs, mutants, trivial answers, reading grade, likeness."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from adaptive_server.gate.check import check_problem
from adaptive_server.gate.constructs import constructs
from adaptive_server.gate.duplicates import check_twice, likeness, shape, text_of
from adaptive_server.gate.mutants import mutants
from adaptive_server.gate.mutation import written_mutants
from adaptive_server.gate.outcome import NoVerdictError, Outcome
from adaptive_server.gate.reading import prose, reading_grade, word_count
from adaptive_server.gate.trivial import constant_answers, echo_answer, needs_more_than_echo
from adaptive_server.problems.authored import AuthoredProblem
from adaptive_server.problems.cells import MAX_TEXT
from support.sample_problem import (
    STATEMENT,
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

from grader.bundle import Bundle


def problem_of(nb: Notebook) -> AuthoredProblem:
    result = parsed(nb)
    assert result.problem, result.findings
    return result.problem


HARD = (
    "\nNotwithstanding considerable administrative complications, municipal transportation "
    "authorities consistently differentiate remuneration according to individual maturity."
) * 3


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
        ("import math", "fn.call"),
        ("import string", "mod.import"),
        ("from collections import deque", "ds.stackqueue"),
        ("from collections import Counter", "dict.count"),
        ("from collections import ChainMap", "std.collections"),
        ("class A:\n  @property\n  def b(self): pass", "cls.property"),
        ("class A:\n  @b.setter\n  def b(self, c): pass", "cls.property"),
        ("class A:\n  @classmethod\n  def b(cls): pass", "cls.define"),
        ("@contextmanager\ndef f(): pass", "ctx.custom"),
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


@pytest.mark.parametrize(
    ("line", "told"), [("raise NotImplementedError()", 0), ("return [n for n in zones]", 1)]
)
def test_the_stub_of_a_starter_is_no_raise_that_has_to_be_taught(line: str, told: int) -> None:
    nb = sample_problem()
    starter = {**by_role(nb, "alternative")[0], "id": "st"}
    starter["metadata"] = {"pythonmastery": {"role": "starter", "for": "answer"}}
    starter["source"] = f"def fare(age, zones):\n    {line}"
    nb["cells"].append(starter)
    found = check_problem(parsed(nb), skills_file(), CannotRun())
    assert len([f for f in found if f.check == "construct"]) == told


def test_what_the_starter_holds_already_is_not_mutated() -> None:
    nb = sample_problem()
    given = "@show\ndef two():\n    return 1 + 1\n"
    edit(by_id(nb, "answer"), "def fare", given + "\n\ndef fare")
    problem = problem_of(nb)
    (cell,) = problem.solutions
    own = {line for line, text in enumerate(cell.source.splitlines(), 1) if "1 + 1" in text}
    assert own <= {m.line for m in mutants(cell.source)}
    written = written_mutants(cell)
    assert written
    assert not own & {m.line for m in written}


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
    (finding,) = check_twice([("a", text_of(problem_of(one))), ("b", text_of(problem_of(other)))])
    assert (finding.check, finding.problem) == ("duplicate", "s03.return.day-bus")


def test_an_id_used_twice_is_told_once() -> None:
    found = check_twice([(name, text_of(problem_of(sample_problem()))) for name in ("a", "b")])
    assert [f.check for f in found] == ["id-twice"]


def test_different_problems_are_unlike() -> None:
    one, other = text_of(problem_of(sample_problem())), text_of(problem_of(program_problem()))
    for mine, theirs in ((shape(one), shape(other)), (shape(other), shape(one))):
        assert likeness(mine.all, theirs.all) < 0.2
        assert likeness(mine.sentences, theirs.sentences) < 0.2
        assert likeness(mine.code, theirs.code) < 0.5
    assert check_twice([("a", one), ("b", other)]) == []


class CannotRun:
    """A runner whose grader gives no verdict on anything."""

    def run(self, bundle: Bundle, cells: Mapping[str, str], **how: object) -> Outcome:
        raise NoVerdictError("the grader gave no verdict in 10 tries")


def test_what_cannot_be_run_is_a_finding_beside_the_others() -> None:
    nb = sample_problem()
    header(nb)["licence"] = "none"
    found = check_problem(parsed(nb), skills_file(), CannotRun())
    assert [f.check for f in found] == ["licence", "run"]


def test_a_cell_that_cannot_be_read_is_not_also_told_as_missing() -> None:
    nb = sample_problem()
    edit(by_role(nb, "probe")[0], "#| feedback:", "#| feedbak:")
    by_role(nb, "hint")[0]["metadata"]["pythonmastery"]["level"] = 9
    edit(by_role(nb, "alternative")[0], "#| alternative:", "# alternative:")
    found = {f.check for f in check_problem(parsed(nb), skills_file(), CannotRun())}
    assert found == {"probe-options", "schema", "alternative-options", "run"}


def test_a_text_of_marks_alone_is_read_at_once() -> None:
    for mark in ("<", "[", "![", "`", "\n```", "&#", "<img "):
        nb = sample_problem()
        set_source(nb, "statement", STATEMENT + mark * (MAX_TEXT // len(mark)))
        assert any("limit" in f.message for f in parsed(nb).findings)
        check_problem(parsed(nb), skills_file(), CannotRun())


@pytest.mark.parametrize(
    ("change", "check", "words"),
    [
        (lambda nb: nb.update(cells={}), "nbformat", "no list of cells"),
        (lambda nb: nb.update(nbformat="4"), "nbformat", "does not say its format"),
        (lambda nb: nb.update(nbformat_minor=10**30), "nbformat", "does not say its format"),
        (lambda nb: header(nb).update(locale="../../en"), "schema", "locale"),
        (lambda nb: header(nb).update(title="a\x1b[2J"), "schema", "title"),
        (lambda nb: header(nb).update(title="x" * 121), "schema", "title"),
        (lambda nb: header(nb).update(entry_point="return"), "schema", "entry_point"),
        (lambda nb: header(nb).update(id="s03.return." + "x" * 200), "schema", "id"),
        (lambda nb: by_id(nb, "zones").update(id="x" * 65), "cell-id", "none of nbformat"),
        (lambda nb: by_id(nb, "statement").update(attachments={"a": {}}), "attachments", "file"),
        (lambda nb: set_source(nb, "statement", "a\n\0"), "schema", "control character"),
        (lambda nb: edit(by_id(nb, "answer"), "2 +", "2 +\u202e"), "schema", r"'\u202e'"),
        (lambda nb: set_source(nb, "statement", STATEMENT + "\u200b"), "schema", r"'\u200b'"),
    ],
)
def test_what_no_notebook_should_hold_is_told_in_its_words(
    change: Callable[[Notebook], object], check: str, words: str
) -> None:
    nb = sample_problem()
    change(nb)
    (finding,) = [f for f in parsed(nb).findings if f.check == check]
    assert words in finding.message
    assert finding.remedy
